"""What a trainer saves: the optimiser's memory of each parameter, and its settings.

The file is NumPy's ``.npz`` archive. Entry ``settings`` is a JSON text; entries ``3.0``, ``3.1``
are the arrays that the optimiser keeps of parameter number 3. Nothing in it can run code.
"""

import json
import math
import zipfile

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.files import replacing
from sixpieces.ndarray import NDArray

#: What NumPy, zipfile and json raise where a file is not what it should be.
DAMAGED = (
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
#: What `save_states` writes under each name.
KINDS = {
    "optimizer": str,
    "settings": dict,
    "counts": list,
    "scheduler": dict | None,
    "lengths": dict,
}
PLAIN = (bool, int, float, str, type(None))


def plain_settings(thing):
    """Return the attributes of an object that are numbers, texts, or lists of them.

    >>> from sixpieces.lr_scheduler import MultiFactorScheduler
    >>> plain_settings(MultiFactorScheduler([5], factor=0.5))["step"]
    [5]
    """

    def is_plain(value):
        return isinstance(value, PLAIN) or (isinstance(value, list) and all(map(is_plain, value)))

    return {name: value for name, value in vars(thing).items() if is_plain(value)}


def save_states(filename, updater):
    """Write the states and settings of an `Updater` to a file."""
    optimizer, scheduler = updater.optimizer, updater.optimizer.lr_scheduler
    settings = {
        "optimizer": type(optimizer).__name__,
        "settings": plain_settings(optimizer),
        "counts": list(optimizer._index_update_count.items()),
        "scheduler": None if scheduler is None else plain_settings(scheduler),
        "lengths": {index: length(state) for index, state in updater.states.items()},
    }
    arrays = {
        f"{index}.{part}": array.asnumpy()
        for index, state in updater.states.items()
        for part, array in enumerate(as_tuple(state))
    }
    with replacing(filename) as file:
        np.savez(file, settings=np.array(json.dumps(settings)), **arrays)


def load_states(filename, updater, parameters):
    """Read what `save_states` wrote into an `Updater` of the same kind of optimiser.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.
    ValueError
        Where it is none that `save_states` wrote, is damaged, belongs to another optimiser, or to
        parameters of other shapes.
    """
    settings, arrays = read(filename)
    optimizer, scheduler = updater.optimizer, updater.optimizer.lr_scheduler
    if settings["optimizer"] != type(optimizer).__name__:
        raise ValueError(
            f"file '{filename}' holds the states of {settings['optimizer']}, but the trainer uses "
            f"{type(optimizer).__name__}; make a trainer with the same optimizer"
        )
    if (settings["scheduler"] is None) != (scheduler is None):
        raise ValueError(
            f"only one of file '{filename}' and the trainer has a learning rate scheduler; "
            "make the trainer as it was when the file was written"
        )
    states = {}
    for index, count in zip(arrays, settings["lengths"].values(), strict=True):
        parts = tuple(nd.array(array, dtype=array.dtype) for array in arrays[index])
        for part in parts:
            check_state(filename, index, part, parameters)
        states[index] = parts if count > 0 else (parts[0] if parts else None)
    check_settings(filename, optimizer, settings["settings"])
    if scheduler is not None:
        check_settings(filename, scheduler, settings["scheduler"])
    vars(optimizer).update(settings["settings"])
    optimizer._index_update_count = settings["counts"]
    if scheduler is not None:
        vars(scheduler).update(settings["scheduler"])
    updater.states = states


def check_settings(filename, thing, settings):
    """Refuse settings that are none of `thing`'s own, or of another type."""
    known = plain_settings(thing)
    for name, value in settings.items():
        old = known.get(name)
        numbers = is_finite(value) and (old is None or is_finite(old))
        alike = type(value) is type(old) or numbers or (value is None and is_finite(old))
        if name not in known or not alike or (isinstance(value, float) and not is_finite(value)):
            raise ValueError(
                f"file '{filename}' sets {name!r} to {value!r}, which {type(thing).__name__} does "
                f"not take; write the file again with save_states"
            )


def is_finite(value):
    """Whether it is a number, and neither nan nor infinite.

    >>> is_finite(1), is_finite(float("nan")), is_finite("1")
    (True, False, False)
    """
    return isinstance(value, (int, float)) and math.isfinite(value)


def read(filename):
    """Return the settings in a file, and by parameter number a list of arrays; never unpickle."""
    try:
        with np.load(filename, allow_pickle=False) as archive:
            settings = json.loads(str(archive["settings"]))
            for name, kind in KINDS.items():
                if not isinstance(settings[name], kind):
                    raise ValueError(f"{name} is {settings[name]!r}")
            settings["counts"] = {int(index): int(steps) for index, steps in settings["counts"]}
            arrays = {
                int(index): [archive[f"{index}.{part}"] for part in range(abs(count))]
                for index, count in settings["lengths"].items()
            }
        return settings, arrays
    except FileNotFoundError:
        raise
    except DAMAGED as error:
        raise ValueError(
            f"file '{filename}' is none that Trainer.save_states wrote, or is damaged: {error}"
        ) from None


def check_state(filename, index, state, parameters):
    """Refuse a state that does not belong to the parameter of that number."""
    there = 0 <= index < len(parameters)
    expected = shape_and_type(parameters[index]) if there else "nothing"
    if shape_and_type(state) != expected:
        raise ValueError(
            f"file '{filename}' has a state of {shape_and_type(state)} for parameter number "
            f"{index}, where the trainer has {expected}; make the network as it was when the file "
            "was written"
        )


def shape_and_type(thing):
    """Say what an array or a parameter can hold.

    >>> shape_and_type(nd.zeros((2, 3)))
    'shape (2, 3) and type float32'
    """
    return f"shape {thing.shape} and type {np.dtype(thing.dtype)}"


def as_tuple(state):
    """Return a state as a tuple of arrays: none, one or more.

    >>> as_tuple(None)
    ()
    """
    if state is None:
        return ()
    return (state,) if isinstance(state, NDArray) else tuple(state)


def length(state):
    """Return how many arrays a state has: -1 for one that is no tuple.

    >>> length(None), length(nd.zeros(2)), length((nd.zeros(2),))
    (0, -1, 1)
    """
    return -1 if isinstance(state, NDArray) else len(as_tuple(state))
