"""Gradients as results, and operations with a rule of one's own: what no lesson needs."""

import numpy as np

from sixpieces.autograd.autograd import parse_heads, pause
from sixpieces.base import MXNetError
from sixpieces.tape import Operation, Variable, state, walk


def grad(heads, variables, head_grads=None, retain_graph=None, create_graph=False, train_mode=True):
    """Return the gradients of the sum of `heads`, and leave the buffers of ``attach_grad`` alone.

    Parameters
    ----------
    heads : NDArray or list of NDArray
    variables : NDArray or list of NDArray
        Arrays with ``attach_grad``.
    head_grads : NDArray or list of NDArray or None
    retain_graph : bool or None
        None means the same as `create_graph`.
    create_graph : bool
        Only False: gradients of gradients need MXNet.
    train_mode : bool

    Returns
    -------
    list of NDArray
        One for each variable, also for a single one.

    Raises
    ------
    MXNetError
        If a variable has no ``attach_grad``, or no head was computed from it.
    NotImplementedError
        If ``create_graph=True``.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> x = nd.array([3.0])
    >>> x.attach_grad()
    >>> with autograd.record():
    ...     y = x * x
    >>> autograd.grad(y, x)
    [
    [6.]
    <NDArray 1 @cpu(0)>]
    """
    if create_graph:
        raise NotImplementedError(
            "autograd.grad(create_graph=True) needs MXNet: this engine has no gradients of "
            "gradients. Differentiate by hand once, or by finite differences."
        )
    variables = list(variables) if isinstance(variables, (list, tuple)) else [variables]
    if not variables:
        raise AssertionError("variables cannot be an empty list.")
    for place, variable in enumerate(variables, 1):
        if type(variable._step) is not Variable:
            raise MXNetError(
                f"Cannot differentiate with respect to the {place}-th variable because it does "
                f"not require gradient: call attach_grad() on it before recording."
            )
    starts = parse_heads(heads, head_grads)
    arrived = dict(walk(starts, bool(retain_graph)))
    gradients = []
    for place, variable in enumerate(variables, 1):
        if variable._step not in arrived:
            raise MXNetError(
                f"Cannot differentiate with respect to the {place}-th variable because it is "
                f"unreachable from the outputs."
            )
        gradients.append(type(variable)(np.array(arrived[variable._step], variable.dtype)))
    return gradients


def get_symbol(x):
    """Refused: this engine has no symbols.

    Raises
    ------
    NotImplementedError
        Always.
    """
    raise NotImplementedError("autograd.get_symbol needs MXNet: this engine has no symbols.")


class Function:
    """An operation with a gradient rule of one's own.

    A subclass defines ``forward(self, *inputs)`` and ``backward(self, *output_gradients)``, both of
    NDArrays. ``backward`` returns one gradient for each input. Each instance is called once.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> class Square(autograd.Function):
    ...     def forward(self, x):
    ...         self.save_for_backward(x)
    ...         return x * x
    ...
    ...     def backward(self, dy):
    ...         (x,) = self.saved_tensors
    ...         return 2 * x * dy
    >>> x = nd.array([3.0])
    >>> x.attach_grad()
    >>> with autograd.record():
    ...     y = Square()(x)
    >>> y.backward()
    >>> print(x.grad.asscalar())
    6.0
    """

    _used = False
    saved_tensors = ()

    def save_for_backward(self, *args):
        """Keep arrays for ``backward``, which finds them in ``saved_tensors``."""
        self.saved_tensors = args

    def __call__(self, *inputs):
        if self._used:
            raise AssertionError(
                "Each Function instance can only be called once. Please create another instance."
            )
        self._used = True
        with pause(train_mode=state.training):
            outputs = self.forward(*inputs)
        parents = [each._step for each in inputs]
        if not state.recording or not any(parents):
            return outputs
        single = not isinstance(outputs, (list, tuple))
        outputs = self._remember([outputs] if single else outputs, parents)
        return outputs[0] if single else outputs

    def _remember(self, outputs, parents):
        """Record three steps: collect the outputs' gradients, call ``backward``, hand out.

        What goes from one to the next is an array of arrays, which the walk adds like any other.
        """
        outputs = [type(each)(each._value) for each in outputs]
        zeros = [np.zeros_like(each._value) for each in outputs]

        def call(gradients):
            wrap = type(outputs[0])
            gradients = [zero + dz for zero, dz in zip(zeros, gradients, strict=True)]
            answers = self.backward(*[wrap(dz) for dz in gradients])
            answers = answers if isinstance(answers, (list, tuple)) else [answers]
            if len(answers) != len(parents):
                raise MXNetError(
                    f"{type(self).__name__}.backward must return one gradient for each input: "
                    f"expecting {len(parents)}, got {len(answers)}."
                )
            for place, each in enumerate(answers):
                if not isinstance(each, wrap):
                    raise MXNetError(
                        f"{type(self).__name__}.backward returned {each!r} as gradient {place}: "
                        f"return an NDArray for each input, of zeros where it has no gradient."
                    )
            return bundle(each._value for each in answers)

        hand_out = Operation(
            (len(parents),), parents, [lambda dz, i=i: dz[i] for i in range(len(parents))]
        )
        middle = Operation((len(outputs),), [hand_out], [call])
        for place, output in enumerate(outputs):
            output._step = Operation(
                output.shape, [middle], [lambda dz, i=place: bundle([dz], i, len(outputs))]
            )
        return outputs

    def forward(self, *inputs):
        """Compute the outputs from the inputs."""
        raise NotImplementedError("a Function defines forward(self, *inputs)")

    def backward(self, *output_grads):
        """Compute the gradients of the inputs from those of the outputs."""
        raise NotImplementedError("a Function defines backward(self, *output_grads)")


def bundle(arrays, start=0, length=None):
    """Put arrays into an array of arrays, with 0 where there is none."""
    arrays = list(arrays)
    bundled = np.zeros(length or len(arrays), object)
    for place, each in enumerate(arrays, start):
        bundled[place] = each
    return bundled
