"""The rarer ways to another shape."""

from itertools import pairwise
from numbers import Integral

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope
from sixpieces.operators.shapes import length_along, part, slice_axis, squeeze, transpose


@operator
def flip(data, *, axis):
    """The elements along an axis, or several, in reverse order.

    >>> from sixpieces import nd
    >>> nd.flip(nd.array([1, 2, 3]), axis=0).asnumpy()
    array([3., 2., 1.], dtype=float32)
    """
    axis = tuple(axis) if isinstance(axis, list) else axis
    return np.flip(data, axis).copy(), (lambda dz: np.flip(dz, axis),)


reverse = flip


@operator
def swapaxes(data, *, dim1=0, dim2=0):
    """Two axes exchanged.

    >>> from sixpieces import nd
    >>> nd.swapaxes(nd.zeros((2, 3, 4)), 0, 2).shape
    (4, 3, 2)
    """
    return data.swapaxes(dim1, dim2).copy(), (lambda dz: dz.swapaxes(dim1, dim2),)


SwapAxis = swapaxes


@operator
def diag(data, *, k=0):
    """The diagonal of a matrix, or the matrix with a vector on its diagonal.

    >>> from sixpieces import nd
    >>> nd.diag(nd.array([[1, 2], [3, 4]])).asnumpy()
    array([1., 4.], dtype=float32)
    """
    if data.ndim == 1:
        return np.diag(data, k), (lambda dz: np.diag(dz, k),)
    if data.ndim > 2:
        raise NotImplementedError("diag of more than two axes needs MXNet.")
    rows, columns = data.shape

    def rule(dz):
        place = np.eye(rows, columns, k, bool)
        dx = np.zeros_like(data)
        dx[place] = dz
        return dx

    return np.diag(data, k).copy(), (rule,)


@operator
def broadcast_axis(data, *, axis=(), size=()):
    """Axes of length 1 repeated to a size.

    >>> from sixpieces import nd
    >>> nd.broadcast_axis(nd.zeros((1, 3)), axis=0, size=2).shape
    (2, 3)
    """
    shape = list(data.shape)
    for each, length in zip(np.atleast_1d(axis), np.atleast_1d(size), strict=True):
        shape[each] = int(length)
    return np.broadcast_to(data, shape).copy(), (lambda dz: dz,)


broadcast_axes = broadcast_axis


@operator
def broadcast_like(lhs, rhs):
    """`lhs` broadcast to the shape of `rhs`.

    >>> from sixpieces import nd
    >>> nd.broadcast_like(nd.zeros((1, 3)), nd.zeros((2, 3))).shape
    (2, 3)
    """
    return np.broadcast_to(lhs, rhs.shape).copy(), (lambda dz: dz, no_slope)


@operator
def slice_like(data, shape_like, *, axes=()):
    """The first part of `data`, as long as `shape_like` along some axes, or all.

    >>> from sixpieces import nd
    >>> nd.slice_like(nd.zeros((3, 4)), nd.zeros((2, 2))).shape
    (2, 2)
    """
    key = [np.s_[:]] * data.ndim
    for axis in axes or range(data.ndim):
        key[axis] = np.s_[: shape_like.shape[axis]]
    z, (rule,) = part(data, tuple(key))
    return z, (rule, no_slope)


def moveaxis(tensor, source, destination):
    """Some axes moved to other places.

    >>> from sixpieces import nd
    >>> nd.moveaxis(nd.zeros((2, 3, 4)), 0, 2).shape
    (3, 4, 2)
    """
    order_of_axes = [axis for axis in range(tensor.ndim) if axis not in listed(source, tensor.ndim)]
    pairs = zip(listed(destination, tensor.ndim), listed(source, tensor.ndim), strict=True)
    for place, axis in sorted(pairs):
        order_of_axes.insert(place, axis)
    return transpose(tensor, axes=order_of_axes)


def listed(axes, ndim):
    axes = [axes] if isinstance(axes, Integral) else axes
    for axis in axes:
        if not -ndim <= axis < ndim:
            raise ValueError(f"moveaxis: there is no axis {axis}: use {-ndim} to {ndim - 1}.")
    return [axis % ndim for axis in axes]


def split_v2(ary, indices_or_sections, axis=0, squeeze_axis=False):
    """Parts along an axis: so many equal ones, or cut at the places listed.

    >>> from sixpieces import nd
    >>> [part.shape for part in nd.split_v2(nd.zeros(5), (1, 3))]
    [(1,), (2,), (2,)]
    """
    length = length_along("split_v2", ary, axis)
    if isinstance(indices_or_sections, Integral):
        if length % indices_or_sections:
            raise MXNetError(
                f"split_v2: {length} elements do not divide into {indices_or_sections} equal parts."
            )
        size = length // indices_or_sections
        cuts = range(size, length, size)
    else:
        cuts = indices_or_sections
    ends = [0, *cuts, length]
    if sorted(ends) != ends:
        raise MXNetError(f"split_v2: the cuts {cuts} do not go up from 0 to {length}.")
    parts = [slice_axis(ary, axis=axis, begin=begin, end=end) for begin, end in pairwise(ends)]
    parts = [squeeze(each, axis=axis) for each in parts] if squeeze_axis else parts
    return parts if len(parts) > 1 else parts[0]


@operator(own_dtype=True)
def shape_array(data):
    """The shape as an array of int64.

    >>> from sixpieces import nd
    >>> nd.shape_array(nd.zeros((2, 3))).asnumpy().tolist()
    [2, 3]
    """
    return np.array(data.shape, "int64"), (no_slope,)


@operator(own_dtype=True)
def size_array(data):
    """The number of elements as an array of int64.

    >>> from sixpieces import nd
    >>> nd.size_array(nd.zeros((2, 3))).asnumpy().tolist()
    [6]
    """
    return np.array([data.size], "int64"), (no_slope,)
