"""Sums and their like, over some axes or all."""

from functools import lru_cache

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope


@lru_cache(maxsize=1000)
def reduction(shape, axis, exclude=False, keepdims=False):
    """What it takes to reduce an array of some shape.

    Returns
    -------
    axes : tuple of int
        The axes to reduce.
    kept : tuple of int
        The shape with each of these axes of length 1, which broadcasts against the array.
    wanted : tuple of int
        The shape of the result.
    """
    ndim = len(shape)
    if axis is None or axis == ():
        axes = tuple(range(ndim))
    else:
        axes = axis if isinstance(axis, tuple) else (axis,)
        if not all(isinstance(each, (int, np.integer)) for each in axes):
            raise MXNetError(f"axis {axis!r}: give a whole number, or a tuple of them.")
        for each in axes:
            check_axis(shape, each)
        axes = tuple(each % ndim for each in axes)
        if len(set(axes)) < len(axes):
            raise MXNetError(f"axis {axis!r} names an axis twice.")
        if exclude:
            axes = tuple(each for each in range(ndim) if each not in axes)
    kept = tuple(1 if i in axes else length for i, length in enumerate(shape))
    wanted = tuple(length for i, length in enumerate(shape) if i not in axes) or (1,)
    return axes, kept, kept if keepdims else wanted


def check_axis(shape, axis):
    """Refuse an axis that an array of this shape does not have."""
    ndim = len(shape)
    if not -ndim <= axis < ndim:
        raise MXNetError(
            f"axis {axis} exceeds the dimensions of an array of shape {shape}: "
            f"use {-ndim} to {ndim - 1}."
        )


def axes_of(data, axis, exclude=False, keepdims=False):
    """What `reduction` says of an array; a list of axes is as good as a tuple."""
    return reduction(data.shape, tuple(axis) if isinstance(axis, list) else axis, exclude, keepdims)


@operator
def sum(data, *, axis=None, keepdims=False, exclude=False):
    """Sum over some axes, or all.

    Parameters
    ----------
    data : NDArray
    axis : int or tuple of int or None
        The axes to sum over; None means all.
    keepdims : bool
        Leave the axes in the shape, with length 1.
    exclude : bool
        Sum over the axes that `axis` does not name.

    Returns
    -------
    NDArray
        Of shape (1,) when all axes are summed.

    Raises
    ------
    MXNetError
        If there is no such axis.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.sum(nd.array([[1, 2], [3, 4]]), axis=1).asnumpy()
    array([3., 7.], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
    z = np.add.reduce(data, axes, data.dtype, None, True)  # no out; keepdims
    return z.reshape(wanted), (lambda dz: dz.reshape(kept),)


@operator
def mean(data, *, axis=None, keepdims=False, exclude=False):
    """Mean over some axes, or all; arguments as for `sum`.

    >>> from sixpieces import nd
    >>> nd.mean(nd.array([[1, 2], [3, 4]])).asnumpy()
    array([2.5], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
    if kept == data.shape:  # the mean of one number is the number
        return data.reshape(wanted).copy(), (lambda dz: dz.reshape(kept),)
    z = np.add.reduce(data, axes, data.dtype, None, True)
    n = data.size // z.size
    return z.reshape(wanted) / n, (lambda dz: dz.reshape(kept) / n,)


@operator
def max(data, *, axis=None, keepdims=False, exclude=False):
    """Largest element over some axes, or all; every place that holds it gets the gradient.

    >>> from sixpieces import nd
    >>> nd.max(nd.array([[1, 2], [3, 4]]), axis=0).asnumpy()
    array([3., 4.], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
    z = np.maximum.reduce(data, axes, keepdims=True)
    return z.reshape(wanted), (lambda dz: dz.reshape(kept) * (data == z),)


@operator
def min(data, *, axis=None, keepdims=False, exclude=False):
    """Smallest element over some axes, or all; every place that holds it gets the gradient.

    >>> from sixpieces import nd
    >>> nd.min(nd.array([[1, 2], [3, 4]]), axis=0).asnumpy()
    array([1., 2.], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
    z = np.minimum.reduce(data, axes, keepdims=True)
    return z.reshape(wanted), (lambda dz: dz.reshape(kept) * (data == z),)


@operator
def norm(data, *, ord=2, axis=None, keepdims=False):
    """Length of a vector: the root of the sum of squares (``ord=2``) or the sum of sizes (1).

    >>> from sixpieces import nd
    >>> nd.norm(nd.array([3, 4])).asnumpy()
    array([5.], dtype=float32)
    """
    if ord not in (1, 2):
        raise MXNetError(f"norm: ord={ord!r}: MXNet knows 1 and 2.")
    axes, kept, wanted = axes_of(data, axis, False, keepdims)
    if ord == 1:
        z = np.abs(data).sum(axes, keepdims=True)
        return z.reshape(wanted), (lambda dz: dz.reshape(kept) * np.sign(data),)
    squares = np.square(data, dtype="float64")  # which holds the square of every float32
    z = np.sqrt(squares.sum(axes, keepdims=True)).astype(data.dtype)
    return z.reshape(wanted), (lambda dz: dz.reshape(kept) * data / z,)


@operator
def argmax(data, *, axis=None, keepdims=False):
    """Place of the largest element along an axis, the first where several are, as a float.

    >>> from sixpieces import nd
    >>> nd.argmax(nd.array([[1, 2], [4, 3]]), axis=1).asnumpy()
    array([1., 0.], dtype=float32)
    """
    wanted = reduction(data.shape, axis, False, keepdims)[2]
    return np.reshape(np.argmax(data, axis), wanted), (no_slope,)


@operator
def argmin(data, *, axis=None, keepdims=False):
    """Place of the smallest element along an axis, the first where several are, as a float.

    >>> from sixpieces import nd
    >>> nd.argmin(nd.array([[1, 2], [4, 3]]), axis=1).asnumpy()
    array([0., 1.], dtype=float32)
    """
    wanted = reduction(data.shape, axis, False, keepdims)[2]
    return np.reshape(np.argmin(data, axis), wanted), (no_slope,)
