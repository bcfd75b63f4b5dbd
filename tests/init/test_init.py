"""Initialisers: what they write, by which rule, and what they refuse."""

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import init, nd


def filled(initializer, shape=(200, 300), name="weight"):
    array = nd.full(shape, 9.0)
    initializer(init.InitDesc(name), array)
    return array.asnumpy()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dense0_weight", 0.5),
        ("dense0_bias", 0),
        ("norm_gamma", 1),
        ("norm_beta", 0),
        ("range_min", 0),
        ("range_max", 1),
        ("norm_moving_mean", 0),
        ("norm_moving_var", 1),
    ],
)
def test_the_name_decides(name, expected):
    assert (filled(init.Constant(0.5), (3,), name) == expected).all()


def test_a_parameters_own_initialiser_overrules_the_name():
    array = nd.zeros(3)
    init.Zero()(init.InitDesc("bias", {"__init__": "ones"}), array)
    assert (array.asnumpy() == 1).all()


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="'strange' does not say how"):
        filled(init.Zero(), name="strange")


def test_distributions_have_their_widths():
    mx.random.seed(0)
    uniform = filled(init.Uniform(0.5))
    assert np.abs(uniform).max() <= 0.5
    assert uniform.std() == pytest.approx(0.5 / np.sqrt(3), rel=0.02)
    assert filled(init.Normal(2.0)).std() == pytest.approx(2.0, rel=0.02)


@pytest.mark.parametrize(("factor", "fan"), [("avg", 250), ("in", 300), ("out", 200)])
def test_xavier_divides_by_the_fan(factor, fan):
    mx.random.seed(0)
    uniform = filled(init.Xavier(factor_type=factor))
    assert np.abs(uniform).max() <= np.sqrt(3 / fan)
    assert uniform.std() == pytest.approx(np.sqrt(1 / fan), rel=0.02)
    gaussian = filled(init.Xavier("gaussian", factor, magnitude=2))
    assert gaussian.std() == pytest.approx(np.sqrt(2 / fan), rel=0.02)


def test_xavier_counts_the_area_of_images():
    mx.random.seed(0)
    assert filled(init.Xavier(factor_type="in"), (64, 10, 5, 5)).std() == pytest.approx(
        np.sqrt(1 / 250), rel=0.03
    )


def test_msra_knows_the_slope():
    mx.random.seed(0)
    assert filled(init.MSRAPrelu("in", slope=0)).std() == pytest.approx(np.sqrt(2 / 300), rel=0.02)
    assert init.MSRAPrelu().dumps() == '["msraprelu", {"factor_type": "avg", "slope": 0.25}]'


@pytest.mark.parametrize("rand_type", ["uniform", "normal"])
@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (2, 3, 4)])
def test_orthogonal_is_perpendicular(shape, rand_type):
    matrix = filled(init.Orthogonal(2.0, rand_type), shape).reshape(shape[0], -1)
    short = matrix if shape[0] <= matrix.shape[1] else matrix.T
    assert np.allclose(short @ short.T, 4 * np.eye(len(short)), atol=1e-5)


@pytest.mark.parametrize(
    ("initializer", "shape", "says"),
    [
        (init.Xavier(), (3,), "at least 2D"),
        (init.Xavier("round"), (3, 3), "rnd_type is 'round'"),
        (init.Xavier(factor_type="both"), (3, 3), "factor_type is 'both'"),
        (init.Orthogonal(rand_type="round"), (3, 3), "rand_type is 'round'"),
    ],
)
def test_refuses_options(initializer, shape, says):
    with pytest.raises(ValueError, match=says):
        filled(initializer, shape)


def test_create_finds_names_and_texts():
    assert init.create("zeros") == init.Zero() == init.create("Zero")
    assert init.create(init.Normal(0.5).dumps()) == init.Normal(0.5)
    assert init.create("normal", sigma=3) == init.Normal(3)
    assert init.Normal(1) != init.Normal(2)
    assert init.Normal(1) != 1
    existing = init.One()
    assert init.create(existing) is existing
    assert init.create(init.Constant(nd.array([1, 2])).dumps()).value == [1.0, 2.0]
    assert init.create(init.Constant(3).dumps()) == init.Constant(3)


def test_create_refuses():
    with pytest.raises(AssertionError, match=r"init.xaver is neither a name"):
        init.create("xaver")
    with pytest.raises(AssertionError, match="3 is not an Initializer"):
        init.create(3)
    with pytest.raises(AssertionError, match="not an Initializer"):
        init.register(int)


def test_a_subclass_must_say_how():
    with pytest.raises(NotImplementedError, match="_init_weight"):
        filled(init.Initializer())
