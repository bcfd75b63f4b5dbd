"""The four people of the lessons, answered and trained by the engine."""

from functools import cache

import sixpieces as mx
from sixpieces import autograd, gluon, nd

FEATURES = ("degree", "under 25", "long hours")
PEOPLE = ("a degree", "none of the three", "long hours", "under 25")
ROWS = ((1, 0, 0), (0, 0, 0), (0, 0, 1), (0, 1, 0))
LABELS = (1, 0, 0, 1)
WEIGHTS = (3.0, -2.0, 1.5)
BIAS = -1.0


def batch(weights=WEIGHTS, bias=BIAS):
    """Return one mini-batch on its way round the loop, each number as the engine computes it.

    The mean loss is what is walked back from, so the gradients are slopes of the mean; `errors`
    are the slopes of each person's own loss with respect to the logit.

    >>> found = batch()
    >>> found["logits"], round(found["mean"], 4)
    ([2.0, -1.0, 0.5, -3.0], 1.1157)
    """
    weight, offset = nd.array([weights]), nd.array([bias])
    for parameter in (weight, offset):
        parameter.attach_grad()
    with autograd.record():
        logits = nd.FullyConnected(nd.array(ROWS), weight, offset, num_hidden=1).reshape(-1)
        losses = gluon.loss.SigmoidBCELoss()(logits, nd.array(LABELS))
        mean = losses.mean()
    mean.backward()
    probabilities = nd.sigmoid(logits)
    return {
        "weights": [*listed(weight), *listed(offset)],
        "logits": listed(logits),
        "probabilities": listed(probabilities),
        "losses": listed(losses),
        "errors": listed(probabilities - nd.array(LABELS)),
        "gradients": [*listed(weight.grad), *listed(offset.grad)],
        "mean": float(mean.asscalar()),
    }


def listed(array):
    """Return all numbers of an array, one after the other."""
    return [float(value) for value in array.asnumpy().ravel()]


def stepped(found, learning_rate):
    """Return the weights and the bias after one step of the engine's SGD, the trainer's rule."""
    weights, gradients = nd.array(found["weights"]), nd.array(found["gradients"])
    mx.optimizer.SGD(learning_rate=learning_rate).update(0, weights, gradients, None)
    return listed(weights)


@cache
def loop_trace(learning_rate=1.0, rounds=20):
    """Return what one mini-batch is at each station, round after round, as plain data.

    This is the one form in which the loop of the home page is fed; whatever else can write it
    down can be shown by the same figure. It is a dictionary that JSON can hold:

    - ``features``, ``people``: names of the columns and of the rows;
    - ``rows``, ``labels``: the mini-batch;
    - ``learning_rate``;
    - ``rounds``: a list with, for each round, ``weights`` (the bias last), ``logits``,
      ``probabilities``, ``losses``, ``errors`` (probability minus label), ``gradients`` (slopes
      of the mean loss, the bias last), and ``mean``, the mean loss. The last of them is the
      state after the last step: its weights are what the rounds before it have learned.

    >>> trace = loop_trace(1.0, rounds=2)
    >>> [round(at["mean"], 3) for at in trace["rounds"]]
    [1.116, 1.033, 0.954]
    """
    found = [batch()]
    for _ in range(rounds):
        *weights, bias = stepped(found[-1], learning_rate)
        found.append(batch(weights, bias))
    return {
        "features": list(FEATURES),
        "people": list(PEOPLE),
        "rows": [list(row) for row in ROWS],
        "labels": list(LABELS),
        "learning_rate": learning_rate,
        "rounds": found,
    }
