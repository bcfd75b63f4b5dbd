"""Record what is computed, then walk it once, from the loss back to the parameters.

While ``record()`` is on, each operation leaves an `Operation` behind: the steps that its inputs
came from, and one gradient rule for each of them.
An array whose gradient is wanted stands at the end of such a trail: a `Variable`, with the buffer
that ``backward`` writes into.
Steps are numbered in the order in which they were made, so an operation always has a higher number
than what it was computed from.
Taking the highest number first, ``backward`` therefore meets each step only after everything that
was computed from it: one walk, no recursion.

The tape knows NumPy arrays, and no other class.
"""

import threading
from heapq import heappop, heappush
from itertools import count

import numpy as np

from sixpieces.base import MXNetError


class State(threading.local):
    """Whether operations are recorded, and whether layers such as Dropout train."""

    recording = False
    training = False


state = State()


# 1. What is remembered -------------------------------------------------------------------------


#: The next step's number.
next_number = count().__next__


class Tracked:
    """A NumPy array, and its memory: None, or the step that it came from."""

    __slots__ = ("_step", "_value")

    def __init__(self, value):
        self._value = value
        self._step = None


class Variable:
    """The end of the trail: an array whose gradient was asked for with ``attach_grad``."""

    __slots__ = ("buffer", "fresh", "grad_req", "number", "shape")

    rules = ()

    def __init__(self, buffer, grad_req):
        self.number = next_number()
        self.shape = buffer.shape
        self.buffer = buffer
        self.grad_req = grad_req
        self.fresh = False

    def receive(self, dx):
        """Write or add what arrived, into the same buffer as always."""
        if self.grad_req == "add":
            self.buffer += dx
        else:
            self.buffer[...] = dx
        self.fresh = True


class Operation:
    """One recorded step: where its inputs came from, and one gradient rule for each input."""

    __slots__ = ("number", "parents", "rules", "shape")

    def __init__(self, shape, parents, rules):
        self.number = next_number()
        self.shape = shape
        self.parents = parents
        self.rules = rules


# 2. The walk -----------------------------------------------------------------------------------


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

    def arrive(step, gradient):
        if gradient.shape != step.shape:
            gradient = fitted(gradient, step.shape)
        if step in arrived:
            arrived[step] = arrived[step] + gradient
        else:
            arrived[step] = gradient
            heappush(queue, (-step.number, step))

    for step, gradient in heads:
        arrive(step, gradient)
    while queue:
        step = heappop(queue)[1]
        dz = arrived.pop(step)
        if type(step) is Variable:
            if step.grad_req != "null":
                reached.append((step, dz))
            continue
        if step.rules is None:
            raise MXNetError(FREED)
        for parent, rule in zip(step.parents, step.rules, strict=True):
            if parent is not None:
                arrive(parent, rule(dz))
        if not retain_graph:
            step.parents, step.rules = (), None  # and so the memory that they hold
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
    >>> from sixpieces.tape import fitted
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
