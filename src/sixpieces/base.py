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
    known[dtype] = found
    return found
