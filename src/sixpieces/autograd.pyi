from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Literal, TypeAlias

from sixpieces.autograd_more import Function as Function
from sixpieces.autograd_more import get_symbol as get_symbol
from sixpieces.autograd_more import grad as grad
from sixpieces.ndarray import NDArray

__all__ = [
    "Function",
    "backward",
    "get_symbol",
    "grad",
    "is_recording",
    "is_training",
    "mark_variables",
    "pause",
    "predict_mode",
    "record",
    "set_recording",
    "set_training",
    "train_mode",
]

_GradReq: TypeAlias = Literal["write", "add", "null"]

def backward(
    heads: NDArray | Sequence[NDArray],
    head_grads: NDArray | Sequence[NDArray | None] | None = None,
    retain_graph: bool = False,
    train_mode: bool = True,
) -> None: ...
def record(train_mode: bool = True) -> AbstractContextManager[None]: ...
def pause(train_mode: bool = False) -> AbstractContextManager[None]: ...
def train_mode() -> AbstractContextManager[None]: ...
def predict_mode() -> AbstractContextManager[None]: ...
def is_recording() -> bool: ...
def is_training() -> bool: ...
def set_recording(is_recording: bool) -> bool: ...
def set_training(train_mode: bool) -> bool: ...
def mark_variables(
    variables: NDArray | Sequence[NDArray],
    gradients: NDArray | Sequence[NDArray],
    grad_reqs: _GradReq | Sequence[_GradReq] = "write",
) -> None: ...
