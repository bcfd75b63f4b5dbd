from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from sixpieces.ndarray import NDArray

__all__ = ["load", "save"]

def save(
    fname: str | PathLike[str], data: NDArray | Sequence[NDArray] | Mapping[str, NDArray]
) -> None: ...

# Which of the two it is, the file says: Any lets a program that knows use it as such.
def load(fname: str | PathLike[str]) -> list[NDArray] | dict[str, NDArray] | Any: ...
