"""Functions of one number, each beside its slope."""

import numpy as np

from sixpieces.operation import operator
from sixpieces.operators.arithmetic import no_slope


@operator
def exp(data):
    """e to the power of each element.

    >>> from sixpieces import nd
    >>> nd.exp(nd.array([0, 1])).asnumpy().round(3)
    array([1.   , 2.718], dtype=float32)
    """
    z = np.exp(data)
    return z, (lambda dz: dz * z,)


@operator
def expm1(data):
    """exp(x) - 1, accurate also near x = 0.

    >>> from sixpieces import nd
    >>> nd.expm1(nd.array([1e-10])).asnumpy()
    array([1.e-10], dtype=float32)
    """
    z = np.expm1(data)
    return z, (lambda dz: dz * (z + 1),)


@operator
def log(data):
    """Natural logarithm: -inf at 0, nan below.

    >>> from sixpieces import nd
    >>> nd.log(nd.array([1, 0.5])).asnumpy().round(3)
    array([ 0.   , -0.693], dtype=float32)
    """
    return np.log(data), (lambda dz: dz / data,)


@operator
def log1p(data):
    """ln(1 + x), accurate also near x = 0.

    >>> from sixpieces import nd
    >>> nd.log1p(nd.array([1e-10])).asnumpy()
    array([1.e-10], dtype=float32)
    """
    return np.log1p(data), (lambda dz: dz / (1 + data),)


@operator
def sqrt(data):
    """Square root.

    >>> from sixpieces import nd
    >>> nd.sqrt(nd.array([4, 9])).asnumpy()
    array([2., 3.], dtype=float32)
    """
    z = np.sqrt(data)
    return z, (lambda dz: dz * 0.5 / z,)


@operator
def square(data):
    """Each element times itself.

    >>> from sixpieces import nd
    >>> nd.square(nd.array([2, -3])).asnumpy()
    array([4., 9.], dtype=float32)
    """
    return data * data, (lambda dz: dz * 2 * data,)


@operator
def abs(data):
    """Distance from zero.

    >>> from sixpieces import nd
    >>> nd.abs(nd.array([2, -3])).asnumpy()
    array([2., 3.], dtype=float32)
    """
    return np.abs(data), (lambda dz: dz * np.sign(data),)


@operator
def sign(data):
    """1, 0 or -1.

    >>> from sixpieces import nd
    >>> nd.sign(nd.array([2, 0, -3])).asnumpy()
    array([ 1.,  0., -1.], dtype=float32)
    """
    return np.sign(data), (no_slope,)


@operator
def clip(data, *, a_min, a_max):
    """Each element, or the bound that it has passed; beyond a bound the slope is 0.

    >>> from sixpieces import nd
    >>> nd.clip(nd.array([-5, 0.5, 5]), 0, 1).asnumpy()
    array([0. , 0.5, 1. ], dtype=float32)
    """
    inside = (data >= a_min) & (data <= a_max)
    return np.clip(data, a_min, a_max), (lambda dz: dz * inside,)


@operator
def relu(data):
    """x where positive, else 0; the slope at 0 is 0.

    >>> from sixpieces import nd
    >>> nd.relu(nd.array([-1, 2])).asnumpy()
    array([0., 2.], dtype=float32)
    """
    return np.maximum(data, 0), (lambda dz: dz * (data > 0),)


@operator
def sigmoid(data):
    """1 / (1 + exp(-x)), from the side on which exp does not overflow.

    >>> from sixpieces import nd
    >>> nd.sigmoid(nd.array([0, -200])).asnumpy()
    array([0.5, 0. ], dtype=float32)
    """
    small = np.exp(-np.abs(data))
    z = np.where(data >= 0, 1, small) / (1 + small)
    return z, (lambda dz: dz * z * (1 - z),)


@operator
def tanh(data):
    """Hyperbolic tangent.

    >>> from sixpieces import nd
    >>> nd.tanh(nd.array([0, 1])).asnumpy().round(3)
    array([0.   , 0.762], dtype=float32)
    """
    z = np.tanh(data)
    return z, (lambda dz: dz * (1 - z * z),)


def softplus(data):
    """ln(1 + exp(x)) of a NumPy array, without overflow."""
    return np.maximum(data, 0) + np.log1p(np.exp(-np.abs(data)))
