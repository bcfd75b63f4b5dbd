"""What the layers of `sixpieces.gluon.nn` compute besides a matrix product."""

import numpy as np

from sixpieces.base import MXNetError, generator
from sixpieces.operation import operator
from sixpieces.operators.functions import relu, sigmoid, softplus, tanh
from sixpieces.operators.shapes import identity
from sixpieces.tape import state


@operator
def softsign(data):
    """x / (1 + abs(x)).

    >>> from sixpieces import nd
    >>> nd.softsign(nd.array([1])).asnumpy()
    array([0.5], dtype=float32)
    """
    return data / (1 + np.abs(data)), (lambda dz: dz / (1 + np.abs(data)) ** 2,)


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
    if p == 0 or not (mode == "always" or state.training):
        return identity(data, out=out)
    shape = [1 if axis in axes else length for axis, length in enumerate(data.shape)]
    kept = generator.random(shape) >= p
    return scaled(data, scale=(kept / (1 - p)).astype(data.dtype), out=out)


@operator
def scaled(data, *, scale):
    """The elements times a constant array."""
    return data * scale, (lambda dz: dz * scale,)
