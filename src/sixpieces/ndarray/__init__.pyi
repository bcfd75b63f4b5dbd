from builtins import slice as slice_of_python
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from types import EllipsisType
from typing import Any, Literal, Self, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from sixpieces import random as random
from sixpieces.base import _Dtype, _Number, _Shape
from sixpieces.context import Context
from sixpieces.ndarray import _operations
from sixpieces.ndarray._operations import *
from sixpieces.random import normal as normal
from sixpieces.random import uniform as uniform

_Operand: TypeAlias = NDArray | _Number
_Place: TypeAlias = (
    int | np.integer[Any] | slice_of_python | EllipsisType | list[int] | npt.NDArray[Any] | NDArray
)
_Key: TypeAlias = _Place | tuple[_Place | None, ...] | None
_Source: TypeAlias = NDArray | npt.NDArray[Any] | _Number | Sequence[Any]

class NDArray:
    __array_priority__: float
    def __init__(self, value: npt.NDArray[Any]) -> None: ...
    @property
    def shape(self) -> tuple[int, ...]: ...
    @property
    def size(self) -> int: ...
    @property
    def ndim(self) -> int: ...
    @property
    def dtype(self) -> type[Any]: ...
    @property
    def context(self) -> Context: ...
    @property
    def ctx(self) -> Context: ...
    @property
    def stype(self) -> str: ...
    @property
    def T(self) -> NDArray: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __iter__(self) -> Iterator[NDArray]: ...
    def __getitem__(self, key: _Key) -> NDArray: ...
    def __setitem__(self, key: _Key, value: _Source) -> None: ...
    def asnumpy(self) -> npt.NDArray[Any]: ...
    def asscalar(self) -> Any: ...  # a number of NumPy, in the array's dtype

    # Each sign is an operation; a comparison too gives an array.
    def __add__(self, other: _Operand) -> NDArray: ...
    def __radd__(self, other: _Operand) -> NDArray: ...
    def __sub__(self, other: _Operand) -> NDArray: ...
    def __rsub__(self, other: _Operand) -> NDArray: ...
    def __mul__(self, other: _Operand) -> NDArray: ...
    def __rmul__(self, other: _Operand) -> NDArray: ...
    def __truediv__(self, other: _Operand) -> NDArray: ...
    def __rtruediv__(self, other: _Operand) -> NDArray: ...
    def __mod__(self, other: _Operand) -> NDArray: ...
    def __rmod__(self, other: _Operand) -> NDArray: ...
    def __pow__(self, other: _Operand) -> NDArray: ...
    def __rpow__(self, other: _Operand) -> NDArray: ...
    def __neg__(self, *, out: NDArray | None = None) -> NDArray: ...
    def __abs__(self, *, out: NDArray | None = None) -> NDArray: ...
    def __eq__(self, other: _Operand) -> NDArray: ...  # type: ignore[override]
    def __ne__(self, other: _Operand) -> NDArray: ...  # type: ignore[override]
    def __gt__(self, other: _Operand) -> NDArray: ...
    def __ge__(self, other: _Operand) -> NDArray: ...
    def __lt__(self, other: _Operand) -> NDArray: ...
    def __le__(self, other: _Operand) -> NDArray: ...
    def __hash__(self) -> int: ...
    def __iadd__(self, other: _Operand) -> Self: ...
    def __isub__(self, other: _Operand) -> Self: ...
    def __imul__(self, other: _Operand) -> Self: ...
    def __itruediv__(self, other: _Operand) -> Self: ...
    def __imod__(self, other: _Operand) -> Self: ...

    # Its gradient
    def attach_grad(
        self, grad_req: Literal["write", "add", "null"] = "write", stype: str | None = None
    ) -> None: ...
    # None without attach_grad: Any spares each program that did attach it an `is not None`.
    @property
    def grad(self) -> NDArray | Any: ...
    def detach(self) -> NDArray: ...
    def backward(
        self,
        out_grad: NDArray | None = None,
        retain_graph: bool = False,
        train_mode: bool = True,
    ) -> None: ...

    # Copies
    def copy(self) -> NDArray: ...
    def copyto(self, other: NDArray | Context) -> NDArray: ...
    def as_in_context(self, context: Context) -> NDArray: ...
    def astype(self, dtype: _Dtype, copy: bool = True) -> NDArray: ...
    @overload
    def reshape(self, shape: Sequence[int], /, *, reverse: bool = False) -> NDArray: ...
    @overload
    def reshape(self, *shape: int, reverse: bool = False) -> NDArray: ...
    @overload
    def reshape(self, *, shape: _Shape, reverse: bool = False) -> NDArray: ...
    def wait_to_read(self) -> None: ...

    # Operations that are methods too: `x.sum()` is `nd.sum(x)`.
    abs = _operations.abs
    arccos = _operations.arccos
    arccosh = _operations.arccosh
    arcsin = _operations.arcsin
    arcsinh = _operations.arcsinh
    arctan = _operations.arctan
    arctanh = _operations.arctanh
    argmax = _operations.argmax
    argmax_channel = _operations.argmax_channel
    argmin = _operations.argmin
    argsort = _operations.argsort
    broadcast_axes = _operations.broadcast_axis
    broadcast_like = _operations.broadcast_like
    broadcast_to = _operations.broadcast_to
    cbrt = _operations.cbrt
    ceil = _operations.ceil
    clip = _operations.clip
    cos = _operations.cos
    cosh = _operations.cosh
    degrees = _operations.degrees
    diag = _operations.diag
    exp = _operations.exp
    expand_dims = _operations.expand_dims
    expm1 = _operations.expm1
    fix = _operations.fix
    flatten = _operations.flatten
    flip = _operations.flip
    floor = _operations.floor
    log = _operations.log
    log10 = _operations.log10
    log1p = _operations.log1p
    log2 = _operations.log2
    log_softmax = _operations.log_softmax
    max = _operations.max
    mean = _operations.mean
    min = _operations.min
    nanprod = _operations.nanprod
    nansum = _operations.nansum
    norm = _operations.norm
    one_hot = _operations.one_hot
    ones_like = _operations.ones_like
    pick = _operations.pick
    prod = _operations.prod
    radians = _operations.radians
    rcbrt = _operations.rcbrt
    reciprocal = _operations.reciprocal
    relu = _operations.relu
    repeat = _operations.repeat
    reshape_like = _operations.reshape_like
    rint = _operations.rint
    round = _operations.round
    rsqrt = _operations.rsqrt
    shape_array = _operations.shape_array
    sigmoid = _operations.sigmoid
    sign = _operations.sign
    sin = _operations.sin
    sinh = _operations.sinh
    size_array = _operations.size_array
    slice = _operations.slice
    slice_axis = _operations.slice_axis
    slice_like = _operations.slice_like
    softmax = _operations.softmax
    softmin = _operations.softmin
    sort = _operations.sort
    split = _operations.split
    split_v2 = _operations.split_v2
    sqrt = _operations.sqrt
    square = _operations.square
    squeeze = _operations.squeeze
    sum = _operations.sum
    swapaxes = _operations.swapaxes
    take = _operations.take
    tan = _operations.tan
    tanh = _operations.tanh
    tile = _operations.tile
    topk = _operations.topk
    transpose = _operations.transpose
    trunc = _operations.trunc
    zeros_like = _operations.zeros_like

