"""One program, two engines: what MXNet computes, and what `sixpieces` computes.

A parity test is a function of the module `mx` that returns named results::

    from harness import error_of, parity

    @parity("nd.dot", "NDArray.attach_grad")          # the names that it covers, for the reference
    def test_dot_of_matrices(mx):
        a = mx.nd.array([[1, 2], [3, 4]])
        return {
            "product": mx.nd.dot(a, a),                       # NDArrays, NumPy arrays, numbers,
            "shape": a.shape,                                 # strings, None, tuples, lists, dicts
            "error": error_of(lambda: mx.nd.dot(a, a[0][:1])),  # the class of what is raised
        }

It runs on `sixpieces`, and its results are compared with those of MXNet, which are recorded in
``recorded/<name of the test file>.npz``. Dtypes, shapes, strings and error classes must be equal;
numbers within ``@parity(..., rtol=1e-5, atol=1e-6)``.
Where MXNet is installed the program runs on it too, and the record must still be what it says.

    python -m pytest tests/parity                  compare
    python -m pytest tests/parity --record         run MXNet and write the records anew

Rules for programs: random inputs come from ``numpy.random.RandomState(number)``, never from the
engine; parameters are set, not drawn; intended differences are not tested here but in
``tests/test_differences.py``, where each row of `sixpieces.differences` has its test.
Test files here are named ``test_same_*.py``, so that no other test file has the same name.
`run_and_differentiate` computes a function's value and gradients, ready to be returned.
Tests over generated inputs (Hypothesis) take the fixture `mxnet`, which skips where there is none.
``test_random_programs.py`` runs 2,000 random programs on both engines; ``--random-seed 7`` runs
others. A disagreement is printed as the smallest program that shows it.
"""

import harness
import pytest


def pytest_addoption(parser):
    """Add ``--record`` and ``--random-seed``."""
    parser.addoption("--record", action="store_true", help="run MXNet and record its results")
    parser.addoption("--random-seed", type=int, default=12, help="for random programs")


@pytest.fixture(scope="session")
def mxnet():
    """MXNet itself; skip where it is not installed."""
    if harness.mxnet() is None:
        pytest.skip("needs MXNet, which has no wheel for this Python or NumPy")
    return harness.mxnet()
