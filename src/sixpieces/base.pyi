from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

__all__ = ["MXNetError", "as_dtype"]

_Number: TypeAlias = float | np.generic
_Dtype: TypeAlias = str | type[Any] | np.dtype[Any]
_Shape: TypeAlias = int | Sequence[int]
_Axis: TypeAlias = int | Sequence[int]

class MXNetError(RuntimeError): ...
class ReshapeError(MXNetError, ValueError): ...

def as_dtype(dtype: _Dtype | None) -> np.dtype[Any]: ...
def refuse_unheld(numbers: object, dtype: np.dtype[Any]) -> None: ...
