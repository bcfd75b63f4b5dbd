"""Random numbers: one generator for the program, started by ``mx.random.seed``.

The streams differ from MXNet's: the same seed gives other numbers of the same distribution.
"""

import numpy as np

from sixpieces.base import MXNetError, as_dtype, generator
from sixpieces.ndarray.creation import as_shape, refuse_others
from sixpieces.ndarray.ndarray import NDArray


def seed(seed_state, ctx="all"):
    """Start the generator at a number, so that the same program draws the same numbers again.

    Parameters
    ----------
    seed_state : int
    ctx : str or Context

    Examples
    --------
    >>> import sixpieces as mx
    >>> mx.random.seed(1)
    >>> first = mx.nd.random.normal(shape=2)
    >>> mx.random.seed(1)
    >>> (first == mx.nd.random.normal(shape=2)).asnumpy()
    array([1., 1.], dtype=float32)
    """
    if not isinstance(seed_state, (int, np.integer)):
        raise ValueError(f"seed_state must be int: {seed_state!r} is {type(seed_state).__name__}.")
    fresh = np.random.PCG64(int(seed_state) % 2**64)
    generator.bit_generator.state = fresh.state


def drawn(draw, parameters, shape, dtype, out):
    """Draw into a shape, or for NDArrays of parameters as many for each of their elements."""
    arrays = [each for each in parameters if isinstance(each, NDArray)]
    if shape is not None:
        size = as_shape(shape)
    else:
        size = () if arrays else (1,) if out is None else out.shape
    if arrays:
        outer = arrays[0].shape
        parameters = [
            each._value.reshape(outer + (1,) * len(size)) if isinstance(each, NDArray) else each
            for each in parameters
        ]
        size = outer + size
        dtype = dtype or arrays[0].dtype
    if out is not None:
        dtype = out.dtype
    try:
        value = draw(*parameters, size)
    except ValueError as error:
        raise MXNetError(f"{draw.__name__}: {error}.") from None
    value = NDArray(np.asarray(value).astype(as_dtype(dtype)))
    return value if out is None else out._become(value)


def uniform(low=0, high=1, shape=None, dtype=None, ctx=None, out=None, **kwargs):
    """Numbers spread evenly over [low, high).

    Parameters
    ----------
    low, high : float or NDArray
        NDArrays give `shape` numbers for each of their elements.
    shape : int or tuple of int or None
        None means one number, or the shape of `out`.
    dtype : str or type or None
        None means float32.
    out : NDArray or None
        Where to write.

    Examples
    --------
    >>> from sixpieces import nd
    >>> x = nd.random.uniform(-1, 1, shape=1000)
    >>> print(x.min().asscalar() >= -1, x.max().asscalar() < 1)
    True True
    """
    refuse_others("uniform", kwargs)
    return drawn(draw_uniform, (low, high), shape, dtype, out)


def draw_uniform(low, high, size):
    if np.any(np.asarray(low) > np.asarray(high)):
        raise MXNetError(f"uniform: low {low} must not be above high {high}.")
    return generator.uniform(low, high, size)


def normal(loc=0, scale=1, shape=None, dtype=None, ctx=None, out=None, **kwargs):
    """Numbers of the normal distribution around `loc` with standard deviation `scale`.

    Parameters
    ----------
    loc, scale : float or NDArray
    shape, dtype, out
        As for `uniform`.

    Raises
    ------
    MXNetError
        If `scale` is not above 0.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.random.normal(0, 0.01, shape=(2, 3)).shape
    (2, 3)
    """
    refuse_others("normal", kwargs)
    return drawn(draw_normal, (loc, scale), shape, dtype, out)


def draw_normal(loc, scale, size):
    if np.any(np.asarray(scale) <= 0):
        raise MXNetError(f"normal: scale must be above 0, not {scale}.")
    return generator.normal(loc, scale, size)


def randn(*shape, loc=0, scale=1, dtype=None, ctx=None, out=None):
    """`normal` with the shape as arguments.

    >>> from sixpieces import nd
    >>> nd.random.randn(2, 3).shape
    (2, 3)
    """
    return normal(loc, scale, shape or None, dtype, ctx, out)


