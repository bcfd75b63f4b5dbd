"""How wrong a prediction is: `loss.py` is the lesson."""

from sixpieces.gluon.loss.loss import (
    L1Loss,
    L2Loss,
    Loss,
    SigmoidBCELoss,
    SigmoidBinaryCrossEntropyLoss,
    SoftmaxCELoss,
    SoftmaxCrossEntropyLoss,
    log_loss,
    softmax_log_loss,
)
from sixpieces.gluon.loss.rare import (
    CosineEmbeddingLoss,
    HingeLoss,
    HuberLoss,
    KLDivLoss,
    LogisticLoss,
    PoissonNLLLoss,
    SquaredHingeLoss,
    TripletLoss,
)
