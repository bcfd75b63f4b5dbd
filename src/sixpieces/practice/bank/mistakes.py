"""Exercises of docs/log_loss/mistakes.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

X, Y, WEIGHT = np.array([1.0, 2.0, -1.0, 3.0]), np.array([1.0, 0.0, 0.0, 1.0]), 0.5


def sigmoid(z):
    """Return the probability that belongs to a logit."""
    return 1 / (1 + np.exp(-z))


def gradient_of_sum():
    """Return the slope of the summed log loss of the four rows in the weight."""
    return np.sum((sigmoid(WEIGHT * X) - Y) * X)


EXERCISES = [
    Exercise(
        "mistakes-1",
        answer=("e", "b", "d"),
        mistakes=[
            Mistake(
                ("a", "b", "d"),
                "The first: a loss that was divided twice is printed as a tiny number.",
            ),
            Mistake(
                ("c", "b", "d"),
                "The first: two sigmoids say yes to hardly anybody, so their accuracy is near the "
                "majority share. This one lies below it.",
            ),
            Mistake(
                ("e", "b", "c"),
                "The third: with two sigmoids no loss comes far below ln 2, and this one does.",
            ),
            Mistake(
                ("e", "b", "f"),
                "The third: where every prediction meets every label, the printed loss is huge.",
            ),
            Mistake(
                ("e", "d", "b"),
                "A loss far below 0 is a matter of the loss, not of the line that counts.",
            ),
        ],
        says="Right: two numbers and no look at the code.",
    ),
    Exercise(
        "mistakes-2",
        answer=lambda: -gradient_of_sum() / 4 / 4,
        tolerance=5e-3,
        mistakes=[
            Mistake(
                lambda: -gradient_of_sum() / 4,
                "That is the sum with step(4). The mean has divided by four already, and "
                "step(4) divides again.",
            ),
            Mistake(
                lambda: -gradient_of_sum(),
                "That is not divided at all; here both the mean and the step divide.",
            ),
            Mistake(lambda: gradient_of_sum() / 4 / 4, "Mind the sign: a step subtracts."),
        ],
        says="Right: divided twice, a quarter of the way.",
    ),
    Exercise(
        "mistakes-3",
        answer=lambda: (0 + 1) / 2,
        mistakes=[
            Mistake(
                lambda: 0.0,
                "That would be right for labels 0 and 1. The default reads -1 and +1, and 0 "
                "lies half-way.",
            ),
            Mistake(lambda: 1.0, "That is what becomes of label 1. What becomes of label 0?"),
            Mistake(lambda: -1.0, "A probability is never negative; -1 is the label it expects."),
        ],
        says="Right: every no is trained towards fifty-fifty.",
    ),
    Exercise(
        "mistakes-4",
        answer=lambda: 0.01 * 64,
        mistakes=[
            Mistake(
                lambda: 0.01 / 64,
                "That makes small steps smaller still; they are 64 times too small.",
            ),
            Mistake(
                lambda: 0.01 * 64 * 64,
                "Only one of the two divisions is too much: one factor of 64.",
            ),
            Mistake(lambda: 64.0, "Times the old learning rate, 0.01."),
        ],
        says=(
            "Right, though dividing once is the better repair: it survives a change of the "
            "batch size."
        ),
    ),
]
