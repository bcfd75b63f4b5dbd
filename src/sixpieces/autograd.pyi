from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, NoReturn, TypeAlias

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
def grad(
    heads: NDArray | Sequence[NDArray],
    variables: NDArray | Sequence[NDArray],
    head_grads: NDArray | Sequence[NDArray | None] | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    train_mode: bool = True,
) -> list[NDArray]: ...
def get_symbol(x: NDArray) -> NoReturn: ...

class Function:
    saved_tensors: tuple[NDArray, ...]
    # A subclass takes as many arrays as it likes.
    forward: Callable[..., Any]
    backward: Callable[..., Any]
    def save_for_backward(self, *args: NDArray) -> None: ...
    def __call__(self, *inputs: NDArray) -> Any: ...
