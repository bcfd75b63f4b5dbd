"""Parameters: how they start, what they hold, how they are saved, and what they refuse."""

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import autograd, nd
from sixpieces.base import MXNetError
from sixpieces.gluon import Constant, DeferredInitializationError, Parameter, ParameterDict


def made(**settings):
    parameter = Parameter("weight", **{"shape": (2, 3), "init": "ones", **settings})
    parameter.initialize()
    return parameter


def test_printed_form_and_lists():
    parameter = made(dtype="float32")
    assert repr(parameter) == "Parameter weight (shape=(2, 3), dtype=float32)"
    assert parameter.list_data() == [parameter.data()]
    assert parameter.data() is parameter.data(mx.cpu())
    assert parameter.list_grad()[0].shape == (2, 3)
    assert parameter.list_ctx() == [mx.cpu()]
    assert Parameter("b", shape=3).shape == (3,)


def test_before_it_starts():
    parameter = Parameter("weight", shape=(2, 0), allow_deferred_init=True)
    for ask in (parameter.data, parameter.grad, parameter.list_ctx):
        with pytest.raises(RuntimeError, match="has not been initialized"):
            ask()
    parameter.zero_grad()
    parameter.initialize()
    with pytest.raises(DeferredInitializationError, match="deferred"):
        parameter.data()
    parameter.shape = (2, 5)
    parameter._finish_deferred_init()
    assert parameter.data().shape == (2, 5)
    parameter._finish_deferred_init()  # nothing left to do


def test_starting_twice_warns_and_keeps_the_values():
    parameter = made()
    with pytest.warns(UserWarning, match="already initialized"):
        parameter.initialize("zeros")
    assert parameter.data().sum().asscalar() == 6
    parameter.initialize("zeros", force_reinit=True)
    assert parameter.data().sum().asscalar() == 0


def test_own_then_given_then_default_initialiser():
    assert made().data().sum().asscalar() == 6
    parameter = Parameter("weight", shape=(2,))
    parameter.initialize(default_init=mx.init.Constant(3))
    assert parameter.data().sum().asscalar() == 6
    parameter.initialize(init=mx.init.Zero(), force_reinit=True)
    assert parameter.data().sum().asscalar() == 0


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"shape": None}, ValueError, "invalid shape: None"),
        ({"shape": (0, 2)}, ValueError, "invalid shape"),
        ({"shape": (-3,)}, AssertionError, "received -3"),
        ({"init": "xaver"}, AssertionError, "init.xaver is neither a name"),
        ({"shape": (3,), "init": "xavier"}, ValueError, "at least 2D"),
        ({"grad_req": "keep"}, AssertionError, "'keep'"),
        ({"stype": "csr"}, ValueError, "needs MXNet"),
        ({"grad_stype": "row_sparse"}, ValueError, "needs MXNet"),
    ],
)
def test_refuses_settings(settings, error, says):
    with pytest.raises(error, match=says):
        made(**settings)


def test_gradient_requests():
    parameter = made()
    with autograd.record():
        loss = (parameter.data() * 3).sum()
    loss.backward()
    assert (parameter.grad().asnumpy() == 3).all()
    parameter.zero_grad()
    assert (parameter.grad().asnumpy() == 0).all()
    parameter.grad_req = "add"
    for _ in range(2):
        with autograd.record():
            loss = (parameter.data() * 3).sum()
        loss.backward()
    assert (parameter.grad().asnumpy() == 6).all()
    parameter.grad_req = "null"
    with pytest.raises(RuntimeError, match="grad_req='null'"):
        parameter.grad()
    parameter.zero_grad()
    assert made(differentiable=False).grad_req == "null"


