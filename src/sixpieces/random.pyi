from typing import Literal, overload

from sixpieces.base import _Dtype, _Number, _Shape
from sixpieces.context import Context
from sixpieces.ndarray import NDArray

def seed(seed_state: int, ctx: str | Context = "all") -> None: ...
def uniform(
    low: NDArray | _Number = 0,
    high: NDArray | _Number = 1,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
    **kwargs: object,
) -> NDArray: ...
def normal(
    loc: NDArray | _Number = 0,
    scale: NDArray | _Number = 1,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
    **kwargs: object,
) -> NDArray: ...
def randn(
    *shape: int,
    loc: NDArray | _Number = 0,
    scale: NDArray | _Number = 1,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
) -> NDArray: ...
def exponential(
    scale: NDArray | _Number = 1,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
) -> NDArray: ...
def poisson(
    lam: NDArray | _Number = 1,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
) -> NDArray: ...
def gamma(
    alpha: NDArray | _Number = 1,
    beta: NDArray | _Number = 1,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
) -> NDArray: ...
def randint(
    low: int,
    high: int,
    shape: _Shape | None = None,
    dtype: _Dtype | None = None,
    ctx: Context | None = None,
    out: NDArray | None = None,
) -> NDArray: ...
def shuffle(data: NDArray, **kwargs: object) -> NDArray: ...
@overload
def multinomial(
    data: NDArray,
    shape: _Shape | None = None,
    get_prob: Literal[False] = False,
    out: NDArray | None = None,
    dtype: _Dtype = "int32",
) -> NDArray: ...
@overload
def multinomial(
    data: NDArray,
    shape: _Shape | None = None,
    *,
    get_prob: Literal[True],
    out: NDArray | None = None,
    dtype: _Dtype = "int32",
) -> list[NDArray]: ...
@overload
def multinomial(
    data: NDArray,
    shape: _Shape | None,
    get_prob: Literal[True],
    out: NDArray | None = None,
    dtype: _Dtype = "int32",
) -> list[NDArray]: ...
