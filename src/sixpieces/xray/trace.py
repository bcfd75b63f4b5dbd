"""Watch a program at work and write down what each of its pieces does, in numbers.

A `Trace` listens to the engine (`sixpieces.listen`). `Trace.facts` returns what it saw as plain
data: for each piece its numbers, and a list of what happened where. It judges nothing: that is
for `rules`, which read the data and know no engine. Kept are counts, ranges, first and last
values, never arrays of a batch, so memory stays flat.
"""

import itertools
import math
import weakref
from collections import defaultdict

import numpy as np

from sixpieces import listen
from sixpieces.gluon.data.data import ArrayDataset
from sixpieces.gluon.loss.loss import Loss
from sixpieces.gluon.nn.nn import Dense
from sixpieces.ndarray import NDArray
from sixpieces.tape import Variable, state
from sixpieces.xray.notes import SPELLED, Note, Notebook, direction, is_finite, known_formula
from sixpieces.xray.rows import Rows
from sixpieces.xray.source import assigned, comparisons, lone_shuffles, mentions, scores
from sixpieces.xray.where import line_of, name_of, own_frame, own_line, own_lines

STEPPED = ("variable", "stepped", "stepped up")
LINEAR = ("FullyConnected", "dot")
PRODUCTS = (*LINEAR, "batch_dot", "Embedding")
COMPARISONS = ("greater", "greater_equal", "lesser", "lesser_equal")
ELEMENTWISE = ("add", "subtract", "multiply", "divide", "power", "maximum", "minimum", "equal")
ELEMENTWISE = (*ELEMENTWISE, "not_equal", *COMPARISONS)
NOISY = ("Dropout", "BatchNorm")
LOGS = ("log", "log_softmax", "log1p", "log2", "log10", "log_sigmoid", "softrelu", "exp")
GAPS = ("square", "power", "abs", "norm", "smooth_l1")
LAYERED = ("sigmoid", "softmax", "log_softmax", "tanh", "relu", "FullyConnected")
COUNTED = 64  # batches whose labels are counted one after the other; of later ones, every 16th
CLASSES = 20  # labels of more values than these are no classes
RANGES = (("low", min), ("high", max), ("label_low", min), ("label_high", max))
CURVE = 200  # points that are kept of the loss curve


