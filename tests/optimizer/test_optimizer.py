"""Optimisers: formulas written a second time, by hand, and what is refused."""

import math

import numpy as np
import pytest

from sixpieces import nd, optimizer
from sixpieces.gluon import Parameter
from sixpieces.lr_scheduler import FactorScheduler


def run(name, steps=3, clip=None, **settings):
    """Return weights after some steps from (4, -2) with the gradient (3, 5) scaled by 1/2."""
    made = optimizer.create(
        name, learning_rate=0.1, wd=0.5, rescale_grad=0.5, clip_gradient=clip, **settings
    )
    updater = optimizer.get_updater(made)
    weight, gradient = nd.array([4.0, -2.0]), nd.array([3.0, 5.0])
    for _ in range(steps):
        updater(0, gradient, weight)
    assert gradient.asnumpy().tolist() == [3.0, 5.0]
    return weight.asnumpy()


def by_hand(step, steps=3, clip=math.inf):
    """Return weights after the same steps of a function ``step(w, g, memory, t)``."""
    w, memory = np.array([4.0, -2.0]), {}
    for t in range(1, steps + 1):
        w = step(w, np.clip(np.array([1.5, 2.5]), -clip, clip), memory, t)
    return w


def mean(memory, name, value, keep):
    memory[name] = keep * memory.get(name, 0.0) + (1 - keep) * value
    return memory[name]


def sgd(w, g, memory, t):
    return w - 0.1 * (g + 0.5 * w)


def momentum(w, g, memory, t):
    memory["v"] = 0.9 * memory.get("v", 0) - 0.1 * (g + 0.5 * w)
    return w + memory["v"]


def nag(w, g, memory, t):
    v, step = 0.9 * memory.get("v", 0), 0.1 * (g + 0.5 * w)
    new = w + 0.9 * (v - step) - step
    memory["v"] = v - 0.1 * (g + 0.5 * new)
    return new


def adagrad(w, g, memory, t):
    memory["h"] = memory.get("h", 0) + g * g
    return w - 0.1 * (g / np.sqrt(memory["h"] + 1e-7) + 0.5 * w)


def adadelta(w, g, memory, t):
    s = mean(memory, "s", g * g, 0.9)
    step = np.sqrt(memory.get("d", 0) + 1e-5) / np.sqrt(s + 1e-5) * g
    mean(memory, "d", step * step, 0.9)
    return w - step - 0.5 * w


def adam(w, g, memory, t):
    g = g + 0.5 * w
    m, v = mean(memory, "m", g, 0.9), mean(memory, "v", g * g, 0.999)
    lr = 0.1 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - lr * m / (np.sqrt(v) + 1e-8)


def rmsprop(w, g, memory, t):
    g = g + 0.5 * w
    return w - 0.1 * g / np.sqrt(mean(memory, "n", g * g, 0.9) + 1e-8)


def centered(w, g, memory, t):
    g = g + 0.5 * w
    n, m = mean(memory, "n", g * g, 0.9), mean(memory, "m", g, 0.9)
    memory["v"] = 0.9 * memory.get("v", 0) - 0.1 * g / np.sqrt(n - m * m + 1e-8)
    return w + memory["v"]


@pytest.mark.parametrize(
    ("name", "settings", "step"),
    [
        ("sgd", {}, sgd),
        ("sgd", {"momentum": 0.9}, momentum),
        ("nag", {}, sgd),
        ("nag", {"momentum": 0.9}, nag),
        ("adagrad", {}, adagrad),
        ("adadelta", {}, adadelta),
        ("adam", {}, adam),
        ("rmsprop", {}, rmsprop),
        ("rmsprop", {"centered": True}, centered),
    ],
)
def test_formula(name, settings, step):
    assert run(name, **settings) == pytest.approx(by_hand(step), rel=2e-6)


@pytest.mark.parametrize(
    ("name", "step"), [("sgd", sgd), ("adagrad", adagrad), ("adadelta", adadelta)]
)
def test_clipping_comes_before_the_decay(name, step):
    assert run(name, clip=1.0) == pytest.approx(by_hand(step, clip=1.0), rel=2e-6)


@pytest.mark.parametrize("name", ["adam", "rmsprop"])
def test_clipping_comes_after_the_decay(name):
    weight = run(name, steps=1, clip=1.0)
    free = run(name, steps=1)
    assert weight == pytest.approx(free, rel=1e-4)  # the first step has one size for every gradient
    assert not np.allclose(run(name, clip=1.0), run(name))


def test_rmsprop_clips_weights():
    assert np.abs(run("rmsprop", clip_weights=1.0)).max() <= 1.0


def test_multipliers_of_parameters_and_of_numbers():
    half = Parameter("half", lr_mult=0.5, wd_mult=0.0)
    made = optimizer.SGD(learning_rate=1.0, wd=1.0, param_dict={0: half}, param_idx2name={1: "b"})
    made.set_lr_mult({"b": 3.0, 2: 4.0})
    made.set_wd_mult({"b": 0.5})
    assert [made._get_lr(i) for i in range(4)] == [0.5, 3.0, 4.0, 1.0]
    assert [made._get_wd(i) for i in range(4)] == [0.0, 0.5, 1.0, 1.0]


def test_learning_rate_by_number_or_schedule():
    assert optimizer.SGD().learning_rate == 0.01
    made = optimizer.SGD(learning_rate=np.float32(0.5))
    made.set_learning_rate(2)
    assert made.learning_rate == 2
    scheduled = optimizer.SGD(learning_rate=1.0, lr_scheduler=FactorScheduler(1, factor=0.5))
    weight = nd.array([0.0])
    for _ in range(3):
        scheduled.update(0, weight, nd.array([1.0]), None)
    assert weight.asscalar() == -1.75
    with pytest.raises(UserWarning, match="rules the learning rate"):
        scheduled.set_learning_rate(1)


def test_an_optimiser_may_remember_nothing():
    assert optimizer.Optimizer().create_state(0, None) is None


def test_float64_parameters_stay_float64():
    made = optimizer.Adam()
    weight = nd.array([1.0], dtype="float64")
    state = made.create_state(0, weight)
    made.update(0, weight, nd.array([1.0], dtype="float64"), state)
    assert {array.asnumpy().dtype.name for array in (weight, *state)} == {"float64"}


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: optimizer.create("sgdd"),
            ValueError,
            "optimizer.sgdd is neither a name",
        ),
        (lambda: optimizer.create(3), ValueError, "3 is not an Optimizer"),
        (lambda: optimizer.create("sgd", learning_rat=1), TypeError, "learning_rat"),
        (lambda: optimizer.SGD(learning_rate="0.1"), TypeError, "learning_rate is '0.1'"),
        (lambda: optimizer.SGD(momentum=None), TypeError, "momentum is None"),
        (lambda: optimizer.SGD().set_learning_rate(None), TypeError, "learning_rate is None"),
        (
            lambda: optimizer.Optimizer().update(0, None, None, None),
            NotImplementedError,
            "write one",
        ),
    ],
)
def test_refuses(make, error, says):
    with pytest.raises(error, match=says):
        make()


def test_a_rate_that_overwrites_a_schedule_says_so():
    schedule = FactorScheduler(step=2, base_lr=0.1)
    with pytest.warns(UserWarning, match=r"learning_rate=0.3 overwrites the base_lr=0.1"):
        made = optimizer.SGD(learning_rate=0.3, lr_scheduler=schedule)
    assert made.learning_rate == 0.3
