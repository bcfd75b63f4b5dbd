"""Every loss with its options: values and gradients as MXNet computes them.

Logits of exactly 0 and large logits are left out: there the difference is intended.
"""

import numpy as np
from harness import error_of, parity, run_and_differentiate

LOGITS = np.random.RandomState(0).uniform(-4, 4, (6, 1))
LABELS = np.array([0.0, 1, 1, 0, 1, 0])
GRID = np.random.RandomState(1).uniform(-3, 3, (4, 3))
OTHER = np.random.RandomState(2).uniform(-3, 3, (4, 3))
SIGNS = np.sign(np.random.RandomState(3).uniform(-1, 1, (4, 3)))
PROBABILITIES = np.random.RandomState(4).dirichlet([1, 1, 1], 4)
COUNTS = np.random.RandomState(5).poisson(3, (4, 3)) + 1.0
ROW_WEIGHTS = np.array([[1.0], [0.0], [2.0], [0.5]])

# MXNet's softrelu is inaccurate on the processor, by some 1e-6.
LOOSE = {"rtol": 1e-4, "atol": 1e-5}


def both(mx, loss, pred, *others):
    """Value and gradient of one loss."""
    others = [None if each is None else mx.nd.array(each) for each in others]
    return run_and_differentiate(mx, lambda p: loss(p, *others), pred)


@parity("gluon.loss.L2Loss", "gluon.loss.L1Loss")
def test_regression_losses(mx):
    loss = mx.gluon.loss
    return {
        "l2": both(mx, loss.L2Loss(), GRID, OTHER),
        "l2 weight": both(mx, loss.L2Loss(weight=3), GRID, OTHER, ROW_WEIGHTS),
        "l2 columns": both(mx, loss.L2Loss(batch_axis=1), GRID, OTHER),
        "l2 vector": both(mx, loss.L2Loss(), GRID[0], OTHER[0]),
        "l2 reshapes": both(mx, loss.L2Loss(), LOGITS, LABELS),
        "l1": both(mx, loss.L1Loss(), GRID, OTHER),
        "l1 weight": both(mx, loss.L1Loss(weight=3), GRID, OTHER, ROW_WEIGHTS),
        "l1 columns": both(mx, loss.L1Loss(batch_axis=1), GRID, OTHER),
    }


@parity("gluon.loss.SigmoidBinaryCrossEntropyLoss", "gluon.loss.SigmoidBCELoss", **LOOSE)
def test_log_loss(mx):
    loss = mx.gluon.loss.SigmoidBCELoss
    probabilities = 1 / (1 + np.exp(-GRID))
    soft = 1 / (1 + np.exp(-OTHER))
    return {
        "column": both(mx, loss(), LOGITS, LABELS),
        "grid": both(mx, loss(), GRID, soft),
        "weights": both(mx, loss(weight=2.5), GRID, soft, ROW_WEIGHTS),
        "columns": both(mx, loss(batch_axis=1), GRID, soft),
        "pos_weight": both(mx, loss(), GRID, soft, None, [[1.0, 2.0, 3.0]]),
        "from_sigmoid": both(mx, loss(from_sigmoid=True), probabilities, soft),
        "both": both(mx, loss(True, 0.5), probabilities, soft, ROW_WEIGHTS, [[1.0, 2.0, 3.0]]),
    }


@parity("gluon.loss.LogisticLoss", **LOOSE)
def test_logistic_loss(mx):
    loss = mx.gluon.loss.LogisticLoss
    return {
        "signed": both(mx, loss(), LOGITS, 2 * LABELS - 1),
        "binary": both(mx, loss(label_format="binary", weight=2), LOGITS, LABELS),
        "mistaken": both(mx, loss(), LOGITS, LABELS),
        "unknown": error_of(lambda: loss(label_format="plain")),
    }


