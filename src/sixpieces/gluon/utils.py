"""Small things that blocks and training loops share."""

import warnings

import numpy as np

from sixpieces import ndarray as nd
from sixpieces.ndarray import NDArray

__all__ = ["HookHandle", "clip_global_norm", "split_and_load", "split_data"]


class HookHandle:
    """What registering a hook returns: the way to take it off again.

    Examples
    --------
    >>> from sixpieces import gluon, nd
    >>> net = gluon.nn.Flatten()
    >>> handle = net.register_forward_hook(lambda block, inputs, output: print(output.shape))
    >>> _ = net(nd.zeros((2, 3, 4)))
    (2, 12)
    >>> handle.detach()
    >>> _ = net(nd.zeros((2, 3, 4)))
    """

    def __init__(self):
        self._hooks = None

    def attach(self, hooks, hook):
        """Put `hook` into the dictionary `hooks`."""
        assert self._hooks is None, "this handle holds a hook already; make a new HookHandle"
        self._hooks = hooks
        hooks[id(self)] = hook

    def detach(self):
        """Take the hook off. Twice does no harm."""
        self._hooks.pop(id(self), None)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.detach()


def split_data(data, num_slice, batch_axis=0, even_split=True):
    """Cut a batch into parts along one axis.

    Parameters
    ----------
    data : NDArray
        The batch.
    num_slice : int
        Number of parts.
    batch_axis : int
        Axis of the rows.
    even_split : bool
        Whether parts must be equal.

    Returns
    -------
    list of NDArray

    Raises
    ------
    ValueError
        Where equal parts are asked for and the rows do not divide.

    Examples
    --------
    >>> from sixpieces import nd
    >>> [part.shape for part in split_data(nd.zeros((5, 2)), 2, even_split=False)]
    [(3, 2), (2, 2)]
    """
    rows = data.shape[batch_axis]
    if num_slice < 1:
        raise ValueError(f"num_slice is {num_slice}; give 1 part or more")
    if even_split and rows % num_slice:
        raise ValueError(
            f"data with shape {data.shape} cannot be evenly split into {num_slice} slices along "
            f"axis {batch_axis}. Use a batch size that's multiple of {num_slice} or set "
            "even_split=False to allow uneven partitioning of data."
        )
    parts = np.array_split(np.arange(rows), num_slice)
    return [nd.take(data, nd.array(part), axis=batch_axis) for part in parts]


def split_and_load(data, ctx_list, batch_axis=0, even_split=True):
    """Cut a batch into one part for each device, and bring each part there.

    Parameters
    ----------
    data : NDArray or NumPy array
        The batch.
    ctx_list : list of Context
        The devices.
    batch_axis, even_split
        As in `split_data`.

    Returns
    -------
    list of NDArray

    Examples
    --------
    >>> import sixpieces as mx
    >>> [part.shape for part in split_and_load(mx.nd.zeros((4, 2)), [mx.cpu()])]
    [(4, 2)]
    """
    if not isinstance(data, NDArray):
        data = nd.array(data)
    parts = [data]
    if len(ctx_list) > 1:
        parts = split_data(data, len(ctx_list), batch_axis, even_split)
    return [part.as_in_context(ctx) for part, ctx in zip(parts, ctx_list, strict=True)]


def clip_global_norm(arrays, max_norm, check_isfinite=True):
    """Shrink arrays, all by the same factor, until their common length is at most `max_norm`.

    Parameters
    ----------
    arrays : list of NDArray
        Usually gradients; changed in place.
    max_norm : float
        The largest length that stays as it is.
    check_isfinite : bool
        Whether to warn of nan and infinity, and to return a number instead of an NDArray.

    Returns
    -------
    float or NDArray
        The length before: the root of the sum of all squares.

    Examples
    --------
    >>> from sixpieces import nd
    >>> gradients = [nd.array([3.0]), nd.array([4.0])]
    >>> round(float(clip_global_norm(gradients, max_norm=1.0)), 3)
    5.0
    >>> [round(float(gradient.asscalar()), 3) for gradient in gradients]
    [0.6, 0.8]
    """
    assert len(arrays) > 0, "there is no array to clip; give a list of at least one"
    length = nd.sqrt(sum((array * array).sum() for array in arrays))
    number = float(length.asscalar())
    if check_isfinite and not np.isfinite(number):
        warnings.warn(
            f"the length of the gradients is {number}: nan or inf is detected. "
            "Clipping results will be undefined.",
            stacklevel=2,
        )
    scale = max_norm / (number + 1e-8)
    if not scale >= 1.0:
        for array in arrays:
            array *= scale
    return number if check_isfinite else length


def indent(text, spaces):
    """Return `text` with all lines but the first moved to the right.

    >>> indent("a(\\nb)", 2)
    'a(\\n  b)'
    """
    return text.replace("\n", "\n" + " " * spaces)


def brief(names, limit=7):
    """Return names as a list to print, the middle of a long one left out.

    >>> brief("abcdefghij")
    "'a', 'b', 'c', ..., 'h', 'i', 'j'"
    """
    names = [repr(str(name)) for name in names]
    if len(names) > limit:
        names = [*names[: limit // 2], "...", *names[-(limit // 2) :]]
    return ", ".join(names)
