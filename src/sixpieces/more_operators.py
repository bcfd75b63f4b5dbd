"""The rarer operations on whole arrays, which no lesson needs; each beside its gradient rule."""

from itertools import pairwise
from numbers import Integral

import numpy as np

from sixpieces import operators, random
from sixpieces.base import MXNetError, as_dtype
from sixpieces.ndarray import NDArray
from sixpieces.operation import operator
from sixpieces.operators import (
    as_places,
    floats_only,
    hashable,
    one_dtype,
    pick,
    reduction,
    softmax,
)
from sixpieces.shape_operators import length_along, part, slice_axis, squeeze, transpose

__all__ = [
    "ElementWiseSum",
    "Embedding",
    "SwapAxis",
    "add_n",
    "argmax_channel",
    "argsort",
    "batch_dot",
    "batch_take",
    "broadcast_add",
    "broadcast_axes",
    "broadcast_axis",
    "broadcast_div",
    "broadcast_equal",
    "broadcast_greater",
    "broadcast_greater_equal",
    "broadcast_lesser",
    "broadcast_lesser_equal",
    "broadcast_like",
    "broadcast_maximum",
    "broadcast_minimum",
    "broadcast_minus",
    "broadcast_mod",
    "broadcast_mul",
    "broadcast_not_equal",
    "broadcast_plus",
    "broadcast_power",
    "broadcast_sub",
    "cumsum",
    "diag",
    "elemwise_add",
    "elemwise_div",
    "elemwise_mul",
    "elemwise_sub",
    "flip",
    "from_numpy",
    "make_loss",
    "moveaxis",
    "nanprod",
    "nansum",
    "prod",
    "reverse",
    "shape_array",
    "shuffle",
    "size_array",
    "slice_like",
    "softmax_cross_entropy",
    "softmin",
    "sort",
    "split_v2",
    "swapaxes",
    "topk",
    "true_divide",
]


# Two arrays --------------------------------------------------------------------------------------


def same_shapes(operation):
    """The operation for arrays of one shape only, as MXNet's ``elemwise_`` names have it."""
    function = operation.__wrapped__

    def strict(lhs, rhs):
        if lhs.shape != rhs.shape:
            raise MXNetError(f"elemwise: expected {lhs.shape}, got {rhs.shape}: no broadcasting.")
        return function(lhs, rhs)

    return strict


true_divide = operators.divide


def arrays_only(function, name):
    """The operation under MXNet's other name, which takes no numbers but ``out``."""
    return operator(function, elementwise=True, name=name)


broadcast_add = arrays_only(operators.add.__wrapped__, "broadcast_add")
broadcast_sub = arrays_only(operators.subtract.__wrapped__, "broadcast_sub")
broadcast_mul = arrays_only(operators.multiply.__wrapped__, "broadcast_mul")
broadcast_div = arrays_only(operators.divide.__wrapped__, "broadcast_div")
broadcast_mod = arrays_only(operators.modulo.__wrapped__, "broadcast_mod")
broadcast_power = arrays_only(  # whose arrays have other names than those of power
    lambda lhs, rhs: operators.power.__wrapped__(lhs, rhs), "broadcast_power"
)
broadcast_maximum = arrays_only(operators.maximum.__wrapped__, "broadcast_maximum")
broadcast_minimum = arrays_only(operators.minimum.__wrapped__, "broadcast_minimum")
broadcast_equal = arrays_only(operators.equal.__wrapped__, "broadcast_equal")
broadcast_not_equal = arrays_only(operators.not_equal.__wrapped__, "broadcast_not_equal")
broadcast_greater = arrays_only(operators.greater.__wrapped__, "broadcast_greater")
broadcast_greater_equal = arrays_only(
    operators.greater_equal.__wrapped__, "broadcast_greater_equal"
)
broadcast_lesser = arrays_only(operators.lesser.__wrapped__, "broadcast_lesser")
broadcast_lesser_equal = arrays_only(operators.lesser_equal.__wrapped__, "broadcast_lesser_equal")
broadcast_plus, broadcast_minus = broadcast_add, broadcast_sub
elemwise_add = arrays_only(same_shapes(operators.add), "elemwise_add")
elemwise_sub = arrays_only(same_shapes(operators.subtract), "elemwise_sub")
elemwise_mul = arrays_only(same_shapes(operators.multiply), "elemwise_mul")
elemwise_div = arrays_only(same_shapes(operators.divide), "elemwise_div")


