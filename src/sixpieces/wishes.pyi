from contextlib import AbstractContextManager

from .autograd import Function
from .ndarray import NDArray

__all__ = ["KeepGradient", "stop_at_nan"]

def stop_at_nan() -> AbstractContextManager[None]: ...

class KeepGradient(Function):
    gradient: NDArray | None
    def forward(self, x: NDArray) -> NDArray: ...
    def backward(self, dy: NDArray) -> NDArray: ...
