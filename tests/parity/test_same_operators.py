"""Every operation and its gradient: the same on both engines, and equal to finite differences."""

import numpy as np
import pytest
from harness import differentiated_numerically, error_of, parity, run_and_differentiate

import sixpieces

random = np.random.RandomState(0)
ANY = random.randn(2, 3).round(2) + 0.005
OTHER = random.randn(2, 3).round(2) + 0.005
POSITIVE = np.abs(ANY) + 0.1
SHARE = np.linspace(-0.9, 0.8, 6).reshape(2, 3)
ROW = np.array([[0.3, -1.2, 2.1]])
COLUMN = np.array([[0.7], [-0.4]])
VECTOR = np.array([0.4, -0.2, 1.3])
CUBE = random.randn(2, 3, 4).round(2)
KINK = np.array([-2.0, -1, 0, 1, 2])

# For each operation: a function of the module's nd and the inputs, the inputs, and whether the
# gradient is that of finite differences (not at kinks, and not where a step is flat by definition).
ONE_ARRAY = {
    "exp": ANY,
    "expm1": ANY,
    "log": POSITIVE,
    "log1p": POSITIVE,
    "log2": POSITIVE,
    "log10": POSITIVE,
    "sqrt": POSITIVE,
    "rsqrt": POSITIVE,
    "cbrt": POSITIVE,
    "rcbrt": POSITIVE,
    "square": ANY,
    "reciprocal": POSITIVE,
    "abs": ANY,
    "sign": ANY,
    "negative": ANY,
    "relu": ANY,
    "sigmoid": ANY * 5,
    "tanh": ANY,
    "softsign": ANY,
    "hard_sigmoid": ANY,
    "sin": ANY,
    "cos": ANY,
    "tan": SHARE,
    "arcsin": SHARE,
    "arccos": SHARE,
    "arctan": ANY,
    "sinh": ANY,
    "cosh": ANY,
    "arcsinh": ANY,
    "arccosh": POSITIVE + 1,
    "arctanh": SHARE,
    "degrees": ANY,
    "radians": ANY,
    "floor": ANY,
    "ceil": ANY,
    "trunc": ANY,
    "fix": ANY,
    "round": ANY,
    "rint": ANY,
    "logical_not": ANY,
    "identity": ANY,
    "zeros_like": ANY,
    "ones_like": ANY,
    "softmax": ANY * 3,
    "log_softmax": ANY * 3,
    "softmin": ANY,
    "sum": ANY,
    "mean": ANY,
    "max": ANY,
    "min": ANY,
    "prod": ANY,
    "nansum": ANY,
    "nanprod": ANY,
    "norm": ANY,
    "transpose": ANY,
    "flatten": CUBE,
    "squeeze": ROW,
    "diag": ANY,
    "cumsum": ANY,
    "make_loss": ANY,
}
TWO_ARRAYS = {
    "add": OTHER,
    "subtract": OTHER,
    "multiply": OTHER,
    "divide": POSITIVE,
    "true_divide": POSITIVE,
    "modulo": POSITIVE,
    "maximum": OTHER,
    "minimum": OTHER,
    "equal": OTHER,
    "not_equal": OTHER,
    "greater": OTHER,
    "greater_equal": OTHER,
    "lesser": OTHER,
    "lesser_equal": OTHER,
    "logical_and": OTHER,
    "logical_or": OTHER,
    "logical_xor": OTHER,
    "elemwise_add": OTHER,
    "elemwise_sub": OTHER,
    "elemwise_mul": OTHER,
    "elemwise_div": POSITIVE,
    "broadcast_add": ROW,
    "broadcast_plus": ROW,
    "broadcast_sub": COLUMN,
    "broadcast_minus": COLUMN,
    "broadcast_mul": ROW,
    "broadcast_div": ROW,
    "broadcast_mod": ROW,
    "broadcast_maximum": COLUMN,
    "broadcast_minimum": ROW,
    "broadcast_equal": ROW,
    "broadcast_not_equal": ROW,
    "broadcast_greater": ROW,
    "broadcast_greater_equal": ROW,
    "broadcast_lesser": ROW,
    "broadcast_lesser_equal": ROW,
    "reshape_like": OTHER.reshape(3, 2),
    "add_n": OTHER,
}
CASES = {
    "power": (lambda nd, x, y: nd.power(x, y), POSITIVE, OTHER),
    "power of number": (lambda nd, x: nd.power(2, x), ANY),
    "power to number": (lambda nd, x: x**3, ANY),
    "broadcast_power": (lambda nd, x, y: nd.broadcast_power(x, y), POSITIVE, ROW),
    "reversed signs": (lambda nd, x: 1 - x + 2 / x + 2**x + (3 + x) * 2, POSITIVE),
    "signs with numbers": (lambda nd, x: (x - 1) / 3 + x * 2 - -x, ANY),
    "remainder": (lambda nd, x: x % 0.7, POSITIVE),
    "maximum of number": (lambda nd, x: nd.maximum(x, 0.1) + nd.minimum(0.2, x), ANY),
    "both ways": (lambda nd, x, y: x * y + y, ROW, COLUMN),
    "vector and matrix": (lambda nd, x, y: x * y, ANY, VECTOR),
    "used twice": (lambda nd, x: x * x + x, ANY),
    "clip": (lambda nd, x: nd.clip(x, -0.5, 0.5), ANY),
    "smooth_l1": (lambda nd, x: nd.smooth_l1(x, scalar=1.5), ANY),
    "Activation relu": (lambda nd, x: nd.Activation(x, act_type="relu"), ANY),
    "Activation sigmoid": (lambda nd, x: nd.Activation(x, act_type="sigmoid"), ANY),
    "Activation softrelu": (lambda nd, x: nd.Activation(x, act_type="softrelu"), ANY),
    "Activation softsign": (lambda nd, x: nd.Activation(x, act_type="softsign"), ANY),
    "Activation tanh": (lambda nd, x: nd.Activation(x, act_type="tanh"), ANY),
    "LeakyReLU": (lambda nd, x: nd.LeakyReLU(x, act_type="leaky", slope=0.1), ANY),
    "LeakyReLU elu": (lambda nd, x: nd.LeakyReLU(x, act_type="elu", slope=0.7), ANY),
    "sum axis": (lambda nd, x: nd.sum(x, axis=1), CUBE),
    "sum axes": (lambda nd, x: nd.sum(x, axis=(0, -1), keepdims=True), CUBE),
    "sum exclude": (lambda nd, x: nd.sum(x, axis=0, exclude=True), CUBE),
    "mean axis": (lambda nd, x: nd.mean(x, axis=-1), CUBE),
    "mean exclude": (lambda nd, x: nd.mean(x, axis=1, exclude=True, keepdims=True), CUBE),
    "max axis": (lambda nd, x: nd.max(x, axis=1), CUBE),
    "min axis": (lambda nd, x: nd.min(x, axis=(0, 1)), CUBE),
    "prod axis": (lambda nd, x: nd.prod(x, axis=1), CUBE + 0.01),
    "nansum axis": (lambda nd, x: nd.nansum(x, axis=0, exclude=True), CUBE),
    "norm axis": (lambda nd, x: nd.norm(x, axis=1, keepdims=True), ANY),
    "norm 1": (lambda nd, x: nd.norm(x, ord=1, axis=(0, 1)), ANY),
    "argmax": (lambda nd, x: nd.argmax(x, axis=1), ANY),
    "argmax all": (lambda nd, x: nd.argmax(x), ANY),
    "argmin": (lambda nd, x: nd.argmin(x, axis=0, keepdims=True), ANY),
    "dot": (lambda nd, x, y: nd.dot(x, y), ANY, ANY.T),
    "dot of vectors": (lambda nd, x, y: nd.dot(x, y), VECTOR, VECTOR * 2),
    "dot of matrix and vector": (lambda nd, x, y: nd.dot(x, y), ANY, VECTOR),
    "dot of vector and matrix": (lambda nd, x, y: nd.dot(x, y), VECTOR, ANY.T),
    "dot transposed": (lambda nd, x, y: nd.dot(x, y, transpose_a=True), ANY, OTHER),
    "dot transposed b": (lambda nd, x, y: nd.dot(x, y, transpose_b=True), ANY, OTHER),
    "dot both": (lambda nd, x, y: nd.dot(x, y, True, True), ANY, OTHER.reshape(3, 2)),
    "dot of cubes": (lambda nd, x, y: nd.dot(x, y), CUBE, CUBE.reshape(4, 3, 2)),
    "dot of cube": (lambda nd, x, y: nd.dot(x, y, transpose_b=True), CUBE, CUBE[0]),
    "dot of cube a": (lambda nd, x, y: nd.dot(x, y, transpose_a=True), CUBE, OTHER),
    "batch_dot": (lambda nd, x, y: nd.batch_dot(x, y, transpose_b=True), CUBE, CUBE * 2),
    "batch_dot a": (lambda nd, x, y: nd.batch_dot(x, y, transpose_a=True), CUBE, CUBE * 2),
    "FullyConnected": (
        lambda nd, x, w, b: nd.FullyConnected(x, w, b, num_hidden=2),
        ANY,
        OTHER,
        COLUMN[:, 0],
    ),
    "FullyConnected no_bias": (
        lambda nd, x, w: nd.FullyConnected(x, w, num_hidden=2, no_bias=True),
        ANY,
        OTHER,
    ),
    "FullyConnected flatten": (
        lambda nd, x, w: nd.FullyConnected(x, w, None, num_hidden=1, no_bias=True),
        CUBE,
        CUBE[:1].reshape(1, 12),
    ),
    "FullyConnected last axis": (
        lambda nd, x, w, b: nd.FullyConnected(x, w, b, num_hidden=2, flatten=False),
        CUBE,
        CUBE[0, :2],
        COLUMN[:, 0],
    ),
    "softmax axis": (lambda nd, x: nd.softmax(x, axis=0), ANY),
    "softmax temperature": (lambda nd, x: nd.softmax(x, temperature=2.0), ANY),
    "log_softmax axis": (lambda nd, x: nd.log_softmax(x, axis=1), CUBE),
    "log_softmax temperature": (lambda nd, x: nd.log_softmax(x, temperature=0.5), ANY),
    "reshape": (lambda nd, x: nd.reshape(x, shape=(0, -1)), CUBE),
    "transpose axes": (lambda nd, x: nd.transpose(x, axes=(1, 2, 0)), CUBE),
    "expand_dims": (lambda nd, x: nd.expand_dims(x, axis=1), ANY),
    "squeeze axis": (lambda nd, x: nd.squeeze(x, axis=0), ROW),
    "swapaxes": (lambda nd, x: nd.swapaxes(x, 0, 2), CUBE),
    "flip": (lambda nd, x: nd.flip(x, axis=1), CUBE),
    "reverse": (lambda nd, x: nd.reverse(x, axis=(0, 1)), CUBE),
    "moveaxis": (lambda nd, x: nd.moveaxis(x, 0, -1), CUBE),
    "diag k": (lambda nd, x: nd.diag(x, k=1), ANY),
    "diag of vector": (lambda nd, x: nd.diag(x), VECTOR),
    "broadcast_to": (lambda nd, x: nd.broadcast_to(x, shape=(4, 0)), ROW),
    "broadcast_axis": (lambda nd, x: nd.broadcast_axis(x, axis=0, size=3), ROW),
    "broadcast_like": (lambda nd, x, y: nd.broadcast_like(x, y), ROW, ANY),
    "concat": (lambda nd, x, y: nd.concat(x, y, dim=1), ANY, COLUMN),
    "concat 0": (lambda nd, x, y: nd.concat(x, y, dim=0), ANY, ROW),
    "stack": (lambda nd, x, y: nd.stack(x, y, axis=1), ANY, OTHER),
    "split": (lambda nd, x: nd.split(x, num_outputs=3, axis=1, squeeze_axis=True)[1], ANY),
    "split_v2": (lambda nd, x: nd.split_v2(x, (1,), axis=1)[1], ANY),
    "slice": (lambda nd, x: nd.slice(x, begin=(0, 1), end=(2, 3)), ANY),
    "slice step": (lambda nd, x: nd.slice(x, begin=(None, 2), end=(None, None), step=(1, -1)), ANY),
    "slice_axis": (lambda nd, x: nd.slice_axis(x, axis=1, begin=1, end=None), ANY),
    "slice_like": (lambda nd, x, y: nd.slice_like(x, y, axes=(1,)), ANY, COLUMN),
    "tile": (lambda nd, x: nd.tile(x, reps=(2, 1, 3)), ANY),
    "tile number": (lambda nd, x: nd.tile(x, reps=2), VECTOR),
    "repeat": (lambda nd, x: nd.repeat(x, repeats=2, axis=1), ANY),
    "repeat all": (lambda nd, x: nd.repeat(x, repeats=2), ANY),
    "take": (lambda nd, x: nd.take(x, nd.array([1, 0, 1])), ANY),
    "take axis": (lambda nd, x: nd.take(x, nd.array([[2, 0]]), axis=1), ANY),
    "take clip": (lambda nd, x: nd.take(x, nd.array([-3, 1.7, 9])), VECTOR),
    "take wrap": (lambda nd, x: nd.take(x, nd.array([-1, 4]), mode="wrap"), VECTOR),
    "pick": (lambda nd, x: nd.pick(x, nd.array([2, 0])), ANY),
    "pick axis": (lambda nd, x: nd.pick(x, nd.array([1, 0, 5]), axis=0, keepdims=True), ANY),
    "pick wrap": (lambda nd, x: nd.pick(x, nd.array([-1, 4]), mode="wrap"), ANY),
    "where": (lambda nd, x, y: nd.where(nd.array([[1, 0, 2], [0, 0, -1]]), x, y), ANY, OTHER),
    "where rows": (lambda nd, x, y: nd.where(nd.array([1, 0]), x, y), ANY, OTHER),
    "Embedding": (lambda nd, x: nd.Embedding(nd.array([1, 1, 0]), x, 2, 3), ANY),
    "sort": (lambda nd, x: nd.sort(x, axis=1), ANY),
    "sort down": (lambda nd, x: nd.sort(x, axis=0, is_ascend=False), ANY),
    "argsort": (lambda nd, x: nd.argsort(x), ANY),
    "topk": (lambda nd, x: nd.topk(x, k=2), ANY),
    "topk value": (lambda nd, x: nd.topk(x, k=2, ret_typ="value", axis=1), ANY),
    "softmax_cross_entropy": (lambda nd, x: nd.softmax_cross_entropy(x, nd.array([2, 0])), ANY),
    "BlockGrad": (lambda nd, x: nd.BlockGrad(x) * x, ANY),
    "stop_gradient": (lambda nd, x: nd.stop_gradient(x) * x, ANY),
    "astype": (lambda nd, x: x.astype("float64") * 2, ANY),
    "cast": (lambda nd, x: nd.cast(x, dtype="float64") * 2, ANY),
    "index row": (lambda nd, x: x[1] * x[0], ANY),
    "index element": (lambda nd, x: x[1, 2] * x[0, 0], ANY),
    "index slices": (lambda nd, x: x[:, 1:] * x[:, :-1], ANY),
    "index backwards": (lambda nd, x: x[::-1, ::2], ANY),
    "index new axis": (lambda nd, x: x[None, :, 0], ANY),
    "index rest": (lambda nd, x: x[..., 1], CUBE),
    "index list": (lambda nd, x: x[[1, 1, 0]], ANY),
    "index array": (lambda nd, x: x[nd.array([1, 1, 0])], ANY),
    "index arrays": (lambda nd, x: x[nd.array([1, 1]), nd.array([0, 2])], ANY),
    "index column list": (lambda nd, x: x[:, [2, 2, 0]], ANY),
    "copy": (lambda nd, x: x.copy() * x.T.T, ANY),
    "methods": (lambda nd, x: x.exp().sum(axis=1).reshape((1, -1)).log(), ANY),
}
CASES |= {
    name: (lambda nd, x, name=name: getattr(nd, name)(x), array)
    for name, array in ONE_ARRAY.items()
}
CASES |= {
    name: (lambda nd, x, y, name=name: getattr(nd, name)(x, y), ANY, array)
    for name, array in TWO_ARRAYS.items()
}
# Operations whose gradient is not the slope, on purpose.
NOT_THE_SLOPE = {"BlockGrad", "stop_gradient", "make_loss"}


