"""The losses of the first course: values, shapes, weights, gradients, and what they refuse."""

import numpy as np
import pytest

from sixpieces import autograd, nd
from sixpieces.base import MXNetError
from sixpieces.gluon import loss

Z = np.array([[-3.0], [0.0], [0.5], [4.0]], dtype=np.float32)
Y = np.array([0, 1, 1, 0], dtype=np.float32)


def value_and_gradient(function, pred, *others):
    pred = nd.array(pred)
    pred.attach_grad()
    with autograd.record():
        losses = function(pred, *[x if x is None else nd.array(x) for x in others])
    losses.backward()
    return losses.asnumpy(), pred.grad.asnumpy()


def p(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=np.float64)))


def log_loss(z, y):
    return -(y * np.log(p(z)) + (1 - y) * np.log(1 - p(z)))


def test_l2_and_l1():
    pred, label = [[1.0, 2.0], [3.0, 5.0]], [[0.0, 2.0], [3.0, 1.0]]
    losses, gradient = value_and_gradient(loss.L2Loss(), pred, label)
    assert losses.tolist() == [0.25, 4.0]
    assert gradient.tolist() == [[0.5, 0], [0, 2]]
    losses, gradient = value_and_gradient(loss.L1Loss(), pred, label)
    assert losses.tolist() == [0.5, 2.0]
    assert gradient.tolist() == [[0.5, 0], [0, 0.5]]


def test_log_loss_reads_logits():
    losses, gradient = value_and_gradient(loss.SigmoidBCELoss(), Z, Y)
    assert losses.shape == (4,)
    assert losses == pytest.approx(log_loss(Z[:, 0], Y), rel=1e-6)
    assert gradient[:, 0] == pytest.approx(p(Z[:, 0]) - Y, rel=1e-6)


@pytest.mark.parametrize("zero", [0.0, -0.0])
@pytest.mark.parametrize("y", [0.0, 0.25, 1.0])
def test_the_gradient_at_a_logit_of_zero_is_one_half_minus_y(zero, y):
    # An intended difference: MXNet's gradient is -y here.
    losses, gradient = value_and_gradient(loss.SigmoidBCELoss(), [zero], [y])
    assert gradient.tolist() == [0.5 - y]
    assert losses == pytest.approx(np.log(2))


def test_log_loss_of_probabilities():
    losses, gradient = value_and_gradient(loss.SigmoidBCELoss(from_sigmoid=True), p(Z), Y)
    assert losses == pytest.approx(log_loss(Z[:, 0], Y), rel=1e-5)
    assert gradient[:, 0] == pytest.approx(((p(Z)[:, 0] - Y) / (p(Z) * (1 - p(Z)))[:, 0]), rel=1e-4)


@pytest.mark.parametrize("from_sigmoid", [False, True])
def test_positive_labels_may_weigh_more(from_sigmoid):
    function = loss.SigmoidBCELoss(from_sigmoid=from_sigmoid)
    pred = p(Z) if from_sigmoid else Z
    losses, gradient = value_and_gradient(function, pred, Y, None, [3.0])
    plain, slope = value_and_gradient(function, pred, Y)
    assert losses == pytest.approx(plain * np.where(Y, 3, 1), rel=1e-6)
    assert gradient[:, 0] == pytest.approx(slope[:, 0] * np.where(Y, 3, 1), rel=1e-6)


def test_gradient_with_respect_to_labels():
    labels = nd.array(Y)
    labels.attach_grad()
    with autograd.record():
        losses = loss.SigmoidBCELoss()(nd.array(Z), labels)
    losses.backward()
    assert labels.grad.asnumpy() == pytest.approx(-Z[:, 0])


def test_weights_of_rows_and_of_all():
    function = loss.SigmoidBCELoss(weight=2)
    losses, _ = value_and_gradient(function, Z, Y, [[1.0], [0.0], [1.0], [0.5]])
    assert losses == pytest.approx(log_loss(Z[:, 0], Y) * [2, 0, 2, 1], rel=1e-6)
    with pytest.raises(AssertionError, match="weight must be a number"):
        loss.SigmoidBCELoss(weight="heavy")(nd.array(Z), nd.array(Y))


