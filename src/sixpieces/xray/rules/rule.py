"""What a rule is: a generator that reads the facts of a trace and yields what is wrong.

It stands in the file of its piece, and is marked with the kind of its mistake by ``@rule``. It
knows no engine, only the plain data of `Trace.facts`; its docstring says what the fault is, and
when it must be silent.
A *mistake* is named only where the run proves it; what is merely unusual is a *note*.
"""

import math
from dataclasses import asdict, dataclass

LOG_LOSSES = ("SigmoidBinaryCrossEntropyLoss", "LogisticLoss", "SoftmaxCrossEntropyLoss")
DISTANCES = ("L1Loss", "L2Loss", "HuberLoss")
MARGINS = ("HingeLoss", "SquaredHingeLoss")


@dataclass(frozen=True)
class Finding:
    """One thing that a rule has found."""

    fault: str
    severity: str  # "mistake" or "note"
    file: str | None
    line: int | None
    evidence: str
    repair: str
    page: str

    def data(self):
        """Return it as a dictionary."""
        return asdict(self)


KNOWN = {}  # kind -> (piece, rule, more rules)


def rule(kind):
    """Return a decorator that makes a rule known; the file that it stands in is its piece."""

    def decorate(function):
        piece = function.__module__.rpartition(".")[2]
        KNOWN[kind] = (*KNOWN.get(kind, (piece,)), function)
        return function

    return decorate


class Facts:
    """The facts of a trace, with short ways to ask for them."""

    def __init__(self, data):
        self.data = data
        self.curve = data["curve"]

    def __getitem__(self, name):
        return self.data[name]

    def all(self, what):
        """Return all entries of one kind of event."""
        return [entry for entry in self.data["happened"] if entry["what"] == what]

    @property
    def broken(self):
        """Whether the loss became nan or infinite."""
        last = self.curve["last"]
        return last is not None and not math.isfinite(last)

    @property
    def fall(self):
        """Which part of the loss training has taken away; negative where it rose."""
        begin, end = self.curve["begin"], self.curve["end"]
        if begin is None or self.broken or not math.isfinite(begin) or begin == 0:
            return -math.inf if self.broken else 0.0
        return (begin - end) / abs(begin)

    @property
    def error(self):
        """The message of the error that ended the program, or an empty text."""
        return self.data["error"]["message"] if self.data["error"] else ""

    @property
    def error_line(self):
        """The line of that error."""
        return self.data["error"]["line"] if self.data["error"] else None

    def steps(self):
        """All steps, made by a trainer or by hand."""
        return [*self.all("step"), *self.all("step by hand")]

    @property
    def guessing(self):
        """The log loss of who knows how frequent each class is and nothing else, or None."""
        counts = list((self["labels"] or {"counts": {}})["counts"].values())
        logs = [e["first"]["loss"] in LOG_LOSSES or e["first"].get("log") for e in self.all("loss")]
        if len(counts) < 2 or not logs or not all(logs):
            return None
        share = [count / sum(counts) for count in counts]
        return -sum(p * math.log(p) for p in share)

    @property
    def guessing_distance(self):
        """The L2Loss of who always says the mean of the labels, or None."""
        kinds = {each["first"]["loss"] for each in self.all("loss")}
        known = self["labels"] and self["labels"]["rows"] > 1 and kinds == {"L2Loss"}
        return self["labels"]["variance"] / 2 if known else None

    def grown(self, goal):
        """Return whether errors have grown, in a loss that grows (1) or falls (-1) with them."""
        begin, first, end = (self.curve[name] for name in ("begin", "first", "end"))
        slowly = goal * (end - begin) > 0.02 * abs(begin)
        return self.broken or slowly or goal * (end - first) > 0.5 * abs(first)

    def met_outside(self, what="scores"):
        """Yield where numbers that left the engine meet others, each with how they left it."""
        for each in self[what]:
            for read in self["reads"]:
                if read["line"][0] == each["line"][0] and read["line"][1] in each["from"]:
                    yield each, read
                    break


def percent(share):
    """Return a share in per cent."""
    return f"{100 * share:.0f} %"


def number(value):
    """Return a number as a person writes it."""
    return f"{value:.4g}"