def program(name):
    """A program that returns value and gradients of one case, in two dtypes."""
    function, *arrays = CASES[name]

    def case(mx):
        def on_engine(*inputs):
            return function(mx.nd, *inputs)

        both = ("float32",) if name in ONLY_FLOAT32 else ("float32", "float64")
        return {dtype: run_and_differentiate(mx, on_engine, *arrays, dtype=dtype) for dtype in both}

    case.__name__ = "case_" + name.replace(" ", "_")
    case.__module__ = __name__
    return case


# Cases with another array inside that must have the same dtype.
ONLY_FLOAT32 = {"softmax_cross_entropy"}


def public_name(name):
    first = name.split()[0]
    signs = {"power": "power", "reversed": "__rsub__", "signs": "__sub__", "index": "__getitem__"}
    if hasattr(sixpieces.nd, first):
        return [f"nd.{first}"] + (
            [f"NDArray.{first}"] if hasattr(sixpieces.nd.NDArray, first) else []
        )
    return [f"NDArray.{signs[first]}"] if first in signs else []


same = {name: parity(*public_name(name), rtol=2e-5)(program(name)) for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_value_and_gradient(name, request):
    same[name](request)


@pytest.mark.parametrize("name", sorted(set(CASES) - NOT_THE_SLOPE))
def test_gradient_is_the_slope(name):
    function, *arrays = CASES[name]

    def on_engine(*inputs):
        return function(sixpieces.nd, *inputs)

    found = run_and_differentiate(sixpieces, on_engine, *arrays, dtype="float64")["gradients"]
    expected = differentiated_numerically(sixpieces, on_engine, *arrays)
    for ours, slope in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours.asnumpy(), slope, rtol=1e-5, atol=1e-6)


