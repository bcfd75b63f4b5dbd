"""What a program says to the tape: record, pause, backward.

`sixpieces.tape` is what happens then.
"""

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.listen import listeners, tell
from sixpieces.tape import FREED, Operation, Variable, state, walk

__all__ = [
    "Function",
    "backward",
    "get_symbol",
    "grad",
    "is_recording",
    "is_training",
    "mark_variables",
    "pause",
    "predict_mode",
    "record",
    "set_recording",
    "set_training",
    "train_mode",
]


# Inside a block --------------------------------------------------------------------------------


class Switch:
    """Set the state for a ``with`` block, and put the old state back after it."""

    def __init__(self, recording, training):
        self.recording = recording
        self.training = training

    def __enter__(self):
        self.before = state.recording, state.training
        if self.recording is not None:
            state.recording = self.recording
        state.training = self.training

    def __exit__(self, kind, value, trace):
        state.recording, state.training = self.before


def record(train_mode=True):
    """Remember what is computed in this block, so that it can be differentiated.

    Parameters
    ----------
    train_mode : bool
        Whether Dropout and its like train in this block.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> with autograd.record():
    ...     autograd.is_recording(), autograd.is_training()
    (True, True)
    """
    return Switch(True, train_mode)


def pause(train_mode=False):
    """Stop remembering for a block inside ``record``.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> with autograd.record(), autograd.pause():
    ...     autograd.is_recording()
    False
    """
    return Switch(False, train_mode)


def train_mode():
    """Let Dropout and its like train in this block, without recording.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> with autograd.train_mode():
    ...     autograd.is_training()
    True
    """
    return Switch(None, True)


def predict_mode():
    """Let Dropout and its like predict in this block, also inside ``record``.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> with autograd.record(), autograd.predict_mode():
    ...     autograd.is_training()
    False
    """
    return Switch(None, False)


def is_recording():
    """Whether operations are being remembered.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> autograd.is_recording()
    False
    """
    return state.recording


def is_training():
    """Whether Dropout and its like train.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> autograd.is_training()
    False
    """
    return state.training


def set_recording(is_recording):
    """Switch recording on or off; return what it was.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> autograd.set_recording(False)
    False
    """
    before, state.recording = state.recording, bool(is_recording)
    return before


def set_training(train_mode):
    """Switch training on or off; return what it was.

    Examples
    --------
    >>> from sixpieces import autograd
    >>> autograd.set_training(False)
    False
    """
    before, state.training = state.training, bool(train_mode)
    return before


# Gradients -------------------------------------------------------------------------------------


def backward(heads, head_grads=None, retain_graph=False, train_mode=True):
    """Compute the gradient of the sum of `heads`, and put it where ``attach_grad`` said.

    Parameters
    ----------
    heads : NDArray or list of NDArray
        The recorded values to differentiate, of any shapes.
    head_grads : NDArray or list of NDArray or None
        For each head an array of its shape that weighs its elements; None counts each once.
    retain_graph : bool
        Keep the record, so that ``backward`` can be called again.
    train_mode : bool
        Accepted as in MXNet: here the rules were chosen when the operation was recorded.

    Raises
    ------
    MXNetError
        If a head was not recorded, or its record was freed by an earlier ``backward``.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> x = nd.array([1.0, 2.0])
    >>> x.attach_grad()
    >>> with autograd.record():
    ...     y = x * x
    >>> autograd.backward(y)
    >>> x.grad
    <BLANKLINE>
    [2. 4.]
    <NDArray 2 @cpu(0)>
    """
    if listeners:
        tell("backward", heads if isinstance(heads, (list, tuple)) else [heads])
    reached = walk(parse_heads(heads, head_grads), retain_graph)
    for variable, dx in reached:
        variable.receive(dx)
    if listeners:
        tell("gradients", [variable for variable, _ in reached])


def parse_heads(heads, head_grads):
    """Pair each head's step with the gradient to start from."""
    single = not isinstance(heads, (list, tuple))
    heads = [heads] if single else list(heads)
    if head_grads is None:
        head_grads = [None] * len(heads)
    elif single and not isinstance(head_grads, (list, tuple)):
        head_grads = [head_grads]
    if len(head_grads) != len(heads):
        raise AssertionError("heads and head_grads must be lists of the same length")
    starts = []
    for head, weights in zip(heads, head_grads, strict=True):
        step = head._step
        if step is None:  # beside others, a constant adds nothing
            continue
        if step.rules is None:
            raise MXNetError(FREED)
        if weights is None:
            each_once = np.empty_like(head._value)  # quicker than np.ones where there are few
            each_once.fill(1)
            starts.append((step, each_once))
        elif type(weights) is not type(head):
            raise TypeError(f"head_grads must be NDArrays or None, not {weights!r}.")
        elif weights.shape != head.shape:
            raise MXNetError(
                f"head_grads: shape {weights.shape} for a head of shape {head.shape}: "
                f"give one number for each element of the head."
            )
        else:
            starts.append((step, weights._value.astype(head.dtype, copy=False)))
    if not starts:
        raise MXNetError(FREED)
    return starts


def mark_variables(variables, gradients, grad_reqs="write"):
    """Say in which buffers the gradients of some arrays belong.

    Parameters
    ----------
    variables, gradients : NDArray or list of NDArray
        Arrays, and for each a buffer of its shape.
    grad_reqs : str or list of str
        ``"write"``, ``"add"`` or ``"null"``.

    Examples
    --------
    >>> from sixpieces import autograd, nd
    >>> x, buffer = nd.ones(2), nd.zeros(2)
    >>> autograd.mark_variables(x, buffer)
    >>> with autograd.record():
    ...     y = 3 * x
    >>> y.backward()
    >>> buffer.asnumpy().tolist()
    [3.0, 3.0]
    """
    if not isinstance(variables, (list, tuple)):
        variables, gradients = [variables], [gradients]
    if isinstance(grad_reqs, str):
        grad_reqs = [grad_reqs] * len(variables)
    if not len(variables) == len(gradients) == len(grad_reqs):
        raise ValueError("mark_variables: give one gradient and one grad_req for each variable.")
    for grad_req in grad_reqs:
        if grad_req not in ("write", "add", "null"):
            raise KeyError(grad_req)
    for variable, gradient, grad_req in zip(variables, gradients, grad_reqs, strict=True):
        if variable.shape != gradient.shape:
            raise MXNetError(
                f"mark_variables: a gradient of shape {gradient.shape} "
                f"for an array of shape {variable.shape}."
            )
        variable._step = Variable(variable._value, gradient._value, grad_req)


# What no lesson needs --------------------------------------------------------------------------


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
