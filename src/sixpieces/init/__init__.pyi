from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, Self, TypeVar

import numpy.typing as npt

from sixpieces.ndarray import NDArray

_Class = TypeVar("_Class", bound=type[Initializer])

class InitDesc(str):
    attrs: Mapping[str, Any]
    global_init: Initializer | None
    def __new__(
        cls,
        name: str,
        attrs: Mapping[str, Any] | None = None,
        global_init: Initializer | None = None,
    ) -> Self: ...

class Initializer:
    RULES: ClassVar[dict[str, str]]
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __init__(self, **kwargs: Any) -> None: ...
    def __call__(self, desc: str, arr: NDArray) -> None: ...
    def _init_weight(self, name: str, arr: NDArray) -> None: ...
    def _init_zero(self, name: str, arr: NDArray) -> None: ...
    def _init_one(self, name: str, arr: NDArray) -> None: ...
    def _init_bias(self, name: str, arr: NDArray) -> None: ...
    def _init_gamma(self, name: str, arr: NDArray) -> None: ...
    def _init_beta(self, name: str, arr: NDArray) -> None: ...
    def _init_default(self, name: str, arr: NDArray) -> None: ...
    def dumps(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...

def alias(*names: str) -> Callable[[_Class], _Class]: ...
def register(klass: _Class) -> _Class: ...
def create(initializer: Initializer | str, *args: Any, **kwargs: Any) -> Initializer: ...

class Zero(Initializer):
    def __init__(self) -> None: ...

class One(Initializer):
    def __init__(self) -> None: ...

class Constant(Initializer):
    value: float | NDArray | npt.NDArray[Any]
    def __init__(self, value: float | NDArray | npt.NDArray[Any]) -> None: ...

class Uniform(Initializer):
    scale: float
    def __init__(self, scale: float = 0.07) -> None: ...

class Normal(Initializer):
    sigma: float
    def __init__(self, sigma: float = 0.01) -> None: ...

class Xavier(Initializer):
    rnd_type: str
    factor_type: str
    magnitude: float
    def __init__(
        self,
        rnd_type: Literal["uniform", "gaussian"] = "uniform",
        factor_type: Literal["avg", "in", "out"] = "avg",
        magnitude: float = 3,
    ) -> None: ...

class MSRAPrelu(Xavier):
    def __init__(
        self, factor_type: Literal["avg", "in", "out"] = "avg", slope: float = 0.25
    ) -> None: ...

class Orthogonal(Initializer):
    scale: float
    rand_type: str
    def __init__(
        self, scale: float = 1.414, rand_type: Literal["uniform", "normal"] = "uniform"
    ) -> None: ...
