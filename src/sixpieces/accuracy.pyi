from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import ModuleType
from typing import Any, TypeAlias

import numpy.typing as npt

__all__ = [
    "LOGITS",
    "gluon_log_loss",
    "gluon_softmax_loss",
    "log_loss_table",
    "own_log_loss",
    "true_log_loss",
    "ulp_between",
]

_Array: TypeAlias = npt.NDArray[Any]
_Formula: TypeAlias = Callable[[_Array, _Array], tuple[_Array, _Array]]

LOGITS: tuple[float, ...]

def true_log_loss(logit: float, label: float) -> tuple[Decimal, Decimal]: ...
def ulp_between(value: float, truth: Decimal) -> float: ...
def gluon_log_loss(mx: ModuleType) -> _Formula: ...
def gluon_softmax_loss(mx: ModuleType) -> _Formula: ...
def own_log_loss(mx: ModuleType) -> _Formula: ...
def log_loss_table(
    formulas: Mapping[str, _Formula],
    logits: Sequence[float] = ...,
    labels: Sequence[float] = (0, 1),
) -> list[dict[str, Any]]: ...
