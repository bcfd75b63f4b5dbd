from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from sixpieces.ndarray import NDArray

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
