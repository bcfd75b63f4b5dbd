"""The rows of the table before they are measured: how each is scored, and what must come out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# -- How it is scored ----------------------------------------------------------------------------
# Scoring lines take (library, output, labels of shape (n, 1)) and return the number called correct.


def above(threshold):
    """Return the scoring line that calls an output above the threshold a yes."""
    return lambda mx, output, labels: ((output > threshold) == labels).sum().asscalar()


def by_sign(mx, output, labels):
    """Score as the tutorial does: the sign of the output, moved from -1 and 1 to 0 and 1."""
    return (((mx.nd.sign(output) + 1) / 2) == labels).sum().asscalar()


def by_larger_output(mx, output, labels):
    """Score a network of two outputs: the place of the larger one is the answer."""
    return (output.argmax(axis=1) == labels.reshape((-1,))).sum().asscalar()


def by_place_of_the_largest(mx, output, labels):
    """Score one column as if it were ten: the place of the largest of one number is 0."""
    return (mx.nd.argmax(output, axis=1) == labels.reshape((-1,))).sum().asscalar()


def against_flat_labels(mx, output, labels):
    """Compare (n, 1) with (n,), which broadcasts to n x n."""
    return ((output > 0) == labels.reshape((-1,))).sum().asscalar()


def by_metric(of_probability, flat):
    """Return the count of `metric.Accuracy`, which is made for whole classes, not for this."""

    def score(mx, output, labels):
        metric = mx.metric.Accuracy()
        prediction = mx.nd.sigmoid(output) if of_probability else output
        metric.update([labels.reshape((-1,)) if flat else labels], [prediction])
        return metric.get()[1] * len(labels)

    return score


# -- The rows ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Claim:
    """One row of the table before it is measured: what is changed, and what must come out."""

    family: str
    what: str
    training: str
    scoring: Callable
    verdict: str
    holds: Callable


def like_reference(row, table):
    """Is the accuracy within the chance of the seeds?"""
    return abs(row.accuracy - table["own"].accuracy) <= table.chance


def worse(row, table):
    """Is the accuracy lower than chance explains?"""
    return row.accuracy < table["own"].accuracy - table.chance


def near_majority(row, table):
    """Is the accuracy the one of always answering no?"""
    return abs(row.accuracy - table.majority) < 0.012


# fmt: off
CLAIMS = {
    "own": Claim(
        "reference", "own log loss, a sum; step(batch_size)", "own", by_sign, "the reference",
        lambda row, table: row.accuracy > table.majority and row.test_loss < table.loss_of_share),
    "seed 1": Claim(
        "reference", "the same program, another seed", "own, seed 1", by_sign, "chance",
        like_reference),
    "seed 2": Claim(
        "reference", "the same program, a third seed", "own, seed 2", by_sign, "chance",
        like_reference),
    "untrained": Claim(
        "reference", "the first weights, no training", "none", by_sign, "worse", worse),
    "gluon": Claim(
        "reference", "SigmoidBCELoss; step(batch_size)", "gluon", by_sign,
        "the same model",
        lambda row, table: np.allclose(row.weights, table["own"].weights, atol=1e-3)),
    "short": Claim(
        "reference", "the same program, a tenth of the rate", "short", by_sign,
        "not trained long enough",
        lambda row, table: worse(row, table) and row.accuracy > table["untrained"].accuracy),
    "again": Claim(
        "reference", "the same loop run twice on one network", "again", by_sign,
        "a head start",
        lambda row, table: row.printed < table["own"].printed
        and row.accuracy > table["own"].accuracy),
    "mean": Claim(
        "division", "SigmoidBCELoss .mean(); step(batch_size)", "mean", by_sign,
        "worse, and prints less",
        lambda row, table: worse(row, table) and row.printed < table["own"].printed / 20),
    "mean undivided": Claim(
        "division", "SigmoidBCELoss .mean(); step(1)", "mean undivided", by_sign, "repaired",
        like_reference),
    "mean fast": Claim(
        "division", ".mean(); step(batch_size); rate times 64", "mean fast", by_sign,
        "repaired", like_reference),
    "undivided": Claim(
        "division", "SigmoidBCELoss; step(1)", "undivided", by_sign, "64 times the pace",
        lambda row, table: row.moved > 2 * table["own"].moved),
    "mean adam": Claim(
        "division", ".mean(); step(batch_size); Adam", "mean adam", by_sign, "the fault is hidden",
        lambda row, table: row.accuracy > table["own"].accuracy - table.chance),
    "logistic": Claim(
        "name", "LogisticLoss, its default, labels 0 and 1", "logistic", by_sign, "far worse",
        lambda row, table: row.accuracy < table.majority - 0.1),
    "logistic binary": Claim(
        "name", "LogisticLoss(label_format='binary')", "logistic binary", by_sign, "repaired",
        like_reference),
    "old logistic": Claim(
        "name", "LogisticLoss of MXNet 1.0, labels 0 and 1", "old logistic", by_sign,
        "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "hinge": Claim(
        "name", "HingeLoss with labels 0 and 1", "hinge", by_sign, "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "squared hinge": Claim(
        "name", "SquaredHingeLoss with labels 0 and 1", "squared hinge", by_sign,
        "nearly all yes",
        lambda row, table: row.yes > 0.9 and row.accuracy < table.majority - 0.2),
    "softmax one": Claim(
        "name", "SoftmaxCrossEntropyLoss, one output", "softmax one", by_sign,
        "learns nothing",
        lambda row, table: row.moved < 0.01 and abs(row.printed) < 1),
    "softmax two": Claim(
        "name", "SoftmaxCrossEntropyLoss, two outputs", "softmax two", by_larger_output,
        "a right form",
        lambda row, table: row.accuracy > table["own"].accuracy - 2 * table.chance),
    "softmax two, old line": Claim(
        "scoring", "two outputs, scored with output > 0", "softmax two small", above(0),
        "too good to be true",
        lambda row, table: row.accuracy > table["softmax two"].accuracy + 0.05),
    "l2": Claim("name", "L2Loss on the raw output, threshold 0", "l2", above(0), "worse", worse),
    "l2 at one half": Claim(
        "name", "L2Loss on the raw output, threshold 0.5", "l2", above(0.5), "repaired",
        lambda row, table: row.accuracy > max(table.majority, table["l2"].accuracy + 0.1)),
    "sigmoid twice": Claim(
        "sigmoids", "sigmoid in network, and SigmoidBCELoss()", "sigmoid twice", above(0.5),
        "hardly ever yes", worse),
    "from sigmoid": Claim(
        "sigmoids", "sigmoid in network, and from_sigmoid=True", "from sigmoid", above(0.5),
        "right", like_reference),
    "raw from sigmoid": Claim(
        "sigmoids", "no sigmoid and from_sigmoid=True", "raw from sigmoid", above(0),
        "the loss is nan",
        lambda row, table: np.isnan(row.printed) and worse(row, table)),
    "probability above 0": Claim(
        "scoring", "the right probabilities, scored with > 0", "from sigmoid", above(0),
        "the share of yes",
        lambda row, table: abs(row.accuracy - (1 - table.majority)) < 1e-3),
    "logit above one half": Claim(
        "scoring", "the right logits, scored with > 0.5", "own", above(0.5), "another threshold",
        lambda row, table: row.yes < table["own"].yes),
    "metric on probability": Claim(
        "scoring", "metric.Accuracy on the probabilities", "own", by_metric(True, True),
        "the majority share",
        lambda row, table: abs(row.accuracy - table.majority) < 1e-3),
    "metric on raw column": Claim(
        "scoring", "metric.Accuracy on raw output, (n, 1)", "own",
        by_metric(False, False), "far below majority",
        lambda row, table: row.accuracy < table.majority - 0.1),
    "argmax of one": Claim(
        "scoring", "right logits, nd.argmax(output, axis=1)", "own", by_place_of_the_largest,
        "the majority share",
        lambda row, table: abs(row.accuracy - table.majority) < 1e-3),
    "flat labels in scoring": Claim(
        "shapes", "right logits, scored against labels (n,)", "own", against_flat_labels,
        "above 1",
        lambda row, table: row.accuracy > 1),
    "flat labels": Claim(
        "shapes", "own log loss with labels (n,)", "flat labels", by_sign,
        "learns the share only",
        lambda row, table: abs(row.test_loss - table.loss_of_share) < 0.05
        and near_majority(row, table)),
    "signed labels": Claim(
        "labels", "SigmoidBCELoss with labels -1 and 1", "signed labels", by_sign,
        "negative without bound",
        lambda row, table: row.printed < 0 and near_majority(row, table)),
    "exchanged": Claim(
        "labels", "SigmoidBCELoss(labels, outputs)", "exchanged", by_sign,
        "far below 0, all yes",
        lambda row, table: row.printed < 0 and row.yes > 0.99),
    "uphill": Claim(
        "labels", "SigmoidBCELoss, its minus lost on the way", "uphill", by_sign,
        "climbs, prints below 0",
        lambda row, table: row.printed < 0 and row.accuracy < table.majority - 0.2),
    "own uphill": Claim(
        "labels", "own log loss without its minus", "own uphill", by_sign, "all nan, and prints 0",
        lambda row, table: not row.finite and row.printed == 0),
}
# fmt: on
