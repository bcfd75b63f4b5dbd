"""Record what is computed, then walk it once, from the loss back to the parameters.

While ``record()`` is on, each operation leaves an `Operation` behind: the steps that its inputs
came from, and one gradient rule for each of them.
An array whose gradient is wanted stands at the end of such a trail: a `Variable`, with the buffer
that ``backward`` writes into.
Steps are numbered in the order in which they were made, so an operation always has a higher number
than what it was computed from.
Taking the highest number first, ``backward`` therefore meets each step only after everything that
was computed from it: one walk, no recursion.
"""

import threading
from heapq import heappop, heappush
from itertools import count

import numpy as np

from sixpieces.base import MXNetError

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


# 1. What is remembered -----------------------------------------------------------------------

#: The next step's number.
next_number = count().__next__


class Variable:
    """The end of the trail: an array whose gradient was asked for with ``attach_grad``."""

    __slots__ = ("fresh", "grad_req", "gradient", "number", "shape")

    rules = ()

    def __init__(self, gradient, grad_req):
        self.number = next_number()
        self.shape = gradient.shape
        self.gradient = gradient
        self.grad_req = grad_req
        self.fresh = False

    def receive(self, dx):
        """Write or add what arrived, into the same buffer as always."""
        buffer = self.gradient._value
        if self.grad_req == "add":
            buffer += dx
        else:
            buffer[...] = dx
        self.fresh = True


class Operation:
    """One recorded step: where its inputs came from, and one gradient rule for each input."""

    __slots__ = ("number", "parents", "rules", "shape")

    def __init__(self, shape, parents, rules):
        self.number = next_number()
        self.shape = shape
        self.parents = parents
        self.rules = rules

    def forget(self):
        """Let go of inputs and rules, and so of the memory that they hold."""
        self.parents = ()
        self.rules = None


# 2. The walk ---------------------------------------------------------------------------------


def walk(heads, retain_graph=False):
    """Carry gradients from `heads` back to every variable; return what arrived at each.

    Parameters
    ----------
    heads : list of (step, gradient)
        Where to start, with the gradient of the loss with respect to each head.
    retain_graph : bool
        Keep inputs and rules for another walk.

    Returns
    -------
    list of (Variable, numpy.ndarray)
    """
    arrived = {}  # the sum of all gradients that came in, for each step on the way
    queue = []  # the steps still to be visited, highest number first
    reached = []

    for step, gradient in heads:
        if step in arrived:
            gradient = arrived[step] + gradient
        else:
            heappush(queue, (-step.number, step))
        arrived[step] = gradient
    while queue:
        _, step = heappop(queue)
        dz = arrived.pop(step)
        if type(step) is Variable:
            if step.grad_req != "null":
                reached.append((step, dz))
            continue
        if step.rules is None:
            raise MXNetError(FREED)
        # There may be more rules than parents: that of a bias which was left out.
        for parent, rule in zip(step.parents, step.rules, strict=False):
            if parent is not None:
                dx = rule(dz)
                if dx.shape != parent.shape:
                    dx = fitted(dx, parent.shape)
                if parent in arrived:
                    arrived[parent] = arrived[parent] + dx
                else:
                    arrived[parent] = dx
                    heappush(queue, (-parent.number, parent))
        if not retain_graph:
            step.forget()
    if not reached:
        raise MXNetError(NO_VARIABLE)
    return reached


def fitted(dx, shape):
    """Undo broadcasting, so that a gradient has the shape of its array.

    A value that was used many times gets the sum of what its copies got. A gradient that is the
    same for many elements, as a rule may return it, is repeated for each of them.

    Examples
    --------
    >>> import numpy as np
    >>> from sixpieces.autograd import fitted
    >>> fitted(np.ones((4, 3)), (1, 3))
    array([[4., 4., 4.]])
    >>> fitted(np.ones((1, 3)), (2, 3))
    array([[1., 1., 1.],
           [1., 1., 1.]])
    """
    extra = dx.ndim - len(shape)
    copies = tuple(range(extra)) + tuple(
        extra + axis for axis, length in enumerate(shape) if dx.shape[extra + axis] > length
    )
    if copies:
        dx = dx.sum(axis=copies, keepdims=True)
        dx = dx.reshape(dx.shape[extra:])
    if dx.shape == shape:
        return dx
    repeated = np.empty(shape, dx.dtype)
    repeated[...] = dx
    return repeated


FREED = (
    "Cannot differentiate node because it is not in a computational graph. "
    "Compute the loss inside `with autograd.record():`, from an array with attach_grad(); "
    "to go back twice over the same graph, pass retain_graph=True to the first backward."
)
NO_VARIABLE = (
    "There are no inputs in computation graph that require gradients: "
    "call attach_grad() on the parameters before recording, with grad_req 'write' or 'add'."
)


# 3. What a program calls ---------------------------------------------------------------------


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
    for variable, dx in walk(parse_heads(heads, head_grads), retain_graph):
        variable.receive(dx)


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
        if step is None or step.rules is None:
            raise MXNetError(FREED)
        if weights is None:
            starts.append((step, np.ones(head.shape, head.dtype)))
        elif type(weights) is not type(head):
            raise TypeError(f"head_grads must be NDArrays or None, not {weights!r}.")
        elif weights.shape != head.shape:
            raise MXNetError(
                f"head_grads: shape {weights.shape} for a head of shape {head.shape}: "
                f"give one number for each element of the head."
            )
        else:
            starts.append((step, weights._value.astype(head.dtype, copy=False)))
    return starts


class State(threading.local):
    """Whether operations are recorded, and whether layers such as Dropout train."""

    recording = False
    training = False


state = State()


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
        variable._step = Variable(gradient, grad_req)


from sixpieces.autograd_more import Function, get_symbol, grad  # noqa: E402  (rarities)
