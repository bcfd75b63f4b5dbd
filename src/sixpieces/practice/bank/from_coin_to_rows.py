"""Exercises of docs/log_loss/from_coin_to_rows.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

LOGITS, LABELS = np.array([2.0, -1.0, 0.5, -3.0]), np.array([1, 0, 0, 1])


def likelihood_of_rows():
    """Likelihood of the labels of the four rows."""
    p = 1 / (1 + np.exp(-LOGITS))
    return np.prod(np.where(LABELS == 1, p, 1 - p))


def log_slope():
    """Slope of the log-likelihood of the four rows in the bias: what happened minus p, added."""
    return np.sum(LABELS - 1 / (1 + np.exp(-LOGITS)))


EXERCISES = [
    Exercise(
        "rows-1",
        answer=lambda: log_slope() * likelihood_of_rows(),
        tolerance=5e-3,
        mistakes=[
            Mistake(
                lambda: log_slope(),
                "That is the slope of the log. The two have the same best guess, not the same "
                "slope.",
            ),
            Mistake(
                lambda: log_slope() / likelihood_of_rows(),
                "You divided. The slope of ln L is the slope of L divided by L: multiply to "
                "get back.",
            ),
            Mistake(
                lambda: log_slope() * np.log(likelihood_of_rows()),
                "Multiply by the likelihood, not by its log.",
            ),
        ],
        says=(
            "Right: the slope of the likelihood is as tiny as the likelihood, and underflows "
            "with it."
        ),
    ),
    Exercise(
        "rows-2",
        answer=lambda: -np.log(1 - abs(0.3 - 0)),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: -np.log(0.3),
                "That is -ln p whatever happened. The label is 0, so the probability that "
                "counts is 1 - p.",
            ),
            Mistake(lambda: np.log(0.7), "Mind the minus: a price is not negative."),
            Mistake(lambda: -np.log10(0.7), "That is base ten; ln is np.log."),
            Mistake(
                lambda: 0.7,
                "That is the probability given to what happened; its price is -ln of it.",
            ),
        ],
        says=(
            "Right, and it is the log loss of the row: 1 - |p - y| is the probability given "
            "to what happened."
        ),
    ),
    Exercise(
        "rows-3",
        answer=lambda: (0.9, 0.9 * 0.9 * 0.1),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: (-0.9, -0.9 * 0.9 * 0.1),
                "Sign: what the model said minus what happened, so p - y and not y - p.",
            ),
            Mistake(
                lambda: (0.9, 0.9),
                "0.9 is right for log loss; squared error has one more factor, the slope of "
                "the sigmoid, p(1 - p).",
            ),
            Mistake(
                lambda: (0.9, 0.9 * 0.1),
                "The second is the slope of the sigmoid alone; multiply it by p - y.",
            ),
            Mistake(
                lambda: (10.0, 0.9),
                "Those are the slopes in p. One link is missing: multiply by the slope of the "
                "sigmoid, p(1 - p).",
            ),
            Mistake(
                lambda: (-0.1, -0.1 * 0.9 * 0.1),
                "You subtracted 1; the label of this row is 0.",
            ),
        ],
        says=(
            "Right: on a confident mistake log loss pushes about eleven times as hard as "
            "squared error."
        ),
    ),
]
