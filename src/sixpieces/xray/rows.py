"""Which rows come by, and whether each comes with the same label again."""

import numpy as np

SOME = 16  # rows of a batch that are looked at
MOST = 4096  # rows that are remembered


def prints(values):
    """Return one whole number a row that differs where rows differ: the same for equal rows.

    >>> a, b, c = prints(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 2.0]], "float32"))
    >>> a == b, a == c
    (False, True)
    """
    if values.ndim == 1:
        return values[:SOME].tolist()
    rows = np.ascontiguousarray(values[:SOME].reshape(len(values[:SOME]), -1))
    return [hash(row.tobytes()) for row in rows]


class Rows:
    """The rows of features that were trained on, and the label that each had at first."""

    def __init__(self):
        self.laps = 0  # how often the data began anew
        self.lap = set()
        self.count = self.most = 0  # rows since then, and in the longest round
        self.first = {}  # row -> label
        self.closed = False  # the first row has come again, so all rows should be known
        self.new = self.again = self.other = 0
        self.double = False  # whether rows of one batch are equal, as with few features
        self.last = None

    def see(self, features):
        """Take in the features of a batch."""
        if self.double:
            return
        self.last = prints(features)
        batch = set(self.last)
        if len(batch) < len(self.last):
            self.double = True
        if batch & self.lap:
            self.laps += 1
            self.lap, self.count = set(), 0
        self.count += len(features)
        self.most = max(self.most, self.count)
        if len(self.lap) < MOST:
            self.lap |= batch

    def pair(self, features, labels):
        """Take in features with their labels."""
        if self.double or self.last is None or len(labels) != len(features):
            return
        for row, label in zip(self.last, prints(labels), strict=False):
            known = self.first.get(row)
            if known is None:
                self.new += self.closed
                if len(self.first) < MOST:
                    self.first[row] = label
            else:
                self.closed = True
                self.again += 1
                self.other += known != label

    def facts(self):
        """Return the facts for `Trace.facts`."""
        return {"rows": len(self.first), "again": self.again, "other": self.other} | {
            "new": self.new,
            "most": 0 if self.double else self.most,
            "laps": self.laps,
            "double": self.double,
        }
