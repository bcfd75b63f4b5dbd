"""What is remembered of an array while a program is watched: where it came from, in a few words.

A `Note` outlives its array only as a parent of younger notes, and forgets its own parents when
the chain grows long: memory stays flat, however long a program runs.
"""

import weakref

import numpy as np

#: Operations that put the same numbers elsewhere.
SAME_NUMBERS = frozenset(
    (
        "reshape",
        "view",
        "Reshape",
        "flatten",
        "Flatten",
        "squeeze",
        "expand_dims",
        "transpose",
        "identity",
        "cast",
        "Cast",
        "getitem",
        "slice",
        "slice_axis",
        "reshape_like",
        "copy",
        "array",
        "swapaxes",
        "broadcast_to",
        "BlockGrad",
        "stop_gradient",
        "detach",
        "take",
    )
)
LONGEST = 60  # operations that a note can look back
#: The usual name of an operation that has several.
SPELLED = {
    f"{kind}_{short}": name
    for kind in ("broadcast", "elemwise")
    for short, name in (
        ("add", "add"),
        ("sub", "subtract"),
        ("mul", "multiply"),
        ("div", "divide"),
        *((same, same) for same in ("power", "maximum", "minimum", "equal", "not_equal")),
        *((same, same) for same in ("greater", "greater_equal", "lesser", "lesser_equal")),
    )
}


class Note:
    """One value: the operation it came from, the user's line, its parents, and its range."""

    __slots__ = ("constant", "counts", "depth", "high", "layer", "learned", "line", "low", "made")
    __slots__ += ("name", "noisy", "number", "parents", "shape", "used", "weight", "whole")

    def __init__(self, name, line, shape, parents=(), learned=False, constant=None):
        self.name = name
        self.line = line
        self.shape = shape
        self.learned = learned
        # The line that called the outermost block, where the value went through one.
        self.made = None
        self.weight = None  # the number of the variable in the last product that it went through
        self.noisy = False  # whether it went through Dropout or BatchNorm while they train
        self.layer = None  # the line that made the library's layer which computed it
        self.whole = False  # whether it is what a block of several parts gave
        self.number = self.counts = None
        depth = 0
        for each in parents:
            self.learned = self.learned or each.learned
            self.noisy = self.noisy or each.noisy
            self.made = self.made or each.made
            self.weight = self.weight or each.weight
            depth = max(depth, each.depth)
        self.depth = depth + 1
        if self.depth > LONGEST:
            parents, self.depth = (), 0
        self.parents = parents
        self.used = False  # whether a loss has met it, for labels
        self.constant = constant
        self.low = self.high = None

    def measure(self, value):
        """Note the smallest and the largest number, and return whether all are finite."""
        if not value.size:
            return True
        low, high = float(np.minimum.reduce(value, None)), float(np.maximum.reduce(value, None))
        self.low, self.high = low, high
        return low - low == 0 and high - high == 0

    def core(self):
        """The note of the operation that computed these numbers, reshapes left out.

        >>> x = Note("dot", 1, (2, 1))
        >>> Note("reshape", 2, (2,), (x,)).core() is x
        True
        """
        note = self
        while note.name in SAME_NUMBERS and note.parents:
            note = note.parents[0]
        return note

    def linear_core(self):
        """The matrix product that these numbers are, a bias left out; else `core`.

        >>> x, b = Note("dot", 1, (2, 3)), Note("variable", 1, (3,), learned=True)
        >>> Note("add", 2, (2, 3), (x, b)).linear_core() is x
        True
        """
        note = self.core()
        while True:
            if note.name == "Dropout" and note.parents:  # it bends nothing
                note = note.parents[0].core()
                continue
            if note.name != "add" or len(note.parents) != 2:
                break
            sides = [each.core() for each in note.parents]
            other = [each for each in sides if each.name != "variable"]
            if len(other) != 1:
                break
            note = other[0]
        return note

    def ancestors(self):
        """This note and all that it came from, each once, the nearest first.

        >>> x = Note("variable", 1, (2,))
        >>> [each.name for each in Note("multiply", 2, (2,), (x, x)).ancestors()]
        ['multiply', 'variable']
        """
        seen, found, queue = {id(self)}, [], [self]
        while queue:
            note = queue.pop(0)
            found.append(note)
            for parent in note.parents:
                if id(parent) not in seen:
                    seen.add(id(parent))
                    queue.append(parent)
        return found


