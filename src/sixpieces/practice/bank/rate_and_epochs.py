"""Exercises of docs/network/rate_and_epochs.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

CURVE = [0.50, 0.44, 0.41, 0.42, 0.40, 0.41, 0.43, 0.42]


def stop_after(curve, patience):
    """The epoch after which training stops, and the one that is kept; both count from 1."""
    kept = 1
    for epoch, loss in enumerate(curve, start=1):
        if loss < curve[kept - 1]:
            kept = epoch
        if epoch - kept == patience:
            return epoch, kept
    return len(curve), kept


def uncertainty(share, rows):
    """The standard deviation of an accuracy."""
    return np.sqrt(share * (1 - share) / rows)


EXERCISES = [
    Exercise(
        "rate-1",
        answer=lambda: 0.3,
        mistakes=[
            Mistake(lambda: 5, "One side of 5 is good, the other is the worst of the four."),
            Mistake(lambda: 0.001, "Already 0.01 hardly arrived in time."),
            Mistake(lambda: 100, "Already 10 is too long a step."),
        ],
        says="Right: between the two best.",
    ),
    Exercise(
        "rate-2",
        answer=lambda: stop_after(CURVE, 2),
        mistakes=[
            Mistake(lambda: stop_after(CURVE, 1), "That is a patience of 1."),
            Mistake(
                lambda: (stop_after(CURVE, 2)[0], stop_after(CURVE, 2)[0]),
                "Training stops there, but you keep the parameters of the lowest loss.",
            ),
            Mistake(lambda: (5, 5), "No one knows at epoch 5 that it will stay the lowest."),
            Mistake(
                lambda: (len(CURVE), stop_after(CURVE, 2)[1]),
                "Two epochs without a new lowest loss had passed before the last one.",
            ),
            Mistake(lambda: (6, 4), "Count from 1."),
        ],
        says="Right: the new lowest loss starts the waiting anew.",
    ),
    Exercise(
        "rate-3",
        answer=lambda: uncertainty(0.8, 400),
        mistakes=[
            Mistake(lambda: uncertainty(0.8, 400) ** 2, "Take the square root."),
            Mistake(lambda: uncertainty(0.8, 1), "Divide by the number of rows under the root."),
            Mistake(lambda: 0.01, "That is the difference of A and B; the question is the other."),
        ],
        says="Right: twice the difference, so these rows cannot tell.",
    ),
]
