"""The two losses of classification against mpmath, over all magnitudes of float32 logits."""

import mpmath
import numpy as np
import pytest

import sixpieces as mx
from sixpieces.accuracy import (
    LOGITS,
    gluon_log_loss,
    gluon_softmax_loss,
    log_loss_table,
    own_log_loss,
    true_log_loss,
    ulp_between,
)

mpmath.mp.prec = 200

# All exponents of float32, three mantissas each, both signs; subnormal numbers and 0 included.
BITS = np.arange(0, 255, 2, dtype=np.uint32) << 23
POSITIVE = np.concatenate([BITS | 1, BITS | 0x2AAAAA, BITS | 0x7FFFFF]).view(np.float32)
EVERY_SIZE = np.concatenate([[0.0], POSITIVE, -POSITIVE]).astype(np.float32)
# Denser where losses are between 1e-45 and 100.
USUAL = np.linspace(-110, 110, 1001).astype(np.float32)
ALL = np.concatenate([EVERY_SIZE, USUAL])


def exact(z, y):
    """Return log loss and its gradient, computed by mpmath from the definition."""
    z, y = mpmath.mpf(float(z)), mpmath.mpf(float(y))
    # Beyond 2000, e^-|z| is far below any float32 number.
    tail = mpmath.exp(-abs(z)) if abs(z) <= 2000 else mpmath.mpf(0)
    rest = mpmath.log1p(tail)
    loss = rest + ((1 - y) * z if z > 0 else -y * z)
    p = 1 / (1 + tail) if z >= 0 else tail / (1 + tail)
    q = tail / (1 + tail) if z >= 0 else 1 / (1 + tail)
    return loss, (1 - y) * p - y * q


def worst(function, y, logits=ALL):
    """Return the largest errors of losses and gradients, in ulp."""
    losses, gradients = function(logits, np.full_like(logits, y))
    assert np.isfinite(losses).all()
    assert np.isfinite(gradients).all()
    errors = [[], []]
    for z, loss, gradient in zip(logits, losses, gradients, strict=True):
        for truth, value, found in zip(exact(z, y), (loss, gradient), errors, strict=True):
            unit = float(np.spacing(np.float32(min(abs(float(truth)), 1e38))))
            found.append(float(abs(mpmath.mpf(float(value)) - truth) / unit))
    return max(errors[0]), max(errors[1])


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("loss", [gluon_log_loss, gluon_softmax_loss])
def test_labels_of_0_and_1_within_one_ulp(loss, y):
    of_loss, of_gradient = worst(loss(mx), y)
    assert of_loss <= 0.501
    assert of_gradient <= 0.501


@pytest.mark.parametrize("y", [0.5, 0.1, 0.9, 1e-6, 1 - 2**-20])
def test_fractional_labels_within_one_ulp_of_the_loss(y):
    y = float(np.float32(y))
    of_loss, _ = worst(gluon_log_loss(mx), y, USUAL)
    assert of_loss <= 0.501


@pytest.mark.parametrize("y", [0.5, 0.1, 0.9])
def test_fractional_labels_absolute_error_of_the_gradient(y):
    # Near p = y the gradient crosses 0, where a relative bound would ask for more than float64.
    y = float(np.float32(y))
    _, gradients = gluon_log_loss(mx)(USUAL, np.full_like(USUAL, y))
    errors = [
        abs(mpmath.mpf(float(g)) - exact(z, y)[1]) for z, g in zip(USUAL, gradients, strict=True)
    ]
    assert float(max(errors)) <= 2**-24


@pytest.mark.parametrize("weight", [0.5, 3.0])
def test_weights_add_one_rounding(weight):
    function = mx.gluon.loss.SigmoidBCELoss(weight=weight)
    losses = function(mx.nd.array(USUAL), mx.nd.ones(USUAL.size)).asnumpy()
    for z, loss in zip(USUAL, losses, strict=True):
        truth = weight * exact(z, 1)[0]
        unit = float(np.spacing(np.float32(float(truth))))
        assert abs(mpmath.mpf(float(loss)) - truth) <= 2 * unit


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_softmax_of_many_classes(classes):
    generator = np.random.default_rng(classes)
    size = 10.0 ** generator.uniform(-3, 3, (60, 1))
    scores = (size * generator.normal(size=(60, classes))).astype(np.float32)
    labels = generator.integers(0, classes, 60)
    scores_array = mx.nd.array(scores)
    scores_array.attach_grad()
    with mx.autograd.record():
        losses = mx.gluon.loss.SoftmaxCELoss()(scores_array, mx.nd.array(labels))
    losses.backward()
    for row, label, loss, gradient in zip(
        scores, labels, losses.asnumpy(), scores_array.grad.asnumpy(), strict=True
    ):
        z = [mpmath.mpf(float(score)) - mpmath.mpf(float(row[label])) for score in row]
        others = mpmath.fsum(mpmath.exp(v) for k, v in enumerate(z) if k != label)
        truth = mpmath.log1p(others)
        assert abs(loss - truth) <= float(np.spacing(np.float32(float(truth))))
        for k, v in enumerate(z):
            slope = -others / (1 + others) if k == label else mpmath.exp(v) / (1 + others)
            unit = float(np.spacing(np.float32(abs(float(slope)))))
            assert abs(gradient[k] - slope) <= unit


def test_the_hand_written_formula_is_not_accurate():
    rows = log_loss_table({"own": own_log_loss(mx)}, logits=[20, 17, -10], labels=[0])
    assert rows[0]["loss"] == np.inf
    assert rows[2]["loss_ulp"] > 100


def test_the_table_knows_the_truth():
    for logit in LOGITS:
        for label in (0, 1, 0.25):
            for ours, reference in zip(
                true_log_loss(np.float32(logit), label),
                exact(np.float32(logit), label),
                strict=True,
            ):
                difference = abs(mpmath.mpf(str(ours)) - reference)
                assert difference <= mpmath.mpf(10) ** -30 * abs(reference)


def test_a_table_has_a_row_for_each_logit_label_and_formula():
    rows = log_loss_table({"a": gluon_log_loss(mx), "b": gluon_softmax_loss(mx)})
    assert len(rows) == 4 * len(LOGITS)
    assert max(max(row["loss_ulp"], row["gradient_ulp"]) for row in rows) <= 0.501


def test_the_distance_to_nan_is_infinite():
    assert ulp_between(np.float32("nan"), true_log_loss(0, 0)[0]) == np.inf
