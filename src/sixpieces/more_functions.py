"""The rarer functions of one number or two, which no lesson needs; each beside its rule."""

import numpy as np

from sixpieces import autograd, random
from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators import flat, relu, sigmoid, softplus, tanh
from sixpieces.shape_operators import identity

__all__ = [
    "Activation",
    "Dropout",
    "LeakyReLU",
    "arccos",
    "arccosh",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctanh",
    "cbrt",
    "ceil",
    "cos",
    "cosh",
    "degrees",
    "fix",
    "floor",
    "hard_sigmoid",
    "log2",
    "log10",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "radians",
    "rcbrt",
    "reciprocal",
    "rint",
    "round",
    "rsqrt",
    "sin",
    "sinh",
    "smooth_l1",
    "softsign",
    "tan",
    "trunc",
]

LN2, LN10 = np.log(2), np.log(10)


# Functions of one number -----------------------------------------------------------------------


@operator
def sin(data):
    """Sine, of radians.

    >>> from sixpieces import nd
    >>> nd.sin(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    z = np.sin(data)
    return z, (lambda dz: dz * np.cos(data),)


@operator
def cos(data):
    """Cosine, of radians.

    >>> from sixpieces import nd
    >>> nd.cos(nd.array([0])).asnumpy()
    array([1.], dtype=float32)
    """
    z = np.cos(data)
    return z, (lambda dz: -dz * np.sin(data),)


@operator
def tan(data):
    """Tangent, of radians.

    >>> from sixpieces import nd
    >>> nd.tan(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    z = np.tan(data)
    return z, (lambda dz: dz * (1 + z * z),)


@operator
def arcsin(data):
    """Angle in radians whose sine is x; nan beyond -1 and 1.

    >>> from sixpieces import nd
    >>> nd.arcsin(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arcsin(data), (lambda dz: dz / np.sqrt(1 - data * data),)


@operator
def arccos(data):
    """Angle in radians whose cosine is x; nan beyond -1 and 1.

    >>> from sixpieces import nd
    >>> nd.arccos(nd.array([1])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arccos(data), (lambda dz: -dz / np.sqrt(1 - data * data),)


@operator
def arctan(data):
    """Angle in radians whose tangent is x.

    >>> from sixpieces import nd
    >>> nd.arctan(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arctan(data), (lambda dz: dz / (1 + data * data),)


@operator
def sinh(data):
    """Hyperbolic sine.

    >>> from sixpieces import nd
    >>> nd.sinh(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    z = np.sinh(data)
    return z, (lambda dz: dz * np.cosh(data),)


@operator
def cosh(data):
    """Hyperbolic cosine.

    >>> from sixpieces import nd
    >>> nd.cosh(nd.array([0])).asnumpy()
    array([1.], dtype=float32)
    """
    z = np.cosh(data)
    return z, (lambda dz: dz * np.sinh(data),)


@operator
def arcsinh(data):
    """The number whose hyperbolic sine is x.

    >>> from sixpieces import nd
    >>> nd.arcsinh(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arcsinh(data), (lambda dz: dz / np.sqrt(data * data + 1),)


@operator
def arccosh(data):
    """The number whose hyperbolic cosine is x; nan below 1.

    >>> from sixpieces import nd
    >>> nd.arccosh(nd.array([1])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arccosh(data), (lambda dz: dz / np.sqrt(data * data - 1),)


@operator
def arctanh(data):
    """The number whose hyperbolic tangent is x; nan beyond -1 and 1.

    >>> from sixpieces import nd
    >>> nd.arctanh(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    return np.arctanh(data), (lambda dz: dz / (1 - data * data),)


@operator
def degrees(data):
    """Radians as degrees.

    >>> from sixpieces import nd
    >>> nd.degrees(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    z = np.degrees(data)
    return z, (lambda dz: dz * (180 / np.pi),)


@operator
def radians(data):
    """Degrees as radians.

    >>> from sixpieces import nd
    >>> nd.radians(nd.array([0])).asnumpy()
    array([0.], dtype=float32)
    """
    z = np.radians(data)
    return z, (lambda dz: dz * (np.pi / 180),)


@operator
def log2(data):
    """Logarithm to base 2.

    >>> from sixpieces import nd
    >>> nd.log2(nd.array([8])).asnumpy()
    array([3.], dtype=float32)
    """
    return np.log2(data), (lambda dz: dz / (data * LN2),)


@operator
def log10(data):
    """Logarithm to base 10.

    >>> from sixpieces import nd
    >>> nd.log10(nd.array([100])).asnumpy().round(3)
    array([2.], dtype=float32)
    """
    return np.log10(data), (lambda dz: dz / (data * LN10),)


@operator
def reciprocal(data):
    """1 / x.

    >>> from sixpieces import nd
    >>> nd.reciprocal(nd.array([4])).asnumpy()
    array([0.25], dtype=float32)
    """
    z = 1 / data
    return z, (lambda dz: -dz * z * z,)


@operator
def rsqrt(data):
    """1 / sqrt(x).

    >>> from sixpieces import nd
    >>> nd.rsqrt(nd.array([4])).asnumpy()
    array([0.5], dtype=float32)
    """
    z = 1 / np.sqrt(data)
    return z, (lambda dz: -dz * 0.5 * z / data,)


@operator
def cbrt(data):
    """Cube root.

    >>> from sixpieces import nd
    >>> nd.cbrt(nd.array([8])).asnumpy()
    array([2.], dtype=float32)
    """
    z = np.cbrt(data)
    return z, (lambda dz: dz / (3 * z * z),)


@operator
def rcbrt(data):
    """1 / cube root of x.

    >>> from sixpieces import nd
    >>> nd.rcbrt(nd.array([8])).asnumpy()
    array([0.5], dtype=float32)
    """
    z = 1 / np.cbrt(data)
    return z, (lambda dz: -dz * z / (3 * data),)


@operator
def floor(data):
    """The next whole number below.

    >>> from sixpieces import nd
    >>> nd.floor(nd.array([1.5, -1.5])).asnumpy()
    array([ 1., -2.], dtype=float32)
    """
    return np.floor(data), (flat,)


@operator
def ceil(data):
    """The next whole number above.

    >>> from sixpieces import nd
    >>> nd.ceil(nd.array([1.5, -1.5])).asnumpy()
    array([ 2., -1.], dtype=float32)
    """
    return np.ceil(data), (flat,)


@operator
def trunc(data):
    """The next whole number towards 0.

    >>> from sixpieces import nd
    >>> nd.trunc(nd.array([1.5, -1.5])).asnumpy()
    array([ 1., -1.], dtype=float32)
    """
    return np.trunc(data), (flat,)


@operator
def fix(data):
    """The next whole number towards 0.

    >>> from sixpieces import nd
    >>> nd.fix(nd.array([1.5, -1.5])).asnumpy()
    array([ 1., -1.], dtype=float32)
    """
    return np.trunc(data), (flat,)


@operator
def round(data):
    """The nearest whole number; halves away from 0.

    >>> from sixpieces import nd
    >>> nd.round(nd.array([0.5, 1.5, -0.5])).asnumpy()
    array([ 1.,  2., -1.], dtype=float32)
    """
    whole = np.trunc(data)
    return whole + np.sign(data) * (np.abs(data - whole) >= 0.5), (flat,)


@operator
def rint(data):
    """The nearest whole number; halves downwards.

    >>> from sixpieces import nd
    >>> nd.rint(nd.array([0.5, 1.5, -0.5])).asnumpy()
    array([ 0.,  1., -1.], dtype=float32)
    """
    below = np.floor(data)
    return below + (data - below > 0.5), (flat,)


@operator
def softsign(data):
    """x / (1 + abs(x)).

    >>> from sixpieces import nd
    >>> nd.softsign(nd.array([1])).asnumpy()
    array([0.5], dtype=float32)
    """
    return data / (1 + np.abs(data)), (lambda dz: dz / (1 + np.abs(data)) ** 2,)


@operator
def logical_not(data):
    """1 where x is 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_not(nd.array([0, 2])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return data == 0, (flat,)


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
def softrelu(data):
    """ln(1 + exp(x)), without overflow; as ``nd.Activation(x, act_type="softrelu")``.

    >>> from sixpieces import nd
    >>> nd.Activation(nd.array([1000]), act_type="softrelu").asnumpy()
    array([1000.], dtype=float32)
    """
    return softplus(data), (lambda dz: dz * np.exp(data - softplus(data)),)


ACTIVATIONS = {
    "relu": relu,
    "sigmoid": sigmoid,
    "softrelu": softrelu,
    "softsign": softsign,
    "tanh": tanh,
}


def Activation(data, act_type=None, out=None):  # noqa: N802
    """One of the functions between layers, by name: relu, sigmoid, softrelu, softsign, tanh.

    >>> from sixpieces import nd
    >>> nd.Activation(nd.array([-1, 2]), act_type="relu").asnumpy()
    array([0., 2.], dtype=float32)
    """
    if act_type not in ACTIVATIONS:
        raise MXNetError(
            f"Activation: act_type={act_type!r}: valid values are {', '.join(ACTIVATIONS)}."
        )
    return ACTIVATIONS[act_type](data, out=out)


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
    if act_type != "elu":
        raise NotImplementedError(f"LeakyReLU: act_type={act_type!r} needs MXNet: leaky and elu.")
    z = np.where(data > 0, data, slope * np.expm1(data))
    return z, (lambda dz: dz * np.where(data > 0, 1, z + slope),)


def Dropout(data, p=0.5, mode="training", axes=(), cudnn_off=False, out=None):  # noqa: N802
    """While training, a share `p` of the elements set to 0 and the others divided by 1 - p.

    Parameters
    ----------
    data : NDArray
    p : float
        Share of elements to drop, from 0 up to, not including, 1.
    mode : str
        ``"training"``: only while training; ``"always"``.
    axes : tuple of int
        Axes along which whole slices are dropped.

    Returns
    -------
    NDArray of the same shape

    Raises
    ------
    MXNetError
        If `p` is not a share.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.Dropout(nd.ones(3), p=0.5).asnumpy()
    array([1., 1., 1.], dtype=float32)
    """
    if not 0 <= p < 1:
        raise MXNetError(f"Dropout: p={p} is not a share from 0 up to, not including, 1.")
    if mode not in ("training", "always"):
        raise MXNetError(f"Dropout: mode={mode!r} is neither 'training' nor 'always'.")
    if p == 0 or not (mode == "always" or autograd.is_training()):
        return identity(data, out=out)
    shape = [1 if axis in axes else length for axis, length in enumerate(data.shape)]
    kept = random.generator.random(shape) >= p
    return scaled(data, scale=(kept / (1 - p)).astype(data.dtype), out=out)


@operator
def scaled(data, *, scale):
    """The elements times a constant array."""
    return data * scale, (lambda dz: dz * scale,)


@operator(elementwise=True)
def logical_and(lhs, rhs):
    """1 where both are not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_and(nd.array([0, 2]), nd.array([1, 1])).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.logical_and(lhs, rhs), (flat, flat)


@operator(elementwise=True)
def logical_or(lhs, rhs):
    """1 where one is not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_or(nd.array([0, 2]), nd.array([0, 1])).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.logical_or(lhs, rhs), (flat, flat)


@operator(elementwise=True)
def logical_xor(lhs, rhs):
    """1 where just one is not 0, else 0.

    >>> from sixpieces import nd
    >>> nd.logical_xor(nd.array([0, 2]), nd.array([1, 1])).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.logical_xor(lhs, rhs), (flat, flat)