class Curve:
    """A long list of numbers as at most `CURVE` means of equal stretches."""

    def __init__(self):
        self.points, self.width = [], 1
        self.total = self.count = 0
        self.first = self.last = self.finite = None
        self.seen = 0

    def facts(self):
        """Return the facts for `Trace.facts`: beginning and end are means of some points."""
        some = max(1, min(len(self.points) // 5, 20))
        return {
            "points": self.points,
            "width": self.width,
            "seen": self.seen,
            "first": self.first,
            "last": self.last,
            "last_finite": self.finite,
            "peak": max(self.points, default=None),
            "begin": mean_of(self.points[:some]),
            "end": mean_of(self.points[-some:]),
        }

    def add(self, value):
        """Take in the next number."""
        self.first = value if self.first is None else self.first
        self.last = value
        if math.isfinite(value):
            self.finite = value
        self.seen += 1
        self.total, self.count = self.total + value, self.count + 1
        if self.count == self.width:
            self.points.append(self.total / self.width)
            self.total = self.count = 0
            if len(self.points) == CURVE:
                pairs = zip(self.points[::2], self.points[1::2], strict=True)
                self.points = [(a + b) / 2 for a, b in pairs]
                self.width *= 2


class Pulls:
    """How far steps go, beside the size of the parameters and of their gradients."""

    def __init__(self):
        self.size = self.change = self.slope = self.gain = 0.0
        self.largest = self.seen = 0
        self.gains = Curve()

    def add(self, old, new, gradient, rows=1):
        """Take in what one step did to one array, by a gradient that is a sum over rows."""
        self.size += float(np.square(old, dtype="float64").sum())
        self.change += float(np.square(new - old, dtype="float64").sum())
        self.slope += float(np.square(gradient, dtype="float64").sum())
        gain = abs(float(np.multiply(new - old, gradient, dtype="float64").sum())) / rows
        self.gains.add(gain)
        self.gain += gain
        self.largest = max(self.largest, float(np.abs(new).max(initial=0)))
        self.seen += 1

    def facts(self):
        """Return the facts for `Trace.facts`."""
        ratio = (self.change / self.size) ** 0.5 if self.size > 0 else None
        gains = self.gains.points
        some = len(gains) // 3
        eases = some > 0 and max(gains[-some:]) < 0.5 * max(gains[:some])
        return {"change": ratio, "moved": self.change > 0, "largest": self.largest} | {
            "slope": self.slope / max(self.seen, 1),
            "gain": self.gain,
            "eases": eases,
            "seen": self.seen,
        }


class Watched:
    """What is known of one array with a gradient."""

    def __init__(self, name, array, line, number=0, made=None):
        self.name = name
        self.line = line
        self.number = number  # tells it from all others
        self.made = made  # where its layer was made
        self.called = None  # the line that last called its layer
        self.recorded = False  # whether one of these calls was recorded
        self.shape = array.shape
        self.array = array
        self.first = summary(array._value)
        self.reached = self.moved = self.noted = 0
        self.rows = self.waits = 0  # rows, and walks back, since its last step
        self.fresh = 0  # steps since it was last initialised
        self.before = None  # a copy from before the next step by hand, now and then
        self.stale = False  # moved since its gradient was last cleared

    def facts(self):
        """Return the facts for `Trace.facts`."""
        step = self.array._step
        return {
            "name": self.name,
            "line": self.line,
            "shape": list(self.shape),
            "grad_req": step.grad_req if type(step) is Variable else "null",
            "first": self.first,
            "last": summary(self.array._value),
            "reached": self.reached,
            "moved": self.moved,
            "used": self.noted,
            "made": self.made,
            "called": self.called,
            "recorded": self.recorded,
        }


class Spread:
    """How many labels there were, and how far they lie from their mean."""

    def __init__(self):
        self.rows = self.total = self.squares = 0

    def add(self, value):
        """Take in the labels of a batch."""
        self.rows += value.size
        self.total += float(value.sum(dtype="float64"))
        self.squares += float(np.square(value, dtype="float64").sum())

    def facts(self):
        """Return the facts for `Trace.facts`."""
        mean = self.total / max(self.rows, 1)
        return {"rows": self.rows, "variance": self.squares / max(self.rows, 1) - mean**2}


def mean_of(numbers):
    """Return the mean of some numbers, None of none."""
    return sum(numbers) / len(numbers) if numbers else None


def summary(value):
    """Return size and sameness of an array: its root mean square, and whether units are equal."""
    matrix = value.reshape(len(value), -1) if value.ndim > 1 else None
    wide = matrix is not None and matrix.shape[1] > 1
    return {
        "rms": float(np.sqrt(np.mean(np.square(value, dtype="float64")))) if value.size else 0.0,
        "equal_rows": bool(matrix is not None and len(matrix) > 1 and same(matrix)),
        "equal_columns": bool(wide and same(matrix.T)),
    }


def same(rows):
    """Return whether all rows are equal, up to rounding."""
    return np.allclose(rows, rows[:1], rtol=1e-3, atol=1e-8)


def scale(columns):
    """Return the largest size of each column of a matrix, 1 where it is constant."""
    values = np.asarray(columns, "float64").reshape(len(columns), -1)
    spread = values.std(axis=0)
    return np.where(spread > 0, np.maximum(spread, np.abs(values.mean(axis=0))), np.nan)


def classes(value):
    """Return how often each class is among labels, and a number that differs for other labels.

    None where they are no whole numbers, or too many different ones for classes.

    >>> classes(np.array([0, 1, 1.0]))[0], classes(np.array([0.5]))
    ({0.0: 1, 1.0: 2}, None)
    """
    some = value.reshape(-1)[:4]
    if not is_finite(some) or (some != np.rint(some)).any():  # a quick way out for most
        return None
    numbers, counts = np.unique(value, return_counts=True)
    if len(numbers) > CLASSES or not is_finite(numbers) or (numbers != np.rint(numbers)).any():
        return None
    named = zip(numbers.astype("float64").tolist(), counts.tolist(), strict=True)
    return dict(named), hash(value.tobytes())


class Batches:
    """How alike the labels of different batches are."""

    def __init__(self):
        self.count = self.rows = 0
        self.different = set()
        self.sums, self.squares = {}, {}  # of each class's share of a batch

    def add(self, counts, code):
        """Take in how often each class is in a batch."""
        rows = sum(counts.values())
        self.count, self.rows = self.count + 1, self.rows + rows
        if len(self.different) < COUNTED:
            self.different.add(code)
        for each, count in counts.items():
            share = count / rows
            self.sums[each] = self.sums.get(each, 0) + share
            self.squares[each] = self.squares.get(each, 0) + share * share

    def facts(self):
        """Return which part of the labels' variance lies between the batches: 1 where sorted."""
        means = {each: total / self.count for each, total in self.sums.items()}
        whole = sum(mean * (1 - mean) for mean in means.values())
        between = sum(self.squares[each] / self.count - mean**2 for each, mean in means.items())
        return {
            "count": self.count,
            "different": len(self.different),
            "rows": self.rows / self.count,
            "classes": len(means),
            "between": between / whole if whole > 1e-9 else 0.0,
        }


class Trace:
    """A listener that writes down what a program does."""

    def __init__(self, script=None):
        self.script = script
        self.handlers = {}  # event -> the method that hears it, or None
        self.notes = Notebook()
        self.happened = {}  # (what, line, ...) -> facts
        self.watched = {}  # id(Variable or array) -> Watched
        self.curves = {}  # (line of a backward, which training) -> the curve of its loss
        self.training = 0  # counts up whenever something begins that can be trained
        self.in_trainers = set()
        self.features = self.labels = self.model = self.trainer = self.score = None
        self.loaders, self.layers, self.datasets = {}, {}, {}
        self.built = weakref.WeakKeyDictionary()  # loader or block -> the line that made it
        self.parameters = {}
        self.blocks = []
        self.rows = None
        self.pending = {"rows": 0, "backwards": 0, "reduction": None, "line": None, "goal": 0}
        self.numbers = itertools.count(1)
        self.made = {}  # parameter -> the line that made its layer
        self.predicting = set()  # numbers of the variables that predictions came from
        self.asked = set()  # numbers of the variables that are rows to predict, not weights
        self.losses = 0  # since the walk back before
        self.settings = weakref.WeakKeyDictionary()  # loss -> how it was set
        self.walked = 0  # rows of the last walk back
        self.walks = {}  # which training -> walks back in it
        self.cut = None
        self.nan = self.strange = None
        self.error = self.lost = None
        self.met = Rows()
        self.taken = [None, None]  # where features and labels were put into an order, if at all
        self.seen = None  # the note of the features that were looked at last
        self.given_rows = None  # the features of the record that is made
        self.places = {}  # where arrays are made that have a gradient
        self.reads = {}  # line -> what the numbers were that the program took out
        self.files = set()
        self.backward_frame = None
        self.steps = self.backwards = 0
        self.stepping = False
        self.relus = {}
        self.metrics = {}
        self.epoch = 0
        self.starts = {}  # parameter -> the line that initialised it
        self.pulls, self.spread = Pulls(), Spread()
        self.again = {}  # what was started again, until it is stepped again or gets a new trainer
        self.trained_lines = set()  # lines whose values a backward has gone through

    # Listening

    def __call__(self, event, *facts):
        """Hear one event."""
        try:
            handler = self.handlers[event]
        except KeyError:
            handler = self.handlers[event] = getattr(self, f"on_{event}", None)
        if handler is not None:
            try:
                handler(*facts)
            except Exception as error:  # it must not end the program that it watches
                self.lose_sight(error)

    def lose_sight(self, error):
        """Stop listening, and write down why."""
        self.handlers = defaultdict(lambda: None)
        self.lost = {"line": own_line(), "error": f"{type(error).__name__}: {error}"}

    def __enter__(self):
        listen.listeners.append(self)
        return self

    def __exit__(self, kind, error, trace):
        listen.listeners.remove(self)
        if error is not None:
            self.fail(error)

    def fail(self, error):
        """Write down the error that ended the program."""
        where = line_of(error)
        if isinstance(error, SyntaxError) and where is None:
            where = error.filename, error.lineno
        self.error = {"type": type(error).__name__, "message": str(error), "line": where}

    def happen(self, what, line, *more, **facts):
        """Write down that something happened at a line: how often, first and last with what."""
        key = (what, line, *more)
        entry = self.happened.get(key)
        if entry is None:
            entry = self.happened[key] = {"what": what, "line": line, "count": 0, "first": facts}
        entry["count"] += 1
        entry["last"] = facts
        if facts.get("one_class") and facts.get("new"):
            single = entry.setdefault("single", {})
            key = f"{facts['label_low']:g}"
            if key in single or len(single) < 20:
                single[key] = single.get(key, 0) + 1
        for name, choose in RANGES:
            if name in facts:
                now, before = facts[name], entry.get(name)
                known = now is not None and before is not None
                entry[name] = choose(now, before) if known else before if now is None else now
        return entry

    # Arrays

    def note(self, array):
        """Return the note of an array, made where there is none."""
        found = self.notes[array]
        if found is None:
            value = array._value
            if type(array._step) is Variable:
                found = Note("variable", None, value.shape, learned=True)
                found.number = self.number_of(array)
            elif value.size == 1:
                constant = float(value.reshape(-1)[0])
                found = Note("number", None, value.shape, constant=constant)
                found.low = found.high = constant
            else:
                found = Note("made", None, value.shape)
                found.measure(value)
            self.notes.write(array, found)
        return found

    def number_of(self, array):
        """Return the number of an array with a gradient, the same for as long as it is watched."""
        watched = self.watched.get(id(array))
        known = watched is not None and watched.array is array
        return watched.number if known else next(self.numbers)

    def watch(self, name, array, line, made=None):
        """Begin to watch an array with a gradient."""
        found = self.watched[id(array)] = Watched(name, array, line, next(self.numbers), made)
        return found

    def on_array(self, source, made):
        """Hear that an array was made of numbers, or of another array."""
        line = own_line()
        parents = (self.note(source),) if isinstance(source, NDArray) else ()
        note = Note("array", line, made.shape, parents)
        note.measure(made._value)
        if math.prod(made.shape) == 1:
            note.constant = note.low
        if not parents and ("gradient read", line) in self.happened:
            read = self.reads.get(line)
            if read is not None and read["of"] == "variable" and read["shape"] == list(made.shape):
                note.name = "stepped"  # in NumPy
        self.notes.write(made, note)
        if state.recording and self.cut is not None and not parents:
            self.happen("cut", self.cut[0], how=self.cut[1])

    def on_read(self, array):
        """Hear that an array became plain numbers."""
        note = self.notes[array]
        if note is not None and note.learned:
            frame = own_frame()
            line = (frame.f_code.co_filename, frame.f_lineno) if frame is not None else None
            if frame is not None and line not in self.reads:
                core = note.core()
                self.reads[line] = {
                    "line": line,
                    "of": core.name,
                    "low": core.low,
                    "high": core.high,
                    "weight": core.weight,
                    "shape": list(note.shape),
                    "noisy": note.noisy,
                    "made": product_line(note),
                    "rows": names_of_rows(frame, note.shape),
                }
        if note is not None and note.name == "gradient":
            self.happen("gradient read", own_line())
        if note is not None and note.name.startswith("stepped"):
            self.happen("stepped and used", note.line)
        if state.recording and array._step is not None:
            self.cut = own_line(), "asnumpy"

    def on_operation(self, name, inputs, options, result):
        """Hear that an operation was done."""
        arrays = [each for each in inputs if isinstance(each, NDArray)]
        parents = tuple([self.note(each) for each in arrays])
        line = own_line()
        name = SPELLED.get(name, name)
        if name == "Activation":
            name = options.get("act_type") or name
        if name == "scaled":  # what Dropout does while it trains
            name = "Dropout"
        value = result._value
        if name in ("divide", "maximum"):
            known, of = known_formula(name, parents)
            if known:
                name, parents = known, tuple(of)
        note = Note(name, line, value.shape, parents)
        if name in NOISY and state.training:
            note.noisy = True
        if name in LAYERED and self.blocks and is_library(self.blocks[-1]):
            note.layer = self.built.get(self.blocks[-1])
        for each in parents:
            if each.name.startswith("stepped"):
                self.happen("replaced" if state.recording else "stepped and used", each.line)
        if not note.measure(value):
            note.low = note.high = None
            if self.nan is None:
                self.first_nan(name, line, arrays, value, note.learned)
        self.notes.write(result, note)
        if name == "detach" or name in ("BlockGrad", "stop_gradient"):
            if state.recording and arrays[0]._step is not None:
                self.happen("cut", line, how=name)
        elif len(arrays) == 2 and name in ELEMENTWISE:
            self.two_arrays(name, line, parents, note, arrays)
            if name in ("subtract", "add") and parents[0].name in STEPPED:
                if any(each.name == "gradient" for each in parents[1].ancestors()):
                    note.name = "stepped" if name == "subtract" else "stepped up"
                    self.happen("stepped", line)
        elif name in PRODUCTS:
            self.product(name, line, parents, arrays, note)
        elif name in ("pick", "one_hot"):
            self.picked(name, line, parents, arrays, options)
        elif name == "argmax" and note.learned:
            axis = options.get("axis")
            if axis is not None and parents[0].shape[axis] == 1 and len(parents[0].shape) > 1:
                self.happen("argmax of one", line, shape=list(parents[0].shape))
        elif name in ("softmax", "log_softmax"):
            axis = options.get("axis", -1)
            if value.shape[axis if axis is not None else -1] == 1:
                self.happen("softmax over one", line, shape=list(value.shape))
            if parents[0].core().name in ("softmax", "log_softmax"):
                self.happen("twice", line, outer=name, inner=parents[0].core().name)
        elif name == "sigmoid" and parents and parents[0].core().name == "sigmoid":
            self.happen("twice", line, outer=name, inner="sigmoid")
        elif name == "log" and parents[0].learned and parents[0].low is not None:
            if parents[0].low <= 0:
                self.happen("log of zero", line, low=parents[0].low)
        elif name == "relu" and note.learned and value.ndim > 1:
            self.units(note.layer or line, value)

    def first_nan(self, name, line, arrays, value, learned):
        """Write down where the first number that is none came from.

        What is computed from data alone counts when something learned meets it.
        """
        wrong = [each for each in arrays if not is_finite(each._value)]
        data = bool(wrong) and not any(self.note(each).learned for each in wrong)
        if (wrong and not data) or (not learned and self.strange is not None):
            return  # it was there before
        if learned and data and self.strange is not None:
            self.nan = {**self.strange, "in_data": True}
            return
        found = {
            "operation": name,
            "line": line,
            "gives": "nan" if np.isnan(value).any() else "infinity",
            "in_data": data,
            "inputs": [shown(each._value) for each in arrays],
            "backwards": self.backwards,
            "recorded": state.recording,
        }
        if learned:
            self.nan = found
        else:
            self.strange = found

    def two_arrays(self, name, line, parents, note, arrays):
        """Look at an operation on two arrays: shapes, thresholds, labels."""
        left, right = parents
        if name == "multiply" and note.weight is None:
            note.weight = weight_of(parents)
        sizes = [math.prod(each.shape) for each in parents]
        if sizes[0] == sizes[1] > 1 and math.prod(note.shape) == sizes[0] ** 2:
            one_learned = left.learned != right.learned
            self.happen(
                "broadcast",
                line,
                shapes=[list(left.shape), list(right.shape)],
                result=list(note.shape),
                operation=name,
                one_learned=one_learned,
                parameter="variable" in (left.core().name, right.core().name),
            )
        if name in COMPARISONS and 1 in sizes and left.learned != right.learned:
            score, limit = (left, right) if left.learned else (right, left)
            if limit.constant is not None:
                core = score.core()
                self.happen(
                    "threshold",
                    line,
                    limit=limit.constant,
                    of=core.name,
                    low=core.low,
                    high=core.high,
                    noisy=score.noisy,
                    weight=score.weight,
                    made=product_line(score),
                )
        if left.learned != right.learned and state.recording:
            self.meet(*((right, arrays[1]) if left.learned else (left, arrays[0])))
            if name == "multiply":
                self.exchanged(line, left, right)
        if name in ("equal", "subtract") and left.learned != right.learned:
            learned = left if left.learned else right
            far = name == "subtract" and not state.recording and is_one_draw(learned)
            if sizes[0] == sizes[1] and (name == "equal" or far):
                self.compared(line, learned)

    def counting(self):
        """Return whether the labels of this batch are counted."""
        seen = self.walks.get(self.training, 0)
        return seen < COUNTED or seen % 16 == 0

    def picked(self, name, line, parents, arrays, options):
        """Look at class numbers that choose among outputs."""
        labels = parents[-1] if name == "pick" else parents[0]
        if name == "pick":
            axis = options.get("axis", -1)
            classes = parents[0].shape[-1 if axis is None else axis]
            if not parents[0].learned or not state.recording:
                return
        else:
            classes = options.get("depth", 0)
        if labels.low is not None and not labels.learned:
            if name == "pick":
                self.meet(labels, arrays[-1])
            self.happen("picked", line, low=labels.low, high=labels.high, classes=classes, by=name)

    def exchanged(self, line, left, right):
        """Look whether the logarithm is taken of the labels in place of the probabilities."""
        learned, other = (left, right) if left.learned else (right, left)
        core = other.core()
        if core.name != "log" or learned.low is None or not core.parents:
            return
        of = core.parents[0]
        if learned.low >= 0 and learned.high <= 1 and of.low is not None and of.low < 1e-3:
            if of.high > 1 - 1e-3:
                self.happen("exchanged", own_lines())

    def meet(self, note, array):
        """Remember the labels of the rows in the record; what was drawn just now is none."""
        if note.counts is None and array._value.size > 1 and self.counting():
            note.counts = classes(array._value)
        if self.given_rows is not None and self.given_rows[1] is None:
            if array._value.size == len(self.given_rows[0]) > 1 and note.name != "made":
                self.given_rows = self.given_rows[0], array._value.reshape(-1)
                self.taken[1] = note.line if note.name == "take" else None

    def product(self, name, line, parents, arrays, note):
        """Look at a matrix product: features go in, or what another product gave."""
        note.weight = weight_of(parents) or note.weight
        rows = parents[0].core()
        if rows.name == "variable" and note.shape[:1] == rows.shape[:1] == (self.rows,):
            self.asked.add(rows.number)
        if state.recording and not parents[0].learned and len(parents[0].shape) > 1:
            if self.given_rows is None and parents[1].learned:
                self.taken[0] = parents[0].line if parents[0].name == "take" else None
                self.given_rows = arrays[0]._value, None
                self.met.see(arrays[0]._value, weight_of(parents))
        for each, array in zip(parents, arrays, strict=True):
            if not each.learned and len(each.shape) > 1:
                self.see_features(each, array._value)
        source = parents[0].linear_core()
        linear = source.name in LINEAR and source.learned and any(p.learned for p in parents[1:])
        if linear and not source.whole:
            weights = (each for each in self.watched.values() if each.number == source.weight)
            layer = next(weights, None)
            self.happen("linear after linear", (layer and layer.made) or line)

    def units(self, line, value):
        """Count for each hidden unit of a relu whether any row wakes it."""
        alive = (value > 0).reshape(-1, value.shape[-1]).any(axis=0)
        seen = self.relus.get(line)
        if seen is None or seen["now"].shape != alive.shape:
            seen = self.relus[line] = {"now": alive, "before": None, "calls": 0}
        seen["calls"] += 1
        seen["now"] = seen["now"] | alive
        if seen["calls"] % 50 == 0:
            seen["before"], seen["now"] = seen["now"], alive

    def on_write(self, array, value):
        """Hear that elements of an array were changed in place."""
        line = own_line()
        note = self.notes[array]
        if note is not None and note.name == "gradient":
            for each in self.watched.values():
                each.stale = False
            self.happen("gradient cleared", line)
            return
        source = None if value is None else self.note(value)
        watched = self.watched_of(array)
        if watched is None:
            if source is not None:
                self.notes.write(array, source)
            return
        if self.stepping:
            return
        ancestors = source.ancestors() if source is not None else []
        if any(each.name == "gradient" for each in ancestors):
            self.by_hand(watched, source, line)
        elif watched.moved and not any(each.learned for each in ancestors):
            self.again[id(watched)] = self.happen("rewritten", line, name=watched.name)

    def by_hand(self, watched, source, line):
        """Write down a step that the program makes itself."""
        watched.moved += 1
        watched.stale = True
        if id(watched) in self.again:
            self.again.pop(id(watched))["goes_on"] = True
        if watched.before is not None and type(watched.array._step) is Variable:
            now = watched.array
            self.pulls.add(watched.before, now._value, now._step.buffer, self.summed())
            watched.before = None
        factors = [
            each.constant
            for note in source.ancestors()
            if note.name in ("multiply", "divide")
            for each in note.parents
            if each.constant is not None
        ]
        self.happen(
            "step by hand",
            line,
            self.pending["reduction"],
            reduction=self.pending["reduction"],
            rows=self.pending["rows"],
            factors=factors[:6],
            sign="add" if added(source) else "subtract",
            goal=self.pending["goal"],
            predicts=watched.number in self.predicting,
            asked=watched.number in self.asked,
            backwards=self.backwards,
        )
        self.after_step()

    def on_attach(self, array):
        """Hear that a gradient is wanted for an array."""
        line = own_line()
        note = self.notes[array]
        before = note.ancestors() if note is not None else []
        if any(each.name == "gradient" for each in before):
            same_line = [w for w in self.watched.values() if w.shape == array.shape]
            watched = same_line[-1] if same_line else None
            if watched is not None:
                watched.array = array
                self.watched[id(array)] = watched
                self.by_hand(watched, note, line)
        else:
            self.training += 1
            self.attached_again(array)
        if self.watched_of(array) is None:  # where a step went wrong
            self.watch(*self.known_as(array, line))
        fresh = Note("variable", line, array.shape, learned=True)
        fresh.number = self.number_of(array)
        fresh.measure(array._value)
        self.notes.write(array, fresh)

    def attached_again(self, array):
        """Look whether an array takes the place of one that was trained, in the same loop."""
        place = own_lines(), array.shape
        old, laps = self.places.get(place, (None, 0))
        if old is not None and old.moved and self.met.laps <= laps + 1 and place[0]:
            self.happen("attached again", place[0][0][:2])
        line = place[0][0][:2] if place[0] else None
        found = self.watch(*self.known_as(array, line))
        self.places[place] = found, self.met.laps

    def known_as(self, array, line):
        """Return what to watch it by: its name in the program, where it has one, and its line.

        Where a loop asks for the gradients of several, that is the line that made it.
        """
        name, made = birth_of(array)
        if name is not None:
            return name, array, line if mentions(*line, name) else made
        return f"array of line {line[1]}" if line else "array", array, line

    def watched_of(self, array):
        """Return what is known of an array with a gradient, or None."""
        found = self.watched.get(id(array))
        if found is not None and found.array is array:
            return found
        if type(array._step) is Variable:  # it was there before anybody watched
            note = self.note(array)
            found = self.watch("array", array, note.line or own_line())
            found.number = note.number
            return found
        return None

    def on_grad(self, array, gradient):
        """Hear that a gradient was asked for."""
        if not self.stepping:
            note = Note("gradient", own_line(), gradient.shape)
            self.notes.write(gradient, note)

    # Backward

    def on_backward(self, heads):
        """Hear that the walk back begins."""
        frame = own_frame()
        line = None if frame is None else (frame.f_code.co_filename, frame.f_lineno)
        self.backward_frame = None if frame is None else name_of(frame.f_code)
        head = heads[0]
        note = self.note(head)
        self.backwards += 1
        self.walks[self.training] = self.walks.get(self.training, 0) + 1
        if self.given_rows is not None:
            if self.given_rows[1] is not None:
                self.met.pair(*self.given_rows)
            self.given_rows = None
        recorded = head._step is not None and head._step.rules is not None
        reduction, rows, kind = how_reduced(note)
        rows = rows or self.rows or 1
        for each in self.watched.values():
            step = each.array._step
            if type(step) is Variable and step.grad_req == "add":
                if each.stale and step.buffer.any():
                    self.happen("gradients pile up", line, name=each.name)
        value = float(np.add.reduce(head._value, None) / max(1, head._value.size))
        if reduction == "sum":
            value /= rows
        self.curves.setdefault((line, self.training), Curve()).add(value)
        pending = self.pending
        pending["rows"] += rows
        pending["backwards"] += 1
        self.walked = rows
        pending["reduction"], pending["line"] = reduction, note.line
        # With a loss of the library, walks after the first ones tell nothing new.
        ancestors = note.ancestors() if self.counting() or not kind else ()
        self.trained_lines.update(each.line for each in ancestors)
        self.trained_lines.add(note.made)
        probable = [each for each in ancestors if is_log_of_probability(each)]
        if ancestors:
            pending["goal"] = goal_of(note, kind, bool(probable))
        joined, self.losses = self.losses > 1, 0
        labels, scores = None, None
        if not kind:
            labels, scores = labels_of(ancestors)
        self.happen(
            "backward",
            line,
            recorded=recorded,
            reduction=reduction,
            rows=rows,
            shape=list(head.shape),
            value=value,
            low=note.low,
            high=note.high,
            loss=kind,
            logs=len(probable),
            mean_line=note.line,
            sign=note.name,
            epoch=self.epoch,
            goal=pending["goal"],
            joined=joined,
        )
        if labels is not None:
            gap = any(is_gap(each) for each in ancestors)
            gap = gap and not any(each.name in LOGS and each.learned for each in ancestors)
            softplus = any(is_softplus(each) for each in ancestors)
            self.own_loss(line, labels, scores, bool(probable), gap, softplus)

    def own_loss(self, line, labels, scores, has_log, gap, softplus):
        """Write down what a loss written by hand is given."""
        core = scores.core()
        self.see_labels(labels)
        self.see_predicting(scores)
        entry = self.happen(
            "loss",
            line,
            loss="by hand",
            log=has_log,
            gap=gap,
            softplus=softplus,
            inner=core.parents[0].core().name if core.name == "log" else core.name,
            straight=core.name == "log" and unclipped(core.parents[0]).name in PRODUCTS,
            weight=scores.weight,
            labels_line=labels.line,
            whole=labels.counts is not None,
            of=core.name,
            low=core.low,
            high=core.high,
            label_low=labels.low,
            label_high=labels.high,
            of_line=core.layer or core.line,
            shapes=[list(scores.shape), list(labels.shape)],
            one_class=labels.low is not None and labels.low == labels.high,
            new=not labels.used,
            rows=len_of(labels.shape),
        )
        labels.used = True
        self.see_batch(entry, labels)

    def see_predicting(self, scores):
        """Write down which variables the predictions come from."""
        if self.backwards < 8:
            numbers = (each.number for each in scores.ancestors() if each.name == "variable")
            self.predicting.update(numbers)

    def see_batch(self, entry, labels):
        """Count the labels of one batch for the loss that they are given to."""
        if labels.counts is not None and self.counting():
            trainings = entry.setdefault("batches", {})
            if self.training in trainings or len(trainings) < CLASSES:
                trainings.setdefault(self.training, Batches()).add(*labels.counts)

    def on_gradients(self, variables):
        """Hear which variables the walk back has reached."""
        reached = {id(each) for each in variables}
        for watched in self.watched.values():
            if id(watched.array._step) in reached:
                watched.reached += 1
                watched.waits += 1
                add = watched.array._step.grad_req == "add"
                watched.rows = self.walked + (watched.rows if add else 0)
        self.cut = None
        if self.steps < 3 or self.steps % 16 == 0:
            for watched in self.watched.values():
                watched.before = watched.array._value.copy()

    # Blocks and losses

    def on_block(self, block):
        """Hear that a block was made."""
        self.built[block] = own_line()

    def on_call(self, block, args):
        """Hear that a block is called."""
        if not args or not isinstance(args[0], NDArray):
            return
        note = self.note(args[0])
        if is_loss(block):
            self.loss_call(block, args)
            return
        if not self.blocks:
            self.rows = len_of(args[0].shape)
            if note.learned and note.core().name == "variable":
                self.asked.add(note.core().number)
            if not note.learned:
                self.see_features(note, args[0]._value)
            if not note.learned and (self.model is None or self.model["block"] != id(block)):
                name = type(block).__name__
                self.model = {"name": name, "line": own_line(), "block": id(block)}
                self.layers = {}
        self.blocks.append(block)

    def on_called(self, block, args, output):
        """Hear that a block has computed."""
        if is_loss(block):
            if isinstance(output, NDArray) and isinstance(args[0], NDArray):
                parents = tuple(self.note(each) for each in args[:2] if isinstance(each, NDArray))
                note = Note(f"loss:{type(block).__name__}", own_line(), output.shape, parents)
                inner = self.note(output)
                note.low, note.high = inner.low, inner.high
                self.notes.write(output, note)
            return
        if block in self.blocks:
            while self.blocks.pop() is not block:
                pass
            if not self.blocks and isinstance(output, NDArray):
                note = self.note(output)
                note.made, note.whole = own_line(), bool(block._children)
        if not isinstance(output, NDArray):
            return
        if type(block).__name__ == "BatchNorm" and state.training:
            old = self.note(output)
            note = Note("BatchNorm", old.line, output.shape, (old,))
            note.noisy = True
            note.low, note.high = old.low, old.high
            self.notes.write(output, note)
        for parameter in getattr(block, "_reg_params", {}).values():
            watched = self.parameters.get(parameter)
            if watched is not None:
                watched.noted += 1
                if watched.noted < 8 and not watched.recorded:
                    watched.called, watched.recorded = own_line(), state.recording
        if isinstance(block, Dense) and id(block) not in self.layers:
            activation = block.act.name if getattr(block, "act", None) is not None else None
            shape = list(block.weight.shape)
            self.layers[id(block)] = {
                "units": shape[0],
                "inputs": shape[1],
                "activation": activation,
            }
        if not self.blocks and self.model is not None:
            note = self.note(output)
            for name, choose in (("low", min), ("high", max)):
                value = getattr(note, name)
                if value is not None:
                    self.model[name] = choose(value, self.model.get(name, value))
            self.model["outputs"] = list(output.shape[1:]) or [1]

    def loss_call(self, block, args):
        """Write down what a loss is given."""
        line = own_line()
        pred = args[0]
        label = args[1] if len(args) > 1 and isinstance(args[1], NDArray) else pred
        scores, labels = self.note(pred), self.note(label)
        core = scores.core()
        value = label._value
        if self.counting():
            self.spread.add(value)
            labels.counts = labels.counts or classes(value)
        self.see_labels(labels)
        key = "loss", line, type(block).__name__
        whole = key not in self.happened and bool(
            value.dtype.kind in "iub" or (is_finite(value) and (value == np.rint(value)).all())
        )
        settings = self.settings.get(block)
        if settings is None:
            settings = self.settings[block] = {
                name: getattr(block, f"_{name}")
                for name in ("from_sigmoid", "sparse_label", "from_logits", "label_format", "axis")
                if hasattr(block, f"_{name}")
            }
        if state.recording:
            self.losses += 1
            self.see_predicting(scores)
        entry = self.happen(
            "loss",
            line,
            type(block).__name__,
            loss=type(block).__name__,
            weight=scores.weight,
            labels_line=labels.core().line or labels.line,
            settings=settings,
            of=core.name,
            of_line=core.layer or core.line,
            layer=core.layer or core.linear_core().layer,
            made=self.built.get(block),
            low=scores.low,
            high=scores.high,
            label_low=labels.low,
            label_high=labels.high,
            whole=whole,
            pred_learned=scores.learned,
            label_learned=labels.learned,
            shapes=[list(pred.shape), list(label.shape)],
            one_class=labels.low is not None and labels.low == labels.high,
            new=not labels.used,
            rows=len_of(pred.shape),
            recording=state.recording,
            noisy=scores.noisy,
        )
        labels.used = True
        if state.recording:
            self.see_batch(entry, labels)
        if state.recording and self.given_rows is not None and not labels.learned:
            self.given_rows = self.given_rows[0], value
        if not state.recording and scores.learned:
            self.happen("loss outside", line)
            if is_one_draw(scores):
                self.compared(line, scores)

    # Data

    def see_features(self, note, value=None):
        """Write down what the rows look like."""
        if note is self.seen:  # a block has shown it, and its product shows it again
            return
        self.seen = note
        if self.features is None:
            line = note.core().line or note.line
            self.features = {"line": line, "shape": list(note.shape), "rows": 0}
            self.features |= {"low": note.low, "high": note.high, "finite": True, "scales": None}
        found = self.features
        found["rows"] = max(found["rows"], len_of(note.shape))
        for name, choose in (("low", min), ("high", max)):
            now, seen = getattr(note, name), found[name]
            if now is not None:
                found[name] = now if seen is None else choose(now, seen)
        if value is not None:
            if "dtype" not in found:
                found["dtype"] = str(value.dtype)
            finite = note.low is not None and math.isfinite(note.low + note.high)
            found["finite"] = found["finite"] and (finite or is_finite(value))
            if found["scales"] is None and value.ndim == 2 and len(value) > 3 and is_finite(value):
                sizes = scale(value)
                if np.isfinite(sizes).any():
                    found["scales"] = [float(np.nanmin(sizes)), float(np.nanmax(sizes))]

    def see_labels(self, note):
        """Write down which labels there are."""
        if self.labels is None:
            self.labels = {"line": note.line, "low": note.low, "high": note.high, "counts": {}}
        found = self.labels
        for name, choose in (("low", min), ("high", max)):
            now = getattr(note, name)
            if now is not None:
                found[name] = now if found[name] is None else choose(now, found[name])
        if note.counts is not None and len(found["counts"]) <= CLASSES and self.counting():
            for each, count in note.counts[0].items():
                key = f"{each:g}"
                found["counts"][key] = found["counts"].get(key, 0) + count

    def on_loader(self, loader):
        """Hear that a loader was made."""
        self.built[loader] = own_line()

    def on_epoch(self, loader):
        """Hear that a loader begins anew."""
        self.epoch += 1
        found = self.loaders.get(id(loader))
        if found is None:
            sampler = getattr(loader._batch_sampler, "_sampler", None)
            line = self.built.get(loader) or own_line()
            data = loader._dataset
            arrays = data._data if type(data) is ArrayDataset else [data]
            notes = [self.notes[each] for each in arrays if isinstance(each, NDArray)]
            found = self.loaders[id(loader)] = {
                "line": line,
                "rows_line": next((each.line for each in notes if each and each.line), line),
                "labels_line": birth_of(arrays[-1])[1] or line,
                "loader": loader,
                "batches": len(loader),
                "rows": len(loader._dataset),
                "batch_size": getattr(loader._batch_sampler, "_batch_size", None),
                "shuffled": type(sampler).__name__ == "RandomSampler",
                "dataset": self.datasets.setdefault(id(loader._dataset), len(self.datasets)),
                "epochs": 0,
                "arrays": 0,
                "last": None,
            }
        found["epochs"] += 1

    def on_batch(self, loader, batch):
        """Hear that a batch is handed out."""
        found = self.loaders[id(loader)]
        parts = batch if isinstance(batch, (list, tuple)) else [batch]
        found["arrays"] = len(parts)
        for place, part in enumerate(parts):
            if isinstance(part, NDArray):
                name = "features" if place == 0 and len(parts) > 1 else "labels"
                line = found["rows_line" if name == "features" else "labels_line"]
                note = Note(name, line, part.shape)
                note.constant = id(loader) if len(parts) == 1 else None
                if not note.measure(part._value):
                    note.low = note.high = None
                self.notes.write(part, note)
                found["last"] = len_of(part.shape)

    # Parameters and trainers

    def on_parameter(self, parameter):
        """Hear that a parameter was made, with its layer."""
        self.made[parameter] = own_line()

    def on_initialize(self, parameter):
        """Hear that a parameter starts, or starts again."""
        watched = self.parameters.get(parameter)
        self.starts[parameter] = own_line()
        if watched is not None and watched.moved:
            entry = self.happen("initialised again", own_line(), name=parameter.name)
            self.again[id(watched)] = entry

    def on_allocate(self, parameter):
        """Hear that a parameter has its array."""
        if not self.blocks:  # a shape that is found out by the first batch begins nothing
            self.training += 1
        array = parameter._data
        watched = self.parameters.get(parameter)
        if watched is None:
            line = self.starts.get(parameter) or own_line()
            made = self.made.get(parameter)
            watched = Watched(parameter.name, array, line, next(self.numbers), made)
            self.parameters[parameter] = watched
        watched.array = array
        watched.fresh = 0
        self.watched = {key: w for key, w in self.watched.items() if w is not watched}
        self.watched[id(array)] = watched
        if type(array._step) is Variable:
            note = Note("variable", watched.line, array.shape, learned=True)
            note.number = watched.number
            self.notes.write(array, note)

    def on_trainer(self, trainer):
        """Hear that a trainer was made."""
        line = own_line()
        self.training += 1
        names = [parameter.name for parameter in trainer._params]
        moved = 0
        for parameter in trainer._params:
            watched = self.parameters.get(parameter)
            self.in_trainers.add(parameter)
            if watched is not None:
                self.again.pop(id(watched), None)
                moved = max(moved, watched.fresh)
        self.happen(
            "trainer made",
            line,
            parameters=len(names),
            moved=moved,
            optimizer=type(trainer._optimizer).__name__.lower(),
            momentum=float(getattr(trainer._optimizer, "momentum", 0) or 0),
        )
        if moved:
            self.happen("trainer made again", line)
        self.trainer = {
            "line": line,
            "optimizer": type(trainer._optimizer).__name__.lower(),
            "learning_rate": float(trainer.learning_rate),
            "parameters": len(names),
        }

    def on_step(self, trainer, batch_size):
        """Hear that a step begins."""
        self.stepping = True
        line = own_line()
        pending = self.pending
        fresh = [p for p in trainer._params if p._data is not None and p._data._fresh_grad]
        stepped = [self.parameters[p] for p in fresh if p in self.parameters]
        rows = max((watched.rows for watched in stepped), default=0) or pending["rows"]
        lost = min((w.waits for w in stepped if w.array._step.grad_req == "write"), default=0)
        divides = "rows" if batch_size == rows else "one" if batch_size == 1 else "other"
        self.happen(
            "step",
            line,
            pending["reduction"],
            divides,
            batch_size=float(batch_size) if isinstance(batch_size, (int, float)) else None,
            rows=rows,
            lost=lost,
            reduction=pending["reduction"],
            head_line=pending["line"],
            backwards=pending["backwards"],
            fresh=len(fresh),
            parameters=len(trainer._params),
            learning_rate=float(trainer.learning_rate),
        )
        self.before = None
        if self.steps < 3 or self.steps % 16 == 0:
            self.before = [(p, p._data._value.copy()) for p in fresh]

    def on_stepped(self, trainer, batch_size):
        """Hear that a step is done."""
        self.stepping = False
        for parameter in trainer._params:
            watched = self.parameters.get(parameter)
            if watched is not None and parameter.grad_req != "null":
                watched.moved += 1
                watched.fresh += 1
                watched.stale = True
                watched.rows = watched.waits = 0
                if id(watched) in self.again:
                    self.again.pop(id(watched))["goes_on"] = True
        for parameter, old in self.before or ():
            new, slope = parameter._data._value, parameter._data._step.buffer
            self.pulls.add(old, new, slope, self.summed())
        self.after_step()

    def summed(self):
        """Return how many rows the gradient of the coming step is a sum over."""
        rows = max(self.pending["rows"], self.walked, 1)
        return rows if self.pending["reduction"] in ("rows", "sum") else 1

    def after_step(self):
        """Begin to count for the next step."""
        self.steps += 1
        self.pending = {**self.pending, "rows": 0, "backwards": 0}

    # Scores

    def compared(self, line, learned):
        """Write down that predictions were compared with labels."""
        self.happen("score", line, noisy=learned.noisy, made=product_line(learned))

    def on_compare(self, labels, preds):
        """Hear what a metric is given."""
        labels = labels if isinstance(labels, (list, tuple)) else [labels]
        preds = preds if isinstance(preds, (list, tuple)) else [preds]
        for label, pred in zip(labels, preds, strict=False):
            if isinstance(label, NDArray) and isinstance(pred, NDArray):
                self.given = label, pred

    def on_metric(self, metric, count):
        """Hear that a metric has counted."""
        line = own_line()
        found = self.metrics.setdefault(
            id(metric),
            {"metric": metric, "name": type(metric).__name__, "line": line, "updates": 0}
            | {"gets": 0, "resets": 0, "since": 0, "most": 0, "epochs": set()},
        )
        found["updates"] += 1
        found["line"] = line
        found["since"] += 1
        found["epochs"].add((self.epoch, self.met.laps))
        given = getattr(self, "given", None)
        if given is None:
            return
        label, pred = given
        note = self.note(pred)
        value = pred._value
        whole = bool(value.dtype.kind in "iub" or (value == np.rint(value)).all())
        self.happen(
            "metric",
            line,
            metric=type(metric).__name__,
            shapes=[list(label.shape), list(pred.shape)],
            whole=whole,
            of=note.core().name,
            low=note.low,
            high=note.high,
            noisy=note.noisy,
            made=product_line(note),
        )

    def on_get(self, metric):
        """Hear that a metric was asked."""
        found = self.metrics.get(id(metric))
        if found is not None and found["since"]:
            found["gets"] += 1
            found["since"] = 0
            if metric.num_inst:
                value = metric.sum_metric / metric.num_inst
                self.score = {"metric": found["name"], "value": float(value), "line": found["line"]}

    def on_reset(self, metric):
        """Hear that a metric forgot."""
        found = self.metrics.get(id(metric))
        if found is not None:
            found["resets"] += 1
            found["epochs"] = set()

    # What was seen

    def own_files(self):
        """Return the files of the program in which something happened."""
        lines = [entry["line"] for entry in self.happened.values()] + list(self.reads)
        lines = [line[0] if isinstance(line[0], tuple) else line for line in lines if line]
        return sorted({line[0] for line in lines})

    def longest(self):
        """Return the curve of the loop that went round most often."""
        longest = max((curve.seen for curve in self.curves.values()), default=0)
        curves = [curve for curve in self.curves.values() if curve.seen == longest]
        return curves[-1] if curves else Curve()

    def facts(self):
        """Return all that was seen as plain data (dictionaries, lists, numbers, texts)."""
        happened = [dict(entry) for entry in self.happened.values()]
        for entry in happened:
            if "made" in entry["last"]:
                entry["trained_on"] = entry["last"]["made"] in self.trained_lines
            if "batches" in entry:
                entry["batches"] = [each.facts() for each in entry["batches"].values()]
        named = list(self.parameters.items())
        watched = list(self.parameters.values())
        by_hand = []
        for each in self.watched.values():
            if each not in watched and each not in by_hand:
                by_hand.append(each)
        relus = [
            {
                "line": line,
                "units": int(seen["now"].size),
                "alive": int((seen["now"] if seen["before"] is None else seen["before"]).sum()),
            }
            for line, seen in self.relus.items()
        ]
        metrics = [
            {key: value for key, value in found.items() if key not in ("metric", "epochs")}
            | {"epochs": len(found["epochs"])}
            for found in self.metrics.values()
        ]
        loaders = [
            {key: value for key, value in found.items() if key != "loader"}
            for found in self.loaders.values()
        ]
        return {
            "script": self.script,
            "features": self.features,
            "labels": self.labels and {**self.labels, **self.spread.facts()},
            "loaders": loaders,
            "parameters": [
                *({**w.facts(), "in_trainer": p in self.in_trainers} for p, w in named),
                *({**each.facts(), "in_trainer": None} for each in by_hand),
            ],
            "model": self.model,
            "layers": list(self.layers.values()),
            "waiting": [
                {"name": p.name, "made": line, "in_trainer": p in self.in_trainers}
                for p, line in self.made.items()
                if p not in self.parameters
            ],
            "trainer": self.trainer,
            "relus": relus,
            "pulls": self.pulls.facts(),
            "metrics": metrics,
            "score": self.score,
            "rows": self.met.facts(),
            "lone_shuffles": lone_shuffles(self.own_files()),
            "taken": self.taken,
            "reads": [
                {**each, "trained_on": each["made"] in self.trained_lines}
                for each in self.reads.values()
            ],
            "comparisons": comparisons(self.own_files()) if self.reads else [],
            "scores": scores(self.own_files()) if self.reads else [],
            "backward_frame": self.backward_frame,
            "curve": self.longest().facts(),
            "curves": [
                {
                    "line": line,
                    "training": training,
                    **{k: v for k, v in curve.facts().items() if k != "points"},
                }
                for (line, training), curve in self.curves.items()
            ],
            "backwards": self.backwards,
            "steps": self.steps,
            "nan": self.nan,
            "error": self.error,
            "lost": self.lost,
            "happened": happened,
        }


def shown(value):
    """Return shape and range of an array for the report."""
    finite = value[np.isfinite(value)] if value.dtype.kind == "f" else value
    some = finite.size > 0
    return {
        "shape": list(value.shape),
        "low": float(finite.min()) if some else None,
        "high": float(finite.max()) if some else None,
        "finite": bool(finite.size == value.size),
    }


def names_of_rows(frame, shape):
    """Return the names that arrays of one number a row have where a column of as many is read."""
    if len(shape) != 2 or shape[1] != 1 or shape[0] < 2:
        return []
    named = {**frame.f_globals, **frame.f_locals}
    return [name for name, each in named.items() if getattr(each, "shape", None) == shape[:1]]


def birth_of(array):
    """Return the name of an array in the program, and the line that gave it, or None twice."""
    frame = own_frame()
    if frame is None:
        return None, None
    file, now = frame.f_code.co_filename, frame.f_lineno
    lines = assigned(file)
    names = {**frame.f_globals, **frame.f_locals}
    for name, each in [*names.items(), *attributes(names.get("self"))]:
        if each is array and name in lines:
            return name, (file, max((made for made in lines[name] if made <= now), default=now))
    return None, None


def attributes(thing):
    """Return what an object in the making holds, each with its name in a method.

    >>> from types import SimpleNamespace
    >>> attributes(SimpleNamespace(w=3)), attributes(None)
    ([('self.w', 3)], [])
    """
    return [(f"self.{name}", each) for name, each in getattr(thing, "__dict__", {}).items()]


def is_loss(block):
    """Return whether it is one of the library's losses, not one that the program wrote."""
    return isinstance(block, Loss) and is_library(block)


def is_one_draw(note):
    """Return whether Dropout or BatchNorm made it by chance once, not as one of many draws."""
    return note.noisy and not any(
        sum(parent.noisy for parent in each.parents) > 1 for each in note.ancestors()
    )


def is_library(block):
    """Return whether a block is of a class that the program did not write."""
    return type(block).__module__.startswith("sixpieces.")


def len_of(shape):
    """Return how many rows an array of this shape has."""
    return shape[0] if shape else 1


def weight_of(parents):
    """Return the number of the variable among the factors of a product, or None."""
    for each in reversed(parents[:2]):
        core = each.core()
        if core.name == "variable":
            return core.number
    return None


def product_line(note):
    """Return the line of the last matrix product that a value went through."""
    products = (each.line for each in note.ancestors() if each.name in PRODUCTS)
    return note.made or next(products, note.line)


def added(note):
    """Return whether a step by hand goes up the gradient."""
    return direction(note.core(), lambda each: each.name == "gradient") > 0


def goal_of(head, kind, logs):
    """Return 1 where a loss grows with the errors, -1 where it falls, 0 where nobody knows.

    Parameters
    ----------
    head : Note
    kind : str or None
        The name of the library's loss that it comes from.
    logs : bool
        Whether there are logarithms of probabilities in it.
    """
    if kind:
        return direction(head, lambda each: each.name.startswith("loss:"))
    if logs:  # the logarithm of a probability grows where errors fall
        return -direction(head, is_log_of_probability)
    return direction(head, is_gap) or direction(head, is_softplus)


def unclipped(note):
    """Return the product that a value is, a bias and a clip to some range left out."""
    core = note.linear_core()
    while core.name in ("clip", "maximum", "minimum") and core.parents:
        core = core.parents[0].linear_core()
    return core


def is_softplus(note):
    """Return whether it is log(1 + exp(...)), which grows with the errors of a logit."""
    if note.name in ("log1p", "softrelu"):
        return note.learned
    inner = note.parents[0].core().parents if note.name == "log" else ()
    return note.learned and sorted(each.name for each in inner) == ["exp", "number"]


def is_log_of_probability(note):
    """Return whether it is the logarithm of what the program believes."""
    return note.name in ("log", "log_softmax") and note.learned and (note.high or 0) <= 1e-6


def is_gap(note):
    """Return whether it is the size of a difference between labels and predictions."""
    if note.name in GAPS or (note.name == "multiply" and note.parents[0] is note.parents[-1]):
        core = note.parents[0].core()
        sides = [each.learned for each in core.parents]
        return core.name == "subtract" and sorted(sides) == [False, True]
    return False


def how_reduced(note):
    """Return how a head joins the losses of its rows, how many rows, and which loss it is of.

    The first is ``"mean"``, ``"sum"``, ``"rows"`` (one number each) or ``"other"``.
    """
    rows, kind, how, divisor, head = None, None, None, None, note
    while note is not None:
        if note.name.startswith("loss:"):
            kind = note.name.removeprefix("loss:")
            rows = len_of(note.shape)
            break
        following = [each for each in note.parents if each.learned]
        constants = [single(each) for each in note.parents if single(each) is not None]
        if note.name in ("mean", "sum", "norm", "nansum") and following:
            inner = following[0].shape
            if math.prod(note.shape) == 1 and math.prod(inner) > 1 and how in (None, "scaled"):
                how = "mean" if note.name == "mean" else "sum"
                rows = len_of(inner)
                if len(inner) == 2 and inner[0] == 1:
                    rows = inner[1]
        elif note.name in ("divide", "multiply") and constants and following and how is None:
            factor = constants[0] if note.name == "divide" else 1 / (constants[0] or 1)
            if factor > 1:
                how = "scaled"
                divisor = factor
        if len(following) != 1:
            break
        note = following[0]
    if how == "sum" and divisor and rows and divisor >= 0.25 * rows:
        how = "mean" if abs(divisor - rows) < 1e-3 * rows else "other"
    if how in (None, "scaled"):
        how = "rows" if math.prod(head.shape) > 1 else "other"
        rows = rows or (len_of(head.shape) if how == "rows" else None)
    return how, rows, kind


def single(note):
    """Return the number that a note is of, None where it is learned or several."""
    if note.constant is not None or note.learned or math.prod(note.shape) != 1:
        return note.constant
    return note.low


def labels_of(ancestors):
    """Return the notes of labels and predictions that meet in a loss written by hand."""
    for each in ancestors:
        if each.name not in ("subtract", "multiply", "pick", "power", "where", "equal", "one_hot"):
            continue
        if len(each.parents) < 2:
            continue
        learned = [p for p in each.parents if p.learned]
        others = [p for p in each.parents if not p.learned and p.constant is None]
        if len(learned) == 1 and len(others) == 1 and learned[0].core().name != "variable":
            if others[0].core().name != "gradient":
                return others[0], learned[0]
    return None, None
