from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, overload

import numpy.typing as npt

from sixpieces.ndarray import NDArray

__all__ = ["operator"]

_Rule: TypeAlias = Callable[[npt.NDArray[Any]], npt.NDArray[Any]]
_Function: TypeAlias = Callable[..., tuple[npt.NDArray[Any], Sequence[_Rule]]]

@overload
def operator(
    function: _Function,
    *,
    elementwise: bool = False,
    numbers: bool = True,
    own_dtype: bool = False,
    name: str | None = None,
) -> Callable[..., NDArray]: ...
@overload
def operator(
    function: None = None,
    *,
    elementwise: bool = False,
    numbers: bool = True,
    own_dtype: bool = False,
    name: str | None = None,
) -> Callable[[_Function], Callable[..., NDArray]]: ...
