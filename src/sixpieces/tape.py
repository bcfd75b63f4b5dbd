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
import weakref
from functools import partial
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


class Changes:
    """Which memory was changed in place, and when, in the numbers of the steps.

    A rule holds the arrays that it needs, not copies of them. What was changed after the step was
    recorded would give a wrong gradient, so the walk asks here.
    """

    def __init__(self):
        self.latest = -1
        self.entries = {}  # by identity of the memory: a list of when, and a weak reference
        self.room = 1000

    def note(self, array):
        """Remember that an array was changed just now."""
        step = array._step
        entry = step.entry if type(step) is Variable else self.entry(array._value)
        entry[0] = self.latest = next_number()

    def entry(self, value):
        """The entry of the memory that a NumPy array is a window into."""
        memory = memory_of(value)
        entry = self.entries.get(id(memory))
        if entry is None or entry[1]() is not memory:
            if len(self.entries) > self.room:  # forget the memory that is gone
                self.entries = {key: e for key, e in self.entries.items() if e[1]() is not None}
                self.room = max(1000, 2 * len(self.entries))
            entry = self.entries[id(memory)] = [-1, weakref.ref(memory)]
        return entry


def memory_of(value):
    """The array that owns the memory which `value` is a window into."""
    while isinstance(value.base, np.ndarray):
        value = value.base
    return value


changes = Changes()


class Variable:
    """The end of the trail: an array whose gradient was asked for with ``attach_grad``."""

    __slots__ = ("buffer", "entry", "fresh", "grad_req", "number", "shape")

    rules = ()

    def __init__(self, value, buffer, grad_req):
        self.number = next_number()
        self.shape = buffer.shape
        self.buffer = buffer
        self.entry = changes.entry(value)
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
    """One recorded step: where its inputs came from, and one gradient rule for each input.

    A rule of None says that the result does not move when this input moves a little.
    """

    __slots__ = ("number", "parents", "rules", "shape")

    def __init__(self, shape, parents, rules):
        self.number = next_number()
        self.shape = shape
        self.parents = parents
        self.rules = rules

    def __bool__(self):
        """Whether it can still be walked: an array whose record was freed is a constant."""
        return self.rules is not None


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

    def arrive(step, gradient):  # None: nothing comes this way, whatever may lie behind
        if gradient is not None and gradient.shape != step.shape:
            gradient = fitted(gradient, step.shape)
        if step not in arrived:
            arrived[step] = gradient
            heappush(queue, (-step.number, step))
        elif arrived[step] is None:
            arrived[step] = gradient
        elif gradient is not None:
            arrived[step] = arrived[step] + gradient

    for step, gradient in heads:
        arrive(step, gradient)
    while queue:
        step = heappop(queue)[1]
        dz = arrived.pop(step)
        if type(step) is Variable:
            if step.grad_req != "null":
                reached.append((step, np.zeros(step.shape) if dz is None else dz))
            continue
        if step.rules is None:
            raise MXNetError(FREED)
        if step.number < changes.latest:
            refuse_changed(step)
        for parent, rule in zip(step.parents, step.rules, strict=True):
            if parent is not None:
                arrive(parent, None if rule is None or dz is None else rule(dz))
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
    if extra < 0:
        raise MXNetError(MISFIT.format(dx.shape, shape))
    copies = tuple(range(extra)) + tuple(
        extra + axis for axis, length in enumerate(shape) if dx.shape[extra + axis] > length == 1
    )
    if copies:
        dx = dx.sum(axis=copies, keepdims=True)
        dx = dx.reshape(dx.shape[extra:])
    if dx.shape == shape:
        return dx
    repeated = np.empty(shape, dx.dtype)
    try:
        repeated[...] = dx
    except ValueError:
        raise MXNetError(MISFIT.format(dx.shape, shape)) from None
    return repeated


MISFIT = (
    "a gradient rule returned shape {} for an array of shape {}: counted from the right, two "
    "lengths must be equal, or one of them 1."
)


def refuse_changed(step):
    """Refuse to walk a step of which a rule needs an array that was changed since.

    Only the arrays that stand in the closures of the rules count: `add` needs none.
    """
    for parent, rule in zip(step.parents, step.rules, strict=True):
        for array in held_by(rule) if parent is not None else ():
            if changes.entry(array)[0] > step.number:
                name = getattr(rule, "__qualname__", "operation").split(".")[0]
                raise MXNetError(CHANGED.format(name=name, shape=array.shape))


def held_by(thing, depth=4):
    """The NumPy arrays that a rule holds, wherever they stand in what it closes over."""
    if isinstance(thing, np.ndarray):
        yield thing
        return
    if isinstance(thing, Tracked):
        yield thing._value
        return
    if isinstance(thing, (list, tuple)):
        inner = thing
    elif isinstance(thing, partial):
        inner = (thing.func, *thing.args, *thing.keywords.values())
    else:
        cells = getattr(thing, "__closure__", None) or ()
        inner = [each.cell_contents for each in cells] + [getattr(thing, "saved_tensors", ())]
    for each in inner if depth else ():
        yield from held_by(each, depth - 1)


CHANGED = (
    "{name}: an array of shape {shape} was changed in place after {name} was recorded with it "
    "(as by x += 1 or x[...] = 1), so the gradient would be computed from the wrong numbers. "
    "Change it after backward, or change a copy: x.copy()."
)


FREED = (
    "Cannot differentiate node because it is not in a computational graph. "
    "Compute the loss inside `with autograd.record():`, from an array with attach_grad(); "
    "to go back twice over the same graph, pass retain_graph=True to the first backward."
)


NO_VARIABLE = (
    "There are no inputs in computation graph that require gradients: "
    "call attach_grad() on the parameters before recording, with grad_req 'write' or 'add'."
)
