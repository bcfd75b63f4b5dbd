"""What is measured: the arrays of the two tasks, the same for every program.

``logistic``: one epoch of the tutorial's logistic regression, on synthetic rows of its size:
30,956 rows of 123 columns of 0 and 1, batches of 64, shuffled, plain SGD.

``digits``: one epoch of a multilayer perceptron, 64 - 128 - 10 with relu, on all 1,797 handwritten
digits, batches of 64, shuffled, plain SGD.
"""

import time

import numpy as np

ROWS, COLUMNS, BATCH_SIZE = 30_956, 123, 64
HIDDEN, CLASSES = 128, 10


def logistic():
    """Return binary features and labels that a straight line separates but for some noise."""
    generator = np.random.default_rng(0)
    features = (generator.random((ROWS, COLUMNS)) < 0.11).astype(np.float32)
    weight = generator.normal(size=COLUMNS)
    noise = generator.logistic(size=ROWS)
    return features, (features @ weight + noise > 0).astype(np.float32)


def digits():
    """Return the handwritten digits: pixels from 0 to 1, and classes."""
    from sixpieces.datasets import load_digits

    data = load_digits()
    features = np.concatenate([data.train_features, data.test_features])
    return features, np.concatenate([data.train_labels, data.test_labels])


TASKS = {"logistic": logistic, "digits": digits}
LEARNING_RATE = {"logistic": 0.1, "digits": 0.5}


class Stopwatch:
    """Adds up the time between marks, for each piece of the loop."""

    def __init__(self):
        self.seconds = {}
        self.before = time.perf_counter()

    def mark(self, piece):
        """Count the time since the last mark as time of `piece`."""
        now = time.perf_counter()
        self.seconds[piece] = self.seconds.get(piece, 0.0) + now - self.before
        self.before = now


class Unwatched:
    """A stopwatch that costs nothing: the epochs whose time counts run with it."""

    def mark(self, piece):
        """Do nothing."""


def measure(epoch, repeat):
    """Return milliseconds of each of `repeat` epochs after one to warm up, and shares of pieces.

    ``epoch(watch)`` runs one epoch and returns its mean loss.
    """
    epoch(Unwatched())
    times, losses = [], []
    for _ in range(repeat):
        start = time.perf_counter()
        losses.append(float(epoch(Unwatched())))
        times.append(1000 * (time.perf_counter() - start))
    watched = []
    for _ in range(3):
        watch = Stopwatch()
        epoch(watch)
        watched.append(watch.seconds)
    fastest = min(watched, key=lambda seconds: sum(seconds.values()))
    total = sum(fastest.values())
    shares = {piece: seconds / total for piece, seconds in fastest.items()}
    return {"milliseconds": times, "shares": shares, "loss": losses[-1]}
