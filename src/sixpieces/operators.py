"""Each operation beside its gradient rule.

An operation takes NumPy arrays and returns the result together with one rule for each array: how
the gradient of the loss with respect to the result, ``dz``, becomes the gradient with respect to
that array.
Rules may ignore broadcasting: the walk back (`sixpieces.autograd`) undoes it in one place.
The `operator` around them turns each into an operation on NDArrays that remembers, while
``autograd.record()`` is on, which arrays it used and by which rules their gradients are found.
"""

from functools import lru_cache

import numpy as np

from sixpieces.base import MXNetError, as_dtype
from sixpieces.operation import operator

__all__ = [
    "FullyConnected",
    "abs",
    "add",
    "argmax",
    "argmin",
    "clip",
    "divide",
    "dot",
    "equal",
    "exp",
    "expm1",
    "greater",
    "greater_equal",
    "lesser",
    "lesser_equal",
    "log",
    "log1p",
    "log_softmax",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "modulo",
    "multiply",
    "negative",
    "norm",
    "not_equal",
    "pick",
    "power",
    "relu",
    "sigmoid",
    "sign",
    "softmax",
    "sqrt",
    "square",
    "subtract",
    "sum",
    "tanh",
]

#: The rule of a result that does not move when its input moves a little.
flat = np.zeros_like


# Arithmetic ----------------------------------------------------------------------------------


@operator(elementwise=True)
def add(lhs, rhs):
    """Sum, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.add(nd.array([1, 2]), 10).asnumpy()
    array([11., 12.], dtype=float32)
    """
    return lhs + rhs, (lambda dz: dz, lambda dz: dz)


@operator(elementwise=True)
def subtract(lhs, rhs):
    """Difference, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.subtract(10, nd.array([1, 2])).asnumpy()
    array([9., 8.], dtype=float32)
    """
    return lhs - rhs, (lambda dz: dz, lambda dz: -dz)


@operator(elementwise=True)
def multiply(lhs, rhs):
    """Product, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.multiply(nd.array([1, 2]), nd.array([3, 4])).asnumpy()
    array([3., 8.], dtype=float32)
    """
    return lhs * rhs, (lambda dz: dz * rhs, lambda dz: dz * lhs)


@operator(elementwise=True)
def divide(lhs, rhs):
    """Quotient, element by element, with broadcasting; of integers the whole part.

    >>> from sixpieces import nd
    >>> nd.divide(nd.array([1, 2]), 4).asnumpy()
    array([0.25, 0.5 ], dtype=float32)
    """
    z = lhs / rhs
    return z, (lambda dz: dz / rhs, lambda dz: -dz * z / rhs)


@operator(elementwise=True)
def modulo(lhs, rhs):
    """Remainder, element by element, with the sign of `rhs`; 0 where `rhs` is 0.

    >>> from sixpieces import nd
    >>> nd.modulo(nd.array([-1, 5]), 3).asnumpy()
    array([2., 2.], dtype=float32)
    """
    return np.where(rhs == 0, 0, lhs % rhs), (
        lambda dz: dz,
        lambda dz: -dz * np.floor(lhs / rhs),
    )


@operator(elementwise=True)
def power(base, exp):
    """`base` to the power `exp`, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.power(nd.array([2, 3]), 2).asnumpy()
    array([4., 9.], dtype=float32)
    """
    if base.dtype.kind != "f":  # NumPy has no negative powers of integers
        base = base.astype("float64")
    z = base**exp
    return z, (
        lambda dz: dz * exp * base ** (exp - 1),
        lambda dz: dz * z * np.log(base),
    )


@operator(elementwise=True)
def maximum(lhs, rhs):
    """The larger one, element by element; where equal, the gradient goes to `lhs`.

    >>> from sixpieces import nd
    >>> nd.maximum(nd.array([-1, 2]), 0).asnumpy()
    array([0., 2.], dtype=float32)
    """
    wins = lhs >= rhs if lhs.ndim else lhs > rhs  # a number gives way to an array
    return np.maximum(lhs, rhs), (lambda dz: dz * wins, lambda dz: dz * ~wins)


