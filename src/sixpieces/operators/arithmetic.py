"""Two arrays, element by element, each operation beside its gradient rule.

An operation takes NumPy arrays and returns the result together with one rule for each array: how
the gradient of the loss with respect to the result, ``dz``, becomes the gradient with respect to
that array.
Rules may ignore broadcasting: the walk back (`sixpieces.tape`) undoes it in one place.
The `operator` around them turns each into an operation on NDArrays that remembers, while
``autograd.record()`` is on, which arrays it used and by which rules their gradients are found.
"""

import numpy as np

from sixpieces.operation import operator

#: The rule of a result that does not move when its input moves a little.
no_slope = None


# Arithmetic ------------------------------------------------------------------------------------


@operator(elementwise=True)
def add(lhs, rhs):
    """Sum, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.add(nd.array([1, 2]), 10).asnumpy()
    array([11., 12.], dtype=float32)
    """
    return lhs + rhs, (lambda dz: dz, lambda dz: dz)


@operator(elementwise=True)
def subtract(lhs, rhs):
    """Difference, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.subtract(10, nd.array([1, 2])).asnumpy()
    array([9., 8.], dtype=float32)
    """
    return lhs - rhs, (lambda dz: dz, lambda dz: -dz)


@operator(elementwise=True)
def multiply(lhs, rhs):
    """Product, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.multiply(nd.array([1, 2]), nd.array([3, 4])).asnumpy()
    array([3., 8.], dtype=float32)
    """
    return lhs * rhs, (lambda dz: dz * rhs, lambda dz: dz * lhs)


@operator(elementwise=True)
def divide(lhs, rhs):
    """Quotient, element by element, with broadcasting; of integers the whole part.

    >>> from sixpieces import nd
    >>> nd.divide(nd.array([1, 2]), 4).asnumpy()
    array([0.25, 0.5 ], dtype=float32)
    """
    z = lhs / rhs
    return z, (lambda dz: dz / rhs, lambda dz: -dz * z / rhs)


@operator(elementwise=True)
def modulo(lhs, rhs):
    """Remainder, element by element, with the sign of `rhs`; 0 where `rhs` is 0.

    >>> from sixpieces import nd
    >>> nd.modulo(nd.array([-1, 5]), 3).asnumpy()
    array([2., 2.], dtype=float32)
    """
    return np.where(rhs == 0, 0, lhs % rhs), (
        lambda dz: dz,
        lambda dz: -dz * np.floor(lhs / rhs),
    )


@operator(elementwise=True)
def power(base, exp):
    """`base` to the power `exp`, element by element, with broadcasting.

    >>> from sixpieces import nd
    >>> nd.power(nd.array([2, 3]), 2).asnumpy()
    array([4., 9.], dtype=float32)
    """
    if base.dtype.kind != "f":  # NumPy has no negative powers of integers
        base = base.astype("float64")
    z = base**exp
    return z, (
        lambda dz: dz * exp * base ** (exp - 1),
        lambda dz: dz * z * np.log(base),
    )


@operator(elementwise=True)
def maximum(lhs, rhs):
    """The larger one, element by element; where equal, the gradient goes to `lhs`.

    >>> from sixpieces import nd
    >>> nd.maximum(nd.array([-1, 2]), 0).asnumpy()
    array([0., 2.], dtype=float32)
    """
    wins = lhs >= rhs if lhs.ndim else lhs > rhs  # a number gives way to an array
    return np.maximum(lhs, rhs), (lambda dz: dz * wins, lambda dz: dz * ~wins)


@operator(elementwise=True)
def minimum(lhs, rhs):
    """The smaller one, element by element; where equal, the gradient goes to `lhs`.

    >>> from sixpieces import nd
    >>> nd.minimum(nd.array([-1, 2]), 0).asnumpy()
    array([-1.,  0.], dtype=float32)
    """
    wins = lhs <= rhs if lhs.ndim else lhs < rhs  # a number gives way to an array
    return np.minimum(lhs, rhs), (lambda dz: dz * wins, lambda dz: dz * ~wins)


@operator(own_dtype=True)
def negative(data):
    """The opposite number.

    >>> from sixpieces import nd
    >>> nd.negative(nd.array([1, -2])).asnumpy()
    array([-1.,  2.], dtype=float32)
    """
    if data.dtype == bool:  # as in arithmetic with numbers, True is 1
        data = data.astype("int64")
    return -data, (lambda dz: -dz,)


# Comparison: 1 where true, 0 where false, in the dtype of the left array -----------------------


@operator(elementwise=True)
def equal(lhs, rhs):
    """1 where both are equal, else 0.

    >>> from sixpieces import nd
    >>> nd.equal(nd.array([1, 2]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return np.equal(lhs, rhs), (no_slope, no_slope)  # `==` of shapes that do not fit is only False


@operator(elementwise=True)
def not_equal(lhs, rhs):
    """1 where both differ, else 0.

    >>> from sixpieces import nd
    >>> nd.not_equal(nd.array([1, 2]), 2).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return np.not_equal(lhs, rhs), (no_slope, no_slope)


@operator(elementwise=True)
def greater(lhs, rhs):
    """1 where `lhs` is larger, else 0.

    >>> from sixpieces import nd
    >>> nd.greater(nd.array([1, 3]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return lhs > rhs, (no_slope, no_slope)


@operator(elementwise=True)
def greater_equal(lhs, rhs):
    """1 where `lhs` is larger or equal, else 0.

    >>> from sixpieces import nd
    >>> nd.greater_equal(nd.array([1, 2]), 2).asnumpy()
    array([0., 1.], dtype=float32)
    """
    return lhs >= rhs, (no_slope, no_slope)


@operator(elementwise=True)
def lesser(lhs, rhs):
    """1 where `lhs` is smaller, else 0.

    >>> from sixpieces import nd
    >>> nd.lesser(nd.array([1, 3]), 2).asnumpy()
    array([1., 0.], dtype=float32)
    """
    return lhs < rhs, (no_slope, no_slope)


@operator(elementwise=True)
def lesser_equal(lhs, rhs):
    """1 where `lhs` is smaller or equal, else 0.

    >>> from sixpieces import nd
    >>> nd.lesser_equal(nd.array([1, 2]), 2).asnumpy()
    array([1., 1.], dtype=float32)
    """
    return lhs <= rhs, (no_slope, no_slope)
