"""Run a program on both engines and compare; `conftest` says how to write one."""

import functools
import importlib.util
import pathlib
import sys

import numpy as np
import pytest

import sixpieces

RECORDED = pathlib.Path(__file__).parent / "recorded"

#: For each name of the public interface, the parity tests that cover it.
COVERED = {}


@functools.cache
def mxnet():
    """MXNet, or None where it cannot be imported."""
    try:
        import mxnet
    except (ImportError, OSError, AttributeError):
        return None
    return mxnet


def parity(*names, rtol=1e-5, atol=1e-6):
    """Turn a function of the module `mx` into a test that both engines agree.

    Parameters
    ----------
    names : str
        The public names that the program covers, such as ``"nd.dot"`` or ``"NDArray.T"``.
    rtol, atol : float
        How far numbers may be apart.
    """

    def decorate(program):
        program = getattr(program, "program", program)  # another @parity adds names only
        test_id = f"{program.__module__}.py::{program.__name__}"
        for name in names:
            COVERED.setdefault(name, []).append(test_id)

        def test(request):
            check(program, rtol, atol, record=request.config.getoption("--record", False))

        test.__name__ = program.__name__
        test.__doc__ = program.__doc__
        test.program = program
        return test

    return decorate


def check(program, rtol, atol, record=False):
    """Compare the engine with the record, and both with MXNet where there is one."""
    path = RECORDED / f"{program.__module__}.npz"
    key = program.__name__
    live = run(program, mxnet()) if mxnet() else None
    if record:
        if live is None:
            pytest.fail("--record needs MXNet")
        write(path, key, live)
    recorded = read(path, key)
    if recorded is None:
        pytest.fail(f"{path.name} holds no result of {key}: run with --record where MXNet is")
    if live is not None:
        compare(recorded, live, rtol, atol, "the record", "MXNet", "it is stale: --record")
    ours = run(program, sixpieces)
    compare(ours, recorded, rtol, atol, "sixpieces", "MXNet", "same program, same inputs")


def run(program, mx):
    """The results of a program on one engine, as NumPy arrays by name."""
    return dict(flattened(program.__name__, program(mx)))


def flattened(name, value):
    """Every result with its name: arrays as they are, everything else as a string or number."""
    if hasattr(value, "asnumpy"):
        yield name, value.asnumpy()
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from flattened(f"{name}.{key}", each)
    elif isinstance(value, (list, tuple)) and not all(isinstance(x, (int, str)) for x in value):
        for place, each in enumerate(value):
            yield from flattened(f"{name}.{place}", each)
    elif isinstance(value, (np.ndarray, np.generic)):
        yield name, np.asarray(value)
    elif isinstance(value, float):
        yield name, np.float64(value)
    else:
        yield name, np.array(str(value))


def compare(first, second, rtol, atol, name_first, name_second, remedy):
    """Fail with the first result that differs."""
    assert list(first) == list(second), f"{name_first} and {name_second} returned other names"
    for name, a in first.items():
        b = second[name]
        about = f"{name}: {name_first} against {name_second} ({remedy})"
        assert a.shape == b.shape, f"{about}: shapes {a.shape} and {b.shape}"
        if a.dtype.kind == "U" or b.dtype.kind == "U":
            assert a.tolist() == b.tolist(), about
            continue
        assert a.dtype == b.dtype, f"{about}: dtypes {a.dtype} and {b.dtype}"
        np.testing.assert_allclose(
            a.astype("float64"), b.astype("float64"), rtol=rtol, atol=atol, err_msg=about
        )


def read(path, key):
    """What is recorded for one program, or None."""
    found = {name: each for name, each in everything(path).items() if name.split(".")[0] == key}
    return found or None


@functools.cache
def everything(path):
    """All results in a file of records."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def write(path, key, results):
    """Replace what is recorded for one program; other programs' records stay."""
    kept = {name: each for name, each in everything(path).items() if name.split(".")[0] != key}
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **kept, **results)
    everything.cache_clear()


def error_of(function):
    """The name of the class of what `function` raises, or "nothing"."""
    try:
        result = function()
        for each in result if isinstance(result, (list, tuple)) else [result]:
            if hasattr(each, "asnumpy"):
                each.asnumpy()  # MXNet computes late, and complains late
    except Exception as error:
        name = type(error).__name__
        return "ValueError" if name == "ReshapeError" else name
    return "nothing"


def run_and_differentiate(mx, function, *arrays, dtype="float32"):
    """The value of a function of NDArrays, and its gradients with uneven weights on the value."""
    inputs = [mx.nd.array(each, dtype=dtype) for each in arrays]
    for each in inputs:
        each.attach_grad()
    with mx.autograd.record():
        value = function(*inputs)
    value.backward(weights_like(mx, value))
    return {"value": value, "gradients": [each.grad for each in inputs]}


def weights_like(mx, value):
    """Weights 1, 1.5, 2 ... in the shape of `value`: no two elements count the same."""
    weights = 1 + np.arange(value.size, dtype="float64").reshape(value.shape) / 2
    return mx.nd.array(weights, dtype=value.dtype)


def differentiated_numerically(mx, function, *arrays, step=1e-6):
    """The gradients that `run_and_differentiate` should find, by finite differences in float64."""
    arrays = [np.array(each, "float64") for each in arrays]

    def weighted():
        value = function(*[mx.nd.array(each, dtype="float64") for each in arrays])
        return float((value * weights_like(mx, value)).sum().asscalar())

    gradients = []
    for array in arrays:
        gradient = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            middle = array[place]
            array[place] = middle + step
            above = weighted()
            array[place] = middle - step
            below = weighted()
            array[place] = middle
            gradient[place] = (above - below) / (2 * step)
        gradients.append(gradient)
    return gradients


def covered_names():
    """For each public name with a parity test the tests that cover it: what the reference shows."""
    folder = pathlib.Path(__file__).parent
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    for path in sorted(folder.glob("test_same_*.py")):
        if path.stem not in sys.modules:
            spec = importlib.util.spec_from_file_location(path.stem, path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[path.stem] = module
            spec.loader.exec_module(module)
    return dict(sorted(sys.modules["harness"].COVERED.items()))