@parity("nd.relu", "nd.abs", "nd.clip", "nd.maximum", "nd.minimum", "nd.max", "nd.sign", "nd.norm")
def test_gradients_at_kinks_and_ties(mx):
    nd = mx.nd
    tie = KINK[::-1].copy()
    cases = {
        "relu": (nd.relu, KINK),
        "abs": (nd.abs, KINK),
        "sign": (nd.sign, KINK),
        "clip": (lambda x: nd.clip(x, -1, 1), KINK),
        "hard_sigmoid": (lambda x: nd.hard_sigmoid(x, alpha=0.5), KINK),
        "smooth_l1": (nd.smooth_l1, KINK),
        "maximum": (nd.maximum, KINK, tie),
        "minimum": (nd.minimum, KINK, tie),
        "maximum of number": (lambda x: nd.maximum(x, 1), KINK),
        "maximum with number first": (lambda x: nd.maximum(1, x), KINK),
        "minimum with number first": (lambda x: nd.minimum(1, x), KINK),
        "max": (nd.max, np.abs(KINK)),
        "min": (nd.min, np.abs(KINK)),
        "norm at zero": (nd.norm, np.zeros(3)),
        "sqrt at zero": (nd.sqrt, np.zeros(1)),
        "log at zero": (nd.log, np.zeros(1)),
        "divide by zero": (nd.divide, KINK, np.zeros(5)),
        "power of zero": (lambda x: x**2, KINK),
        "nansum": (nd.nansum, np.array([1, np.nan, 2])),
    }
    return {
        name: run_and_differentiate(mx, function, *arrays)
        for name, (function, *arrays) in cases.items()
    }