def test_set_data_and_shapes():
    parameter = made()
    parameter.set_data(nd.zeros((2, 3)))
    assert parameter.data().sum().asscalar() == 0
    with pytest.raises(AssertionError, match="incompatible"):
        parameter.set_data(nd.zeros((3, 3)))
    with pytest.raises(AssertionError, match="incompatible"):
        parameter.shape = (2,)
    with pytest.raises(AssertionError, match="call initialize"):
        Parameter("weight", shape=(2,)).set_data(nd.zeros(2))
    late = Parameter("weight", shape=None, allow_deferred_init=True)
    late.initialize()
    late.set_data(nd.ones(4))
    assert late.shape == (4,)
    assert late.data().sum().asscalar() == 4


def test_cast_keeps_values_and_gradient():
    parameter = made()
    with autograd.record():
        loss = (parameter.data() * 3).sum()
    loss.backward()
    parameter.dtype = "float64"
    assert parameter.data().asnumpy().dtype == parameter.grad().asnumpy().dtype == "float64"
    assert (parameter.grad().asnumpy() == 3).all()
    with pytest.raises(TypeError):
        parameter.cast("no such type")
    with pytest.raises(MXNetError, match="has no gradient"):
        parameter.cast("int32")
    assert parameter.dtype == parameter.data().asnumpy().dtype == "float64"
    waiting = Parameter("weight", shape=(2,), grad_req="null")
    waiting.cast("float64")
    waiting.initialize()
    waiting.cast("float32")
    assert waiting.data().asnumpy().dtype == "float32"


def test_one_device():
    parameter = made()
    parameter.reset_ctx(mx.cpu())
    with pytest.raises(ValueError, match="several devices"):
        parameter.reset_ctx([mx.cpu(0), mx.cpu(1)])
    with pytest.raises(ValueError, match="ctx is 'cpu'"):
        Parameter("w", shape=1).initialize(ctx="cpu")
    with pytest.raises(ValueError, match="Cannot reset context"):
        Parameter("w", shape=1).reset_ctx(mx.cpu())


def test_constant():
    constant = Constant("mean", [[1, 2]])
    assert repr(constant).startswith("Constant mean (shape=(1, 2)")
    constant.initialize()
    assert constant.data().asnumpy().tolist() == [[1, 2]]
    constant.grad_req = "write"
    assert constant.grad_req == "null"
    assert Constant("mean", nd.ones(2)).shape == (2,)


def test_dictionary_makes_finds_and_completes():
    parameters = ParameterDict("net_")
    weight = parameters.get("weight", shape=(2, 0), allow_deferred_init=True)
    assert parameters.get("weight") is weight
    assert parameters.get("weight", shape=(2, 3), dtype="float32", init=None) is weight
    assert weight.shape == (2, 3)
    assert parameters.get("weight", init="zeros", allow_deferred_init=False).init == "zeros"
    assert list(parameters) == list(parameters.keys()) == ["net_weight"]
    assert "net_weight" in parameters
    assert len(parameters) == 1
    assert repr(ParameterDict()) == "(\n\n)"
    with pytest.raises(KeyError):
        parameters["weight"]
    for other in ({"shape": (3, 3)}, {"shape": (2,)}, {"dtype": "float64"}, {"grad_req": "add"}):
        with pytest.raises(AssertionError, match="does not match"):
            parameters.get("weight", **other)


def test_dictionary_shares_and_updates():
    parameters = ParameterDict("net_")
    weight = parameters.get("weight", shape=(1,))
    shared = ParameterDict("net_", parameters)
    assert shared.get("weight") is weight
    both = ParameterDict()
    both.update(parameters)
    both.update(shared)
    other = ParameterDict("net_")
    other.get("weight")
    with pytest.raises(AssertionError, match="same name 'net_weight'"):
        both.update(other)