@operator(elementwise=True)
def minimum(lhs, rhs):
    """The smaller one, element by element; where equal, the gradient goes to `lhs`.

    >>> from sixpieces import nd
    >>> nd.minimum(nd.array([-1, 2]), 0).asnumpy()
    array([-1.,  0.], dtype=float32)
    """
    wins = lhs <= rhs if lhs.ndim else lhs < rhs  # a number gives way to an array
    return np.minimum(lhs, rhs), (lambda dz: dz * wins, lambda dz: dz * ~wins)


@operator
def negative(data):
    """The opposite number.

    >>> from sixpieces import nd
    >>> nd.negative(nd.array([1, -2])).asnumpy()
    array([-1.,  2.], dtype=float32)
    """
    return -data, (lambda dz: -dz,)


# Comparison: 1 where true, 0 where false, in the dtype of the left array -------------------------


@operator(elementwise=True)
def equal(lhs, rhs):
    """1 where both are equal, else 0.

    >>> from sixpieces import nd
    >>> nd.equal(nd.array([1, 2]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.equal(lhs, rhs), (flat, flat)  # `==` of shapes that do not fit is only False


@operator(elementwise=True)
def not_equal(lhs, rhs):
    """1 where both differ, else 0.

    >>> from sixpieces import nd
    >>> nd.not_equal(nd.array([1, 2]), 2).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.not_equal(lhs, rhs), (flat, flat)


