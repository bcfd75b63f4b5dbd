from collections.abc import Sequence
from typing import Any, Literal, overload

import numpy.typing as npt

from sixpieces.base import _Axis, _Dtype, _Shape
from sixpieces.ndarray import NDArray
from sixpieces.operators import divide

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

true_divide = divide

def broadcast_add(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_sub(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_mul(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_div(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_mod(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_power(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_maximum(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_minimum(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_equal(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_not_equal(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_greater(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_greater_equal(
    lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None
) -> NDArray: ...
def broadcast_lesser(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_lesser_equal(
    lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None
) -> NDArray: ...

broadcast_plus = broadcast_add
broadcast_minus = broadcast_sub

def elemwise_add(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def elemwise_sub(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def elemwise_mul(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def elemwise_div(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def add_n(*args: NDArray, out: NDArray | None = None) -> NDArray: ...

ElementWiseSum = add_n

def batch_dot(
    lhs: NDArray,
    rhs: NDArray,
    transpose_a: bool = False,
    transpose_b: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def nansum(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def prod(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def nanprod(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def cumsum(
    a: NDArray, axis: int | None = None, dtype: _Dtype | None = None, *, out: NDArray | None = None
) -> NDArray: ...
def sort(
    data: NDArray, axis: int | None = -1, is_ascend: bool = True, *, out: NDArray | None = None
) -> NDArray: ...
def argsort(
    data: NDArray,
    axis: int | None = -1,
    is_ascend: bool = True,
    dtype: _Dtype = "float32",
    *,
    out: NDArray | None = None,
) -> NDArray: ...
@overload
def topk(
    data: NDArray,
    axis: int = -1,
    k: int = 1,
    ret_typ: Literal["indices", "value"] = "indices",
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> NDArray: ...
@overload
def topk(
    data: NDArray,
    axis: int,
    k: int,
    ret_typ: Literal["both"],
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> list[NDArray]: ...
@overload
def topk(
    data: NDArray,
    axis: int = -1,
    k: int = 1,
    *,
    ret_typ: Literal["both"],
    is_ascend: bool = False,
    dtype: _Dtype = "float32",
) -> list[NDArray]: ...
def flip(data: NDArray, axis: _Axis, *, out: NDArray | None = None) -> NDArray: ...

reverse = flip

def swapaxes(
    data: NDArray, dim1: int = 0, dim2: int = 0, *, out: NDArray | None = None
) -> NDArray: ...

SwapAxis = swapaxes

def diag(data: NDArray, k: int = 0, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_axis(
    data: NDArray, axis: _Axis = (), size: _Shape = (), *, out: NDArray | None = None
) -> NDArray: ...

broadcast_axes = broadcast_axis

def broadcast_like(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def slice_like(
    data: NDArray, shape_like: NDArray, axes: Sequence[int] = (), *, out: NDArray | None = None
) -> NDArray: ...
def moveaxis(tensor: NDArray, source: _Shape, destination: _Shape) -> NDArray: ...
def split_v2(
    ary: NDArray,
    indices_or_sections: int | Sequence[int],
    axis: int = 0,
    squeeze_axis: bool = False,
) -> list[NDArray]: ...
def shape_array(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def size_array(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def from_numpy(ndarray: npt.NDArray[Any], zero_copy: bool = True) -> NDArray: ...
def Embedding(
    data: NDArray,
    weight: NDArray,
    input_dim: int,
    output_dim: int,
    dtype: _Dtype = "float32",
    sparse_grad: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def batch_take(a: NDArray, indices: NDArray) -> NDArray: ...
def argmax_channel(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def softmin(
    data: NDArray,
    axis: int = -1,
    temperature: float | None = None,
    dtype: _Dtype | None = None,
    use_length: bool = False,
) -> NDArray: ...
def softmax_cross_entropy(
    data: NDArray, label: NDArray, *, out: NDArray | None = None
) -> NDArray: ...
def shuffle(data: NDArray) -> NDArray: ...
def make_loss(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
