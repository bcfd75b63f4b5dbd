"""What every other file may need: the error classes, the element types, the generator."""

import numpy as np

__all__ = ["MXNetError", "as_dtype"]


class MXNetError(RuntimeError):
    """What MXNet raises when an operation cannot be done, and so does this engine.

    Examples
    --------
    >>> from sixpieces import nd
    >>> try:
    ...     nd.ones((2, 3)) + nd.ones((4,))
    ... except MXNetError as error:
    ...     print(error)
    add: shapes (2, 3) and (4,) do not broadcast together: counted from the right, \
two lengths must be equal, or one of them 1.
    """


class ReshapeError(MXNetError, ValueError):
    """Elements do not fit into a shape: ``x.reshape`` raises ValueError, ``nd.reshape`` MXNetError.

    Examples
    --------
    >>> from sixpieces import nd
    >>> try:
    ...     nd.ones((2, 2)).reshape(3)
    ... except ValueError as error:
    ...     print(error)
    Cannot reshape array of size 4 into shape (3,).
    """


FLOAT32 = np.dtype("float32")

#: The element types that an array may have.
DTYPES = tuple(
    np.dtype(name)
    for name in ("bool", "float16", "float32", "float64", "int32", "int64", "int8", "uint8")
)

#: The one generator behind all random numbers; `sixpieces.random.seed` starts it.
generator = np.random.Generator(np.random.PCG64(0))

#: What `as_dtype` has found before.
known = {None: FLOAT32} | {dtype: dtype for dtype in DTYPES}


def as_dtype(dtype):
    """The NumPy dtype meant by `dtype`, or a sentence that says which ones there are.

    Parameters
    ----------
    dtype : str, type, numpy.dtype or None
        None means float32, MXNet's default.

    Raises
    ------
    TypeError
        If it is not a dtype.
    KeyError
        If it is not one of the element types that an NDArray can have.

    Examples
    --------
    >>> from sixpieces.base import as_dtype
    >>> as_dtype("float64")
    dtype('float64')
    """
    try:
        return known[dtype]
    except (KeyError, TypeError):
        pass
    names = ", ".join(each.name for each in DTYPES)
    try:
        found = np.dtype(dtype).newbyteorder("=")  # files may store the bytes in the other order
    except TypeError:
        raise TypeError(f"dtype {dtype!r} is not a dtype: use one of {names}.") from None
    if found not in DTYPES:
        raise KeyError(f"dtype {dtype!r} is not one that an NDArray can have: use one of {names}.")
    known[dtype] = found = DTYPES[DTYPES.index(found)]  # one object for each, quick to compare
    return found


def refuse_unheld(numbers, dtype):
    """Refuse numbers that a type of whole numbers cannot hold: others would take their place.

    Parameters
    ----------
    numbers : number, list or numpy.ndarray
    dtype : numpy.dtype

    Raises
    ------
    MXNetError
        That names the first such number.

    Examples
    --------
    >>> import numpy as np
    >>> from sixpieces.base import refuse_unheld
    >>> refuse_unheld([0, 255, 2.75], np.dtype("uint8"))  # 2.75 becomes 2, as everywhere
    >>> refuse_unheld([1, 300], np.dtype("uint8"))
    Traceback (most recent call last):
    sixpieces.base.MXNetError: uint8 holds whole numbers from 0 to 255, not 300: use a larger \
type, as in astype('int32') or astype('float32').
    """
    if dtype.kind not in "iu":
        return
    numbers = np.asarray(numbers)
    limits = np.iinfo(dtype)
    with np.errstate(invalid="ignore"):
        held = (numbers > limits.min - 1) & (numbers < limits.max + 1)
    if not np.all(held):
        wrong = numbers.reshape(-1)[np.argmin(np.reshape(held, -1))]
        raise MXNetError(
            f"{dtype} holds whole numbers from {limits.min} to {limits.max}, not {wrong}: use a "
            f"larger type, as in astype('int32') or astype('float32')."
        )