@operator(elementwise=True)
def greater(lhs, rhs):
    """1 where `lhs` is larger, else 0.

    >>> from sixpieces import nd
    >>> nd.greater(nd.array([1, 3]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return lhs > rhs, (flat, flat)


@operator(elementwise=True)
def greater_equal(lhs, rhs):
    """1 where `lhs` is larger or equal, else 0.

    >>> from sixpieces import nd
    >>> nd.greater_equal(nd.array([1, 2]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return lhs >= rhs, (flat, flat)


@operator(elementwise=True)
def lesser(lhs, rhs):
    """1 where `lhs` is smaller, else 0.

    >>> from sixpieces import nd
    >>> nd.lesser(nd.array([1, 3]), 2).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return lhs < rhs, (flat, flat)


@operator(elementwise=True)
def lesser_equal(lhs, rhs):
    """1 where `lhs` is smaller or equal, else 0.

    >>> from sixpieces import nd
    >>> nd.lesser_equal(nd.array([1, 2]), 2).asnumpy()
    array([1., 1.], dtype=float32)
    """
    return lhs <= rhs, (flat, flat)


# Functions of one number -----------------------------------------------------------------------


@operator
def exp(data):
    """e to the power of each element.

    >>> from sixpieces import nd
    >>> nd.exp(nd.array([0, 1])).asnumpy().round(3)
    array([1.   , 2.718], dtype=float32)
    """
    z = np.exp(data)
    return z, (lambda dz: dz * z,)


@operator
def expm1(data):
    """exp(x) - 1, accurate also near x = 0.

    >>> from sixpieces import nd
    >>> nd.expm1(nd.array([1e-10])).asnumpy()
    array([1.e-10], dtype=float32)
    """
    z = np.expm1(data)
    return z, (lambda dz: dz * (z + 1),)


@operator
def log(data):
    """Natural logarithm: -inf at 0, nan below.

    >>> from sixpieces import nd
    >>> nd.log(nd.array([1, 0.5])).asnumpy().round(3)
    array([ 0.   , -0.693], dtype=float32)
    """
    return np.log(data), (lambda dz: dz / data,)


@operator
def log1p(data):
    """ln(1 + x), accurate also near x = 0.

    >>> from sixpieces import nd
    >>> nd.log1p(nd.array([1e-10])).asnumpy()
    array([1.e-10], dtype=float32)
    """
    return np.log1p(data), (lambda dz: dz / (1 + data),)


@operator
def sqrt(data):
    """Square root.

    >>> from sixpieces import nd
    >>> nd.sqrt(nd.array([4, 9])).asnumpy()
    array([2., 3.], dtype=float32)
    """
    z = np.sqrt(data)
    return z, (lambda dz: dz * 0.5 / z,)


@operator
def square(data):
    """Each element times itself.

    >>> from sixpieces import nd
    >>> nd.square(nd.array([2, -3])).asnumpy()
    array([4., 9.], dtype=float32)
    """
    return data * data, (lambda dz: dz * 2 * data,)


@operator
def abs(data):
    """Distance from zero.

    >>> from sixpieces import nd
    >>> nd.abs(nd.array([2, -3])).asnumpy()
    array([2., 3.], dtype=float32)
    """
    return np.abs(data), (lambda dz: dz * np.sign(data),)


@operator
def sign(data):
    """1, 0 or -1.

    >>> from sixpieces import nd
    >>> nd.sign(nd.array([2, 0, -3])).asnumpy()
    array([ 1.,  0., -1.], dtype=float32)
    """
    return np.sign(data), (flat,)


@operator
def clip(data, *, a_min, a_max):
    """Each element, or the bound that it has passed; beyond a bound the slope is 0.

    >>> from sixpieces import nd
    >>> nd.clip(nd.array([-5, 0.5, 5]), 0, 1).asnumpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    inside = (data >= a_min) & (data <= a_max)
    return np.clip(data, a_min, a_max), (lambda dz: dz * inside,)


@operator
def relu(data):
    """x where positive, else 0; the slope at 0 is 0.

    >>> from sixpieces import nd
    >>> nd.relu(nd.array([-1, 2])).asnumpy()
    array([0., 2.], dtype=float32)
    """
    return np.maximum(data, 0), (lambda dz: dz * (data > 0),)


@operator
def sigmoid(data):
    """1 / (1 + exp(-x)), from the side on which exp does not overflow.

    >>> from sixpieces import nd
    >>> nd.sigmoid(nd.array([0, -200])).asnumpy()
    array([0.5, 0. ], dtype=float32)
    """
    small = np.exp(-np.abs(data))
    z = np.where(data >= 0, 1, small) / (1 + small)
    return z, (lambda dz: dz * z * (1 - z),)


@operator
def tanh(data):
    """Hyperbolic tangent.

    >>> from sixpieces import nd
    >>> nd.tanh(nd.array([0, 1])).asnumpy().round(3)
    array([0.   , 0.762], dtype=float32)
    """
    z = np.tanh(data)
    return z, (lambda dz: dz * (1 - z * z),)


def softplus(data):
    """ln(1 + exp(x)) of a NumPy array, without overflow."""
    return np.maximum(data, 0) + np.log1p(np.exp(-np.abs(data)))


# Sums and their like ---------------------------------------------------------------------------


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
            if not -ndim <= each < ndim:
                raise MXNetError(
                    f"axis {each} exceeds the dimensions of an array of shape {shape}: "
                    f"use {-ndim} to {ndim - 1}."
                )
        axes = tuple(each % ndim for each in axes)
        if len(set(axes)) < len(axes):
            raise MXNetError(f"axis {axis!r} names an axis twice.")
        if exclude:
            axes = tuple(each for each in range(ndim) if each not in axes)
    kept = tuple(1 if i in axes else length for i, length in enumerate(shape))
    wanted = tuple(length for i, length in enumerate(shape) if i not in axes) or (1,)
    return axes, kept, kept if keepdims else wanted


def hashable(axis):
    return tuple(axis) if isinstance(axis, list) else axis


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
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    z = np.add.reduce(data, axes, data.dtype, None, True)
    return z.reshape(wanted), (lambda dz: dz.reshape(kept),)


@operator
def mean(data, *, axis=None, keepdims=False, exclude=False):
    """Mean over some axes, or all; arguments as for `sum`.

    >>> from sixpieces import nd
    >>> nd.mean(nd.array([[1, 2], [3, 4]])).asnumpy()
    array([2.5], dtype=float32)
    """
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
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
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    z = np.maximum.reduce(data, axes, None, None, True)
    return z.reshape(wanted), (lambda dz: dz.reshape(kept) * (data == z),)


@operator
def min(data, *, axis=None, keepdims=False, exclude=False):
    """Smallest element over some axes, or all; every place that holds it gets the gradient.

    >>> from sixpieces import nd
    >>> nd.min(nd.array([[1, 2], [3, 4]]), axis=0).asnumpy()
    array([1., 2.], dtype=float32)
    """
    axes, kept, wanted = reduction(data.shape, hashable(axis), exclude, keepdims)
    z = np.minimum.reduce(data, axes, None, None, True)
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
    axes, kept, wanted = reduction(data.shape, hashable(axis), False, keepdims)
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
    return np.reshape(np.argmax(data, axis), wanted), (lambda dz: np.zeros_like(data),)


@operator
def argmin(data, *, axis=None, keepdims=False):
    """Place of the smallest element along an axis, the first where several are, as a float.

    >>> from sixpieces import nd
    >>> nd.argmin(nd.array([[1, 2], [4, 3]]), axis=1).asnumpy()
    array([0., 1.], dtype=float32)
    """
    wanted = reduction(data.shape, axis, False, keepdims)[2]
    return np.reshape(np.argmin(data, axis), wanted), (lambda dz: np.zeros_like(data),)


# Matrices --------------------------------------------------------------------------------------


@operator
def dot(lhs, rhs, *, transpose_a=False, transpose_b=False):
    """Dot product of vectors, matrix product, or the same over last and first axis.

    Parameters
    ----------
    lhs : NDArray of shape (..., k)
    rhs : NDArray of shape (k, ...)
    transpose_a, transpose_b : bool
        Turn the axes of `lhs` or `rhs` first.

    Returns
    -------
    NDArray
        The shapes joined without the two k; (1,) for two vectors.

    Raises
    ------
    MXNetError
        If the two k differ.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.dot(nd.array([[1, 2], [3, 4]]), nd.array([1, 10])).asnumpy()
    array([21., 43.], dtype=float32)
    """
    floats_only("dot", lhs)
    a = turned_first(lhs) if transpose_a else lhs
    b = turned_last(rhs) if transpose_b else rhs
    one_dtype("dot", lhs, rhs)
    if a.shape[-1] != b.shape[0]:
        raise MXNetError(
            f"dot: shapes {a.shape} and {b.shape}: the last length of the one, {a.shape[-1]}, "
            f"must be the first of the other, {b.shape[0]}."
        )
    k = b.shape[0]
    matrix_a, matrix_b = a.reshape(-1, k), b.reshape(k, -1)
    z = (matrix_a @ matrix_b).reshape(a.shape[:-1] + b.shape[1:] or (1,))
    rows, columns = matrix_a.shape[0], matrix_b.shape[1]

    def rule_a(dz):
        da = (dz.reshape(rows, columns) @ matrix_b.T).reshape(a.shape)
        return turned_last(da) if transpose_a else da

    def rule_b(dz):
        db = (matrix_a.T @ dz.reshape(rows, columns)).reshape(b.shape)
        return turned_first(db) if transpose_b else db

    return z, (rule_a, rule_b)


def floats_only(name, data):
    if data.dtype.kind != "f":
        raise MXNetError(
            f"{name} only supports floating point types, not {data.dtype}: "
            f"use astype('float32') first."
        )


def one_dtype(name, first, *others):
    for each in others:
        if each.dtype != first.dtype:
            raise MXNetError(
                f"{name}: Incompatible attr: expected {first.dtype}, got {each.dtype}: "
                f"bring all to one dtype first, with astype('{first.dtype}')."
            )


def turned_first(array):
    """The first axis moved to the end."""
    return array.T if array.ndim <= 2 else np.moveaxis(array, 0, -1)


def turned_last(array):
    """The last axis moved to the front."""
    return array.T if array.ndim <= 2 else np.moveaxis(array, -1, 0)


@operator
def FullyConnected(data, weight, bias=None, *, num_hidden=None, no_bias=False, flatten=True):  # noqa: N802
    """A dense layer: ``data . weight^T + bias``.

    Parameters
    ----------
    data : NDArray of shape (batch, ...)
    weight : NDArray of shape (num_hidden, inputs)
    bias : NDArray of shape (num_hidden,)
    num_hidden : int
        How many outputs each row gets.
    no_bias : bool
        Leave the bias out.
    flatten : bool
        Join all axes but the first into one; otherwise work on the last axis.

    Returns
    -------
    NDArray of shape (batch, num_hidden), or (..., num_hidden) without `flatten`

    Raises
    ------
    MXNetError
        If `weight` or `bias` does not fit, in shape or dtype.

    Examples
    --------
    >>> from sixpieces import nd
    >>> data, weight, bias = nd.array([[1, 2]]), nd.array([[10, 100]]), nd.array([5])
    >>> nd.FullyConnected(data, weight, bias, num_hidden=1).asnumpy()
    array([[215.]], dtype=float32)
    """
    floats_only("FullyConnected", data)
    one_dtype("FullyConnected", data, weight)
    rows = data
    if data.ndim != 2:
        rows = data.reshape(len(data) if flatten else -1, *((-1,) if flatten else data.shape[-1:]))
    if weight.shape != (num_hidden, rows.shape[1]):
        raise MXNetError(
            f"FullyConnected: weight of shape {weight.shape}, but {num_hidden} outputs from "
            f"{rows.shape[1]} inputs need ({num_hidden}, {rows.shape[1]})."
        )
    z = rows @ weight.T
    if no_bias and bias is not None:
        raise MXNetError("FullyConnected: a bias, and no_bias=True: leave one of the two out.")
    if not no_bias:
        if bias is None or bias.shape != (num_hidden,):
            raise MXNetError(
                f"FullyConnected: bias of shape {None if bias is None else bias.shape}, but "
                f"{num_hidden} outputs need ({num_hidden},); no_bias=True leaves it out."
            )
        one_dtype("FullyConnected", data, bias)
        z += bias
    shape = z.shape
    if not flatten and data.ndim != 2:
        z = z.reshape(*data.shape[:-1], num_hidden)
    return z, (
        lambda dz: (dz.reshape(shape) @ weight).reshape(data.shape),
        lambda dz: dz.reshape(shape).T @ rows,
        lambda dz: dz.reshape(shape).sum(axis=0),
    )


# Probabilities ---------------------------------------------------------------------------------


@operator(own_dtype=True)
def softmax(data, length=None, *, axis=-1, temperature=None, dtype=None, use_length=False):
    """Positive numbers that sum to 1 along an axis: exp(x), divided by its sum.

    The largest element is subtracted first, which changes nothing but keeps exp from overflowing.

    Parameters
    ----------
    data : NDArray
    axis : int
    temperature : float or None
        Divide by it first.
    dtype : str or type or None
        Of the result; None means that of `data`.

    Returns
    -------
    NDArray of the same shape

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.softmax(nd.array([1000, 1000])).asnumpy()
    array([0.5, 0.5], dtype=float32)
    """
    floats_only("softmax", data)
    refuse_length(length, use_length)
    t = 1 if temperature is None else temperature
    z = np.exp((data - data.max(axis, keepdims=True)) / t)
    z /= z.sum(axis, keepdims=True)
    return in_dtype(z, dtype, data), (lambda dz: z * (dz - (dz * z).sum(axis, keepdims=True)) / t,)


@operator(own_dtype=True)
def log_softmax(data, *, axis=-1, temperature=None, dtype=None, use_length=False):
    """Logarithm of `softmax`, without forming the small probabilities first.

    Parameters
    ----------
    data : NDArray
    axis : int
    temperature : float or None
        Divide by it first.
    dtype : str or type or None
        Of the result; None means that of `data`.

    Returns
    -------
    NDArray of the same shape

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.log_softmax(nd.array([0, 1000])).asnumpy()
    array([-1000.,     0.], dtype=float32)
    """
    floats_only("log_softmax", data)
    refuse_length(None, use_length)
    t = 1 if temperature is None else temperature
    z = (data - data.max(axis, keepdims=True)) / t
    z -= np.log(np.exp(z).sum(axis, keepdims=True))
    return in_dtype(z, dtype, data), (
        lambda dz: (dz - np.exp(z) * dz.sum(axis, keepdims=True)) / t,
    )


def refuse_length(length, use_length):
    if length is not None or use_length:
        raise NotImplementedError("softmax: length and use_length need MXNet; mask with nd.where.")


def in_dtype(z, dtype, data):
    return z.astype(data.dtype if dtype is None else as_dtype(dtype), copy=False)


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
        flat,
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
