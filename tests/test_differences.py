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
    assert mx is not sixpieces or raised(lambda: nd.ones(2).reshape(9)) == "ReshapeError"
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


@pytest.mark.parametrize("mx", ENGINES)
def test_impossible_batch_sizes(mx):
    weight = mx.gluon.Parameter("weight", shape=(1,), init="zeros")
    weight.initialize()
    trainer = mx.gluon.Trainer([weight], "sgd", {"learning_rate": 1.0})
    with mx.autograd.record():
        loss = 3 * weight.data()
    loss.backward()
    batches = raised(lambda: list(mx.gluon.data.DataLoader(np.ones(3), batch_size=-2)))
    step = raised(lambda: trainer.step(-1))
    expected = ["ValueError"] * 2 if mx is sixpieces else ["nothing"] * 2
    assert [batches, step] == expected
    assert weight.data().asscalar() == (0 if mx is sixpieces else 3)


@pytest.mark.parametrize("mx", ENGINES)
def test_a_load_that_fails(mx, tmp_path):
    path = str(tmp_path / "net.params")
    parameters = mx.gluon.ParameterDict()
    for name in ("a", "b"):
        parameters.get(name, shape=(2,), init="zeros")
    parameters.initialize()
    mx.nd.save(path, {"a": mx.nd.ones(2), "b": mx.nd.ones(3)})
    assert raised(lambda: parameters.load(path)) == "AssertionError"
    assert parameters["a"].data().sum().asscalar() == (0 if mx is sixpieces else 2)


@pytest.mark.parametrize("mx", ENGINES)
def test_states_of_a_trainer(mx, tmp_path):
    path = tmp_path / "trainer.states"
    weight = mx.gluon.Parameter("weight", shape=(1,))
    weight.initialize()
    mx.gluon.Trainer([weight], "adam").save_states(str(path))
    assert path.read_bytes().startswith(b"PK" if mx is sixpieces else b"\x80")  # a ZIP, a pickle
    found = raised(lambda: mx.gluon.Trainer([weight], "sgd").load_states(str(path)))
    assert found == ("ValueError" if mx is sixpieces else "nothing")


@pytest.mark.parametrize("mx", ENGINES)
def test_updates_of_one_device(mx):
    weight = mx.gluon.Parameter("weight", shape=(1,))
    weight.initialize()
    trainer = mx.gluon.Trainer([weight], "sgd", update_on_kvstore=True)
    with mx.autograd.record():
        loss = 3 * weight.data()
    loss.backward()
    found = raised(lambda: trainer.step(1))
    assert found == ("nothing" if mx is sixpieces else "AttributeError")


@pytest.mark.parametrize("mx", ENGINES)
def test_gradients_after_adadelta(mx):
    optimizer = mx.optimizer.AdaDelta(rescale_grad=0.5)
    weight, gradient = mx.nd.ones(1), mx.nd.array([4])
    optimizer.update(0, weight, gradient, optimizer.create_state(0, weight))
    assert gradient.asscalar() == (4 if mx is sixpieces else 2)


@pytest.mark.parametrize("mx", ENGINES)
def test_counts_of_zero(mx):
    loss = mx.gluon.loss.PoissonNLLLoss(compute_full=True)
    pred, count = mx.nd.ones(1), mx.nd.zeros(1)
    pred.attach_grad()
    assert np.isnan(loss(pred, count).asscalar()) == (mx is not sixpieces)

    def recorded():
        with mx.autograd.record():
            return loss(pred, count)

    assert raised(recorded) == ("nothing" if mx is sixpieces else "MXNetError")


@pytest.mark.parametrize("mx", ENGINES)
def test_bias_beside_a_frozen_weight(mx):
    layer = mx.gluon.nn.Dense(1, in_units=2)
    layer.initialize()
    layer.weight.grad_req = "null"
    with mx.autograd.record():
        output = layer(mx.nd.ones((3, 2)))
    output.backward()
    assert layer.bias.grad().asscalar() == (3 if mx is sixpieces else 0)


