"""MXNet's other names for the operations on two arrays: no numbers, some no broadcasting."""

from sixpieces.base import MXNetError
from sixpieces.operation import operator
from sixpieces.operators import arithmetic


def same_shapes(operation):
    """The operation for arrays of one shape only, as MXNet's ``elemwise_`` names have it."""
    function = operation.__wrapped__

    def strict(lhs, rhs):
        if lhs.shape != rhs.shape:
            raise MXNetError(f"elemwise: expected {lhs.shape}, got {rhs.shape}: no broadcasting.")
        return function(lhs, rhs)

    return strict


def arrays_only(function, name):
    """The operation under MXNet's other name, which takes no numbers but ``out``."""
    return operator(function, elementwise=True, name=name)


true_divide = arithmetic.divide
broadcast_add = arrays_only(arithmetic.add.__wrapped__, "broadcast_add")
broadcast_sub = arrays_only(arithmetic.subtract.__wrapped__, "broadcast_sub")
broadcast_mul = arrays_only(arithmetic.multiply.__wrapped__, "broadcast_mul")
broadcast_div = arrays_only(arithmetic.divide.__wrapped__, "broadcast_div")
broadcast_mod = arrays_only(arithmetic.modulo.__wrapped__, "broadcast_mod")
broadcast_power = arrays_only(  # whose arrays have other names than those of power
    lambda lhs, rhs: arithmetic.power.__wrapped__(lhs, rhs), "broadcast_power"
)
broadcast_maximum = arrays_only(arithmetic.maximum.__wrapped__, "broadcast_maximum")
broadcast_minimum = arrays_only(arithmetic.minimum.__wrapped__, "broadcast_minimum")
broadcast_equal = arrays_only(arithmetic.equal.__wrapped__, "broadcast_equal")
broadcast_not_equal = arrays_only(arithmetic.not_equal.__wrapped__, "broadcast_not_equal")
broadcast_greater = arrays_only(arithmetic.greater.__wrapped__, "broadcast_greater")
broadcast_greater_equal = arrays_only(
    arithmetic.greater_equal.__wrapped__, "broadcast_greater_equal"
)
broadcast_lesser = arrays_only(arithmetic.lesser.__wrapped__, "broadcast_lesser")
broadcast_lesser_equal = arrays_only(arithmetic.lesser_equal.__wrapped__, "broadcast_lesser_equal")
broadcast_plus, broadcast_minus = broadcast_add, broadcast_sub
elemwise_add = arrays_only(same_shapes(arithmetic.add), "elemwise_add")
elemwise_sub = arrays_only(same_shapes(arithmetic.subtract), "elemwise_sub")
elemwise_mul = arrays_only(same_shapes(arithmetic.multiply), "elemwise_mul")
elemwise_div = arrays_only(same_shapes(arithmetic.divide), "elemwise_div")


@operator
def add_n(*args):
    """The sum of several arrays of one shape.

    >>> from sixpieces import nd
    >>> nd.add_n(nd.array([1]), nd.array([2]), nd.array([3])).asnumpy()
    array([6.], dtype=float32)
    """
    if any(each.shape != args[0].shape for each in args):
        raise MXNetError(f"add_n: shapes {', '.join(str(each.shape) for each in args)} differ.")
    return sum_of(args), [lambda dz: dz] * len(args)


def sum_of(arrays):
    total = arrays[0].copy()
    for each in arrays[1:]:
        total += each
    return total


ElementWiseSum = add_n
