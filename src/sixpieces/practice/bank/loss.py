"""Exercises of docs/pieces/loss.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

THREE = (0.9, 0.5, 0.1)
FOUR = ([0.88, 0.27, 0.62, 0.05], [1, 0, 0, 1])


def loss_of_row(p, label):
    """Minus the logarithm of the probability that was given to what happened."""
    return -np.log(p if label == 1 else 1 - p)


def mean_log_loss(probabilities, labels):
    """The mean price of what happened."""
    return np.mean([loss_of_row(p, y) for p, y in zip(probabilities, labels, strict=True)])


def summed_log_loss(probabilities, labels):
    """The price of all rows together."""
    return mean_log_loss(probabilities, labels) * len(labels)


def price_of_yes(probabilities, labels):
    """The mean when every row is priced as if its label were 1."""
    return mean_log_loss(probabilities, [1] * len(labels))


def without_minus(probabilities, labels):
    """The mean of the logarithms themselves."""
    return -mean_log_loss(probabilities, labels)


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
    Exercise(
        "loss-2",
        answer=lambda: mean_log_loss(THREE, [1, 1, 1]),
        tolerance=2e-3,
        mistakes=[
            Mistake(lambda: summed_log_loss(THREE, [1, 1, 1]), "That is the sum; per row, please."),
            Mistake(
                lambda: -np.log(np.mean(THREE)),
                "That is the price of the mean probability; take the mean of the prices.",
            ),
            Mistake(
                lambda: without_minus(THREE, [1, 1, 1]),
                "A loss is minus the logarithm, so it is positive.",
            ),
            Mistake(
                lambda: mean_log_loss(THREE, [1, 1, 1]) / np.log(10),
                "That is the logarithm to base ten; log loss uses the natural one, np.log.",
            ),
        ],
        says="Right: one bad answer costs more than two good ones save.",
    ),
    Exercise(
        "loss-3",
        answer=mean_log_loss,
        inputs=[FOUR, ([0.25], [0]), (list(THREE), [1, 1, 1])],
        mistakes=[
            Mistake(summed_log_loss, "That is the sum: divide once, by the number of rows."),
            Mistake(price_of_yes, "For label 0 it is 1 - p that was given to what happened."),
            Mistake(without_minus, "A loss is minus the logarithm, so it is positive."),
        ],
        says="Right: this loop is log loss, whatever library computes it.",
    ),
]