@operator
def add_n(*args):
    """The sum of several arrays of one shape.

    >>> from sixpieces import nd
    >>> nd.add_n(nd.array([1]), nd.array([2]), nd.array([3])).asnumpy()
    array([6.], dtype=float32)
    """
    if any(each.shape != args[0].shape for each in args):
        raise MXNetError(f"add_n: shapes {', '.join(str(each.shape) for each in args)} differ.")
    return sum_of(args), [lambda dz: dz] * len(args)


def sum_of(arrays):
    total = arrays[0].copy()
    for each in arrays[1:]:
        total += each
    return total


ElementWiseSum = add_n


@operator
def batch_dot(lhs, rhs, *, transpose_a=False, transpose_b=False):
    """One matrix product for each pair of matrices.

    >>> from sixpieces import nd
    >>> nd.batch_dot(nd.ones((5, 2, 3)), nd.ones((5, 3, 4))).shape
    (5, 2, 4)
    """
    floats_only("batch_dot", lhs)
    one_dtype("batch_dot", lhs, rhs)
    if lhs.ndim < 3 or lhs.shape[:-2] != rhs.shape[:-2]:
        raise MXNetError(
            f"batch_dot: shapes {lhs.shape} and {rhs.shape}: give as many matrices on both sides, "
            f"of shape (n, rows, columns)."
        )
    a = lhs.swapaxes(-1, -2) if transpose_a else lhs
    b = rhs.swapaxes(-1, -2) if transpose_b else rhs

    def rule_a(dz):
        da = dz @ b.swapaxes(-1, -2)
        return da.swapaxes(-1, -2) if transpose_a else da

    def rule_b(dz):
        db = a.swapaxes(-1, -2) @ dz
        return db.swapaxes(-1, -2) if transpose_b else db

    return a @ b, (rule_a, rule_b)


# Sums and their like -----------------------------------------------------------------------------


@operator
def nansum(data, *, axis=None, keepdims=False, exclude=False):
    """`sum` that counts nan as 0, and so hides it: the gradient of what is nan may still be nan.

    >>> from sixpieces import nd
    >>> nd.nansum(nd.array([1, float("nan"), 2])).asnumpy()
    array([3.], dtype=float32)
    """
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    there = ~np.isnan(data)
    z = np.where(there, data, 0).sum(axes, data.dtype)
    return np.reshape(z, wanted), (lambda dz: dz.reshape(kept) * there,)


@operator
def prod(data, *, axis=None, keepdims=False, exclude=False):
    """Product over some axes, or all; arguments as for `sum`.

    >>> from sixpieces import nd
    >>> nd.prod(nd.array([2, 3, 4])).asnumpy()
    array([24.], dtype=float32)
    """
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    z = np.reshape(data.prod(axes, data.dtype), wanted)
    return z, (lambda dz: dz.reshape(kept) * product_of_others(data, axes),)


@operator
def nanprod(data, *, axis=None, keepdims=False, exclude=False):
    """`prod` that counts nan as 1.

    >>> from sixpieces import nd
    >>> nd.nanprod(nd.array([2, float("nan"), 4])).asnumpy()
    array([8.], dtype=float32)
    """
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    there = ~np.isnan(data)
    clean = np.where(there, data, 1)
    z = np.reshape(clean.prod(axes, data.dtype), wanted)
    return z, (lambda dz: dz.reshape(kept) * there * product_of_others(clean, axes),)


def product_of_others(data, axes):
    """For each element the product of all others: right also where one of them is 0."""
    zero = data == 0
    filled = np.where(zero, 1, data)
    product = filled.prod(axes, keepdims=True)
    zeros = zero.sum(axes, keepdims=True)
    return np.where(zero, (zeros == 1) * product, (zeros == 0) * product / filled)


