from collections.abc import Sequence
from typing import Literal, TypeAlias, overload

from sixpieces.base import _Axis, _Dtype, _Shape
from sixpieces.ndarray import NDArray

_Ends: TypeAlias = int | Sequence[int | None] | None

__all__ = [
    "BlockGrad",
    "Cast",
    "Concat",
    "Flatten",
    "Reshape",
    "SliceChannel",
    "broadcast_to",
    "cast",
    "concat",
    "concatenate",
    "expand_dims",
    "flatten",
    "identity",
    "one_hot",
    "ones_like",
    "repeat",
    "reshape",
    "reshape_like",
    "slice",
    "slice_axis",
    "split",
    "squeeze",
    "stack",
    "stop_gradient",
    "take",
    "tile",
    "transpose",
    "where",
    "zeros_like",
]

def identity(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def cast(data: NDArray, dtype: _Dtype, *, out: NDArray | None = None) -> NDArray: ...
def BlockGrad(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def zeros_like(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def ones_like(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def reshape(
    data: NDArray, shape: _Shape, reverse: bool = False, *, out: NDArray | None = None
) -> NDArray: ...
def reshape_like(lhs: NDArray, rhs: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def Flatten(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def transpose(
    data: NDArray, axes: Sequence[int] | None = None, *, out: NDArray | None = None
) -> NDArray: ...
def expand_dims(data: NDArray, axis: int, *, out: NDArray | None = None) -> NDArray: ...
def squeeze(data: NDArray, axis: _Axis | None = None, *, out: NDArray | None = None) -> NDArray: ...
def broadcast_to(data: NDArray, shape: Sequence[int], *, out: NDArray | None = None) -> NDArray: ...
def concat(*data: NDArray, dim: int = 1, out: NDArray | None = None) -> NDArray: ...
def stack(*data: NDArray, axis: int = 0, out: NDArray | None = None) -> NDArray: ...
@overload
def split(  # type: ignore[overload-overlap]
    data: NDArray, num_outputs: Literal[1], axis: int = 1, squeeze_axis: bool = False
) -> NDArray: ...
@overload
def split(
    data: NDArray, num_outputs: int, axis: int = 1, squeeze_axis: bool = False
) -> list[NDArray]: ...
def slice_axis(
    data: NDArray, axis: int, begin: int | None, end: int | None, *, out: NDArray | None = None
) -> NDArray: ...
def slice(
    data: NDArray, begin: _Ends, end: _Ends, step: _Ends = (), *, out: NDArray | None = None
) -> NDArray: ...
def tile(data: NDArray, reps: _Shape, *, out: NDArray | None = None) -> NDArray: ...
def repeat(
    data: NDArray, repeats: int, axis: int | None = None, *, out: NDArray | None = None
) -> NDArray: ...
def take(
    a: NDArray,
    indices: NDArray,
    axis: int = 0,
    mode: Literal["clip", "wrap", "raise"] = "clip",
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def where(condition: NDArray, x: NDArray, y: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def one_hot(
    indices: NDArray,
    depth: int,
    on_value: float = 1.0,
    off_value: float = 0.0,
    dtype: _Dtype = "float32",
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def concatenate(arrays: Sequence[NDArray], axis: int = 0, always_copy: bool = True) -> NDArray: ...

stop_gradient = BlockGrad
flatten = Flatten
Cast = cast
Concat = concat
SliceChannel = split
Reshape = reshape