@parity("gluon.loss.SoftmaxCrossEntropyLoss", "gluon.loss.SoftmaxCELoss", **LOOSE)
def test_softmax_log_loss(mx):
    loss = mx.gluon.loss.SoftmaxCELoss
    classes = np.array([0.0, 2, 1, 2])
    cube = np.random.RandomState(6).uniform(-3, 3, (2, 3, 5))
    places = np.random.RandomState(7).randint(0, 3, (2, 5))
    log_probabilities = np.log(PROBABILITIES)
    return {
        "classes": both(mx, loss(), GRID, classes),
        "column of classes": both(mx, loss(), GRID, classes[:, None]),
        "outside": both(mx, loss(), GRID, [-1.0, 7, 1, 2]),
        "fraction": both(mx, loss(), GRID, [0.9, 1.2, 1.7, 2.0]),
        "probabilities": both(mx, loss(sparse_label=False), GRID, PROBABILITIES),
        "axis": both(mx, loss(axis=1), cube, places),
        "columns": both(mx, loss(axis=0, batch_axis=1), GRID, [0.0, 3, 1]),
        "weights": both(mx, loss(weight=2), GRID, classes, ROW_WEIGHTS),
        "log-probabilities": both(mx, loss(from_logits=True), log_probabilities, classes),
        "both": both(mx, loss(-1, False, True), log_probabilities, PROBABILITIES),
        "one score": both(mx, loss(), LOGITS, LABELS),
    }


@parity(
    "gluon.loss.HuberLoss",
    "gluon.loss.HingeLoss",
    "gluon.loss.SquaredHingeLoss",
    "gluon.loss.KLDivLoss",
    "gluon.loss.PoissonNLLLoss",
    "gluon.loss.CosineEmbeddingLoss",
    "gluon.loss.TripletLoss",
    **LOOSE,
)
def test_losses_of_the_second_list(mx):
    loss = mx.gluon.loss
    return {
        "huber": both(mx, loss.HuberLoss(), GRID, OTHER),
        "huber rho": both(mx, loss.HuberLoss(rho=0.5, weight=2), GRID, OTHER, ROW_WEIGHTS),
        "hinge": both(mx, loss.HingeLoss(margin=2), GRID, SIGNS, ROW_WEIGHTS),
        "squared hinge": both(mx, loss.SquaredHingeLoss(weight=3), GRID, SIGNS),
        "kl": both(mx, loss.KLDivLoss(), np.log(PROBABILITIES), PROBABILITIES[::-1].copy()),
        "kl scores": both(mx, loss.KLDivLoss(from_logits=False), GRID, PROBABILITIES),
        "kl axis": both(mx, loss.KLDivLoss(False, 0, 2), GRID, PROBABILITIES, ROW_WEIGHTS),
        "poisson": both(mx, loss.PoissonNLLLoss(), GRID, COUNTS),
        "poisson full": loss.PoissonNLLLoss(compute_full=True)(
            mx.nd.array(GRID), mx.nd.array(COUNTS)
        ),
        "poisson counts": both(
            mx, loss.PoissonNLLLoss(2, False), np.abs(GRID) + 1, COUNTS, ROW_WEIGHTS
        ),
        "cosine": both(mx, loss.CosineEmbeddingLoss(), GRID, OTHER, [1.0, -1, 1, -1]),
        "cosine margin": both(
            mx, loss.CosineEmbeddingLoss(2, margin=0.3), GRID, OTHER, [-1.0, -1, 1, -1]
        ),
        "triplet": both(mx, loss.TripletLoss(margin=4, weight=2), GRID, OTHER, SIGNS),
    }


@parity("gluon.loss.Loss")
def test_errors_and_printed_forms_of_losses(mx):
    loss, nd = mx.gluon.loss, mx.nd
    column = nd.array(LOGITS)
    return {
        "printed": [repr(loss.L2Loss()), repr(loss.SoftmaxCELoss(weight=2, batch_axis=1))],
        "name": loss.SigmoidBCELoss(prefix="bce_").name,
        "rows": error_of(lambda: loss.SigmoidBCELoss()(column, nd.ones(7))),
        "integers": error_of(lambda: loss.SigmoidBCELoss()(column, nd.ones(6, dtype="int32"))),
        "doubles": error_of(lambda: loss.L2Loss()(column, nd.ones(6, dtype="float64"))),
        "weight": error_of(lambda: loss.L1Loss(weight="2")(column, nd.ones(6))),
        "classes": error_of(lambda: loss.SoftmaxCELoss()(column, nd.ones(3))),
        "option": error_of(lambda: loss.L2Loss(weigth=2)),
        "number": error_of(lambda: loss.L2Loss()(3, 4)),
    }
