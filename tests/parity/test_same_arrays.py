"""Making, reading, writing and printing arrays: the same on both engines, errors included."""

import os
import pickle
import tempfile

import numpy as np
from harness import error_of, parity


@parity(
    "nd.array", "nd.zeros", "nd.ones", "nd.full", "nd.empty", "nd.eye", "nd.arange", "nd.linspace"
)
def test_making(mx):
    nd = mx.nd
    return {
        "list": nd.array([[1, 2], [3, 4]]),
        "float64": nd.array(np.ones(3)),
        "int64": nd.array(np.arange(3)),
        "bool": nd.array([True, False]),
        "NDArray": nd.array(nd.array([1], dtype="int32")),
        "dtype": [nd.array([1.7], dtype=each) for each in ("int32", "float16", "uint8", np.int64)],
        "zeros": [
            nd.zeros(3),
            nd.zeros((2, 3), dtype="int32"),
            nd.zeros((2,), mx.cpu(), "float64"),
        ],
        "ones": [nd.ones(3), nd.ones([2, 1])],
        "full": [nd.full(2, 0.5), nd.full((2, 2), 7, dtype="int32")],
        "empty": nd.empty((2, 3)).shape,
        "eye": [nd.eye(2), nd.eye(2, 3, 1), nd.eye(3, k=-1, dtype="float64")],
        "arange": [
            nd.arange(5),
            nd.arange(1, 7, 2),
            nd.arange(1, 0, -0.25),
            nd.arange(0, 3, repeat=2),
            nd.arange(3, dtype="int32"),
        ],
        "linspace": [nd.linspace(0, 1, 5), nd.linspace(0, 1, 5, endpoint=False)],
        "dtypes": nd.array([1]).dtype.__name__,
    }


@parity("nd.array", "nd.zeros", "nd.arange")
def test_making_errors(mx):
    nd = mx.nd
    cases = {
        "ragged": lambda: nd.array([[1, 2], [3]]),
        "text": lambda: nd.array(["a"]),
        "NDArrays": lambda: nd.array([nd.ones(2), nd.ones(2)]),
        "no dtype": lambda: nd.array([1], dtype="wrong"),
        "complex": lambda: nd.array([1], dtype="complex64"),
        "int16": lambda: nd.array([1], dtype="int16"),
        "zero length": lambda: nd.zeros((0, 3)),
        "no shape": lambda: nd.zeros(()),
        "negative": lambda: nd.zeros((-1, 2)),
        "half": lambda: nd.zeros((1.5, 2)),
        "empty range": lambda: nd.arange(3, 1),
        "device": lambda: mx.Context("tpu"),
        "random shape": lambda: nd.random.uniform(shape=(0,)),
        "one_hot depth": lambda: nd.one_hot(nd.array([1]), -1),
        "seed": lambda: mx.random.seed("a"),
    }
    return {name: error_of(function) for name, function in cases.items()}


@parity("NDArray.__repr__", "NDArray.shape", "NDArray.size", "NDArray.ndim", "NDArray.dtype")
@parity("NDArray.context", "NDArray.stype", "NDArray.T", "NDArray.__len__", "Context.__str__")
def test_looking(mx):
    nd = mx.nd
    x = nd.array([[1, 2.5, -3], [1e-8, 1e8, 0.1]])
    return {
        "repr": [repr(x), str(x[0]), repr(x == 0), repr(nd.ones((2, 1, 2), dtype="int32"))],
        "in text": f"{x[:, 0]}",
        "shape": [x.shape, x.size, x.ndim, x.dtype.__name__, x.stype, str(x.context), str(x.ctx)],
        "transposed": x.T,
        "length": len(x),
        "iteration": list(x),
        "sum of rows": sum(x),
        "largest": max(x[0]),
        "contained": 2.5 in x[0],
    }


@parity("NDArray.asscalar", "NDArray.__bool__", "NDArray.asnumpy")
def test_out_of_arrays(mx):
    nd = mx.nd
    m, one = nd.ones((2, 2)), nd.array([2.5])
    return {
        "asscalar": [one.asscalar(), type(one.asscalar()).__name__],
        "bool": [str(bool(nd.array([0]))), str(bool(one)), str(bool(nd.array([[0.5]])))],
        "errors": [
            error_of(lambda: m.asscalar()),
            error_of(lambda: bool(m)),
            error_of(lambda: float(one)),
            error_of(lambda: int(one)),
            error_of(lambda: f"{one:.2f}"),
            error_of(lambda: [1, 2, 3][one]),
            error_of(lambda: round(one)),
        ],
        "a copy": change(m.asnumpy(), m),
    }


