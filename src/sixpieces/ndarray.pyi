from builtins import slice as slice_of_python
from collections.abc import Iterator, Sequence
from types import EllipsisType
from typing import Any, Literal, Self, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from sixpieces import more_functions, more_operators, operators, shape_operators
from sixpieces import random as random
from sixpieces.base import _Dtype, _Number, _Shape
from sixpieces.context import Context
from sixpieces.more_functions import *
from sixpieces.more_operators import *
from sixpieces.operators import *
from sixpieces.random import normal as normal
from sixpieces.random import uniform as uniform
from sixpieces.serialization import load as load
from sixpieces.serialization import save as save
from sixpieces.shape_operators import *

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
    def __neg__(self) -> NDArray: ...
    def __abs__(self) -> NDArray: ...
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
    abs = operators.abs
    arccos = more_functions.arccos
    arccosh = more_functions.arccosh
    arcsin = more_functions.arcsin
    arcsinh = more_functions.arcsinh
    arctan = more_functions.arctan
    arctanh = more_functions.arctanh
    argmax = operators.argmax
    argmax_channel = more_operators.argmax_channel
    argmin = operators.argmin
    argsort = more_operators.argsort
    broadcast_axes = more_operators.broadcast_axis
    broadcast_like = more_operators.broadcast_like
    broadcast_to = shape_operators.broadcast_to
    cbrt = more_functions.cbrt
    ceil = more_functions.ceil
    clip = operators.clip
    cos = more_functions.cos
    cosh = more_functions.cosh
    degrees = more_functions.degrees
    diag = more_operators.diag
    exp = operators.exp
    expand_dims = shape_operators.expand_dims
    expm1 = operators.expm1
    fix = more_functions.fix
    flatten = shape_operators.flatten
    flip = more_operators.flip
    floor = more_functions.floor
    log = operators.log
    log10 = more_functions.log10
    log1p = operators.log1p
    log2 = more_functions.log2
    log_softmax = operators.log_softmax
    max = operators.max
    mean = operators.mean
    min = operators.min
    nanprod = more_operators.nanprod
    nansum = more_operators.nansum
    norm = operators.norm
    one_hot = shape_operators.one_hot
    ones_like = shape_operators.ones_like
    pick = operators.pick
    prod = more_operators.prod
    radians = more_functions.radians
    rcbrt = more_functions.rcbrt
    reciprocal = more_functions.reciprocal
    relu = operators.relu
    repeat = shape_operators.repeat
    reshape_like = shape_operators.reshape_like
    rint = more_functions.rint
    round = more_functions.round
    rsqrt = more_functions.rsqrt
    shape_array = more_operators.shape_array
    sigmoid = operators.sigmoid
    sign = operators.sign
    sin = more_functions.sin
    sinh = more_functions.sinh
    size_array = more_operators.size_array
    slice = shape_operators.slice
    slice_axis = shape_operators.slice_axis
    slice_like = more_operators.slice_like
    softmax = operators.softmax
    softmin = more_operators.softmin
    sort = more_operators.sort
    split = shape_operators.split
    split_v2 = more_operators.split_v2
    sqrt = operators.sqrt
    square = operators.square
    squeeze = shape_operators.squeeze
    sum = operators.sum
    swapaxes = more_operators.swapaxes
    take = shape_operators.take
    tan = more_functions.tan
    tanh = operators.tanh
    tile = shape_operators.tile
    topk = more_operators.topk
    transpose = shape_operators.transpose
    trunc = more_functions.trunc
    zeros_like = shape_operators.zeros_like

def array(
    source_array: _Source, ctx: Context | None = None, dtype: _Dtype | None = None
) -> NDArray: ...
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
