"""What a program says to the tape: record, pause, backward.

`sixpieces.tape` is what happens then.
"""

import numpy as np

from sixpieces.base import MXNetError
from sixpieces.listen import listeners, tell
from sixpieces.tape import FREED, Variable, state, walk

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