@parity("nd.round", "nd.rint", "nd.fix", "nd.floor", "nd.ceil", "nd.trunc")
def test_rounding_of_halves(mx):
    halves = mx.nd.array([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999997])
    names = ("round", "rint", "fix", "floor", "ceil", "trunc")
    return {name: getattr(mx.nd, name)(halves) for name in names}


@parity("nd.one_hot", "nd.argmax", "nd.argmin", "nd.batch_take", "nd.concatenate")
def test_results_of_another_dtype(mx):
    nd = mx.nd
    matrix = nd.array([[1, 5], [4, 3]])
    return {
        "one_hot": nd.one_hot(nd.array([0, 2, 5, -1]), 3),
        "one_hot options": nd.one_hot(
            nd.array([[0, 1]]), 2, on_value=5, off_value=-1, dtype="int32"
        ),
        "one_hot method": nd.array([1]).one_hot(2),
        "argmax of integers": nd.argmax(matrix.astype("int32"), axis=1),
        "argmin": matrix.argmin(axis=1),
        "argmax of nan": nd.argmax(nd.array([1, np.nan, 2]), axis=0),
        "argmax_channel": nd.argmax_channel(matrix),
        "batch_take": nd.batch_take(matrix, nd.array([1, 0], dtype="int32")),
        "concatenate": nd.concatenate([matrix, matrix], axis=1),
        "shape": nd.shape_array(matrix),
        "size": nd.size_array(matrix),
        "topk both": nd.topk(matrix, k=1, ret_typ="both"),
        "topk ascending": nd.topk(matrix, k=1, is_ascend=True, dtype="int32"),
        "argsort": nd.argsort(matrix, axis=None),
        "sort": nd.sort(matrix, axis=None),
    }


