from collections.abc import Callable
from typing import Any, Literal, Self, overload

import numpy.typing as npt

from sixpieces.context import Context
from sixpieces.ndarray import NDArray

__all__ = ["HookHandle", "clip_global_norm", "split_and_load", "split_data"]

class HookHandle:
    def attach(self, hooks: dict[int, Any], hook: Callable[..., object]) -> None: ...
    def detach(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *exception: object) -> None: ...

def split_data(
    data: NDArray, num_slice: int, batch_axis: int = 0, even_split: bool = True
) -> list[NDArray]: ...
def split_and_load(
    data: NDArray | npt.ArrayLike,
    ctx_list: list[Context],
    batch_axis: int = 0,
    even_split: bool = True,
) -> list[NDArray]: ...
@overload
def clip_global_norm(
    arrays: list[NDArray], max_norm: float, check_isfinite: Literal[True] = True
) -> float: ...
@overload
def clip_global_norm(
    arrays: list[NDArray], max_norm: float, check_isfinite: Literal[False]
) -> NDArray: ...
