"""The rarer functions of one number or two: value and slope of most on one line."""

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope

LN2, LN10 = np.log(2), np.log(10)


def function(name, value, slope, summary, at, gives):
    """An operation from a function of NumPy arrays and its slope, which may use the result z.

    The example in its docstring says what it `gives` `at` a place, rounded to three digits.
    """

    def of_arrays(data):
        z = value(data)
        return z, (lambda dz: dz * slope(data, z),)

    of_arrays.__name__ = of_arrays.__qualname__ = name
    of_arrays.__doc__ = f"""{summary}

    >>> from sixpieces import nd
    >>> print(f"{{nd.{name}(nd.array([{at}])).asscalar():.3f}}")
    {gives:.3f}
    """
    return operator(of_arrays)


# Functions of one number: value, slope, and an example: a place and what is there ---------------


sin = function("sin", np.sin, lambda x, z: np.cos(x), "Sine, of radians.", 1.5708, 1.0)
cos = function("cos", np.cos, lambda x, z: -np.sin(x), "Cosine, of radians.", 3.1416, -1.0)
tan = function("tan", np.tan, lambda x, z: 1 + z * z, "Tangent, of radians.", 0.7854, 1.0)
arcsin = function(
    "arcsin",
    np.arcsin,
    lambda x, z: 1 / np.sqrt(1 - x * x),
    "Angle in radians whose sine is x; nan beyond -1 and 1.",
    1,
    1.571,
)
arccos = function(
    "arccos",
    np.arccos,
    lambda x, z: -1 / np.sqrt(1 - x * x),
    "Angle in radians whose cosine is x; nan beyond -1 and 1.",
    0,
    1.571,
)
arctan = function(
    "arctan",
    np.arctan,
    lambda x, z: 1 / (1 + x * x),
    "Angle in radians whose tangent is x.",
    1,
    0.785,
)
sinh = function("sinh", np.sinh, lambda x, z: np.cosh(x), "Hyperbolic sine.", 1, 1.175)
cosh = function("cosh", np.cosh, lambda x, z: np.sinh(x), "Hyperbolic cosine.", 1, 1.543)
arcsinh = function(
    "arcsinh",
    np.arcsinh,
    lambda x, z: 1 / np.sqrt(x * x + 1),
    "The number whose hyperbolic sine is x.",
    1,
    0.881,
)
arccosh = function(
    "arccosh",
    np.arccosh,
    lambda x, z: 1 / np.sqrt(x * x - 1),
    "The number whose hyperbolic cosine is x; nan below 1.",
    2,
    1.317,
)
arctanh = function(
    "arctanh",
    np.arctanh,
    lambda x, z: 1 / (1 - x * x),
    "The number whose hyperbolic tangent is x; nan beyond -1 and 1.",
    0.5,
    0.549,
)
degrees = function(
    "degrees", np.degrees, lambda x, z: 180 / np.pi, "Radians as degrees.", 3.1416, 180.0
)
radians = function(
    "radians", np.radians, lambda x, z: np.pi / 180, "Degrees as radians.", 180, 3.142
)
log2 = function("log2", np.log2, lambda x, z: 1 / (x * LN2), "Logarithm to base 2.", 8, 3.0)
log10 = function("log10", np.log10, lambda x, z: 1 / (x * LN10), "Logarithm to base 10.", 100, 2.0)
cbrt = function("cbrt", np.cbrt, lambda x, z: 1 / (3 * z * z), "Cube root.", 8, 2.0)
reciprocal = function("reciprocal", lambda x: 1 / x, lambda x, z: -z * z, "1 / x.", 4, 0.25)
rsqrt = function(
    "rsqrt", lambda x: 1 / np.sqrt(x), lambda x, z: -0.5 * z / x, "1 / sqrt(x).", 4, 0.5
)
rcbrt = function(
    "rcbrt", lambda x: 1 / np.cbrt(x), lambda x, z: -z / (3 * x), "1 / cube root of x.", 8, 0.5
)


# Whole numbers ---------------------------------------------------------------------------------


@operator
def floor(data):
    """The next whole number below.

    >>> from sixpieces import nd
    >>> nd.floor(nd.array([1.5, -1.5])).asnumpy()
    array([ 1., -2.], dtype=float32)
    """
    return np.floor(data), (no_slope,)


