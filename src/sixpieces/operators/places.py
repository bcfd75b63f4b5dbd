"""Chosen elements: by an index, by a condition, and back from an index to a row."""

from numbers import Integral

import numpy as np

from sixpieces.base import MXNetError, as_dtype
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope


@operator
def take(a, indices, *, axis=0, mode="clip"):
    """The rows, or places of another axis, that `indices` lists.

    Parameters
    ----------
    a : NDArray
    indices : NDArray
    axis : int
    mode : str
        ``"clip"``: an index beyond an end means the end; ``"wrap"``: count round; ``"raise"``.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.take(nd.array([10, 20, 30]), nd.array([2, 0])).asnumpy()
    array([30., 10.], dtype=float32)
    """
    places = as_places(indices, a.shape[axis], mode)

    def rule(dz):
        dx = np.zeros_like(a)
        along = np.moveaxis(dx, axis, 0)
        first = axis % a.ndim
        moved = np.moveaxis(dz, range(first, first + places.ndim), range(places.ndim))
        np.add.at(along, places, moved)
        return dx

    return np.take(a, places, axis), (rule, no_slope)


@operator
def pick(data, index, *, axis=-1, keepdims=False, mode="clip"):
    """From each row the element at its own index, such as each row's probability of its label.

    Parameters
    ----------
    data : NDArray
    index : NDArray
        The shape of `data` without `axis`, or with length 1 there.
    axis : int
    keepdims : bool
    mode : str
        ``"clip"``: an index beyond the end means the end; ``"wrap"``: count round.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.pick(nd.array([[1, 2], [3, 4]]), nd.array([0, 1])).asnumpy()
    array([1., 4.], dtype=float32)
    """
    kept = list(data.shape)
    kept[axis] = 1
    places = as_places(index, data.shape[axis], mode).reshape(kept)
    z = np.take_along_axis(data, places, axis)

    def rule(dz):
        dx = np.zeros_like(data)
        np.put_along_axis(dx, places, dz.reshape(kept), axis)
        return dx

    return z if keepdims else z.reshape(np.delete(kept, axis) if data.ndim > 1 else 1), (
        rule,
        no_slope,
    )


def as_places(indices, length, mode):
    """Whole numbers that are places of an axis: beyond an end the end, or counted round."""
    places = indices.astype(np.intp)
    if mode == "wrap":
        return places % length
    if mode == "raise":
        wrong = (places < 0) | (places >= length)
        if wrong.any():
            raise MXNetError(
                f"index {places[wrong][0]} is out of bounds for an axis of length {length}"
            )
        return places
    if mode != "clip":
        raise MXNetError(f"mode {mode!r} is none of 'clip', 'wrap', 'raise'.")
    return np.clip(places, 0, length - 1)


@operator(own_dtype=True)
def where(condition, x, y):
    """From `x` where the condition is not 0, else from `y`.

    >>> from sixpieces import nd
    >>> nd.where(nd.array([1, 0]), nd.array([10, 20]), nd.array([-1, -2])).asnumpy()
    array([10., -2.], dtype=float32)
    """
    if x.dtype != y.dtype or x.shape != y.shape:
        raise MXNetError(
            f"where: x is {x.dtype.name} of shape {x.shape}, y {y.dtype.name} of shape {y.shape}: "
            f"both must be alike."
        )
    chosen = condition != 0
    if chosen.shape != x.shape:
        if chosen.shape != x.shape[:1]:
            raise MXNetError(
                f"where: a condition of shape {chosen.shape} for arrays of shape {x.shape}: give "
                f"one for each element, or one for each row."
            )
        chosen = chosen.reshape((-1,) + (1,) * (x.ndim - 1))
    return np.where(chosen, x, y), (no_slope, lambda dz: dz * chosen, lambda dz: dz * ~chosen)


@operator(own_dtype=True)
def one_hot(indices, *, depth, on_value=1.0, off_value=0.0, dtype="float32"):
    """For each index a row of zeros with a one at its place; beyond the row, zeros only.

    Parameters
    ----------
    indices : NDArray
    depth : int
        Length of the row.

    Returns
    -------
    NDArray
        The shape of `indices` with `depth` behind it.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.one_hot(nd.array([0, 2]), 3).asnumpy()
    array([[1., 0., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    if not isinstance(depth, Integral) or depth < 1:
        raise MXNetError(f"one_hot: depth={depth} is not a length.")
    there = indices.astype(np.int64)[..., None] == np.arange(depth)
    return np.where(there, on_value, off_value).astype(as_dtype(dtype)), (no_slope,)
