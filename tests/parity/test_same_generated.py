"""Shapes, axes, broadcasting and dtypes as Hypothesis finds them: the same on both engines."""

import numpy as np
from harness import compare, flattened, run_and_differentiate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import sixpieces

careful = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
dtypes = st.sampled_from(["float32", "float64"])
shapes = hnp.array_shapes(min_dims=1, max_dims=4, max_side=4)


def numbers(shape, seed):
    """Numbers with two digits, no two of them alike, none of them 0."""
    size = int(np.prod(shape))
    return (np.random.RandomState(seed).permutation(size).reshape(shape) - size / 3 + 0.17) / 4


def same(mxnet, function, *arrays, dtype="float32"):
    results = [
        dict(
            flattened(
                "result",
                run_and_differentiate(
                    mx, lambda *x, mx=mx: function(mx.nd, *x), *arrays, dtype=dtype
                ),
            )
        )
        for mx in (sixpieces, mxnet)
    ]
    compare(*results, 2e-5, 1e-5, "sixpieces", "MXNet", f"shapes {[x.shape for x in arrays]}")


@careful
@given(
    shapes=hnp.mutually_broadcastable_shapes(num_shapes=2, min_dims=1, max_dims=4, max_side=4),
    name=st.sampled_from(["add", "subtract", "multiply", "divide", "maximum", "greater"]),
    dtype=dtypes,
)
def test_broadcasting(mxnet, shapes, name, dtype):
    first, second = (numbers(shape, seed) for seed, shape in enumerate(shapes.input_shapes))
    same(mxnet, lambda nd, x, y: getattr(nd, name)(x, y), first, second, dtype=dtype)


@careful
@given(
    data=st.data(),
    shape=shapes,
    name=st.sampled_from(["sum", "mean", "max", "min", "prod", "nansum"]),
    keepdims=st.booleans(),
    exclude=st.booleans(),
    dtype=dtypes,
)
def test_reductions(mxnet, data, shape, name, keepdims, exclude, dtype):
    ndim = len(shape)
    axes = st.lists(st.integers(0, ndim - 1), min_size=1, max_size=ndim, unique=True)
    chosen = data.draw(st.one_of(st.none(), st.integers(-ndim, ndim - 1), axes.map(tuple)))
    exclude = exclude and chosen is not None and np.size(chosen) < ndim
    same(
        mxnet,
        lambda nd, x: getattr(nd, name)(x, axis=chosen, keepdims=keepdims, exclude=exclude),
        numbers(shape, 0) / 3,
        dtype=dtype,
    )


@careful
@given(
    shape=shapes,
    data=st.data(),
    name=st.sampled_from(["softmax", "log_softmax", "argmax", "argmin", "sort", "argsort"]),
)
def test_along_an_axis(mxnet, shape, data, name):
    axis = data.draw(st.integers(0, len(shape) - 1))
    same(mxnet, lambda nd, x: getattr(nd, name)(x, axis=axis), numbers(shape, 1))


@careful
@given(
    rows=st.integers(1, 4),
    inner=st.integers(1, 4),
    columns=st.integers(1, 4),
    transpose_a=st.booleans(),
    transpose_b=st.booleans(),
    dtype=dtypes,
)
def test_dot(mxnet, rows, inner, columns, transpose_a, transpose_b, dtype):
    a = numbers((inner, rows) if transpose_a else (rows, inner), 2)
    b = numbers((columns, inner) if transpose_b else (inner, columns), 3)
    same(mxnet, lambda nd, x, y: nd.dot(x, y, transpose_a, transpose_b), a, b, dtype=dtype)


@careful
@given(shape=shapes, data=st.data())
def test_shapes(mxnet, shape, data):
    order = data.draw(st.permutations(range(len(shape))))
    repeats = data.draw(st.integers(1, 3))
    axis = data.draw(st.integers(0, len(shape) - 1))
    x = numbers(shape, 4)
    same(mxnet, lambda nd, x: nd.transpose(x, axes=order), x)
    same(mxnet, lambda nd, x: nd.repeat(x, repeats=repeats, axis=axis), x)
    if len(shape) < 3:  # MXNet cannot sum over so many axes when it goes back
        same(mxnet, lambda nd, x: nd.tile(x, reps=(repeats,) * len(shape)), x)
    same(mxnet, lambda nd, x: nd.concat(x, x * 2, dim=axis), x)
    same(mxnet, lambda nd, x: nd.stack(x, x * 2, axis=axis), x)
    same(mxnet, lambda nd, x: nd.flip(x, axis=axis), x)
    same(mxnet, lambda nd, x: nd.expand_dims(x, axis=axis), x)


@careful
@given(shape=shapes, data=st.data())
def test_indexing(mxnet, shape, data):
    key = data.draw(hnp.basic_indices(shape, allow_newaxis=True))
    x = numbers(shape, 5)
    if x[key].size:
        same(mxnet, lambda nd, x: x[key], x)


@careful
@given(
    rows=st.integers(1, 4),
    columns=st.integers(1, 4),
    data=st.data(),
    mode=st.sampled_from(["clip", "wrap"]),
)
def test_take_and_pick(mxnet, rows, columns, data, mode):
    places = st.lists(st.integers(-5, 9), min_size=rows, max_size=rows)
    chosen = data.draw(places)
    x = numbers((rows, columns), 6)
    same(mxnet, lambda nd, x: nd.take(x, nd.array(chosen), mode=mode), x)
    same(mxnet, lambda nd, x: nd.pick(x, nd.array(chosen), mode=mode), x)