def test_dictionary_constants():
    parameters = ParameterDict("net_")
    with pytest.raises(KeyError, match="No constant named 'net_mean'"):
        parameters.get_constant("mean")
    mean = parameters.get_constant("mean", [1, 2])
    assert parameters.get_constant("mean") is mean
    assert parameters.get_constant("mean", nd.array([1, 2])) is mean
    with pytest.raises(AssertionError, match="doesn't match"):
        parameters.get_constant("mean", [1, 3])
    parameters.get("weight", shape=(2,))
    with pytest.raises(AssertionError, match="not a constant"):
        parameters.get_constant("weight", [1, 2])


def two(prefix="net_"):
    parameters = ParameterDict(prefix)
    parameters.get("a", shape=(2,), init="ones")
    parameters.get("b", shape=(1, 2), init="zeros")
    parameters.initialize()
    return parameters


def test_dictionary_acts_on_all():
    parameters = two()
    parameters.setattr("lr_mult", 0.5)
    assert [p.lr_mult for p in parameters.values()] == [0.5, 0.5]
    parameters.zero_grad()
    parameters.reset_ctx(mx.cpu())
    assert parameters.list_ctx() == [mx.cpu()]


def test_an_unknown_initialiser_changes_nothing():
    parameters = two()
    with pytest.raises(AssertionError, match=r"init.xaver is neither a name"):
        parameters.initialize("xaver", force_reinit=True)
    assert parameters["net_a"].data().sum().asscalar() == 2


def values(parameters):
    return {name: p.data().asnumpy().tolist() for name, p in parameters.items()}


def test_save_and_load(tmp_path):
    path = str(tmp_path / "two.params")
    parameters = two()
    parameters["net_b"].set_data(nd.array([[3, 4]]))
    parameters.save(path, strip_prefix="net_")
    other = two("other_")
    other.load(path, restore_prefix="other_")
    assert list(values(other).values()) == list(values(parameters).values())
    waiting = ParameterDict("w_")
    waiting.get("a", shape=(0,), allow_deferred_init=True)
    waiting.get("b")
    waiting["w_a"].initialize()
    waiting.load(path, ctx=mx.cpu(), restore_prefix="w_")
    assert list(values(waiting).values()) == list(values(parameters).values())
    with pytest.raises(ValueError, match="does not start with"):
        parameters.save(path, strip_prefix="other_")


def test_loading_changes_nothing_where_anything_does_not_fit(tmp_path):
    path = str(tmp_path / "some.params")

    def refused(saved, error, says, **options):
        nd.save(path, saved)
        parameters = two()
        before = values(parameters)
        with pytest.raises(error, match=says):
            parameters.load(path, **options)
        assert values(parameters) == before

    a, b = nd.array([5, 6]), nd.array([[7, 8]])
    refused({"net_a": a}, AssertionError, "'net_b' is missing")
    refused({"net_a": a, "net_b": b, "net_c": b}, AssertionError, "'net_c' loaded")
    refused({"net_a": a, "net_b": a}, AssertionError, "shape incompatible")
    refused({"net_a": a, "net_b": b.astype("float64")}, AssertionError, "dtype incompatible")
    refused({"net_a": a, "net_b": b}, AssertionError, "dtype_source", dtype_source="old")
    refused([a, b], ValueError, "need names")

    parameters = two()
    nd.save(path, {"net_a": a.astype("float64"), "net_z": b})
    parameters.load(path, allow_missing=True, ignore_extra=True, cast_dtype=True)
    assert parameters["net_a"].data().asnumpy().tolist() == [5, 6]
    assert parameters["net_a"].data().asnumpy().dtype == "float32"
    parameters.load(
        path, allow_missing=True, ignore_extra=True, cast_dtype=True, dtype_source="saved"
    )
    assert parameters["net_a"].data().asnumpy().dtype == "float64"
    assert np.dtype(parameters["net_a"].dtype) == "float64"


def test_names_are_printed_as_mxnet_prints_them():
    dense = mx.gluon.nn.Dense(1, prefix="layer_")
    assert str(dense.collect_params().keys()) == "odict_keys(['layer_weight', 'layer_bias'])"