@operator(own_dtype=True)
def cumsum(a, *, axis=None, dtype=None):
    """Sums of the first, the first two, the first three ... elements.

    >>> from sixpieces import nd
    >>> nd.cumsum(nd.array([1, 2, 3])).asnumpy()
    array([1., 3., 6.], dtype=float32)
    """

    def rule(dz):
        backwards = np.flip(np.cumsum(np.flip(dz, axis or 0), axis or 0), axis or 0)
        return backwards.reshape(a.shape)

    return np.cumsum(a, axis, as_dtype(dtype or a.dtype)), (rule,)


# Order -------------------------------------------------------------------------------------------


@operator
def sort(data, *, axis=-1, is_ascend=True):
    """The elements in order along an axis, or of the whole array with None.

    >>> from sixpieces import nd
    >>> nd.sort(nd.array([3, 1, 2])).asnumpy()
    array([1., 2., 3.], dtype=float32)
    """
    data, axis = (data.reshape(-1), 0) if axis is None else (data, axis)
    places = order(data, axis, is_ascend)

    def rule(dz):
        dx = np.zeros_like(data)
        np.put_along_axis(dx, places, dz, axis)
        return dx

    return np.take_along_axis(data, places, axis), (rule,)


@operator(own_dtype=True)
def argsort(data, *, axis=-1, is_ascend=True, dtype="float32"):
    """The places of the elements in order, as floats.

    >>> from sixpieces import nd
    >>> nd.argsort(nd.array([3, 1, 2])).asnumpy()
    array([1., 2., 0.], dtype=float32)
    """
    data, axis = (data.reshape(-1), 0) if axis is None else (data, axis)
    return order(data, axis, is_ascend).astype(as_dtype(dtype)), (lambda dz: np.zeros_like(data),)


def order(data, axis, is_ascend):
    return np.argsort(data if is_ascend else -data, axis, kind="stable")


def topk(data, axis=-1, k=1, ret_typ="indices", is_ascend=False, dtype="float32"):
    """The `k` largest elements along an axis, or their places.

    Parameters
    ----------
    data : NDArray
    axis : int
    k : int
    ret_typ : str
        ``"indices"``, ``"value"`` or ``"both"`` (values first).
    is_ascend : bool
        The smallest instead.
    dtype : str or type
        Of the places.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.topk(nd.array([3, 1, 2]), k=2).asnumpy()
    array([0., 2.], dtype=float32)
    """
    length = length_along("topk", data, axis)
    if not isinstance(k, Integral) or not 1 <= k <= length:
        raise MXNetError(f"topk: k={k!r} is not a number from 1 to {length}.")
    if ret_typ not in ("indices", "value", "both"):
        raise NotImplementedError(f"topk: ret_typ={ret_typ!r} needs MXNet: indices, value or both.")
    places = slice_axis(argsort(data, axis, is_ascend, dtype), axis=axis, begin=0, end=k)
    values = slice_axis(sort(data, axis, is_ascend), axis=axis, begin=0, end=k)
    return {"indices": places, "value": values, "both": [values, places]}[ret_typ]


@operator
def flip(data, *, axis):
    """The elements along an axis, or several, in reverse order.

    >>> from sixpieces import nd
    >>> nd.flip(nd.array([1, 2, 3]), axis=0).asnumpy()
    array([3., 2., 1.], dtype=float32)
    """
    axis = hashable(axis)
    return np.flip(data, axis).copy(), (lambda dz: np.flip(dz, axis),)


reverse = flip


# Shapes ------------------------------------------------------------------------------------------


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
    return np.broadcast_to(lhs, rhs.shape).copy(), (lambda dz: dz, lambda dz: np.zeros_like(rhs))


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
    return z, (rule, lambda dz: np.zeros_like(shape_like))


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
    return [squeeze(each, axis=axis) for each in parts] if squeeze_axis else parts


@operator(own_dtype=True)
def shape_array(data):
    """The shape as an array of int64.

    >>> from sixpieces import nd
    >>> nd.shape_array(nd.zeros((2, 3))).asnumpy().tolist()
    [2, 3]
    """
    return np.array(data.shape, "int64"), (lambda dz: np.zeros_like(data),)