@pytest.mark.parametrize("mx", ENGINES)
def test_running_averages(mx):
    layer = mx.gluon.nn.BatchNorm(momentum=0.5)
    layer.initialize()
    with mx.autograd.record():
        output = layer(mx.nd.array([[1], [3]]))
    forward = layer.running_mean.data().asscalar()
    output.backward()
    mx.nd.waitall()
    assert layer.running_mean.data().asscalar() == 1
    assert forward == (1 if mx is sixpieces else 0)


@pytest.mark.parametrize("mx", ENGINES)
def test_unknown_shapes_of_own_layers(mx):
    class Linear(mx.gluon.HybridBlock):
        def __init__(self):
            super().__init__()
            self.weight = self.params.get("weight", shape=(2, 0), allow_deferred_init=True)

        def hybrid_forward(self, F, x, weight):
            return F.FullyConnected(x, weight, no_bias=True, num_hidden=2)

    layer = Linear()
    layer.initialize()
    found = raised(lambda: layer(mx.nd.ones((1, 3))))
    assert found == ("ValueError" if mx is sixpieces else "nothing")


@pytest.mark.parametrize("mx", ENGINES)
def test_a_part_that_is_not_there(mx):
    metric = mx.metric.CompositeEvalMetric()
    found = raised(lambda: metric.get_metric(3))
    assert found == ("ValueError" if mx is sixpieces else "nothing")


def written_in_between(mx, inside, change, second="multiply"):
    """The gradient of x behind x * c, or what is raised, when `change` happens to c before."""
    x, c = mx.nd.array([3]), mx.nd.array([2])
    x.attach_grad()
    try:
        with mx.autograd.record():
            y = getattr(mx.nd, second)(x, c)
            if inside:
                change(c)
        if not inside:
            change(c)
        y.backward()
    except mx.base.MXNetError:
        return "MXNetError"
    return x.grad.asscalar()


def add_one(c):
    c += 1


def fill(c):
    c[:] = 5


def through_a_window(c):
    c[0:1][:] = 5


@pytest.mark.parametrize("mx", ENGINES)
@pytest.mark.parametrize("change", [add_one, fill, through_a_window])
def test_changes_in_place(mx, change):
    outside = written_in_between(mx, False, change)
    assert outside == ("MXNetError" if mx is sixpieces else 3 if change is add_one else 5)
    if change is not through_a_window:
        assert written_in_between(mx, True, change) == "MXNetError"
        needless = written_in_between(mx, True, change, "add")
        assert needless == (1 if mx is sixpieces else "MXNetError")


@pytest.mark.parametrize("mx", ENGINES)
def test_the_same_head_twice(mx):
    x = mx.nd.array([3])
    x.attach_grad()
    with mx.autograd.record():
        y = x * 2
    mx.autograd.backward([y, y])
    assert x.grad.asscalar() == (4 if mx is sixpieces else 2)


@pytest.mark.parametrize("mx", ENGINES)
def test_numbers_beyond_a_dtype(mx):
    nd = mx.nd

    def put(number):
        x = nd.zeros(2, dtype="uint8")
        x[0] = number
        return x

    small, whole = nd.array([1, 2], dtype="uint8"), nd.array([1, 2], dtype="int32")
    wrong = [
        lambda: small + 300,
        lambda: small >= -1,
        lambda: 2**40 + whole,
        lambda: whole > float("inf"),
        lambda: whole == float("nan"),
        lambda: nd.array([300], dtype="uint8"),
        lambda: nd.full(2, 300, dtype="int8"),
        lambda: put(-1),
        lambda: put([300]),
    ]
    expected = "MXNetError" if mx is sixpieces else "nothing"
    assert [raised(function) for function in wrong] == [expected] * len(wrong)
    assert (small + 254).asnumpy().tolist() == [255, 0]  # results still wrap, on both
    assert (whole * 1.75).asnumpy().tolist() == [1, 2]
    if mx is sixpieces:
        with pytest.raises(MXNetError, match=r"uint8 holds whole numbers from 0 to 255, not 300"):
            small + 300
        assert (small.astype("int32") + 300).asnumpy().tolist() == [301, 302]  # as it advises


