"""NDArray: what no comparison with MXNet shows."""

import copy

import numpy as np
import pytest

import sixpieces as mx
from sixpieces import nd
from sixpieces.base import MXNetError, as_dtype


def test_real_modules():
    import sixpieces.nd as nd_module
    import sixpieces.ndarray as ndarray_module
    from sixpieces import ndarray

    assert nd is ndarray is ndarray_module is nd_module
    assert mx.init is mx.initializer


def test_results_are_float32_also_with_numpy_numbers():
    x = nd.ones(2)
    for other in (2, 2.5, np.float64(2), np.float32(2), np.int64(2), True, 1e300):
        for result in (x + other, other * x, x / other, other - x, x**other, x > other):
            assert result.dtype is np.float32
    assert (nd.ones(2, dtype="float64") * np.float32(0.1)).dtype is np.float64


def test_a_number_alone_is_an_axis_of_length_1():
    for x in (nd.ones((2, 2)).sum(), nd.ones(2)[0], nd.ones((1, 1)).squeeze(), nd.array(3)):
        assert x.shape == (1,)


def test_bad_input_changes_nothing():
    x = nd.array([1, 2, 3])
    for change in (
        lambda: x.__setitem__(slice(None), nd.ones(2)),
        lambda: x.__setitem__(7, 1),
        lambda: x.__setitem__(0, "a"),
        lambda: x.__iadd__(nd.ones((2, 3))),
        lambda: nd.square(nd.ones(2), out=x),
        lambda: nd.ones(2).copyto(x),
    ):
        with pytest.raises((MXNetError, ValueError, IndexError, TypeError)):
            change()
    assert x.asnumpy().tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: nd.ones((2, 3)) + nd.ones(2), r"add: shapes \(2, 3\) and \(2,\)"),
        (lambda: nd.ones(2) + nd.ones(2, dtype="int32"), "astype"),
        (lambda: nd.zeros((2, -1)), r"\(2, -1\)"),
        (lambda: nd.zeros("a"), "'a'"),
        (lambda: nd.ones(2).reshape((3,)), r"size 2 into shape \(3,\)"),
        (lambda: nd.ones(2).asscalar(), r"shape \(2,\)"),
        (lambda: nd.array([nd.ones(1)]), "nd.stack"),
        (lambda: nd.array(None), "array like"),
        (lambda: nd.array([[1, 2], [3]]), "equal length"),
        (lambda: nd.zeros(2, stype="csr"), "csr"),
        (lambda: nd.ones(2).wrong, "NDArray.wrong is neither"),
        (lambda: nd.ones(2).tostype, "is a name of MXNet"),
        (lambda: nd.ones(3)[nd.array([7])], "out of bounds"),
        (lambda: np.array(nd.ones(2)), "asnumpy"),
        (lambda: as_dtype("complex64"), "float32"),
        (lambda: mx.Context("gpu", 1), r"gpu\(1\)"),
        (lambda: nd.add(1, 2), "must have NDArray type"),
        (lambda: nd.sum(nd.ones(2), 0, True, False, 5), "at most 4"),
        (lambda: nd.sum(nd.ones(2), 0, axis=1), "two values"),
        (lambda: nd.sum(nd.ones(2), axes=1), "axes"),
        (lambda: nd.concat(), "at least one"),
    ],
)
def test_errors_name_the_value_and_the_remedy(call, words):
    with pytest.raises(Exception, match=words):
        call()


def test_copies_are_independent():
    x = nd.ones(2)
    for other in (copy.copy(x), copy.deepcopy(x), x.copy(), x.copyto(mx.cpu()), nd.array(x)):
        other[:] = 5
    assert copy.deepcopy(x).asnumpy().tolist() == [1, 1]
    with pytest.warns(RuntimeWarning, match="to itself"):
        assert x.copyto(x) is False


def test_an_array_without_elements_is_false():
    assert not nd.ones(2)[1:1]
    assert bool(nd.array([2]))


def test_devices():
    with mx.Context(mx.cpu()):
        assert mx.current_context() == mx.cpu(0)
    with mx.cpu(1):
        assert mx.current_context() == mx.cpu(1)
    assert mx.num_gpus() == 0
    assert {mx.cpu(): 1}[mx.cpu(0)] == 1
    mx.cpu().empty_cache()
    assert nd.ones(1).ctx == mx.cpu()
    nd.ones(1).wait_to_read()


def test_options_stand_by_name_or_in_their_place():
    x = nd.array([[1, 2], [3, 4]])
    assert nd.sum(x, 1).asnumpy().tolist() == nd.sum(data=x, axis=1).asnumpy().tolist()
    assert nd.dot(lhs=x, rhs=x).shape == nd.dot(x, rhs=x).shape == (2, 2)
    assert nd.exp(x, name="anything").shape == (2, 2)
    assert x.sum([0, 1]).asscalar() == 10


def test_what_is_no_device():
    with pytest.raises(TypeError, match="'cpu' is no device"):
        nd.ones(2).as_in_context("cpu")


def test_a_shape_must_be_given():
    with pytest.raises(AssertionError, match="Shape must be provided"):
        nd.ones(2).reshape()


@pytest.mark.parametrize("key", [True, np.True_, [True, False], np.array([True, False])])
def test_truth_is_no_index(key):
    with pytest.raises(IndexError, match="True or False is not an index"):
        nd.ones(2)[key]