def exponential(scale=1, shape=None, dtype=None, ctx=None, out=None):
    """Numbers of the exponential distribution with mean `scale`.

    >>> from sixpieces import nd
    >>> nd.random.exponential(2, shape=3).shape
    (3,)
    """
    return drawn(generator.exponential, (scale,), shape, dtype, out)


def poisson(lam=1, shape=None, dtype=None, ctx=None, out=None):
    """Counts of the Poisson distribution with mean `lam`.

    >>> from sixpieces import nd
    >>> nd.random.poisson(2, shape=3).shape
    (3,)
    """
    return drawn(generator.poisson, (lam,), shape, dtype, out)


def gamma(alpha=1, beta=1, shape=None, dtype=None, ctx=None, out=None):
    """Numbers of the gamma distribution of shape `alpha` and scale `beta`.

    >>> from sixpieces import nd
    >>> nd.random.gamma(2, 1, shape=3).shape
    (3,)
    """
    return drawn(generator.gamma, (alpha, beta), shape, dtype, out)


def randint(low, high, shape=None, dtype=None, ctx=None, out=None):
    """Whole numbers from `low` up to, not including, `high`.

    >>> from sixpieces import nd
    >>> nd.random.randint(0, 10, shape=3).dtype.__name__
    'int32'
    """
    if not all(isinstance(bound, (int, np.integer)) for bound in (low, high)):
        raise MXNetError(f"randint: low {low} and high {high} must be whole numbers.")
    if not low < high:
        raise MXNetError(f"randint: low {low} must be below high {high}.")
    return drawn(generator.integers, (low, high), shape, dtype or "int32", out)


def shuffle(data, **kwargs):
    """The rows of an array in a random order, in a new array or in `out`.

    >>> from sixpieces import nd
    >>> sorted(nd.random.shuffle(nd.array([1, 2, 3])).asnumpy().tolist())
    [1.0, 2.0, 3.0]
    """
    out = kwargs.pop("out", None)
    refuse_others("shuffle", kwargs)
    result = data[generator.permutation(len(data))]
    return result if out is None else out._become(result)


def multinomial(data, shape=None, get_prob=False, out=None, dtype="int32"):
    """Draw places with given probabilities: how a model's softmax picks a class.

    Parameters
    ----------
    data : NDArray of shape (k,) or (n, k)
        Probabilities that sum to 1 along the last axis.
    shape : int or tuple of int or None
        How many draws for each row; None means one.
    get_prob : bool
        Return also the logarithm of each drawn probability.
    dtype : str or type

    Returns
    -------
    NDArray of shape (n,) + shape, or a list of it and the logarithms

    Raises
    ------
    MXNetError
        If a row does not hold probabilities.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.random.multinomial(nd.array([0, 1]), shape=3).asnumpy()
    array([1, 1, 1], dtype=int32)
    """
    p = data._value.astype("float64")
    sums = p.sum(axis=-1)
    if (p < 0).any() or not np.allclose(sums, 1, atol=1e-3):
        raise MXNetError(
            f"multinomial: each row must hold probabilities that sum to 1, not to {sums.tolist()}."
        )
    size = (1,) if shape is None else as_shape(shape)
    rows = p.reshape(-1, p.shape[-1])
    dice = generator.random((len(rows), int(np.prod(size))))
    upper = np.cumsum(rows, axis=-1) / rows.sum(axis=-1, keepdims=True)
    places = np.stack(
        [np.searchsorted(u, d, side="right") for u, d in zip(upper, dice, strict=True)]
    )
    places = np.minimum(places, p.shape[-1] - 1)
    outer = p.shape[:-1] + (() if shape is None else size)
    result = NDArray(places.reshape(outer or (1,)).astype(as_dtype(dtype)))
    if out is not None:
        result = out._become(result)
    if not get_prob:
        return result
    chosen = np.log(np.take_along_axis(rows, places, axis=-1))
    return [result, NDArray(chosen.reshape(result.shape).astype(data.dtype))]
