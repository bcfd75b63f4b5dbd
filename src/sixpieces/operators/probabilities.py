"""Scores as probabilities."""

import numpy as np

from sixpieces.base import as_dtype
from sixpieces.operation import operator
from sixpieces.operators.matrices import floats_only


@operator(own_dtype=True)
def softmax(data, length=None, *, axis=-1, temperature=None, dtype=None, use_length=False):
    """Positive numbers that sum to 1 along an axis: exp(x), divided by its sum.

    The largest element is subtracted first, which changes nothing but keeps exp from overflowing.

    Parameters
    ----------
    data : NDArray
    axis : int
    temperature : float or None
        Divide by it first.
    dtype : str or type or None
        Of the result; None means that of `data`.

    Returns
    -------
    NDArray of the same shape

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.softmax(nd.array([1000, 1000])).asnumpy()
    array([0.5, 0.5], dtype=float32)
    """
    floats_only("softmax", data)
    refuse_length(length, use_length)
    t = 1 if temperature is None else temperature
    z = np.exp((data - data.max(axis, keepdims=True)) / t)
    z /= z.sum(axis, keepdims=True)
    return in_dtype(z, dtype, data), (lambda dz: z * (dz - (dz * z).sum(axis, keepdims=True)) / t,)


@operator(own_dtype=True)
def log_softmax(data, *, axis=-1, temperature=None, dtype=None, use_length=False):
    """Logarithm of `softmax`, without forming the small probabilities first.

    Parameters
    ----------
    data : NDArray
    axis : int
    temperature : float or None
        Divide by it first.
    dtype : str or type or None
        Of the result; None means that of `data`.

    Returns
    -------
    NDArray of the same shape

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.log_softmax(nd.array([0, 1000])).asnumpy()
    array([-1000.,     0.], dtype=float32)
    """
    floats_only("log_softmax", data)
    refuse_length(None, use_length)
    t = 1 if temperature is None else temperature
    z = (data - data.max(axis, keepdims=True)) / t
    z -= np.log(np.exp(z).sum(axis, keepdims=True))
    return in_dtype(z, dtype, data), (
        lambda dz: (dz - np.exp(z) * dz.sum(axis, keepdims=True)) / t,
    )


def refuse_length(length, use_length):
    if length is not None or use_length:
        raise NotImplementedError("softmax: length and use_length need MXNet; mask with nd.where.")


def in_dtype(z, dtype, data):
    return z.astype(data.dtype if dtype is None else as_dtype(dtype), copy=False)
