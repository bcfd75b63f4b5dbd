from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from sixpieces.ndarray import NDArray

__all__ = ["load", "save"]

def save(
    fname: str | PathLike[str], data: NDArray | Sequence[NDArray] | Mapping[str, NDArray]
) -> None: ...

# A list of NDArrays, or a dict of them by name: which one, the file says.
def load(fname: str | PathLike[str]) -> Any: ...
