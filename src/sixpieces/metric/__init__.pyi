from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

import numpy.typing as npt

from sixpieces.ndarray import NDArray

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
    def reset_local(self) -> None: ...
    def add_up(self, total: float, count: int) -> None: ...
    def update(self, labels: _Arrays, preds: _Arrays) -> None: ...
    def update_dict(self, label: Mapping[str, NDArray], pred: Mapping[str, NDArray]) -> None: ...

    # A name and a number, or of a composite metric a list of each.
    def get(self) -> tuple[Any, Any]: ...
    def get_global(self) -> tuple[Any, Any]: ...
    def get_name_value(self) -> list[tuple[str, float]]: ...
    def get_global_name_value(self) -> list[tuple[str, float]]: ...
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

class CompositeEvalMetric(EvalMetric):
    metrics: list[EvalMetric]
    def __init__(
        self,
        metrics: Sequence[str | EvalMetric | _Function] | None = None,
        name: str = "composite",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...
    def add(self, metric: str | EvalMetric | _Function) -> None: ...
    def get_metric(self, index: int) -> EvalMetric: ...
    def get(self) -> tuple[list[str], list[float]]: ...

class TopKAccuracy(EvalMetric):
    top_k: int
    def __init__(
        self,
        top_k: int = 1,
        name: str = "top_k_accuracy",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class F1(EvalMetric):
    average: str
    counts: npt.NDArray[Any]
    def __init__(
        self,
        name: str = "f1",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
        average: Literal["macro", "micro"] = "macro",
    ) -> None: ...

class _LogLikelihood(EvalMetric):
    eps: float
    def __init__(
        self,
        eps: float,
        name: str,
        output_names: Sequence[str] | None,
        label_names: Sequence[str] | None,
    ) -> None: ...

class CrossEntropy(_LogLikelihood):
    def __init__(
        self,
        eps: float = 1e-12,
        name: str = "cross-entropy",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class NegativeLogLikelihood(_LogLikelihood):
    def __init__(
        self,
        eps: float = 1e-12,
        name: str = "nll-loss",
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...

class CustomMetric(EvalMetric):
    def __init__(
        self,
        feval: _Function,
        name: str | None = None,
        allow_extra_outputs: bool = False,
        output_names: Sequence[str] | None = None,
        label_names: Sequence[str] | None = None,
    ) -> None: ...
