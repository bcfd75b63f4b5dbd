"""The rarer sums and products, and what puts elements in order."""

from numbers import Integral

import numpy as np

from sixpieces.base import MXNetError, as_dtype
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope
from sixpieces.operators.reductions import axes_of
from sixpieces.operators.shapes import length_along, slice_axis


@operator
def nansum(data, *, axis=None, keepdims=False, exclude=False):
    """`sum` that counts nan as 0, and so hides it: the gradient of what is nan may still be nan.

    >>> from sixpieces import nd
    >>> nd.nansum(nd.array([1, float("nan"), 2])).asnumpy()
    array([3.], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
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
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
    z = np.reshape(data.prod(axes, data.dtype), wanted)
    return z, (lambda dz: dz.reshape(kept) * product_of_others(data, axes),)


@operator
def nanprod(data, *, axis=None, keepdims=False, exclude=False):
    """`prod` that counts nan as 1.

    >>> from sixpieces import nd
    >>> nd.nanprod(nd.array([2, float("nan"), 4])).asnumpy()
    array([8.], dtype=float32)
    """
    axes, kept, wanted = axes_of(data, axis, exclude, keepdims)
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

    own = "int64" if a.dtype == bool else a.dtype
    return np.cumsum(a, axis, as_dtype(dtype or own)), (rule,)


@operator
def argmax_channel(data):
    """`argmax` along axis 1.

    >>> from sixpieces import nd
    >>> nd.argmax_channel(nd.array([[1, 2], [4, 3]])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.argmax(data, 1), (no_slope,)


# Order -----------------------------------------------------------------------------------------


@operator
def sort(data, *, axis=-1, is_ascend=True):
    """The elements in order along an axis, or of the whole array with None.

    >>> from sixpieces import nd
    >>> nd.sort(nd.array([3, 1, 2])).asnumpy()
    array([1., 2., 3.], dtype=float32)
    """
    shape = data.shape
    data, axis = (data.reshape(-1), 0) if axis is None else (data, axis)
    places = order(data, axis, is_ascend)

    def rule(dz):
        dx = np.empty_like(dz)
        np.put_along_axis(dx, places, dz, axis)
        return dx.reshape(shape)

    return np.take_along_axis(data, places, axis), (rule,)


@operator(own_dtype=True)
def argsort(data, *, axis=-1, is_ascend=True, dtype="float32"):
    """The places of the elements in order, as floats.

    >>> from sixpieces import nd
    >>> nd.argsort(nd.array([3, 1, 2])).asnumpy()
    array([1., 2., 0.], dtype=float32)
    """
    data, axis = (data.reshape(-1), 0) if axis is None else (data, axis)
    return order(data, axis, is_ascend).astype(as_dtype(dtype)), (no_slope,)


def order(data, axis, is_ascend):
    """The places of the elements in order; of equal ones the first comes first."""
    if not is_ascend:  # whole numbers have no opposite at an end of their range, but a complement
        data = -data if data.dtype.kind == "f" else ~data
    return np.argsort(data, axis, kind="stable")


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
    if ret_typ == "mask":
        raise NotImplementedError("topk: ret_typ='mask' needs MXNet: indices, value or both.")
    if ret_typ not in ("indices", "value", "both"):
        raise MXNetError(f"topk: ret_typ={ret_typ!r} is none of 'indices', 'value', 'both'.")
    wanted = []
    if ret_typ != "indices":
        wanted.append(slice_axis(sort(data, axis, is_ascend), axis=axis, begin=0, end=k))
    if ret_typ != "value":
        places = argsort(data, axis, is_ascend, dtype)
        wanted.append(slice_axis(places, axis=axis, begin=0, end=k))
    return wanted if ret_typ == "both" else wanted[0]
