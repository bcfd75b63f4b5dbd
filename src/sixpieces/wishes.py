"""Two wishes that users have and neither library grants: the first nan, a gradient on the way.

A third, second derivatives, is left out: each rule would have to be written with recorded
operations in place of NumPy's, and the tape, which is there to be read, would be twice as long.
"""

import contextlib

import numpy as np

from sixpieces.autograd import Function
from sixpieces.listen import listeners
from sixpieces.ndarray import NDArray
from sixpieces.xray.notes import is_finite
from sixpieces.xray.where import own_line

__all__ = ["KeepGradient", "stop_at_nan"]


@contextlib.contextmanager
def stop_at_nan():
    """Stop the program where the first nan or infinity is made out of finite numbers.

    Raises
    ------
    FloatingPointError
        It names the operation, the line of the program, and what went in; or, where a walk back
        made it, the shape of the array whose gradient it is in.

    Examples
    --------
    >>> from sixpieces import nd, wishes
    >>> p = nd.array([0.5, 0.0])
    >>> with wishes.stop_at_nan():
    ...     loss = -nd.log(p)
    Traceback (most recent call last):
    FloatingPointError: log made -inf in <doctest ...>, line 2, out of shape (2,), from 0.0 to 0.5.
    """
    listeners.append(_look)
    try:
        yield
    finally:
        listeners.remove(_look)


def _look(event, *facts):
    if event == "operation":
        name, inputs, _, result = facts
        arrays = [each for each in inputs if isinstance(each, NDArray)]
        if not _finite(result) and all(map(_finite, arrays)):
            went_in = " and ".join(map(_described, arrays))
            raise FloatingPointError(f"{name} made {_made(result._value)}, out of {went_in}.")
    elif event == "gradients":
        for variable in facts[0]:
            if not is_finite(variable.buffer):
                made, shape = _made(variable.buffer), variable.buffer.shape
                raise FloatingPointError(f"backward made {made}, in a gradient of shape {shape}.")


def _finite(array):
    return is_finite(array._value)


def _made(values):
    """Say the first number that is not finite, and the line of the program that is at work."""
    file, line = own_line() or ("a library", "?")
    return f"{values[~np.isfinite(values)][0]} in {file}, line {line}"


def _described(array):
    values = array._value
    span = f", from {values.min()} to {values.max()}" if values.size else ""
    return f"shape {values.shape}{span}"


class KeepGradient(Function):
    """A step that hands its input on unchanged, and keeps the gradient that comes back through it.

    ``attach_grad`` on a value in the middle of a program would cut the graph there.

    Attributes
    ----------
    gradient : NDArray or None
        What ``backward`` brought, of the shape of the input.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> x = nd.array([2.0])
    >>> x.attach_grad()
    >>> middle = KeepGradient()
    >>> with autograd.record():
    ...     y = middle(x * x) * 3
    >>> y.backward()
    >>> print(middle.gradient.asscalar(), x.grad.asscalar())
    3.0 12.0
    """

    gradient = None

    def forward(self, x):
        """Hand on the values."""
        return x

    def backward(self, dy):
        """Keep the gradient, and hand it on."""
        self.gradient = dy
        return dy
