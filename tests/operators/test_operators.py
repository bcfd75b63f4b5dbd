"""Operations: what no comparison with MXNet shows."""

import pickle

import numpy as np
import pytest

from sixpieces import autograd, nd
from sixpieces.base import MXNetError
from sixpieces.operators import operator

M = nd.array([[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: nd.softmax(M, use_length=True), "use_length"),
        (lambda: nd.LeakyReLU(M, act_type="selu"), "selu"),
        (lambda: nd.topk(M, ret_typ="mask"), "mask"),
        (lambda: nd.diag(nd.ones((2, 2, 2))), "diag"),
        (lambda: nd.add_n(M, M[0]), r"\(2, 3\), \(3,\)"),
        (lambda: nd.topk(M, k=4), "k=4"),
        (lambda: nd.split_v2(M, 2, axis=1), "2 equal parts"),
        (lambda: nd.Embedding(M, M, 3, 3), r"\(3, 3\)"),
        (lambda: nd.take(M, nd.array([2]), mode="raise"), "index 2 is out of bounds"),
        (lambda: nd.pick(M, nd.array([0, 0]), mode="wrong"), "'wrong'"),
        (lambda: nd.reshape(M, (0, 0, 0)), "more axes"),
        (lambda: nd.where(M, M, M[0]), "alike"),
        (lambda: nd.clip(M), "a_min"),
        (lambda: nd.elemwise_add(M, M[0]), "no broadcasting"),
        (lambda: nd.dot(M, M), "the last length of the one, 3"),
        (lambda: nd.norm(M, ord=3), "ord=3"),
        (lambda: nd.sum(M, axis="a"), "'a'"),
        (lambda: nd.ones(2) == nd.ones(3), r"\(2,\) and \(3,\) do not broadcast"),
        (lambda: nd.FullyConnected(M, M, nd.ones(2), num_hidden=2, no_bias=True), "no_bias=True"),
        (lambda: nd.slice_axis(M, axis=5, begin=0, end=1), "no axis 5"),
        (lambda: nd.slice_axis(M, axis=1, begin=0, end=4), "beyond axis 1, of length 3"),
        (lambda: nd.split(M, 2, axis=5), "no axis 5"),
        (lambda: nd.topk(M, axis=5), "no axis 5"),
        (lambda: nd.pick(M, nd.array([0, 0]), axis=5), "no such axis"),
        (lambda: nd.split_v2(M, (2, 1), axis=1), "do not go up"),
        (lambda: nd.one_hot(M, 2.5), "depth=2.5"),
        (lambda: nd.reshape(M, (3, -5)), "below -4"),
        (lambda: nd.batch_dot(M, M), r"\(n, rows, columns\)"),
        (lambda: nd.softmin(M, use_length=True), "use_length"),
        (lambda: nd.arange(0, 1, 0), "step of 0"),
    ],
)
def test_errors_name_the_value(call, words):
    with pytest.raises((MXNetError, NotImplementedError, IndexError), match=words):
        call()


def test_indices_within_the_axis_are_taken_in_every_mode():
    for mode in ("raise", "clip", "wrap"):
        assert nd.take(M, nd.array([1]), mode=mode).asnumpy().tolist() == [[4, 5, 6]]


def test_parts():
    assert [x.shape for x in nd.split_v2(M, 3, axis=1, squeeze_axis=True)] == [(2,)] * 3
    assert nd.split(M, 1).shape == (2, 3)
    assert nd.broadcast_to(nd.ones((1, 3)), (2, 2, 3)).shape == (2, 2, 3)
    assert nd.moveaxis(nd.ones((2, 3, 4)), (0, 1), (1, 2)).shape == (4, 2, 3)
    assert nd.from_numpy(np.ones(2), zero_copy=False).shape == (2,)
    assert nd.stop_gradient(M).shape == M.shape


