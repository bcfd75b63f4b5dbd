from collections.abc import Callable
from contextlib import AbstractContextManager
from os import PathLike
from typing import Any, Literal, Self

from sixpieces.base import _Dtype
from sixpieces.context import Context
from sixpieces.gluon.parameter import ParameterDict
from sixpieces.gluon.utils import HookHandle
from sixpieces.init import Initializer

__all__ = ["Block", "HybridBlock"]

class Block:
    # A subclass takes as many arrays as it likes.
    forward: Callable[..., Any]
    def __init__(self, prefix: str | None = None, params: ParameterDict | None = None) -> None: ...
    def __setattr__(self, name: str, value: Any) -> None: ...
    def register_child(self, block: Block, name: str | None = None) -> None: ...
    def __call__(self, *args: Any) -> Any: ...
    def register_forward_pre_hook(
        self, hook: Callable[[Any, tuple[Any, ...]], object]
    ) -> HookHandle: ...
    def register_forward_hook(
        self, hook: Callable[[Any, tuple[Any, ...], Any], object]
    ) -> HookHandle: ...
    def apply(self, fn: Callable[[Block], object]) -> Self: ...
    def hybridize(self, active: bool = True, **kwargs: Any) -> None: ...
    @property
    def params(self) -> ParameterDict: ...
    def collect_params(self, select: str | None = None) -> ParameterDict: ...
    def initialize(
        self,
        init: Initializer | str = ...,
        ctx: Context | list[Context] | None = None,
        verbose: bool = False,
        force_reinit: bool = False,
    ) -> None: ...
    def cast(self, dtype: _Dtype) -> None: ...
    def save_parameters(self, filename: str | PathLike[str], deduplicate: bool = False) -> None: ...
    def load_parameters(
        self,
        filename: str | PathLike[str],
        ctx: Context | list[Context] | None = None,
        allow_missing: bool = False,
        ignore_extra: bool = False,
        cast_dtype: bool = False,
        dtype_source: Literal["current", "saved"] = "current",
    ) -> None: ...
    @property
    def prefix(self) -> str: ...
    @property
    def name(self) -> str: ...
    def name_scope(self) -> AbstractContextManager[Any]: ...

class HybridBlock(Block):
    infer_shape: Callable[..., None]
    hybrid_forward: Callable[..., Any]