@pytest.mark.parametrize("mx", ENGINES)
def test_constants_among_heads(mx):
    x, constant = mx.nd.array([3]), mx.nd.array([1])
    x.attach_grad()
    with mx.autograd.record():
        y = x * 2
    found = raised(lambda: mx.autograd.backward([y, constant]))
    assert found == ("nothing" if mx is sixpieces else "MXNetError")
    with mx.autograd.record():
        y, z = x * 2, constant * x
    mx.autograd.backward([constant, z, y])  # here it was used
    assert x.grad.asscalar() == 3
    assert raised(lambda: mx.autograd.backward([constant])) == "MXNetError"


@pytest.mark.parametrize("mx", ENGINES)
def test_gradient_of_what_needs_none(mx):
    x, w = mx.nd.ones(1), mx.nd.ones(1)
    x.attach_grad("null")
    w.attach_grad()
    assert x.grad.asscalar() == 0
    with mx.autograd.record():
        y = x * w
    y.backward()
    assert x.grad.asscalar() == 0 if mx is sixpieces else x.grad is None


@pytest.mark.parametrize("mx", ENGINES)
def test_nan_and_infinity(mx):
    sign = mx.nd.sign(mx.nd.array([float("nan")])).asscalar()
    assert np.isnan(sign) if mx is sixpieces else sign == 0
    found = gradient(mx, lambda x: mx.nd.sign(x / 0) + x, [1, 2])
    assert found == [1, 1] if mx is sixpieces else np.isnan(found).all()


@pytest.mark.parametrize("mx", ENGINES)
def test_one_number_in_more_brackets(mx):
    found = mx.nd.array([[0.5]]).asscalar()
    assert np.shape(found) == (() if mx is sixpieces else (1, 1))


@pytest.mark.parametrize("mx", ENGINES)
def test_labels_in_a_column(mx):
    metric = mx.metric.F1()
    scores = mx.nd.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.6, 0.4]])
    metric.update(mx.nd.array([[0], [1], [1], [1]]), scores)
    assert round(metric.get()[1], 6) == (0.8 if mx is sixpieces else 0.6)


@pytest.mark.parametrize("mx", ENGINES)
def test_parts_that_are_empty(mx):
    assert raised(lambda: mx.nd.ones(3)[2:1]) == ("nothing" if mx is sixpieces else "MXNetError")


@pytest.mark.parametrize("mx", ENGINES)
def test_an_order_reversed_in_place(mx):
    m = mx.nd.array([[1, 2], [3, 4]])
    m[:, ::-1] = m
    expected = [[2, 1], [4, 3]] if mx is sixpieces else [[1, 1], [3, 3]]
    assert m.asnumpy().tolist() == expected
    m = mx.nd.array([[1, 2], [3, 4]])
    m += m[0]
    expected = [[2, 4], [4, 6]] if mx is sixpieces else [[2, 4], [5, 8]]
    assert m.asnumpy().tolist() == expected


@pytest.mark.parametrize("mx", ENGINES)
def test_walks_that_stop(mx):
    def walk(function):
        x, places = mx.nd.array([[3], [1]]), mx.nd.array([0, 1])
        x.attach_grad()
        places.attach_grad()
        with mx.autograd.record():
            y = function(x, places)
        y.backward()
        return x.grad.asnumpy().tolist(), places.grad.asnumpy().tolist()

    found = "nothing" if mx is sixpieces else "MXNetError"
    for function in (
        lambda x, places: mx.nd.sort(x.T) + mx.nd.sum(places * 0),
        lambda x, places: mx.nd.Embedding(places, x, 2, 1),
    ):
        assert raised(lambda f=function: walk(f)) == found
        assert mx is not sixpieces or walk(function) == ([[1], [1]], [0, 0])


