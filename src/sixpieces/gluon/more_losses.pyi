from typing import Any

from sixpieces.gluon.loss import Loss
from sixpieces.ndarray import NDArray

__all__ = [
    "CosineEmbeddingLoss",
    "HingeLoss",
    "HuberLoss",
    "KLDivLoss",
    "PoissonNLLLoss",
    "SquaredHingeLoss",
    "TripletLoss",
]

class HuberLoss(Loss):
    def __init__(
        self, rho: float = 1, weight: float | None = None, batch_axis: int = 0, **kwargs: Any
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class HingeLoss(Loss):
    def __init__(
        self, margin: float = 1, weight: float | None = None, batch_axis: int = 0, **kwargs: Any
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class SquaredHingeLoss(Loss):
    def __init__(
        self, margin: float = 1, weight: float | None = None, batch_axis: int = 0, **kwargs: Any
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class KLDivLoss(Loss):
    def __init__(
        self,
        from_logits: bool = True,
        axis: int = -1,
        weight: float | None = None,
        batch_axis: int = 0,
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class PoissonNLLLoss(Loss):
    def __init__(
        self,
        weight: float | None = None,
        from_logits: bool = True,
        batch_axis: int = 0,
        compute_full: bool = False,
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self,
        F: Any,
        pred: NDArray,
        target: NDArray,
        sample_weight: NDArray | None = None,
        epsilon: float = 1e-8,
    ) -> NDArray: ...

class CosineEmbeddingLoss(Loss):
    def __init__(
        self, weight: float | None = None, batch_axis: int = 0, margin: float = 0, **kwargs: Any
    ) -> None: ...
    def hybrid_forward(
        self,
        F: Any,
        input1: NDArray,
        input2: NDArray,
        label: NDArray,
        sample_weight: NDArray | None = None,
    ) -> NDArray: ...

class TripletLoss(Loss):
    def __init__(
        self, margin: float = 1, weight: float | None = None, batch_axis: int = 0, **kwargs: Any
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, positive: NDArray, negative: NDArray
    ) -> NDArray: ...
