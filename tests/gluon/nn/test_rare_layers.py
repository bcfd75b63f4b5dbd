"""The layers of the second list: values, running averages, printed forms."""

import numpy as np
import pytest

from sixpieces import autograd, nd
from sixpieces.gluon import nn


def test_embedding_looks_rows_up():
    layer = nn.Embedding(3, 2)
    layer.initialize("ones")
    assert layer(nd.array([[0, 2], [1, 1]])).shape == (2, 2, 2)
    with autograd.record():
        output = layer(nd.array([1, 1]))
    output.backward()
    assert layer.weight.grad().asnumpy().tolist() == [[0, 0], [2, 2], [0, 0]]
    assert repr(layer) == "Embedding(3 -> 2, float32)"


def test_leaky_relu():
    layer = nn.LeakyReLU(0.1)
    assert layer(nd.array([-2, 3])).asnumpy() == pytest.approx([-0.2, 3])
    assert repr(layer) == "LeakyReLU(0.1)"
    with pytest.raises(AssertionError, match="alpha is -1"):
        nn.LeakyReLU(-1)


@pytest.mark.parametrize("axis", [1, -1, 0])
def test_layer_norm(axis):
    layer = nn.LayerNorm(axis=axis)
    layer.initialize()
    x = np.random.default_rng(0).normal(3, 2, (4, 5)).astype("float32")
    result = layer(nd.array(x)).asnumpy()
    assert result.mean(axis=axis) == pytest.approx(0, abs=1e-5)
    assert result.std(axis=axis) == pytest.approx(1, abs=1e-3)
    assert repr(layer).startswith("LayerNorm(eps=1e-05, axis=")


def test_batch_norm_learns_running_averages():
    layer = nn.BatchNorm(momentum=0.5)
    assert repr(layer) == (
        "BatchNorm(axis=1, eps=1e-05, momentum=0.5, fix_gamma=False, use_global_stats=False, "
        "in_channels=None)"
    )
    layer.initialize()
    x = nd.array([[0, 10], [2, 30]])
    with autograd.record():
        output = layer(x)
    output.backward()
    assert output.asnumpy() == pytest.approx(np.array([[-1, -1], [1, 1]]), abs=1e-4)
    assert layer.running_mean.data().asnumpy().tolist() == [0.5, 10.0]
    assert layer.running_var.data().asnumpy().tolist() == [1.0, 50.5]
    assert layer.beta.grad().asnumpy().tolist() == [2, 2]
    assert layer(x).asnumpy()[0] == pytest.approx([-0.5, 0.0], abs=1e-4)
    assert layer.running_mean.grad_req == "null"


def test_batch_norm_options():
    layer = nn.BatchNorm(scale=False, center=False, use_global_stats=True, in_channels=2)
    layer.initialize()
    assert layer.gamma.grad_req == layer.beta.grad_req == "null"
    with autograd.record():
        output = layer(nd.array([[1, 2], [3, 4]]))
    assert output.asnumpy() == pytest.approx(np.array([[1, 2], [3, 4]]), rel=1e-4)


def test_functions_as_blocks():
    assert nn.Lambda("relu")(nd.array([-1])).asscalar() == 0
    assert nn.Lambda(lambda x: x + 1)(nd.array([1])).asscalar() == 2
    assert nn.HybridLambda("relu")(nd.array([-1])).asscalar() == 0
    assert nn.HybridLambda(lambda F, x: F.relu(x))(nd.array([-1])).asscalar() == 0
    assert repr(nn.Lambda("relu")) == "Lambda(relu)"
    assert repr(nn.HybridLambda("relu")) == "HybridLambda(relu)"
    with pytest.raises(ValueError, match="'no_such'"):
        nn.Lambda("no_such")
