"""Every intended difference: what this engine does, and where MXNet is, what MXNet does."""

import os
import tempfile

import numpy as np
import pytest

import sixpieces
from sixpieces import autograd, nd
from sixpieces.base import MXNetError
from sixpieces.differences import DIFFERENCES

try:
    import mxnet
except (ImportError, OSError, AttributeError):
    mxnet = None

ENGINES = [sixpieces] + ([mxnet] if mxnet else [])


def raised(function):
    try:
        result = function()
        if hasattr(result, "asnumpy"):
            result.asnumpy()
    except Exception as error:
        return type(error).__name__
    return "nothing"


def gradient(mx, function, values, dtype="float32"):
    x = mx.nd.array(values, dtype=dtype)
    x.attach_grad()
    with mx.autograd.record():
        y = function(x)
    y.backward()
    return x.grad.asnumpy().tolist()


def test_every_row_has_its_test():
    assert [row.test for row in DIFFERENCES if f"test_{row.test}" not in globals()] == []


@pytest.mark.parametrize("mx", ENGINES)
def test_gradient_at_a_logit_of_zero(mx):
    for loss in (
        mx.gluon.loss.SigmoidBCELoss(),
        mx.gluon.loss.LogisticLoss(label_format="binary"),
    ):
        found = gradient(mx, lambda z, loss=loss: loss(z, mx.nd.array([0, 1])), [[0], [0]])
        expected = [[0.5], [-0.5]] if mx is sixpieces else [[0], [-1]]
        assert found == expected


@pytest.mark.parametrize("mx", ENGINES)
def test_accuracy_of_log_losses(mx):
    loss = mx.gluon.loss.SigmoidBCELoss()(mx.nd.array([[-10], [-20]]), mx.nd.array([0, 0]))
    error = np.abs(loss.asnumpy() / np.log1p(np.exp([-10.0, -20.0])) - 1)
    assert error.max() < 1e-7 if mx is sixpieces else error.max() > 1e-3


def test_random_streams():
    draws = []
    for mx in ENGINES:
        mx.random.seed(1)
        draws.append(mx.nd.random.normal(shape=1000).asnumpy())
    for draw in draws:
        assert abs(draw.mean()) < 0.1
        assert abs(draw.std() - 1) < 0.1
    assert len(draws) == 1 or not np.allclose(*draws)


@pytest.mark.parametrize("mx", ENGINES)
def test_gradient_of_integers(mx):
    found = raised(lambda: mx.nd.array([1, 2], dtype="int32").attach_grad())
    assert found == ("MXNetError" if mx is sixpieces else "nothing")


@pytest.mark.parametrize("mx", ENGINES)
def test_array_of_one_number(mx):
    three = mx.nd.array(3)
    assert three.asscalar() == 3
    assert three.shape == ((1,) if mx is sixpieces else ())
    assert raised(lambda: three * 2) == ("nothing" if mx is sixpieces else "MXNetError")


def test_shape_of_head_gradients():
    x = nd.ones(3)
    x.attach_grad()
    with autograd.record():
        y = x * 2
    with pytest.raises(MXNetError, match=r"shape \(2,\) for a head of shape \(3,\)"):
        y.backward(nd.ones(2))
    y.backward()
    assert x.grad.asnumpy().tolist() == [2, 2, 2]


@pytest.mark.parametrize("mx", ENGINES)
def test_reshape_to_fewer_elements(mx):
    found = raised(lambda: mx.nd.reshape(mx.nd.ones((2, 2)), shape=(3,)))
    assert found == ("ReshapeError" if mx is sixpieces else "nothing")
    assert issubclass(sixpieces.base.ReshapeError, (MXNetError, ValueError))


@pytest.mark.parametrize("mx", ENGINES)
def test_masks_as_indices(mx):
    found = raised(lambda: mx.nd.ones(2)[np.array([True, False])])
    assert found == ("IndexError" if mx is sixpieces else "nothing")


def test_numpy_functions():
    with pytest.raises(TypeError, match=r"asnumpy"):
        np.exp(nd.ones(2))


@pytest.mark.parametrize("mx", ENGINES)
def test_gradient_of_a_product_with_zero(mx):
    found = gradient(mx, mx.nd.prod, [0, 4, 3])
    assert found == [12, 0, 0] if mx is sixpieces else np.isnan(found[0])
    if mx is sixpieces:
        assert gradient(mx, mx.nd.prod, [0, 4, 0]) == [0, 0, 0]
        assert gradient(mx, mx.nd.nanprod, [0, np.nan, 3]) == [3, 0, 0]


@pytest.mark.parametrize("mx", ENGINES)
def test_sums_that_are_no_probabilities(mx):
    found = raised(lambda: mx.nd.random.multinomial(mx.nd.array([0.5, 0.7])))
    assert found == ("MXNetError" if mx is sixpieces else "nothing")


@pytest.mark.parametrize("mx", ENGINES)
def test_dropping_everything(mx):
    found = raised(lambda: mx.nd.Dropout(mx.nd.ones(2), p=1, mode="always"))
    assert found == ("MXNetError" if mx is sixpieces else "nothing")


def test_one_device():
    assert nd.ones(1, ctx=sixpieces.cpu(1)).context == sixpieces.cpu(0)
    with pytest.raises(MXNetError, match="computes on the processor"):
        sixpieces.gpu()


def test_file_format():
    path = os.path.join(tempfile.mkdtemp(), "arrays.npz")
    nd.save(path, {"weight": nd.ones(2)})
    with np.load(path, allow_pickle=False) as file:
        assert file["name:weight"].tolist() == [1, 1]
    if mxnet:
        mxnet.nd.save(path, {"weight": mxnet.nd.ones(2)})
        with pytest.raises(MXNetError, match="MXNet's own format"):
            nd.load(path)
