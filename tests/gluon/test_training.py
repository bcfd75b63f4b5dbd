"""Whole training runs: they learn, memory stays flat, and nothing is left for the collector."""

import gc
import tracemalloc

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import autograd, gluon, nd

ROWS = np.random.default_rng(0).normal(size=(200, 5)).astype(np.float32)
LABELS = (ROWS @ [1, -2, 3, 0, 1] > 0.5).astype(np.float32)


def program(net, loss_function):
    """Return a function that trains for one epoch and returns the mean loss."""
    mx.random.seed(0)
    np.random.seed(0)
    net.initialize(mx.init.Xavier())
    dataset = gluon.data.ArrayDataset(nd.array(ROWS), nd.array(LABELS))
    loader = gluon.data.DataLoader(dataset, batch_size=16, shuffle=True)
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.03})

    def epoch():
        total = 0.0
        for data, label in loader:
            with autograd.record():
                losses = loss_function(net(data), label)
            losses.backward()
            trainer.step(data.shape[0])
            total += float(losses.sum().asscalar())
        return total / len(ROWS)

    return epoch


def perceptron(units):
    net = gluon.nn.Sequential()
    net.add(gluon.nn.Dense(8, activation="relu"), gluon.nn.Dropout(0.1), gluon.nn.Dense(units))
    return net


@pytest.mark.parametrize(
    ("net", "loss_function"),
    [
        (gluon.nn.Dense(1), gluon.loss.SigmoidBCELoss()),
        (perceptron(1), gluon.loss.SigmoidBCELoss()),
        (perceptron(2), gluon.loss.SoftmaxCELoss()),
    ],
)
def test_it_learns(net, loss_function):
    epoch = program(net, loss_function)
    first = epoch()
    for _ in range(20):
        last = epoch()
    assert last < 0.4 * first


def test_memory_stays_flat_and_nothing_is_left_for_the_collector():
    epoch = program(perceptron(1), gluon.loss.SigmoidBCELoss())
    epoch()
    gc.collect()
    gc.disable()
    try:
        tracemalloc.start()
        epoch()
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(5):
            epoch()
        after, _ = tracemalloc.get_traced_memory()
        assert after - before < 20_000
        assert gc.collect() == 0
    finally:
        tracemalloc.stop()
        gc.enable()