@parity("nd.exp", "nd.sum", "nd.mean", "NDArray.__truediv__", "NDArray.__eq__")
def test_integers_stay_integers(mx):
    nd = mx.nd
    i = nd.array([1, 2, 3], dtype="int32")
    return {
        "exp": nd.exp(i),
        "sqrt": nd.sqrt(i),
        "mean": i.mean(),
        "sum": i.sum(),
        "quotient": i / 2,
        "negative quotient": nd.array([-7, 7], dtype="int32") / nd.array([2, -3], dtype="int32"),
        "times half": i * 2.5,
        "compared": i < 1.5,
        "equal": i == 2,
        "maximum": nd.maximum(i, 1.5),
        "negative power": i**-1,
        "ignored option": nd.broadcast_maximum(i, i, axis=1),
        "bytes": nd.array([1], dtype="uint8") - 2,
        "small sum": nd.array([100, 100], dtype="int8").sum(),
        "large": nd.ones(1, dtype="int64") * 3000000000,
        "float64 with number": nd.ones(1, dtype="float64") + 1e-12,
        "float32 with huge number": nd.ones(1) * 1e300,
        "with numpy number": nd.ones(1) * np.float64(0.1),
        "half": nd.array([1, 2], dtype="float16") * 3,
    }


@parity("base.MXNetError")
def test_errors(mx):
    nd = mx.nd
    m, x, i = nd.ones((2, 2)), nd.ones(3), nd.ones((2, 2), dtype="int32")
    cases = {
        "shapes": lambda: m + x,
        "dtypes": lambda: m + i,
        "numpy array": lambda: m * np.ones((2, 2)),
        "numpy array first": lambda: np.ones((2, 2)) * m,
        "list": lambda: m * [1, 2],
        "None": lambda: m == None,  # noqa: E711
        "text": lambda: m == "a",
        "power with text": lambda: m ** "a",
        "matrix sign": lambda: m @ m,
        "whole quotient": lambda: m // 2,
        "dot shapes": lambda: nd.dot(m, x),
        "dot of number": lambda: nd.dot(m, 2),
        "dot of integers": lambda: nd.dot(i, i),
        "dot dtypes": lambda: nd.dot(m, m.astype("float64")),
        "softmax of integers": lambda: nd.softmax(i),
        "softmax axis": lambda: nd.softmax(m, axis=4),
        "elemwise": lambda: nd.elemwise_add(m, x),
        "broadcast_add of number": lambda: nd.broadcast_add(m, 2),
        "sum axis": lambda: m.sum(axis=3),
        "sum axis twice": lambda: m.sum(axis=(0, 0)),
        "sum half axis": lambda: m.sum(axis=1.5),
        "argmax axis": lambda: nd.argmax(m, axis=5),
        "argmax axes": lambda: nd.argmax(m, axis=(0, 1)),
        "norm ord": lambda: nd.norm(m, ord=3),
        "clip without bound": lambda: nd.clip(m, a_min=0),
        "concat of list": lambda: nd.concat([m, m], dim=0),
        "where condition": lambda: nd.where(m[:, :1], m, m),
        "where shapes": lambda: nd.where(m, m[:, :1], m),
        "size": lambda: nd.random.uniform(size=2),
        "ones stype": lambda: nd.ones(2, stype="default"),
        "unknown option": lambda: nd.sum(m, wrong=1),
        "one_hot without depth": lambda: nd.one_hot(x),
        "FullyConnected weight": lambda: nd.FullyConnected(m, nd.ones((3, 4)), x, num_hidden=3),
        "FullyConnected bias": lambda: nd.FullyConnected(m, m, x, num_hidden=2),
        "reshape method": lambda: m.reshape((3,)),
        "reshape unknowns": lambda: nd.reshape(m, (-1, -1)),
        "split": lambda: nd.split(m, 3),
        "concat": lambda: nd.concat(m, nd.ones((3, 3)), dim=1),
        "concat dtypes": lambda: nd.concat(m, m.astype("float64"), dim=0),
        "expand_dims": lambda: nd.expand_dims(m, axis=7),
        "squeeze": lambda: nd.squeeze(m, axis=0),
        "Activation": lambda: nd.Activation(m, "wrong"),
        "take mode": lambda: nd.take(m, nd.array([0]), mode="wrong"),
        "Dropout p": lambda: nd.Dropout(m, p=1.5),
        "out shape": lambda: nd.square(m, out=x),
        "out by keyword": lambda: nd.zeros(3, out=m),
    }
    return {name: error_of(function) for name, function in cases.items()}


