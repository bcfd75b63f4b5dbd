"""Exercises of docs/log_loss/derivation.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

FLIPS = np.array([1, 1, 0, 1, 0])


def mean_loss_of_constant(q):
    """Mean log loss per flip of the constant guess q."""
    return -np.mean(np.log(np.where(FLIPS == 1, q, 1 - q)))


def distance_paid(guess):
    """Return what the price 1 - g costs per flip in the long run, where 0.6 of them are heads."""
    return 0.6 * (1 - guess) + 0.4 * guess


def rows_to_zero(given):
    """Return how many factors make a float32 product exactly 0."""
    product, rows = np.float32(1), 0
    while product:
        product, rows = product * np.float32(given), rows + 1
    return rows


EXERCISES = [
    Exercise(
        "derivation-1",
        answer=lambda: mean_loss_of_constant(FLIPS.mean()),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: 0.0,
                "Loss 0 needs flips that all agree: whoever gives 1 to heads gives 0 to tails.",
            ),
            Mistake(
                lambda: np.log(2),
                "That is the guess 1/2, which knows nothing; use the best guess, the share.",
            ),
            Mistake(
                lambda: len(FLIPS) * mean_loss_of_constant(FLIPS.mean()),
                "That is the sum over the five flips; the question asks for the mean.",
            ),
            Mistake(
                lambda: mean_loss_of_constant(FLIPS.mean()) / np.log(10),
                "That is the logarithm to base ten; log loss uses the natural logarithm, np.log.",
            ),
            Mistake(
                lambda: -mean_loss_of_constant(FLIPS.mean()),
                "That is the mean of the logs; a loss is minus that.",
            ),
        ],
        says="Right: no constant can do better, and this lowest value is the entropy of the flips.",
    ),
    Exercise(
        "derivation-2",
        answer=lambda: (distance_paid(1), distance_paid(0.6)),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: (distance_paid(0.6), distance_paid(1)),
                "The order: the guess 1 first, then the honest guess.",
            ),
            Mistake(
                lambda: (0.0, 0.4),
                "That is what heads alone cost. Four flips in ten are tails.",
            ),
            Mistake(
                lambda: (distance_paid(1), 0.4),
                "The honest guess pays for tails as well: it gave them 0.4.",
            ),
        ],
        says="Right: with this price the lie is cheaper.",
    ),
    Exercise(
        "derivation-3",
        answer=lambda: rows_to_zero(0.1),
        mistakes=[
            Mistake(
                lambda: rows_to_zero(0.1) - 1,
                "That product is still the smallest positive number; one row more.",
            ),
            Mistake(lambda: 150, "That is for halves. A tenth is much smaller than a half."),
            Mistake(
                lambda: 38,
                "Below 10 to the power of -38 float32 has fewer digits, but it is not 0 yet.",
            ),
        ],
        says="Right: fewer rows than one batch.",
    ),
]