@operator
def ceil(data):
    """The next whole number above.

    >>> from sixpieces import nd
    >>> nd.ceil(nd.array([1.5, -1.5])).asnumpy()
    array([ 2., -1.], dtype=float32)
    """
    return np.ceil(data), (no_slope,)


@operator
def trunc(data):
    """The next whole number towards 0.

    >>> from sixpieces import nd
    >>> nd.trunc(nd.array([1.5, -1.5])).asnumpy()
    array([ 1., -1.], dtype=float32)
    """
    return np.trunc(data), (no_slope,)


fix = trunc


@operator
def round(data):
    """The nearest whole number; halves away from 0.

    >>> from sixpieces import nd
    >>> nd.round(nd.array([0.5, 1.5, -0.5])).asnumpy()
    array([ 1.,  2., -1.], dtype=float32)
    """
    whole = np.trunc(data)
    return whole + np.sign(data) * (np.abs(data - whole) >= 0.5), (no_slope,)


@operator
def rint(data):
    """The nearest whole number; halves downwards.

    >>> from sixpieces import nd
    >>> nd.rint(nd.array([0.5, 1.5, -0.5])).asnumpy()
    array([ 0.,  1., -1.], dtype=float32)
    """
    below = np.floor(data)
    return below + (data - below > 0.5), (no_slope,)


# Bends -----------------------------------------------------------------------------------------


@operator
def hard_sigmoid(data, *, alpha=0.2, beta=0.5):
    """A sigmoid of straight lines: alpha x + beta, kept between 0 and 1.

    >>> from sixpieces import nd
    >>> nd.hard_sigmoid(nd.array([-9, 0, 9])).asnumpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    z = np.clip(alpha * data + beta, 0, 1)
    return z, (lambda dz: dz * alpha * ((z > 0) & (z < 1)),)


@operator
def smooth_l1(data, *, scalar=1.0):
    """The size of x, rounded off near 0: ``(s x)^2 / 2`` where abs(x) < 1 / s^2.

    >>> from sixpieces import nd
    >>> nd.smooth_l1(nd.array([0.5, 2])).asnumpy()
    array([0.125, 1.5  ], dtype=float32)
    """
    s2 = scalar * scalar
    near = np.abs(data) < 1 / s2
    return np.where(near, 0.5 * s2 * data * data, np.abs(data) - 0.5 / s2), (
        lambda dz: dz * np.where(near, s2 * data, np.sign(data)),
    )


@operator
def LeakyReLU(data, *, act_type="leaky", slope=0.25):  # noqa: N802
    """x where positive; else ``slope * x`` ("leaky") or ``slope * (exp(x) - 1)`` ("elu").

    >>> from sixpieces import nd
    >>> nd.LeakyReLU(nd.array([-1, 2]), act_type="leaky", slope=0.5).asnumpy()
    array([-0.5,  2. ], dtype=float32)
    """
    if act_type == "leaky":
        z = np.where(data > 0, data, slope * data)
        return z, (lambda dz: dz * np.where(data > 0, 1, slope),)
    if act_type not in ("elu", "gelu", "prelu", "rrelu", "selu"):
        raise MXNetError(f"LeakyReLU: act_type={act_type!r} is none of 'leaky' and 'elu'.")
    if act_type != "elu":
        raise NotImplementedError(f"LeakyReLU: act_type={act_type!r} needs MXNet: leaky and elu.")
    z = np.where(data > 0, data, slope * np.expm1(data))
    return z, (lambda dz: dz * np.where(data > 0, 1, z + slope),)


# True or false ---------------------------------------------------------------------------------


@operator
def logical_not(data):
    """1 where x is 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_not(nd.array([0, 2])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return data == 0, (no_slope,)


@operator(elementwise=True)
def logical_and(lhs, rhs):
    """1 where both are not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_and(nd.array([0, 2]), nd.array([1, 1])).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.logical_and(lhs, rhs), (no_slope, no_slope)


@operator(elementwise=True)
def logical_or(lhs, rhs):
    """1 where one is not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_or(nd.array([0, 2]), nd.array([0, 1])).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.logical_or(lhs, rhs), (no_slope, no_slope)


@operator(elementwise=True)
def logical_xor(lhs, rhs):
    """1 where just one is not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_xor(nd.array([0, 2]), nd.array([1, 1])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.logical_xor(lhs, rhs), (no_slope, no_slope)