@operator(own_dtype=True)
def size_array(data):
    """The number of elements as an array of int64.

    >>> from sixpieces import nd
    >>> nd.size_array(nd.zeros((2, 3))).asnumpy().tolist()
    [6]
    """
    return np.array([data.size], "int64"), (lambda dz: np.zeros_like(data),)


def from_numpy(ndarray, zero_copy=True):
    """An NDArray that shares a NumPy array's memory, and keeps its dtype.

    >>> import numpy as np
    >>> from sixpieces import nd
    >>> nd.from_numpy(np.ones(2)).dtype.__name__
    'float64'
    """
    return NDArray(ndarray.astype(as_dtype(ndarray.dtype), copy=not zero_copy))


# Chosen elements, classes ------------------------------------------------------------------------


@operator(own_dtype=True)
def Embedding(data, weight, *, input_dim, output_dim, dtype="float32", sparse_grad=False):  # noqa: N802
    """For each index its row of `weight`.

    >>> from sixpieces import nd
    >>> nd.Embedding(nd.array([1]), nd.array([[1, 2], [3, 4]]), 2, 2).asnumpy()
    array([[3., 4.]], dtype=float32)
    """
    if weight.shape != (input_dim, output_dim):
        raise MXNetError(f"Embedding: weight {weight.shape}, not ({input_dim}, {output_dim}).")
    places = as_places(data, input_dim, "clip")

    def rule(dz):
        dw = np.zeros_like(weight)
        np.add.at(dw, places, dz)
        return dw

    return weight[places], (flat_like(data), rule)


def flat_like(data):
    return lambda dz: np.zeros_like(data)


def batch_take(a, indices):
    """From each row the element at its own index.

    >>> from sixpieces import nd
    >>> nd.batch_take(nd.array([[1, 2], [3, 4]]), nd.array([0, 1])).asnumpy()
    array([1., 4.], dtype=float32)
    """
    return pick(a, indices, axis=1)


@operator
def argmax_channel(data):
    """`argmax` along axis 1.

    >>> from sixpieces import nd
    >>> nd.argmax_channel(nd.array([[1, 2], [4, 3]])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.argmax(data, 1), (lambda dz: np.zeros_like(data),)


def softmin(data, axis=-1, temperature=None, dtype=None, use_length=False):
    """`softmax` of the opposite numbers.

    >>> from sixpieces import nd
    >>> nd.softmin(nd.array([1000, 1000])).asnumpy()
    array([0.5, 0.5], dtype=float32)
    """
    return softmax(-data, axis=axis, temperature=temperature, dtype=dtype, use_length=use_length)


@operator
def softmax_cross_entropy(data, label):
    """Sum over all rows of ``-log softmax(row)[label]``.

    >>> from sixpieces import nd
    >>> nd.softmax_cross_entropy(nd.array([[0, 0]]), nd.array([1])).asnumpy().round(3)
    array([0.693], dtype=float32)
    """
    rows, places = np.arange(len(data)), label.astype(np.intp)
    z = data - data.max(axis=1, keepdims=True)
    z -= np.log(np.exp(z).sum(axis=1, keepdims=True))

    def rule(dz):
        dx = np.exp(z)
        dx[rows, places] -= 1
        return dx * dz

    return -z[rows, places].sum(keepdims=True), (rule, lambda dz: np.zeros_like(label))


def shuffle(data):
    """The rows in a random order; see `sixpieces.random.shuffle`.

    >>> from sixpieces import nd
    >>> nd.shuffle(nd.array([1, 1])).asnumpy()
    array([1., 1.], dtype=float32)
    """
    return random.shuffle(data)


@operator
def make_loss(data):
    """The same elements as the end of a model: the gradient is 1 here, whatever follows.

    >>> from sixpieces import nd
    >>> nd.make_loss(nd.array([3])).asnumpy()
    array([3.], dtype=float32)
    """
    return data.copy(), (np.ones_like,)
