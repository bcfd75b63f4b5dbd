"""Layers: values, gradients, printed forms, names, and what they refuse."""

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import autograd, nd
from sixpieces.base import MXNetError
from sixpieces.gluon import nn


def started(layer, init="ones"):
    layer.initialize(init)
    return layer


def test_dense_by_hand():
    layer = started(nn.Dense(2, in_units=3), mx.init.Normal(1))
    x = nd.array([[1, 2, 3], [4, 5, 6]])
    layer.bias.set_data(nd.array([10, 20]))
    expected = x.asnumpy() @ layer.weight.data().asnumpy().T + [10, 20]
    assert layer(x).asnumpy() == pytest.approx(expected, rel=1e-6)


def test_dense_gradients():
    layer = started(nn.Dense(1))
    x = nd.array([[1, 2], [3, 4]])
    with autograd.record():
        output = layer(x)
    output.backward()
    assert layer.weight.grad().asnumpy().tolist() == [[4, 6]]
    assert layer.bias.grad().asnumpy().tolist() == [2]


def test_dense_flattens_or_not():
    assert started(nn.Dense(4))(nd.ones((5, 3, 2))).shape == (5, 4)
    assert started(nn.Dense(4, flatten=False))(nd.ones((5, 3, 2))).shape == (5, 3, 4)


def test_dense_without_bias_and_with_activation():
    layer = started(nn.Dense(1, use_bias=False, activation="relu", prefix="d_"))
    assert layer(nd.array([[-3, 1], [3, 1]])).asnumpy().tolist() == [[0], [4]]
    assert layer.bias is None
    assert list(layer.collect_params()) == ["d_weight"]
    assert layer.act.name == "d_relu"


def test_dense_is_deferred_until_the_first_batch():
    layer = nn.Dense(1, dtype="float64")
    assert repr(layer) == "Dense(None -> 1, linear)"
    layer.initialize()
    with autograd.record():
        layer(nd.ones((2, 7), dtype="float64"))
    assert repr(layer) == "Dense(7 -> 1, linear)"
    assert layer.weight.data().asnumpy().dtype == "float64"
    with pytest.raises(MXNetError):
        layer(nd.ones((2, 8), dtype="float64"))


def test_sequential():
    net = nn.Sequential()
    net.add(nn.Dense(3, activation="tanh"), nn.Dropout(0.5), nn.Dense(1))
    started(net)
    assert net(nd.ones((5, 2))).shape == (5, 1)
    assert len(net) == 3
    assert repr(net[0]) == "Dense(2 -> 3, Activation(tanh))"
    assert net[-1] is net[2]
    part = net[1:]
    assert isinstance(part, nn.Sequential)
    assert [type(layer).__name__ for layer in part] == ["Dropout", "Dense"]
    with pytest.raises(IndexError):
        net[3]
    with pytest.warns(UserWarning, match="HybridSequential"):
        net.hybridize()
    nn.Sequential().hybridize()


def test_hybrid_sequential():
    net = nn.HybridSequential(prefix="net_")
    with net.name_scope():
        net.add(nn.Flatten(), nn.Dense(2))
    started(net).hybridize(static_alloc=True)
    assert net(nd.ones((5, 2, 2))).asnumpy().tolist() == [[4, 4]] * 5
    assert repr(net) == "HybridSequential(\n  (0): Flatten\n  (1): Dense(4 -> 2, linear)\n)"
    assert list(net.collect_params()) == ["net_dense0_weight", "net_dense0_bias"]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("relu", lambda x: np.maximum(x, 0)),
        ("sigmoid", lambda x: 1 / (1 + np.exp(-x))),
        ("tanh", np.tanh),
        ("softrelu", lambda x: np.log1p(np.exp(x))),
        ("softsign", lambda x: x / (1 + np.abs(x))),
    ],
)
def test_activations(name, function):
    x = np.array([-2, -0.5, 0, 0.5, 2], dtype=np.float32)
    layer = nn.Activation(name)
    assert layer(nd.array(x)).asnumpy() == pytest.approx(function(x), rel=1e-6)
    assert layer.name.startswith(name)


def test_an_unknown_activation():
    with pytest.raises(MXNetError, match="swush"):
        nn.Activation("swush")(nd.ones(1))


def test_dropout_drops_only_while_training():
    mx.random.seed(0)
    drop = nn.Dropout(0.25)
    assert repr(drop) == "Dropout(p = 0.25, axes=())"
    x = nd.ones((100, 100))
    assert (drop(x).asnumpy() == 1).all()
    with autograd.record():
        dropped = drop(x).asnumpy()
    assert set(np.unique(dropped)) == {0, np.float32(1 / 0.75)}
    assert dropped.mean() == pytest.approx(1, abs=0.03)
    with autograd.record():
        assert (nn.Dropout(0)(x).asnumpy() == 1).all()
        rows = nn.Dropout(0.5, axes=(1,))(x).asnumpy()
    assert (rows == rows[:, :1]).all()
    with pytest.raises(MXNetError), autograd.record():
        nn.Dropout(2.0)(x)
