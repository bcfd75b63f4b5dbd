from typing import Literal

from sixpieces.base import _Axis, _Dtype, _Number
from sixpieces.ndarray import NDArray
from sixpieces.operation import operator as operator

__all__ = [
    "FullyConnected",
    "abs",
    "add",
    "argmax",
    "argmin",
    "clip",
    "divide",
    "dot",
    "equal",
    "exp",
    "expm1",
    "greater",
    "greater_equal",
    "lesser",
    "lesser_equal",
    "log",
    "log1p",
    "log_softmax",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "modulo",
    "multiply",
    "negative",
    "norm",
    "not_equal",
    "pick",
    "power",
    "relu",
    "sigmoid",
    "sign",
    "softmax",
    "sqrt",
    "square",
    "subtract",
    "sum",
    "tanh",
]

def add(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def subtract(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def multiply(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def divide(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def modulo(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def power(base: NDArray | _Number, exp: NDArray | _Number) -> NDArray: ...
def maximum(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def minimum(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def negative(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def equal(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def not_equal(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def greater(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def greater_equal(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def lesser(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def lesser_equal(lhs: NDArray | _Number, rhs: NDArray | _Number) -> NDArray: ...
def exp(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def expm1(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def log(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def log1p(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def sqrt(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def square(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def abs(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def sign(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def clip(data: NDArray, a_min: float, a_max: float, *, out: NDArray | None = None) -> NDArray: ...
def relu(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def sigmoid(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def tanh(data: NDArray, *, out: NDArray | None = None) -> NDArray: ...
def sum(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def mean(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def max(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def min(
    data: NDArray,
    axis: _Axis | None = None,
    keepdims: bool = False,
    exclude: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def norm(
    data: NDArray,
    ord: Literal[1, 2] = 2,
    axis: _Axis | None = None,
    keepdims: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def argmax(
    data: NDArray, axis: int | None = None, keepdims: bool = False, *, out: NDArray | None = None
) -> NDArray: ...
def argmin(
    data: NDArray, axis: int | None = None, keepdims: bool = False, *, out: NDArray | None = None
) -> NDArray: ...
def dot(
    lhs: NDArray,
    rhs: NDArray,
    transpose_a: bool = False,
    transpose_b: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def FullyConnected(
    data: NDArray,
    weight: NDArray,
    bias: NDArray | None = None,
    num_hidden: int | None = None,
    no_bias: bool = False,
    flatten: bool = True,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def softmax(
    data: NDArray,
    length: NDArray | None = None,
    axis: int = -1,
    temperature: float | None = None,
    dtype: _Dtype | None = None,
    use_length: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def log_softmax(
    data: NDArray,
    axis: int = -1,
    temperature: float | None = None,
    dtype: _Dtype | None = None,
    use_length: bool = False,
    *,
    out: NDArray | None = None,
) -> NDArray: ...
def pick(
    data: NDArray,
    index: NDArray,
    axis: int = -1,
    keepdims: bool = False,
    mode: Literal["clip", "wrap"] = "clip",
    *,
    out: NDArray | None = None,
) -> NDArray: ...
