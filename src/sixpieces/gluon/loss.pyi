from typing import Any, Literal

from sixpieces.gluon.block import HybridBlock
from sixpieces.gluon.more_losses import CosineEmbeddingLoss as CosineEmbeddingLoss
from sixpieces.gluon.more_losses import HingeLoss as HingeLoss
from sixpieces.gluon.more_losses import HuberLoss as HuberLoss
from sixpieces.gluon.more_losses import KLDivLoss as KLDivLoss
from sixpieces.gluon.more_losses import PoissonNLLLoss as PoissonNLLLoss
from sixpieces.gluon.more_losses import SquaredHingeLoss as SquaredHingeLoss
from sixpieces.gluon.more_losses import TripletLoss as TripletLoss
from sixpieces.ndarray import NDArray

__all__ = [
    "CosineEmbeddingLoss",
    "HingeLoss",
    "HuberLoss",
    "KLDivLoss",
    "L1Loss",
    "L2Loss",
    "LogisticLoss",
    "Loss",
    "PoissonNLLLoss",
    "SigmoidBCELoss",
    "SigmoidBinaryCrossEntropyLoss",
    "SoftmaxCELoss",
    "SoftmaxCrossEntropyLoss",
    "SquaredHingeLoss",
    "TripletLoss",
]

class Loss(HybridBlock):
    def __init__(self, weight: float | None, batch_axis: int, **kwargs: Any) -> None: ...
    def __call__(self, *args: Any) -> NDArray: ...
    def per_row(self, loss: NDArray, sample_weight: NDArray | None = None) -> NDArray: ...
    def weighted(self, loss: NDArray, sample_weight: NDArray | None = None) -> NDArray: ...

class L2Loss(Loss):
    def __init__(self, weight: float | None = 1.0, batch_axis: int = 0, **kwargs: Any) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class L1Loss(Loss):
    def __init__(self, weight: float | None = None, batch_axis: int = 0, **kwargs: Any) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class SigmoidBinaryCrossEntropyLoss(Loss):
    def __init__(
        self,
        from_sigmoid: bool = False,
        weight: float | None = None,
        batch_axis: int = 0,
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self,
        F: Any,
        pred: NDArray,
        label: NDArray,
        sample_weight: NDArray | None = None,
        pos_weight: NDArray | None = None,
    ) -> NDArray: ...

SigmoidBCELoss = SigmoidBinaryCrossEntropyLoss

class LogisticLoss(Loss):
    def __init__(
        self,
        weight: float | None = None,
        batch_axis: int = 0,
        label_format: Literal["signed", "binary"] = "signed",
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

class SoftmaxCrossEntropyLoss(Loss):
    def __init__(
        self,
        axis: int = -1,
        sparse_label: bool = True,
        from_logits: bool = False,
        weight: float | None = None,
        batch_axis: int = 0,
        **kwargs: Any,
    ) -> None: ...
    def hybrid_forward(
        self, F: Any, pred: NDArray, label: NDArray, sample_weight: NDArray | None = None
    ) -> NDArray: ...

SoftmaxCELoss = SoftmaxCrossEntropyLoss
