"""The losses of the second list: values by hand, gradients by finite differences."""

import numpy as np
import pytest

from sixpieces import autograd, nd
from sixpieces.gluon import loss

PRED = np.array([[1.0, 2.0], [3.0, 4.0]])
OTHER = np.array([[1.5, 2.2], [-3.0, 1.0]])
SIGNS = np.array([[1.0, -1.0], [-1.0, 1.0]])
PROBABILITIES = np.array([[0.25, 0.75], [1.0, 0.0]])
COUNTS = np.array([[1.0, 0.0], [0.5, 3.0]])


@pytest.mark.parametrize(
    ("function", "label", "expected"),
    [
        (loss.HuberLoss(), OTHER, [(0.125 + 0.02) / 2, (5.5 + 2.5) / 2]),
        (loss.HuberLoss(rho=0.25), OTHER, [(0.375 + 0.08) / 2, (5.875 + 2.875) / 2]),
        (loss.HingeLoss(), SIGNS, [(0 + 3) / 2, (4 + 0) / 2]),
        (loss.HingeLoss(margin=2), SIGNS, [(1 + 4) / 2, (5 + 0) / 2]),
        (loss.SquaredHingeLoss(), SIGNS, [9 / 2, 16 / 2]),
        (loss.TripletLoss(), (OTHER, SIGNS), [0, 47.0 + 0 - 25 + 1 - 1]),
        (loss.PoissonNLLLoss(), COUNTS, [np.mean(np.exp(PRED) - COUNTS * PRED)]),
        (
            loss.PoissonNLLLoss(from_logits=False),
            COUNTS,
            [np.mean(PRED - COUNTS * np.log(PRED))],
        ),
        (
            loss.PoissonNLLLoss(compute_full=True),
            COUNTS,
            [
                np.mean(np.exp(PRED) - COUNTS * PRED)
                + (3 * np.log(3) - 3 + 0.5 * np.log(2 * np.pi * 3)) / 4
            ],
        ),
    ],
)
def test_values(function, label, expected):
    labels = label if isinstance(label, tuple) else (label,)
    result = function(nd.array(PRED), *map(nd.array, labels)).asnumpy()
    if isinstance(function, loss.TripletLoss):
        near = ((OTHER - PRED) ** 2 - (SIGNS - PRED) ** 2).sum(axis=1) + 1
        expected = np.maximum(near, 0)
    assert result == pytest.approx(np.array(expected), rel=1e-5)


def test_kl_divergence():
    log_p = np.log(np.array([[0.5, 0.5], [0.25, 0.75]]))
    expected = [0.25 * np.log(0.5) + 0.75 * np.log(1.5), np.log(4)]
    assert loss.KLDivLoss()(nd.array(log_p), nd.array(PROBABILITIES)).asnumpy() == pytest.approx(
        expected, rel=1e-5
    )
    raw = loss.KLDivLoss(from_logits=False)(nd.array(log_p + 3), nd.array(PROBABILITIES))
    assert raw.asnumpy() == pytest.approx(expected, rel=1e-5)
    weighted = loss.KLDivLoss(weight=2)(
        nd.array(log_p), nd.array(PROBABILITIES), nd.array([[1], [0]])
    )
    assert weighted.asnumpy() == pytest.approx([2 * expected[0], 0], rel=1e-5)


def test_cosine_embedding():
    first, second = nd.array([[1, 0], [1, 0], [1, 0]]), nd.array([[1, 1], [1, 1], [-1, 0]])
    labels = nd.array([1, -1, -1])
    root = np.sqrt(0.5)
    losses = loss.CosineEmbeddingLoss(margin=0.25)(first, second, labels)
    assert losses.asnumpy() == pytest.approx(np.array([[1 - root], [root - 0.25], [0]]), abs=1e-6)
    zero = loss.CosineEmbeddingLoss()(nd.zeros((1, 2)), nd.ones((1, 2)), nd.array([1]))
    assert zero.asscalar() == 1


@pytest.mark.parametrize(
    ("function", "others"),
    [
        (loss.HuberLoss(rho=0.3), (OTHER,)),
        (loss.SquaredHingeLoss(margin=1.5), (SIGNS,)),
        (loss.KLDivLoss(from_logits=False), (PROBABILITIES,)),
        (loss.PoissonNLLLoss(), (COUNTS,)),
        (loss.CosineEmbeddingLoss(), (OTHER, np.array([1.0, -1.0]))),
        (loss.TripletLoss(margin=9), (OTHER, SIGNS)),
    ],
)
def test_gradients_by_finite_differences(function, others):
    others = [nd.array(x, dtype="float64") for x in others]
    pred = nd.array(PRED, dtype="float64")
    pred.attach_grad()
    with autograd.record():
        losses = function(pred, *others)
    losses.backward()
    for place in np.ndindex(PRED.shape):
        ends = []
        for shift in (1e-6, -1e-6):
            moved = PRED.copy()
            moved[place] += shift
            ends.append(function(nd.array(moved, dtype="float64"), *others).sum().asscalar())
        assert pred.grad.asnumpy()[place] == pytest.approx(
            (ends[0] - ends[1]) / 2e-6, rel=1e-5, abs=1e-7
        )