def change(array, original):
    array[:] = 7
    return original


@parity("NDArray.__getitem__")
def test_reading(mx):
    nd = mx.nd
    x = nd.array([1, 2, 3])
    m = nd.array(np.arange(12).reshape(3, 4))
    keys = [
        0,
        -1,
        np.int64(1),
        slice(1, None),
        slice(None, None, 2),
        slice(None, None, -1),
        slice(1, 1),
        slice(4, 9),
        None,
        ...,
        [0, 2],
        [-1],
        np.array([2, 0]),
    ]
    pairs = [
        (1, 2),
        (slice(None), 1),
        (0, slice(1, 3)),
        (..., 0),
        (None, 1),
        (slice(None), None),
        (slice(None), [1, 0]),
        ([0, 1], [2, 3]),
        (slice(None, None, -1), slice(None, None, 2)),
    ]
    return {
        "vector": [x[key] for key in keys],
        "vector by arrays": [x[nd.array([0, 2])], x[nd.array([1], dtype="int32")], x[x - 1]],
        "matrix": [m[key] for key in [*keys, *pairs]],
        "matrix by arrays": [m[nd.array([[0, 1]])], m[nd.array([0, 1]), nd.array([1, 0])]],
        "errors": {
            "beyond": error_of(lambda: x[5]),
            "too many": error_of(lambda: m[0, 0, 0]),
            "half": error_of(lambda: x[1.0]),
            "text": error_of(lambda: x["a"]),
            "list beyond": error_of(lambda: x[nd.array([7])]),
        },
    }


@parity("NDArray.__setitem__", "NDArray.__getitem__", "NDArray.reshape")
def test_writing(mx):
    nd = mx.nd

    def changed(key, value):
        m = nd.array(np.arange(12).reshape(3, 4))
        m[key] = value
        return m

    def windows():
        m = nd.array(np.arange(12).reshape(3, 4))
        m[0][:] = 9
        m[:, 0][:] = 7
        m[1:3][0, 1] = 5
        m.reshape((12,))[11] = -1
        m.T[:] = 0
        m[[0, 1]][:] = 0
        return m

    m = nd.ones((3, 4))
    return {
        "number": changed(slice(None), 5),
        "row": changed(1, nd.array([1, 2, 3, 4])),
        "list": changed(0, [5, 6, 7, 8]),
        "numpy": changed((slice(None), 1), np.array([7, 8, 9])),
        "column": changed((slice(None), slice(0, 2)), nd.array([[1], [2], [3]])),
        "element": changed((2, 3), -1),
        "arrays": changed(nd.array([0, 2]), nd.zeros((2, 4))),
        "lists": changed(([0, 1], [1, 2]), 50),
        "windows": windows(),
        "errors": {
            "text": error_of(lambda: changed(0, "a")),
            "shape": error_of(lambda: changed(slice(None), np.ones(3))),
            "beyond": error_of(lambda: changed(7, 1)),
            "in place shape": error_of(lambda: m.__iadd__(nd.ones((2, 3, 4)))),
        },
    }


@parity("NDArray.__iadd__", "NDArray.__isub__", "NDArray.__imul__", "NDArray.__itruediv__")
def test_in_place(mx):
    x = mx.nd.array([1, 2, 3])
    same = x
    x += 1
    x -= mx.nd.array([1, 1, 2])
    x *= 3
    x /= 2
    x %= 4
    return x, str(same is x)


@parity("NDArray.__add__", "NDArray.__radd__", "NDArray.__sub__", "NDArray.__rsub__")
@parity("NDArray.__mul__", "NDArray.__rmul__", "NDArray.__truediv__", "NDArray.__rtruediv__")
@parity("NDArray.__pow__", "NDArray.__rpow__", "NDArray.__mod__", "NDArray.__rmod__")
@parity("NDArray.__neg__", "NDArray.__abs__", "NDArray.__gt__", "NDArray.__ge__")
@parity("NDArray.__lt__", "NDArray.__le__", "NDArray.__eq__", "NDArray.__ne__")
def test_signs(mx):
    x, y = mx.nd.array([1, -2, 3]), mx.nd.array([2, -2, 0.5])
    return [
        *(x + y, x + 1, 1 + x, x - y, 1 - x, x * y, 2 * x, x / y, 2 / x, x**2, 2**x, x % y, 5 % y),
        *(-x, abs(x), x > y, x >= y, x < y, x <= y, x == y, x != y, x > 0, x < 0, x == -2, x != 1),
        *(x % 0, -x % 2),
    ]


