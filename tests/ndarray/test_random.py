"""Random numbers: their distributions, and that a seed gives them again."""

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import nd
from sixpieces.base import MXNetError

DRAWS = {
    "uniform": (lambda n: nd.random.uniform(-1, 3, shape=n), 1, 4 / np.sqrt(12)),
    "normal": (lambda n: nd.random.normal(2, 0.5, shape=n), 2, 0.5),
    "randn": (lambda n: nd.random.randn(n), 0, 1),
    "exponential": (lambda n: nd.random.exponential(2, shape=n), 2, 2),
    "poisson": (lambda n: nd.random.poisson(4, shape=n), 4, 2),
    "gamma": (lambda n: nd.random.gamma(4, 0.5, shape=n), 2, 1),
    "randint": (lambda n: nd.random.randint(0, 5, shape=n), 2, np.sqrt(2)),
    "multinomial": (lambda n: nd.random.multinomial(nd.array([0.2, 0, 0.8]), n), 1.6, 0.8),
}


@pytest.mark.parametrize("name", DRAWS)
def test_mean_and_spread(name):
    draw, mean, spread = DRAWS[name]
    mx.random.seed(3)
    x = draw(20_000).asnumpy().astype("float64")
    assert abs(x.mean() - mean) < 4 * spread / np.sqrt(20_000)
    assert abs(x.std() - spread) < 0.03 * spread
    mx.random.seed(3)
    assert (draw(20_000).asnumpy() == x).all()


def test_parameters_as_arrays():
    loc = nd.array([[0, 100], [200, 300]])
    x = nd.random.normal(loc, nd.ones((2, 2)), shape=(3,))
    assert x.shape == (2, 2, 3)
    assert abs(x.asnumpy().mean(axis=2) - loc.asnumpy()).max() < 5
    out = nd.zeros((2, 2))
    assert nd.random.normal(loc, 0.1, out=out) is out
    assert abs(out.asnumpy() - loc.asnumpy()).max() < 1


def test_numpys_own_generator_is_left_alone():
    np.random.seed(1)
    first = np.random.rand()
    np.random.seed(1)
    mx.random.seed(5)
    nd.random.normal(shape=10)
    nd.Dropout(nd.ones(10), mode="always")
    assert np.random.rand() == first


def test_out_decides_about_shape_and_dtype():
    out = nd.zeros((2, 3), dtype="float64")
    nd.random.uniform(1, 2, out=out)
    assert out.asnumpy().min() >= 1
    places = nd.zeros(2, dtype="int32")
    nd.random.multinomial(nd.array([[0, 1], [1, 0]]), out=places)
    assert places.asnumpy().tolist() == [1, 0]


def test_dropout_keeps_the_mean():
    mx.random.seed(1)
    x = nd.Dropout(nd.ones((100, 100)), p=0.2, mode="always").asnumpy()
    assert set(np.unique(x)) == {0, np.float32(1.25)}
    assert abs(x.mean() - 1) < 0.02
    rows = nd.Dropout(nd.ones((100, 3)), p=0.5, mode="always", axes=(1,)).asnumpy()
    assert (rows == rows[:, :1]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: nd.random.normal(0, 0, shape=2), "scale"),
        (lambda: nd.random.uniform(1, 0, shape=2), "low"),
        (lambda: nd.random.randint(3, 3), "low 3"),
        (lambda: nd.random.multinomial(nd.array([[0.5, 0.4], [1, 0]])), "sum to 1"),
        (lambda: nd.random.multinomial(nd.array([-1, 2])), "probabilities"),
        (lambda: nd.Dropout(nd.ones(2), mode="wrong"), "wrong"),
    ],
)
def test_errors(call, words):
    with pytest.raises(MXNetError, match=words):
        call()


def test_shuffling_into_an_array():
    x = nd.arange(100)
    assert nd.random.shuffle(x, out=x) is x
    assert x.asnumpy().tolist() != sorted(x.asnumpy().tolist()) == list(range(100))
    with pytest.raises(MXNetError, match="wrong"):
        nd.random.shuffle(x, wrong=1)


@pytest.mark.parametrize(
    "draw", [lambda: nd.random.poisson(-1), lambda: nd.random.randint(0, 2.5, shape=2)]
)
def test_parameters_that_no_distribution_has(draw):
    with pytest.raises(MXNetError):
        draw()