def array(
    source_array: _Source, ctx: Context | None = None, dtype: _Dtype | None = None
) -> NDArray: ...
def from_numpy(ndarray: npt.NDArray[Any], zero_copy: bool = True) -> NDArray: ...
def shuffle(data: NDArray) -> NDArray: ...
def zeros(
    shape: _Shape,
    ctx: Context | None = None,
    dtype: _Dtype | None = None,
    stype: str | None = None,
    *,
    out: NDArray | None = None,
    **kwargs: object,
) -> NDArray: ...
def ones(
    shape: _Shape,
    ctx: Context | None = None,
    dtype: _Dtype | None = None,
    *,
    out: NDArray | None = None,
    **kwargs: object,
) -> NDArray: ...
def full(
    shape: _Shape,
    val: _Number,
    ctx: Context | None = None,
    dtype: _Dtype = ...,
    out: NDArray | None = None,
) -> NDArray: ...
def empty(
    shape: _Shape, ctx: Context | None = None, dtype: _Dtype | None = None, stype: str | None = None
) -> NDArray: ...
def arange(
    start: float,
    stop: float | None = None,
    step: float = 1.0,
    repeat: int = 1,
    infer_range: bool | None = None,
    ctx: Context | None = None,
    dtype: _Dtype = ...,
) -> NDArray: ...
def linspace(
    start: float,
    stop: float,
    num: int,
    endpoint: bool = True,
    ctx: Context | None = None,
    dtype: _Dtype = ...,
) -> NDArray: ...
def eye(
    N: int,
    M: int = 0,
    k: int = 0,
    ctx: Context | None = None,
    dtype: _Dtype | None = None,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def waitall() -> None: ...

random_normal = normal
random_uniform = uniform
sample_multinomial = random.multinomial

def save(
    fname: str | PathLike[str], data: NDArray | Sequence[NDArray] | Mapping[str, NDArray]
) -> None: ...

# A list of NDArrays, or a dict of them by name: which one, the file says.
def load(fname: str | PathLike[str]) -> Any: ...