def test_batch_axis_and_vectors():
    grid = np.arange(6, dtype=np.float32).reshape(2, 3)
    by_row, _ = value_and_gradient(loss.L1Loss(), grid, grid * 0)
    by_column, _ = value_and_gradient(loss.L1Loss(batch_axis=1), grid, grid * 0)
    assert by_row.tolist() == [1, 4]
    assert by_column.tolist() == [1.5, 2.5, 3.5]
    assert value_and_gradient(loss.L1Loss(), [1.0, 2.0], [0.0, 0.0])[0].tolist() == [1, 2]


def test_logistic_loss_has_two_formats():
    expected = log_loss(Z[:, 0], Y)
    signed, _ = value_and_gradient(loss.LogisticLoss(), Z, 2 * Y - 1)
    binary, _ = value_and_gradient(loss.LogisticLoss(label_format="binary"), Z, Y)
    wrong, _ = value_and_gradient(loss.LogisticLoss(), Z, Y)
    assert signed == pytest.approx(expected, rel=1e-6)
    assert binary == pytest.approx(expected, rel=1e-6)
    assert wrong == pytest.approx(log_loss(Z[:, 0], (Y + 1) / 2), rel=1e-6)
    with pytest.raises(ValueError, match="received 'plain'"):
        loss.LogisticLoss(label_format="plain")


SCORES = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float32)
CLASSES = np.array([0, 2, 1, 2], dtype=np.float32)


def softmax(scores, axis=-1):
    parts = np.exp(scores.astype(np.float64) - scores.max(axis=axis, keepdims=True))
    return parts / parts.sum(axis=axis, keepdims=True)


def one_hot(classes):
    return np.eye(3, dtype=np.float32)[classes.astype(int)]


def test_softmax_reads_class_numbers():
    losses, gradient = value_and_gradient(loss.SoftmaxCELoss(), SCORES, CLASSES)
    expected = -np.log(softmax(SCORES)[np.arange(4), CLASSES.astype(int)])
    assert losses == pytest.approx(expected, rel=1e-6)
    assert gradient == pytest.approx(softmax(SCORES) - one_hot(CLASSES), rel=1e-5)
    column, _ = value_and_gradient(loss.SoftmaxCELoss(), SCORES, CLASSES[:, None])
    assert column.tolist() == losses.tolist()
    whole = loss.SoftmaxCELoss()(nd.array(SCORES), nd.array(CLASSES, dtype="int32"))
    assert whole.asnumpy().tolist() == losses.tolist()


def test_softmax_reads_probabilities():
    labels = softmax(SCORES * 2).astype(np.float32)
    function = loss.SoftmaxCELoss(sparse_label=False)
    losses, gradient = value_and_gradient(function, SCORES, labels)
    assert losses == pytest.approx(-(labels * np.log(softmax(SCORES))).sum(axis=1), rel=1e-6)
    assert gradient == pytest.approx(softmax(SCORES) - labels, abs=1e-6)
    tracked = nd.array(labels)
    tracked.attach_grad()
    with autograd.record():
        total = function(nd.array(SCORES), tracked)
    total.backward()
    assert tracked.grad.asnumpy() == pytest.approx(-np.log(softmax(SCORES)), rel=1e-5)


@pytest.mark.parametrize("sparse", [True, False])
def test_softmax_reads_log_probabilities(sparse):
    function = loss.SoftmaxCELoss(sparse_label=sparse, from_logits=True)
    labels = CLASSES if sparse else one_hot(CLASSES)
    losses, gradient = value_and_gradient(function, np.log(softmax(SCORES)), labels)
    expected, _ = value_and_gradient(loss.SoftmaxCELoss(), SCORES, CLASSES)
    assert losses == pytest.approx(expected, rel=1e-6)
    assert gradient.tolist() == (-one_hot(CLASSES)).tolist()
    certain, _ = value_and_gradient(function, [[0.0, -np.inf, -np.inf]], labels[:1])
    assert certain.tolist() == [0]


