"""What is trained: the losses, and how each model of the table differs from the tutorial's.

A function here takes the library and returns a loss, a function of (logits, labels).
"""

from collections.abc import Callable
from dataclasses import dataclass


def own_log_loss(mx):
    """Return the tutorial's loss: one number, the sum over the rows."""
    nd = mx.nd

    def loss(logits, labels):
        p = 1 / (1 + nd.exp(-logits))
        return -nd.nansum(labels * nd.log(p) + (1 - labels) * nd.log(1 - p))

    return loss


def of_gluon(name, **options):
    """Return a Gluon loss, chosen by name, in the form that a training takes."""

    def make(mx):
        loss = getattr(mx.gluon.loss, name)(**options)
        loss.hybridize()  # the same operations, called as one: the build has no time to lose
        return loss

    return make


def mean_of(make):
    """Return the same loss, averaged over the batch."""

    def make_mean(mx):
        loss = make(mx)
        return lambda logits, labels: loss(logits, labels).mean()

    return make_mean


def without_minus(make):
    """Return the log-likelihood itself, as if the minus had been forgotten."""

    def make_uphill(mx):
        loss = make(mx)
        return lambda logits, labels: -loss(logits, labels)

    return make_uphill


def exchanged(make):
    """Return the same loss, called with the labels first, as many other libraries want it."""

    def make_exchanged(mx):
        loss = make(mx)
        return lambda logits, labels: loss(labels, logits)

    return make_exchanged


def old_logistic_loss(mx):
    """Return the LogisticLoss of MXNet 0.12 to 1.0: a label of 0 has no gradient in it."""
    return lambda logits, labels: mx.nd.log(1 + mx.nd.exp(-logits * labels))


@dataclass(frozen=True)
class Training:
    """How one model is trained; the defaults are the tutorial's."""

    loss: Callable
    outputs: int = 1
    sigmoid: bool = False  # does the network end in a sigmoid?
    divide: bool = True  # step(batch_size), or step(1)
    optimizer: str = "sgd"
    pace: float = 1.0  # times the learning rate
    labels: str = "column"  # (n, 1); "flat" is (n,); "signed" is -1 and +1
    start: float = 1.0  # the size of the first weights
    rounds: int = 1  # how often the cell with the loop is run on the same network
    seed: int = 0
    untrained: bool = False


sigmoid_bce = of_gluon("SigmoidBCELoss")

TRAININGS = {
    "own": Training(own_log_loss),
    "own, seed 1": Training(own_log_loss, seed=1),
    "own, seed 2": Training(own_log_loss, seed=2),
    "none": Training(own_log_loss, untrained=True),
    "gluon": Training(sigmoid_bce),
    "short": Training(own_log_loss, pace=0.1),
    "again": Training(own_log_loss, rounds=2),
    "mean": Training(mean_of(sigmoid_bce)),
    "mean undivided": Training(mean_of(sigmoid_bce), divide=False),
    "mean fast": Training(mean_of(sigmoid_bce), pace=64),
    "undivided": Training(sigmoid_bce, divide=False),
    "mean adam": Training(mean_of(sigmoid_bce), optimizer="adam"),
    "logistic": Training(of_gluon("LogisticLoss")),
    "logistic binary": Training(of_gluon("LogisticLoss", label_format="binary")),
    "old logistic": Training(old_logistic_loss),
    "hinge": Training(of_gluon("HingeLoss")),
    "squared hinge": Training(of_gluon("SquaredHingeLoss")),
    "exchanged": Training(exchanged(sigmoid_bce)),
    "softmax one": Training(of_gluon("SoftmaxCrossEntropyLoss")),
    "softmax two": Training(of_gluon("SoftmaxCrossEntropyLoss"), outputs=2),
    "softmax two small": Training(of_gluon("SoftmaxCrossEntropyLoss"), outputs=2, start=0.01),
    "l2": Training(of_gluon("L2Loss")),
    "sigmoid twice": Training(sigmoid_bce, sigmoid=True),
    "from sigmoid": Training(of_gluon("SigmoidBCELoss", from_sigmoid=True), sigmoid=True),
    "raw from sigmoid": Training(of_gluon("SigmoidBCELoss", from_sigmoid=True)),
    "flat labels": Training(own_log_loss, labels="flat"),
    "signed labels": Training(sigmoid_bce, labels="signed"),
    "uphill": Training(without_minus(sigmoid_bce)),
    "own uphill": Training(without_minus(own_log_loss)),
}