@parity("nd.relu", "nd.dot", "nd.add", "nd.where", "nd.pick", "nd.concat", "nd.stack", "nd.topk")
def test_errors_where_an_array_or_an_option_is_missing(mx):
    nd, x = mx.nd, mx.nd.ones((2, 2))
    cases = [
        lambda: nd.relu(),
        lambda: nd.relu(3),
        lambda: nd.dot(x),
        lambda: nd.dot(None, x),
        lambda: nd.add(x, None),
        lambda: nd.add(x, "a"),
        lambda: nd.where(x, x),
        lambda: nd.pick(x),
        lambda: nd.concat(),
        lambda: nd.concat(x, None),
        lambda: nd.stack(),
        lambda: nd.topk(x, ret_typ="nope"),
        lambda: nd.LeakyReLU(x, act_type="nope"),
    ]
    return [error_of(each) for each in cases]


@parity("nd.square", "nd.zeros", "nd.clip", "nd.full")
def test_out(mx):
    nd = mx.nd
    out = nd.zeros((2, 2))
    x = nd.array([[1, 2], [3, 4]])
    same_array = nd.square(x, out=out) is out
    first = out.copy()
    nd.clip(x, 2, 3, out=out)
    second = out.copy()
    nd.elemwise_add(x, x, out=out)
    third = out.copy()
    nd.ones((2, 2), out=out)
    return [same_array, first, second, third, out.copy(), nd.full((2, 2), 7, out=out)]