def test_gradient_of_cross_entropy_with_respect_to_labels():
    labels = nd.array([[0.25, 0.75]])
    labels.attach_grad()
    with autograd.record():
        total = loss.loss.cross_entropy(nd.array([[-1, -2]]), labels)
    total.backward()
    assert labels.grad.asnumpy().tolist() == [[1, 2]]


def test_softmax_along_another_axis():
    scores = np.random.default_rng(1).normal(size=(2, 3, 5)).astype(np.float32)
    classes = np.random.default_rng(1).integers(0, 3, (2, 5))
    losses, _ = value_and_gradient(loss.SoftmaxCELoss(axis=1), scores, classes)
    picked = np.take_along_axis(softmax(scores, 1), classes[:, None], 1)
    assert losses == pytest.approx(-np.log(picked).mean(axis=(1, 2)), rel=1e-6)


def test_softmax_of_one_score_learns_nothing():
    losses, gradient = value_and_gradient(loss.SoftmaxCELoss(), [[5.0], [-5.0]], [0, 1])
    assert losses.tolist() == [0, 0]
    assert gradient.tolist() == [[0], [0]]


def test_class_numbers_out_of_range_count_as_the_nearest():
    losses, _ = value_and_gradient(loss.SoftmaxCELoss(), SCORES[:2], [-1, 9])
    expected, _ = value_and_gradient(loss.SoftmaxCELoss(), SCORES[:2], [0, 2])
    assert losses.tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("function", "pred", "label", "error", "says"),
    [
        (loss.SigmoidBCELoss(), nd.ones((2, 1)), nd.ones(3), ValueError, "size 3 into shape"),
        (loss.L2Loss(), nd.ones((2, 1)), nd.ones(3), ValueError, "size 3 into shape"),
        (
            loss.SigmoidBCELoss(),
            nd.ones((2, 1)),
            nd.ones(2, dtype="int32"),
            MXNetError,
            "labels are int32, predictions float32",
        ),
        (loss.SoftmaxCELoss(), nd.ones((2, 3)), nd.ones(3), MXNetError, "one class number"),
        (
            loss.SoftmaxCELoss(sparse_label=False),
            nd.ones((2, 3)),
            nd.ones(2),
            ValueError,
            "size 2 into shape",
        ),
    ],
)
def test_refuses(function, pred, label, error, says):
    with pytest.raises(error, match=says):
        function(pred, label)


def test_printed_form_and_names():
    assert repr(loss.L2Loss()) == "L2Loss(batch_axis=0, w=1.0)"
    assert repr(loss.SoftmaxCELoss(weight=2)) == "SoftmaxCrossEntropyLoss(batch_axis=0, w=2)"
    assert loss.SigmoidBCELoss(prefix="bce_").name == "bce"
    with pytest.raises(TypeError):
        loss.L2Loss(weigth=3)


def test_softmax_loss_refuses_an_axis_that_is_not_there():
    with pytest.raises(MXNetError, match="axis 5 exceeds the dimensions"):
        loss.SoftmaxCrossEntropyLoss(axis=5)(nd.ones((2, 3)), nd.array([0, 1]))


def test_the_remedy_for_one_number_a_score_works():
    scores, labels = nd.array([[1, 2, 3], [1, 1, 1]]), nd.array([[1, 0, 0], [0, 0, 1]])
    with pytest.raises(MXNetError, match="sparse_label=False"):
        loss.SoftmaxCELoss()(scores, labels)
    by_number = loss.SoftmaxCELoss()(scores, nd.array([0, 2]))
    as_advised = loss.SoftmaxCELoss(sparse_label=False)(scores, labels)
    assert as_advised.asnumpy().tolist() == by_number.asnumpy().tolist()