class Notebook:
    """The notes of the arrays that are alive."""

    def __init__(self):
        self._notes = {}

    def write(self, array, note):
        """Keep a note for as long as its array lives."""
        key = id(array)
        self._notes[key] = note, weakref.ref(array, lambda _: self._notes.pop(key, None))
        return note

    def __getitem__(self, array):
        """Return the note of an array, or None."""
        note, reference = self._notes.get(id(array), (None, None))
        return note if reference is not None and reference() is array else None

    def __len__(self):
        return len(self._notes)


def is_finite(value):
    """Return whether there is no nan and no infinity in a NumPy array.

    >>> is_finite(np.array([1e38, 1e38], "float32")), is_finite(np.array([np.nan]))
    (True, False)
    """
    if value.dtype.kind != "f":
        return True
    # A sum is quick and meets every nan and infinity; it may overflow where nothing is wrong.
    return bool(np.isfinite(value.sum()) or np.isfinite(value).all())


def known_formula(name, parents):
    """Return the name of the function that a formula computes, and what it is a function of.

    >>> z = Note("dot", 1, (4,), learned=True)
    >>> e = Note("exp", 1, (4,), (Note("negative", 1, (4,), (z,)),))
    >>> one = Note("number", None, (), constant=1.0)
    >>> known_formula("divide", (one, Note("add", 1, (4,), (e, one))))[0]
    'sigmoid'
    """
    if name == "maximum" and any(each.constant == 0 for each in parents):
        return "relu", [each for each in parents if each.constant != 0][:1]
    if name != "divide" or len(parents) != 2:
        return None, []
    above, below = parents
    if below.name == "add" and any(each.constant == 1 for each in below.parents):
        power = next((each for each in below.parents if each.name == "exp"), None)
        if power is not None and above.constant == 1 and is_negative(power.parents[0]):
            return "sigmoid", [without_minus(power.parents[0])]
        if power is not None and above is power:
            return "sigmoid", list(power.parents)
    total = below.core()
    if above.name == "exp" and total.name == "sum" and above in total.parents:
        return "softmax", list(above.parents)
    return None, []


def direction(note, wanted):
    """Return 1 where a value grows with what it came from, -1 where it falls, 0 where neither.

    Parameters
    ----------
    note : Note
    wanted : callable
        Takes a note and tells whether it is the one. Where several are, the nearest counts.

    Examples
    --------
    >>> x = Note("x", 1, (3,))
    >>> ten = Note("number", None, (), constant=10)
    >>> less = Note("subtract", 1, (3,), (ten, x))
    >>> direction(less, lambda note: note is x)
    -1
    """
    queue, seen = [(note, 1)], set()
    while queue:
        each, sign = queue.pop(0)
        if wanted(each):
            return sign
        if id(each) in seen:
            continue
        seen.add(id(each))
        if each.name in ("multiply", "divide"):
            if sum((parent.constant or 0) < 0 for parent in each.parents) % 2:
                sign = -sign
        elif each.name == "negative":
            sign = -sign
        for place, parent in enumerate(each.parents):
            turned = each.name in ("subtract", "stepped", "divide") and place == 1
            queue.append((parent, -sign if turned else sign))
    return 0


def is_negative(note):
    """Return whether it is minus something."""
    return note.name == "negative" or (
        note.name == "multiply" and any(each.constant == -1 for each in note.parents)
    )


def without_minus(note):
    """Return what it is minus of."""
    return next((each for each in note.parents if each.constant != -1), note)
