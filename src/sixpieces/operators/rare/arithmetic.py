"""MXNet's other names for the operations on two arrays: no numbers, some no broadcasting."""

from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators import arithmetic
from sixpieces.operators.shapes import check_one_dtype


def arrays_only(operation, name):
    """The operation under MXNet's other name, which takes no numbers, but ``out``."""
    function = operation.__wrapped__

    def of_arrays(lhs, rhs):
        return function(lhs, rhs)

    of_arrays.__doc__ = f"`{operation.__name__}` of two arrays, no numbers."
    return operator(of_arrays, elementwise=True, numbers=False, name=name)


def same_shapes(operation, name):
    """The operation for two arrays of one shape."""
    function = operation.__wrapped__

    def of_one_shape(lhs, rhs):
        if lhs.shape != rhs.shape:
            raise MXNetError(f"{name}: expected {lhs.shape}, got {rhs.shape}: no broadcasting.")
        return function(lhs, rhs)

    of_one_shape.__doc__ = f"`{operation.__name__}` of two arrays of one shape."
    return operator(of_one_shape, elementwise=True, numbers=False, name=name)


true_divide = arithmetic.divide
broadcast_add = arrays_only(arithmetic.add, "broadcast_add")
broadcast_sub = arrays_only(arithmetic.subtract, "broadcast_sub")
broadcast_mul = arrays_only(arithmetic.multiply, "broadcast_mul")
broadcast_div = arrays_only(arithmetic.divide, "broadcast_div")
broadcast_mod = arrays_only(arithmetic.modulo, "broadcast_mod")
broadcast_power = arrays_only(arithmetic.power, "broadcast_power")
broadcast_maximum = arrays_only(arithmetic.maximum, "broadcast_maximum")
broadcast_minimum = arrays_only(arithmetic.minimum, "broadcast_minimum")
broadcast_equal = arrays_only(arithmetic.equal, "broadcast_equal")
broadcast_not_equal = arrays_only(arithmetic.not_equal, "broadcast_not_equal")
broadcast_greater = arrays_only(arithmetic.greater, "broadcast_greater")
broadcast_greater_equal = arrays_only(arithmetic.greater_equal, "broadcast_greater_equal")
broadcast_lesser = arrays_only(arithmetic.lesser, "broadcast_lesser")
broadcast_lesser_equal = arrays_only(arithmetic.lesser_equal, "broadcast_lesser_equal")
broadcast_plus, broadcast_minus = broadcast_add, broadcast_sub
elemwise_add = same_shapes(arithmetic.add, "elemwise_add")
elemwise_sub = same_shapes(arithmetic.subtract, "elemwise_sub")
elemwise_mul = same_shapes(arithmetic.multiply, "elemwise_mul")
elemwise_div = same_shapes(arithmetic.divide, "elemwise_div")


@operator
def add_n(*args):
    """The sum of several arrays of one shape.

    >>> from sixpieces import nd
    >>> nd.add_n(nd.array([1]), nd.array([2]), nd.array([3])).asnumpy()
    array([6.], dtype=float32)
    """
    if any(each.shape != args[0].shape for each in args):
        raise MXNetError(f"add_n: shapes {', '.join(str(each.shape) for each in args)} differ.")
    check_one_dtype("add_n", args)
    total = args[0].copy()
    for each in args[1:]:
        total += each
    return total, [lambda dz: dz] * len(args)


ElementWiseSum = add_n
