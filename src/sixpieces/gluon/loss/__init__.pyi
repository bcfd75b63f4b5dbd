from typing import Any, Literal

from sixpieces.gluon.block import HybridBlock
from sixpieces.ndarray import NDArray

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
