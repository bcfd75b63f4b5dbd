"""The first nan is found where it is made, and a gradient on the way is kept."""

import numpy as np
import pytest

from sixpieces import autograd, gluon, listen, nd, wishes


def test_the_operation_the_line_and_what_went_in_are_named():
    with (
        wishes.stop_at_nan(),
        pytest.raises(FloatingPointError, match=r"^log made -inf in .*test_wishes.py, line \d+"),
    ):
        nd.log(nd.array([[1.0, 0.0]])).exp()
    assert listen.listeners == []


def test_nothing_went_in():
    nothing = nd.ones(2)[1:1]
    with wishes.stop_at_nan(), pytest.raises(FloatingPointError, match=r"out of shape \(0,\)\.$"):
        nothing.mean()


def test_what_was_there_before_is_no_first_nan():
    with wishes.stop_at_nan():
        there = nd.array([np.nan, 1.0])
        assert np.isnan((there + 1).sum().asscalar())
        assert (nd.array([1, 2], dtype="int32") + 1).sum().asscalar() == 5


def test_a_walk_back_may_make_it_too():
    x = nd.array([0.0, 4.0])
    x.attach_grad()
    with wishes.stop_at_nan():
        with autograd.record():
            y = nd.sqrt(x)
        with pytest.raises(FloatingPointError, match=r"^backward made inf.*of shape \(2,\)"):
            y.backward()


def test_a_gradient_in_the_middle_is_kept_and_the_graph_is_whole():
    net = gluon.nn.Sequential()
    net.add(gluon.nn.Dense(3, in_units=2), gluon.nn.Dense(1, in_units=3))
    net.initialize("ones")
    features = nd.array([[1.0, 2.0], [3.0, 4.0]])
    middle = wishes.KeepGradient()
    with autograd.record():
        output = net[1](middle(net[0](features)))
    output.backward()
    assert middle.gradient.asnumpy().tolist() == [[1, 1, 1], [1, 1, 1]]
    assert net[0].weight.grad().asnumpy().tolist() == [[4, 6]] * 3