@parity("NDArray.reshape", "nd.reshape")
def test_reshape_codes(mx):
    x = mx.nd.array(np.arange(24).reshape(2, 3, 4))
    shapes = [
        (6, 4),
        (-1,),
        (4, -1),
        (0, 0, -1),
        (0, -1),
        (-2,),
        (-2, 1, 1),
        (-3, 4),
        (0, -3),
        (-3, -2),
        (0, -4, 1, 3, -2),
        (-4, -1, 2, -2),
        (-4, 1, 2, -2),
    ]
    reverse = [(-1, 0), (0, -1), (-3, 0), (-2,)]
    return {
        "method": [x.reshape(shape) for shape in shapes],
        "arguments": [x.reshape(4, 6), x.reshape(-1), x.reshape(shape=(6, 4)), x.reshape([24])],
        "function": [mx.nd.reshape(x, shape=shape) for shape in shapes],
        "reverse": [x.reshape(shape, reverse=True) for shape in reverse],
        "errors": {
            "size": error_of(lambda: x.reshape((5,))),
            "codes": error_of(lambda: x.reshape((4, 0))),
            "split": error_of(lambda: x.reshape((-4, 2, 2, -2))),
            "keyword": error_of(lambda: x.reshape((24,), wrong=1)),
        },
    }


@parity("NDArray.astype", "NDArray.copy", "NDArray.copyto", "NDArray.as_in_context")
@parity("mx.cpu", "mx.current_context", "Context.__enter__", "Context.__eq__")
def test_copies(mx):
    nd = mx.nd
    x = nd.array([1.7, -1.7])
    other = nd.zeros(2, dtype="int32")
    copied = x.copyto(other)
    duplicate = x.copy()
    duplicate[:] = 0
    return {
        "astype": [x.astype("int32"), x.astype(np.float64), x.astype("bool")],
        "astype itself": str(x.astype("float32", copy=False) is x),
        "astype copy": str(x.astype("float32") is x),
        "copyto": [str(copied is other), other, x.copyto(mx.cpu())],
        "copy": x,
        "context": str(x.as_in_context(mx.cpu()) is x),
        "current": str(mx.current_context()),
        "equal": [str(mx.cpu() == mx.cpu(0)), str(mx.cpu() == 3), str(mx.Context("cpu", 0))],
        "hash": str(hash(mx.cpu()) == hash(mx.cpu(0))),
        "pickled": pickle.loads(pickle.dumps(x)),
        "errors": [
            error_of(lambda: x.copyto(nd.zeros(3))),
            error_of(lambda: x.copyto("cpu")),
            error_of(lambda: x.astype("wrong")),
        ],
    }


@parity("nd.save", "nd.load")
def test_files(mx):
    nd = mx.nd
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "arrays")
    results = {}
    nd.save(path, [nd.ones(2), nd.array([1], dtype="int32")])
    results["list"] = nd.load(path)
    nd.save(path, nd.zeros((2, 3)))
    results["array"] = nd.load(path)
    nd.save(path, {"weight": nd.ones(2), "a/b:c": nd.zeros(1)})
    results["dict"] = nd.load(path)
    with open(path, "wb") as file:
        file.write(b"something else entirely")
    results["errors"] = {
        "missing": error_of(lambda: nd.load(os.path.join(folder, "missing"))),
        "other file": error_of(lambda: nd.load(path)),
        "folder": error_of(lambda: nd.save(os.path.join(folder, "missing", "x"), nd.ones(1))),
        "number": error_of(lambda: nd.save(path, 3)),
        "numbers": error_of(lambda: nd.save(path, [1])),
        "names": error_of(lambda: nd.save(path, {1: nd.ones(1)})),
    }
    return results


@parity("nd.Dropout", "nd.waitall", "NDArray.wait_to_read")
def test_dropout_outside_training(mx):
    nd = mx.nd
    x = nd.array([[1, 2], [3, 4]])
    with mx.autograd.record(train_mode=False):
        y = nd.Dropout(x, p=0.5)
    return [
        nd.Dropout(x),
        y,
        nd.Dropout(x, p=0, mode="always"),
        x.softmax(),
        nd.waitall(),
        x.wait_to_read(),
    ]


