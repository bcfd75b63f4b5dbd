"""Matrix products."""

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.operation import operator


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
    if data.ndim != 2 and flatten:
        rows = data.reshape(len(data), -1)
    elif data.ndim != 2:
        rows = data.reshape(-1, data.shape[-1])
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
    rules = (
        lambda dz: (dz.reshape(shape) @ weight).reshape(data.shape),
        lambda dz: dz.reshape(shape).T @ rows,
        lambda dz: dz.reshape(shape).sum(axis=0),
    )
    return z, rules[:2] if no_bias else rules


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
