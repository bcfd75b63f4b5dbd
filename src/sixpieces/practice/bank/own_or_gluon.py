"""Exercises of docs/log_loss/own_or_gluon.md."""

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
        "own-1",
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
                "That is divided by nobody; here both the mean and the step divide.",
            ),
            Mistake(lambda: gradient_of_sum() / 4 / 4, "Mind the sign: a step subtracts."),
        ],
        says="Right: divided twice, a quarter of the way.",
    ),
    Exercise(
        "own-2",
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
        "own-3",
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
    Exercise(
        "own-4",
        answer=lambda: sigmoid(0.0),
        mistakes=[
            Mistake(lambda: 0.0, "One sigmoid nears 0. The second is applied to that number."),
            Mistake(
                lambda: sigmoid(1.0),
                "That is the other end: the highest that two sigmoids reach.",
            ),
            Mistake(
                lambda: sigmoid(0.5),
                "That belongs to a logit of 0; let the logit fall further.",
            ),
        ],
        says="Right: so no row is ever believed to be a no, and its loss stays above ln 2.",
    ),
]
