from collections.abc import Sequence
from typing import Any, Literal

import numpy.typing as npt

from sixpieces.metric import EvalMetric, _Function

__all__ = [
    "F1",
    "CompositeEvalMetric",
    "CrossEntropy",
    "CustomMetric",
    "NegativeLogLikelihood",
    "TopKAccuracy",
]

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