def test_from_numpy_shares_memory():
    numbers = np.zeros(2, "float32")
    shared = nd.from_numpy(numbers)
    shared[:] = 5
    assert numbers.tolist() == [5, 5]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_no_overflow_for_large_numbers(dtype):
    x = nd.array([-60000, 0, 60000], dtype=dtype)
    assert nd.sigmoid(x).asnumpy().tolist() == [0, 0.5, 1]
    assert nd.Activation(x, "softrelu").asnumpy()[::2].tolist() == [0, 60000]
    assert nd.softmax(x).asnumpy().tolist() == [0, 0, 1]
    assert np.isfinite(nd.log_softmax(x[:2]).asnumpy()).all()
    assert nd.softmax(x).dtype is np.dtype(dtype).type


def test_an_operation_of_ones_own():
    @operator
    def wave(data, *, speed=1.0):
        return np.sin(speed * data), (lambda dz: dz * speed * np.cos(speed * data),)

    x = nd.array([0.0, 1.0])
    x.attach_grad()
    with autograd.record():
        y = wave(x, speed=2)
    y.backward()
    np.testing.assert_allclose(x.grad.asnumpy(), 2 * np.cos([0, 2]), rtol=1e-6)
    assert wave(x, 2).asnumpy().tolist() == wave(data=x, speed=2).asnumpy().tolist()

    @operator
    def broken(data):
        return data + None, ()

    with pytest.raises(MXNetError, match="broken"):
        broken(x)


def test_gradients_of_places_are_zero():
    x = nd.array([[1.0, 0.0]])
    x.attach_grad()
    for function in (
        lambda: nd.argmax(x, axis=1) + nd.argmin(x, axis=1),
        lambda: nd.one_hot(x, 2),
        lambda: nd.argsort(x),
        lambda: nd.argmax_channel(x),
        lambda: nd.shape_array(x).astype("float32"),
        lambda: nd.size_array(x).astype("float32"),
        lambda: nd.take(nd.ones(3), x) + nd.pick(nd.ones((1, 3)), x[:, :1]),
        lambda: nd.Embedding(x, nd.ones((2, 1)), 2, 1),
        lambda: nd.broadcast_like(nd.ones((1, 1)), x),
        lambda: nd.slice_like(nd.ones((3, 3)), x),
        lambda: nd.softmax_cross_entropy(nd.ones((2, 2)), x[0]),
        lambda: nd.where(x, nd.ones((1, 2)), nd.ones((1, 2))),
        lambda: nd.reshape_like(nd.ones(2), x),
    ):
        x.grad[:] = 7
        with autograd.record():
            y = function()
        y.backward()
        assert x.grad.asnumpy().tolist() == [[0, 0]]


def test_moving_an_axis_that_is_not_there():
    with pytest.raises(ValueError, match="no axis 2: use -2 to 1"):
        nd.moveaxis(M, 0, 2)


def test_what_cannot_be_written_into():
    with pytest.raises(TypeError, match="out must be an NDArray"):
        nd.relu(M, out=3)
    with pytest.raises(MXNetError, match="dtype float64, but the result has dtype float32"):
        nd.relu(M, out=nd.zeros((2, 3), dtype="float64"))


def test_a_dtype_that_is_equal_but_not_the_same_object():
    values = pickle.loads(pickle.dumps(np.ones(2, "float32")))
    assert values.dtype is not np.dtype("float32")
    assert (nd.array(values) + nd.from_numpy(values)).asnumpy().tolist() == [2, 2]
    assert (nd.ones(2) * pickle.loads(pickle.dumps(nd.ones(2)))).asnumpy().tolist() == [1, 1]


def test_the_other_order_of_bytes_is_turned():
    swapped = np.ones(2, "float32").astype(">f4")
    assert (nd.from_numpy(swapped) + nd.ones(2)).asnumpy().tolist() == [2, 2]
    assert nd.array(swapped, dtype=">f4").asnumpy().dtype.isnative
