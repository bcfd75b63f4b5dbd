"""Which rows come by, and whether each comes with the same label again."""

import numpy as np

MOST = 4096  # rows that are remembered
BUDGET = 3 * MOST  # rows that are looked at one by one, before it is some of each batch
SOME = 16  # rows of a batch that are looked at then: enough to tell where the data begin anew


def prints(values):
    """Return one whole number a row that differs where rows differ: the same for equal rows.

    >>> a, b, c = prints(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 2.0]], "float32"))
    >>> a == b, a == c
    (False, True)
    """
    if values.size == len(values):
        return values.reshape(-1).tolist()
    content = np.ascontiguousarray(values).tobytes()
    width = max(1, len(content) // max(1, len(values)))
    return [hash(content[at : at + width]) for at in range(0, len(content), width)]


class Rows:
    """The rows of features that were trained on, and the label that each had at first."""

    def __init__(self):
        self.laps = 0  # how often the data began anew
        self.lap = set()
        self.count = self.most = 0  # rows since then, and in the longest round
        self.first = {}  # (which model, row) -> label
        self.known = set()  # labels: what is none of them was made anew, and not mixed up
        self.closed = False  # the first row has come again, so all rows should be known
        self.new = self.again = self.other = 0
        self.looked = self.equal = 0  # rows, and those of them that were there in the same round
        self.last = self.model = None

    @property
    def double(self):
        """Whether rows are equal from the start, as with few features: they may differ in label."""
        return self.equal > max(3, 0.03 * self.looked)

    def see(self, features, model=None):
        """Take in the features of a batch, and which model they are given to."""
        if self.double:
            return
        self.model = model
        self.last = prints(features if self.looked < BUDGET else features[:SOME])
        batch = set(self.last)
        met = len(batch & self.lap)
        self.looked += len(self.last)
        self.equal += len(self.last) - len(batch)
        # Of a round that was seen in part, that part of a batch is known.
        if met and met > 0.5 * len(batch) * len(self.lap) / self.count:
            self.laps += 1
            self.lap, self.count = set(), 0
        else:
            self.equal += met
        self.count += len(features)
        self.most = max(self.most, self.count)
        if len(self.lap) < MOST:
            self.lap |= batch

    def pair(self, features, labels):
        """Take in features with their labels."""
        if self.double or self.last is None or len(labels) != len(features):
            return
        if self.looked > 2 * BUDGET:  # what there was to see has been seen
            return
        for row, label in zip(self.last, prints(labels[: len(self.last)]), strict=True):
            known = self.first.get((self.model, row))
            if known is None:
                if len(self.first) < MOST:
                    self.new += self.closed
                    self.first[self.model, row] = label
                    self.known.add(label)
            else:
                self.closed = True
                self.again += 1
                self.other += known != label and label in self.known

    def facts(self):
        """Return the facts for `Trace.facts`."""
        return {"rows": len(self.first), "again": self.again, "other": self.other} | {
            "new": self.new,
            "most": 0 if self.double else self.most,
            "laps": self.laps,
            "double": self.double,
        }