@parity("nd.softmax", "nd.log_softmax", "nd.cumsum")
def test_dtypes_that_are_asked_for(mx):
    half = mx.nd.array([1, 2], dtype="float16")
    return {
        "softmax": mx.nd.softmax(half, dtype="float32").dtype.__name__,
        "log_softmax": mx.nd.log_softmax(half, dtype="float64").dtype.__name__,
        "cumsum": mx.nd.cumsum(half, dtype="float32"),
        "as before": mx.nd.softmax(half, temperature=0.5).dtype.__name__,
        "temperature of zero": mx.nd.softmax(mx.nd.array([1, 2]), temperature=0.0),
    }


@parity("nd.FullyConnected", "nd.batch_dot")
def test_dtypes_that_do_not_fit(mx):
    nd = mx.nd
    single, double = nd.ones((2, 3)), nd.ones((2, 3), dtype="float64")
    bias, whole = nd.ones(2, dtype="float64"), nd.ones((2, 3), dtype="int32")

    def dense(*arrays, no_bias=False):
        return error_of(lambda: nd.FullyConnected(*arrays, num_hidden=2, no_bias=no_bias))

    net = mx.gluon.nn.Dense(1, in_units=3)
    net.initialize()
    return {
        "weight": dense(single, double, no_bias=True),
        "bias": dense(single, single, bias),
        "whole numbers": dense(whole, whole, no_bias=True),
        "unused bias": dense(single, single, nd.ones(2), no_bias=True),
        "layer": error_of(lambda: net(double)),
        "batch_dot": error_of(lambda: nd.batch_dot(single, single)),
        "batches": error_of(lambda: nd.batch_dot(nd.ones((2, 2, 3)), nd.ones((1, 3, 2)))),
    }