@pytest.mark.parametrize("mx", ENGINES)
def test_a_softmax_with_nan(mx):
    found = mx.nd.softmax(mx.nd.array([3.0, float("nan"), 1.0])).asnumpy()
    expected = [np.nan] * 3 if mx is sixpieces else [0, np.nan, 0]
    assert np.array_equal(found, expected, equal_nan=True)


@pytest.mark.parametrize("mx", ENGINES)
def test_a_softmax_without_a_dtype(mx):
    found = mx.nd.softmax(mx.nd.array([1.0, 2.0]), dtype=None)
    assert np.dtype(found.dtype) == ("float32" if mx is sixpieces else "float64")


@pytest.mark.parametrize("mx", ENGINES)
def test_a_norm_of_integers(mx):
    found = mx.nd.norm(mx.nd.array([3, 4], dtype="int32")).asnumpy().tolist()
    assert found == ([5] if mx is sixpieces else [4])


@pytest.mark.parametrize("mx", ENGINES)
def test_own_functions_that_add(mx):
    class Double(mx.autograd.Function):
        def forward(self, x):
            return 2 * x

        def backward(self, slope):
            return 2 * slope

    def after_two(function):
        x = mx.nd.array([1.0])
        x.attach_grad("add")
        for _ in range(2):
            with mx.autograd.record():
                y = function(x)
            y.backward()
        return x.grad.asscalar()

    assert after_two(lambda x: Double()(x)) == (4 if mx is sixpieces else 0)
    assert after_two(lambda x: x.copy()) == (2 if mx is sixpieces else 1)
    assert after_two(lambda x: mx.nd.clip(x, 0, 2)) == (2 if mx is sixpieces else 1)


def test_axes_that_make_no_sense():  # MXNet is left out: it may end the whole process
    assert raised(lambda: nd.transpose(nd.ones((2, 3)), axes=(0, 0))) == "MXNetError"
    assert raised(lambda: nd.topk(nd.ones(3), k=0)) == "MXNetError"


@pytest.mark.parametrize("mx", ENGINES)
def test_the_last_axis_of_flip(mx):
    expected = "nothing" if mx is sixpieces else "MXNetError"
    assert raised(lambda: mx.nd.flip(mx.nd.ones((2, 3)), axis=-1)) == expected


@pytest.mark.parametrize("mx", ENGINES)
def test_a_clearer_refusal(mx):
    loader = mx.gluon.data.DataLoader
    made = raised(lambda: loader(np.ones(3), 2, last_batch="nope"))
    assert made == ("ValueError" if mx is sixpieces else "nothing")
    assert raised(lambda: list(loader(np.ones(3), 2, last_batch="nope"))) == "ValueError"
    unequal = raised(lambda: list(loader([[1, 2], [3]], 2)))
    assert unequal == ("ValueError" if mx is sixpieces else "KeyError")
    layer = mx.gluon.nn.Dense(2.0, in_units=1)
    found = raised(layer.initialize)
    assert found == ("nothing" if mx is sixpieces else "MXNetError")


@pytest.mark.parametrize("mx", ENGINES)
def test_numbers_handed_out(mx):
    total = 0
    for number in (16_777_216, 1, 1):
        total += mx.nd.array([number]).asscalar()
    kept_float32 = int(np.__version__.split(".")[0]) >= 2  # MXNet runs on NumPy 1 only
    assert total == (16_777_216 if kept_float32 else 16_777_218)
    total = sum(float(mx.nd.array([number]).asscalar()) for number in (16_777_216, 1, 1))
    assert total == 16_777_218
