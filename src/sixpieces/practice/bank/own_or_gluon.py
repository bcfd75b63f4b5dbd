"""Exercises of docs/log_loss/own_or_gluon.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake


def spread(accuracy, rows):
    """Return how far an accuracy counted on so many rows typically lies from the true one."""
    return np.sqrt(accuracy * (1 - accuracy) / rows)


EXERCISES = [
    Exercise(
        "own-1",
        answer=lambda: 2 * 0.3,
        tolerance=1e-6,
        mistakes=[
            Mistake(lambda: 0.3, "With the same rate the steps are half as long."),
            Mistake(
                lambda: 0.3 / 2,
                "The loss is halved already, and so is the gradient; make up for it.",
            ),
            Mistake(
                lambda: 4 * 0.3,
                "The gradient of half the square is half the gradient: one factor, not two.",
            ),
        ],
        says="Right: half the loss, so twice the rate.",
    ),
    Exercise(
        "own-2",
        answer=lambda: spread(0.8, 400),
        tolerance=1e-3,
        mistakes=[
            Mistake(lambda: 0.8 * 0.2 / 400, "That is the square of the spread: take the root."),
            Mistake(lambda: np.sqrt(0.8 * 0.2), "That is the spread of one row; divide by n."),
            Mistake(
                lambda: np.sqrt(0.8 / 400),
                "A factor is missing: the share of rows that the model gets wrong.",
            ),
        ],
        says="Right: a second program must be better by some 0.04 before it means anything.",
    ),
    Exercise(
        "own-3",
        answer=lambda: round(0.8 * 0.2 / 0.005**2),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: 4 * 400,
                "Four times the rows halve the spread; it must become a quarter.",
            ),
            Mistake(
                lambda: 0.8 * 0.2 / 0.005,
                "The root is on the left side: square 0.005 before you divide.",
            ),
        ],
        says="Right: each further halving of the spread costs four times the rows.",
    ),
]