@parity("nd.random.uniform", "nd.random.normal", "nd.random.randn", "nd.random.randint")
@parity("nd.random.multinomial", "nd.sample_multinomial", "nd.random_normal", "nd.random_uniform")
@parity("nd.random.shuffle", "nd.uniform", "random.seed")
def test_shapes_and_errors_of_random_numbers(mx):
    nd = mx.nd
    mx.random.seed(1)

    def about(x):
        return f"{x.shape} {x.dtype.__name__}"

    p = nd.array([[0, 1], [1, 0]])
    drawn, logarithm = nd.random.multinomial(p, shape=2, get_prob=True)
    out = nd.zeros((2, 2))
    return {
        "shapes": [
            about(nd.random.uniform()),
            about(nd.random.uniform(-1, 1, shape=(2, 3))),
            about(nd.random.uniform(nd.array([0, 1]), nd.array([1, 2]), shape=3)),
            about(nd.random.normal(0, 1, shape=2, dtype="float64")),
            about(nd.random.normal(nd.zeros(2), nd.ones(2))),
            about(nd.random.randn(2, 3)),
            about(nd.random.randint(0, 5, shape=(2,))),
            about(nd.random_normal(shape=(2, 2), scale=0.1)),
            about(nd.random_uniform(shape=(2, 2), low=0, high=0.5)),
            about(nd.uniform(shape=(3,))),
            about(nd.random.exponential(2, shape=3)),
            about(nd.random.poisson(2, shape=3)),
            about(nd.random.gamma(2, 1, shape=3)),
            about(nd.random.uniform(out=out)),
            about(nd.random.shuffle(p)),
            about(nd.shuffle(p)),
        ],
        "certain": [
            nd.random.multinomial(p),
            nd.random.multinomial(p[0], shape=3),
            nd.sample_multinomial(p, shape=(2, 2), dtype="float32"),
            drawn,
            logarithm,
        ],
        "errors": [
            error_of(lambda: nd.random.normal(0, -1, shape=2)),
            error_of(lambda: nd.random.uniform(1, 0, shape=2)),
        ],
    }


@parity("nd.reshape", "nd.flatten", "nd.expand_dims", "nd.squeeze", "nd.reshape_like")
def test_functions_give_new_memory(mx):
    nd = mx.nd
    changes = {
        "method": lambda x: x.reshape((3, 2)),
        "reshape": lambda x: nd.reshape(x, (3, 2)),
        "flatten": nd.flatten,
        "expand_dims": lambda x: nd.expand_dims(x, 0),
        "squeeze": nd.squeeze,
        "reshape_like": lambda x: nd.reshape_like(x, x),
    }
    results = {}
    for name, change in changes.items():
        x = nd.zeros((2, 3))
        change(x)[:] = 1
        results[name] = x
    return results


@parity("nd.add", "NDArray.__add__", "NDArray.__gt__", "nd.cumsum", "nd.negative")
def test_true_and_false_beside_a_number_count_as_1_and_0(mx):
    nd = mx.nd
    x = nd.array([0, 1, 1], dtype="bool")
    found = [x + 2, 2 - x, x * 2.5, x * -1, x / 2, x % 2, x**2, 2**x, x > 0.5, x <= 2, x == 1]
    found += [nd.add(x, 2), nd.maximum(2, x), nd.cumsum(x), nd.cumsum(x, dtype="float32"), -x]
    pairs = [nd.add, nd.subtract, nd.multiply, nd.equal, nd.greater, nd.logical_and]
    return [found, [error_of(lambda pair=pair: pair(x, x)) for pair in pairs]]


@parity("NDArray.__setitem__")
def test_one_number_in_brackets_fits_everywhere(mx):
    nd = mx.nd
    x, y, z = nd.zeros(3), nd.zeros((2, 3)), nd.zeros((2, 3))
    x[0] = [1]
    x[1] = nd.array([5.0])
    x[2] = np.array([[7.0]])
    y[1, 1] = nd.array([[5.0]])
    y[0] = [[[4.0]]]
    z[:, None] = nd.array([[1, 2, 3], [4, 5, 6]])
    z[1:, None, 0] = z[1:, None, 0] * 10
    w = nd.zeros((2, 3))
    w[:] = [[[1, 2, 3]]]
    w[1] = nd.array([[4, 5, 6]])
    w[:, 0:1] = x[1:2]
    v = nd.zeros((2, 3))
    v[None] = nd.array([[[[1, 2, 3], [4, 5, 6]]]])
    v[:, None] = nd.array([[[7]], [[8]]])
    v[:, None, 0] = nd.array([[9], [10]])
    errors = [
        error_of(lambda: v.__setitem__((None, slice(1)), nd.array([[1], [2], [3]]))),
        error_of(lambda: v.__setitem__(None, [1, 2, 3, 4, 5, 6])),
        error_of(lambda: x.__setitem__(1, [5, 6])),
        error_of(lambda: w.__setitem__(0, [1, 2])),
    ]
    return [x, y, z, w, v, errors]


@parity("nd.softmin", "nd.softmax")
def test_results_into_an_array_that_is_there(mx):
    out = mx.nd.zeros(2)
    mx.nd.softmin(mx.nd.array([1, 3]), out=out)
    return out
