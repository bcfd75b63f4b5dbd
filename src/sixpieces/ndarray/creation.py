"""Making arrays."""

import numpy as np

from sixpieces.base import MXNetError, as_dtype, refuse_unheld
from sixpieces.listen import listeners, tell
from sixpieces.ndarray.ndarray import NDArray
from sixpieces.operators import shapes


def array(source_array, ctx=None, dtype=None):
    """An NDArray of numbers that Python or NumPy holds.

    Parameters
    ----------
    source_array : list, number, numpy.ndarray or NDArray
    ctx : Context or None
    dtype : str, type or None
        None means float32, or the dtype of an NDArray.

    Raises
    ------
    TypeError
        If there is no array of numbers in it.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.array([[1, 2], [3, 4]])
    <BLANKLINE>
    [[1. 2.]
     [3. 4.]]
    <NDArray 2x2 @cpu(0)>
    """
    made = array_of(source_array, dtype)
    if listeners:
        tell("array", source_array, made)
    return made


def array_of(source_array, dtype):
    """The NDArray for `array`: of a recorded one a recorded copy."""
    if isinstance(source_array, NDArray):
        return shapes.cast(source_array, dtype=as_dtype(dtype or source_array.dtype))
    dtype = as_dtype(dtype)
    if source_array is None or holds_ndarray(source_array):
        raise TypeError(
            "source_array must be array like object: numbers, or lists of them. "
            "For a list of NDArrays use nd.stack or nd.concat."
        )
    try:
        value = np.array(source_array, dtype)
    except OverflowError:  # as newer NumPy has it
        refuse_unheld(source_array, dtype)
        raise
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"source_array must be array like: {error} Give numbers, in lists of equal length."
        ) from None
    refuse_unheld(source_array, dtype)
    return NDArray(value if value.shape else value.reshape(1))


def holds_ndarray(source):
    """Whether there is an NDArray in a list, or in the first of lists of lists."""
    while isinstance(source, (list, tuple)) and source:
        source = source[0]
    return isinstance(source, NDArray)


def as_shape(shape):
    """A shape as a tuple of whole numbers, or a sentence that says what is wrong with it."""
    lengths = (shape,) if isinstance(shape, (int, np.integer)) else shape
    try:
        found = tuple(int(length) for length in lengths)
        wrong = found != tuple(lengths) or min(found, default=0) < 1
    except (TypeError, ValueError):
        wrong = True
    if wrong:
        raise MXNetError(f"shape {shape!r}: give one whole number above 0 for each axis.")
    return found


def zeros(shape, ctx=None, dtype=None, stype=None, *, out=None, **kwargs):
    """Zeros.

    Parameters
    ----------
    shape : int or tuple of int
    ctx : Context or None
    dtype : str or type or None
        None means float32.
    stype : str or None
        Only ``"default"``: sparse arrays need MXNet.

    Raises
    ------
    MXNetError
        If a length is not a whole number above 0.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.zeros((2, 3)).asnumpy()
    array([[0., 0., 0.],
           [0., 0., 0.]], dtype=float32)
    """
    if stype not in (None, "default"):
        raise NotImplementedError(f"zeros: stype={stype!r} needs MXNet: leave it out.")
    refuse_others("zeros", kwargs)
    return into(out, np.zeros(as_shape(shape), as_dtype(dtype)))


def ones(shape, ctx=None, dtype=None, *, out=None, **kwargs):
    """Ones; arguments as for `zeros`.

    >>> from sixpieces import nd
    >>> nd.ones(3).asnumpy()
    array([1., 1., 1.], dtype=float32)
    """
    refuse_others("ones", kwargs)
    return into(out, np.ones(as_shape(shape), as_dtype(dtype)))


def full(shape, val, ctx=None, dtype=np.float32, out=None):
    """One number everywhere; arguments as for `zeros`.

    >>> from sixpieces import nd
    >>> nd.full(3, 0.5).asnumpy()
    array([0.5, 0.5, 0.5], dtype=float32)
    """
    dtype = as_dtype(dtype)
    refuse_unheld(val, dtype)
    return into(out, np.full(as_shape(shape), val, dtype))


def empty(shape, ctx=None, dtype=None, stype=None):
    """An array to be filled later; here it holds zeros until then.

    >>> from sixpieces import nd
    >>> nd.empty((2, 3)).shape
    (2, 3)
    """
    return zeros(shape, ctx, dtype, stype)


def arange(start, stop=None, step=1.0, repeat=1, infer_range=None, ctx=None, dtype=np.float32):
    """Numbers from `start` up to, not including, `stop`; with one argument from 0.

    Parameters
    ----------
    start, stop, step : float
    repeat : int
        How often each number stands.
    dtype : str or type

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.arange(1, 3, 0.5).asnumpy()
    array([1. , 1.5, 2. , 2.5], dtype=float32)
    """
    if stop is None:
        start, stop = 0, start
    if step == 0:
        raise MXNetError(f"arange({start}, {stop}, {step}): a step of 0 leads nowhere.")
    value = np.arange(start, stop, step).astype(as_dtype(dtype)).repeat(repeat)
    if not value.size:
        raise MXNetError(f"arange({start}, {stop}, {step}): there is no number in this range.")
    return NDArray(value)


def linspace(start, stop, num, endpoint=True, ctx=None, dtype=np.float32):
    """`num` numbers at equal distances from `start` to `stop`.

    >>> from sixpieces import nd
    >>> nd.linspace(0, 1, 5).asnumpy()
    array([0.  , 0.25, 0.5 , 0.75, 1.  ], dtype=float32)
    """
    return NDArray(np.linspace(start, stop, num, endpoint).astype(as_dtype(dtype)))


def eye(N, M=0, k=0, ctx=None, dtype=None, *, out=None):  # noqa: N803
    """A matrix with ones on a diagonal.

    Parameters
    ----------
    N, M : int
        Rows and columns; 0 columns mean as many as rows.
    k : int
        How far the diagonal lies to the right.

    Examples
    --------
    >>> from sixpieces import nd
    >>> nd.eye(2).asnumpy()
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    return into(out, np.eye(N, M or N, k, as_dtype(dtype)))


def refuse_others(name, options):
    """Options that a function does not have."""
    if options:
        raise MXNetError(f"{name}: there is no option {', '.join(options)}.")


def into(out, value):
    """A new array, or `out` with the elements written into it."""
    return NDArray(value) if out is None else out._become(NDArray(value.astype(out.dtype)))


def from_numpy(ndarray, zero_copy=True):
    """An NDArray that shares a NumPy array's memory, and keeps its dtype.

    >>> import numpy as np
    >>> from sixpieces import nd
    >>> nd.from_numpy(np.ones(2)).dtype.__name__
    'float64'
    """
    return NDArray(ndarray.astype(as_dtype(ndarray.dtype), copy=not zero_copy))


def waitall():
    """Do nothing: here an array is computed when its operation returns.

    >>> from sixpieces import nd
    >>> nd.waitall()
    """