@parity("nd.batch_dot")
def test_batches_of_batches(mx):
    a = mx.nd.array(np.arange(24).reshape(1, 2, 3, 4))
    b = mx.nd.array(np.arange(40).reshape(1, 2, 5, 4))
    return run_and_differentiate(mx, lambda a, b: mx.nd.batch_dot(a, b, transpose_b=True), a, b)


@parity("nd.norm")
def test_norms_of_very_large_and_small_numbers(mx):
    x = mx.nd.array([[3e30, 4e30], [3e-30, 4e-30]])
    return {"norm": mx.nd.norm(x, axis=1) / mx.nd.array([1e30, 1e-30])}


@parity("nd.sort", "nd.argsort", "nd.topk")
def test_descending_order_of_whole_numbers(mx):
    nd = mx.nd
    found = []
    for dtype, numbers in (("uint8", [0, 5, 200]), ("int8", [-128, 5, 100]), ("int32", [3, -7, 9])):
        x = nd.array(numbers, dtype=dtype)
        found += [nd.sort(x, is_ascend=False), nd.argsort(x, is_ascend=False), nd.topk(x, k=2)]
        found += [nd.topk(x, k=2, ret_typ="value"), nd.topk(x, k=2, is_ascend=True)]
    return found


@parity("nd.stack", "nd.add_n", "nd.concat")
def test_arrays_of_several_dtypes_do_not_join(mx):
    nd = mx.nd
    whole, other = nd.array([1, 2], dtype="int32"), nd.array([1.5, 2.5])
    pairs = [(whole, other), (other, whole), (other, other.astype("float64"))]
    return [
        error_of(lambda a=a, b=b, join=join: join(a, b))
        for a, b in pairs
        for join in (nd.stack, nd.add_n, lambda a, b: nd.concat(a, b, dim=0))
    ]


@parity("nd.split_v2")
def test_one_part_is_no_list(mx):
    nd = mx.nd
    return [nd.split_v2(nd.ones(3), 1), nd.split_v2(nd.ones(3), ()), nd.split_v2(nd.ones(2), 2)]
