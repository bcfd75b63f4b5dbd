"""Exercises of docs/pieces/loss.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake


def loss_of_row(p, label):
    """Minus the logarithm of the probability that was given to what happened."""
    return -np.log(p if label == 1 else 1 - p)


EXERCISES = [
    Exercise(
        "loss-1",
        answer=lambda: loss_of_row(0.25, 0),
        tolerance=2e-3,
        mistakes=[
            Mistake(
                lambda: loss_of_row(0.25, 1),
                "That is the price had the label been 1; the label says which probability counts.",
            ),
            Mistake(
                lambda: -loss_of_row(0.25, 0), "A loss is minus the logarithm, so it is positive."
            ),
            Mistake(
                lambda: loss_of_row(0.25, 0) / np.log(10),
                "That is the logarithm to base ten; log loss uses the natural one, np.log.",
            ),
            Mistake(
                lambda: 0.75, "That is the probability of what happened; its price comes next."
            ),
            Mistake(lambda: 0.25**2, "That is the squared error."),
            Mistake(
                lambda: -np.log(1) + np.log(0.25),
                "A logarithm does not split over a difference: subtract first, then take it.",
            ),
        ],
        says="Right: three chances in four for what happened are cheap, though not free.",
    ),
]
