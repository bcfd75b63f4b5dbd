from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy.typing as npt

from sixpieces.more_metrics import F1 as F1
from sixpieces.more_metrics import CompositeEvalMetric as CompositeEvalMetric
from sixpieces.more_metrics import CrossEntropy as CrossEntropy
from sixpieces.more_metrics import CustomMetric as CustomMetric
from sixpieces.more_metrics import NegativeLogLikelihood as NegativeLogLikelihood
from sixpieces.more_metrics import TopKAccuracy as TopKAccuracy
from sixpieces.ndarray import NDArray

__all__ = [
    "F1",
    "MAE",
    "MSE",
    "RMSE",
    "Accuracy",
    "CompositeEvalMetric",
    "CrossEntropy",
    "CustomMetric",
    "EvalMetric",
    "Loss",
    "NegativeLogLikelihood",
    "TopKAccuracy",
    "alias",
    "create",
    "register",
]

_Class = TypeVar("_Class", bound=type[EvalMetric])
_Arrays: TypeAlias = NDArray | Sequence[NDArray]
_Function: TypeAlias = Callable[[npt.NDArray[Any], npt.NDArray[Any]], float | tuple[float, float]]

class EvalMetric:
    name: str
    output_names: Sequence[str] | None
    label_names: Sequence[str] | None
    num_inst: int
    sum_metric: float
    def __init__(
        self,
        name: str,
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None: ...
    def reset(self) -> None: ...
    def add_up(self, total: float, count: int) -> None: ...
    def update(self, labels: _Arrays, preds: _Arrays) -> None: ...
    def update_dict(self, label: Mapping[str, NDArray], pred: Mapping[str, NDArray]) -> None: ...

    # A name and a number, or of a composite metric a list of each.
    def get(self) -> tuple[Any, Any]: ...
    def get_name_value(self) -> list[tuple[str, float]]: ...
    def get_config(self) -> dict[str, Any]: ...

def register(klass: _Class) -> _Class: ...
def alias(*names: str) -> Callable[[_Class], _Class]: ...
def create(
    metric: str | EvalMetric | _Function | list[Any], *args: Any, **kwargs: Any
) -> EvalMetric: ...

class Accuracy(EvalMetric):
    axis: int
    def __init__(
        self,
        axis: int = 1,
        name: str = "accuracy",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class _Regression(EvalMetric):
    def distance(self, label: npt.NDArray[Any], pred: npt.NDArray[Any]) -> float: ...

class MAE(_Regression):
    def __init__(
        self,
        name: str = "mae",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class MSE(_Regression):
    def __init__(
        self,
        name: str = "mse",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class RMSE(_Regression):
    def __init__(
        self,
        name: str = "rmse",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class Loss(EvalMetric):
    def __init__(
        self,
        name: str = "loss",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...
    def update(self, labels: _Arrays | None, preds: _Arrays) -> None: ...
