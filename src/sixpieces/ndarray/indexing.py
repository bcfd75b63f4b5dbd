"""What stands in the brackets of ``x[...]``."""

import numpy as np

from sixpieces.tape import Tracked


def as_key(key, shape):
    """An index as NumPy takes it, as a tuple, and whether it has only whole numbers and slices."""
    parts = key if type(key) is tuple else (key,)
    basic = True
    found = []
    for part in parts:
        if isinstance(part, Tracked):
            part = part._value
        if isinstance(part, (list, tuple, np.ndarray, bool, np.bool_)):
            basic = False
            part = np.asarray(part)
            if part.dtype.kind == "b":
                raise IndexError(
                    "what is True or False is not an index here: use nd.where, or "
                    "np.flatnonzero(mask) for the places."
                )
            part = part.astype(np.intp)
        elif not (part is None or part is ... or isinstance(part, (int, slice, np.integer))):
            raise ValueError(
                f"NDArray does not support slicing with key {part} of type {type(part)}."
            )
        found.append(part)
    return basic, tuple(found)


def fits(value, place):
    """Whether a value can be put into a place of that shape.

    >>> fits(np.ones((2, 1)), (2, 3)), fits(np.ones((2, 1)), (1, 2))
    (True, False)
    """
    try:
        np.empty(place)[...] = value
    except ValueError:
        return False
    return True


def is_everything(key):
    """Whether it is the index of ``x[:]``, as `as_key` returns it."""
    return len(key) == 1 and key[0] == slice(None)


def scatter(shape, key, basic):
    """The rule of an index: the gradient goes to the places that were read."""

    def rule(dz):
        dx = np.zeros(shape, dz.dtype)
        if basic:
            dx[key] = dz.reshape(dx[key].shape)
        else:
            np.add.at(dx, key, dz.reshape(dx[key].shape))
        return dx

    return rule
