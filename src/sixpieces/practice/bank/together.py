"""Exercises of docs/pieces/together.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

BEFORE = np.array([0.51, 0.51, 0.05, 0.05])
AFTER = np.array([0.9, 0.49, 0.49, 0.3])
SUM, ROWS, BATCHES, BATCH_SIZE = 11_400, 28_500, 446, 64


def mean_loss(probabilities):
    """Mean log loss of rows that all have label 1."""
    return -np.log(probabilities).mean()


def accuracy(probabilities):
    """Share of rows with label 1 that are called a yes."""
    return (probabilities > 0.5).mean()


def changes():
    """Change of the loss and of the accuracy, after minus before."""
    return mean_loss(AFTER) - mean_loss(BEFORE), accuracy(AFTER) - accuracy(BEFORE)


EXERCISES = [
    Exercise(
        "together-1",
        answer=changes,
        tolerance=2e-3,
        mistakes=[
            Mistake(
                lambda: (changes()[0], -changes()[1]),
                "Count the right rows before and after: lower loss promises no better accuracy.",
            ),
            Mistake(
                lambda: (-changes()[0], -changes()[1]),
                "The other way round: after minus before.",
            ),
            Mistake(
                lambda: (4 * changes()[0], changes()[1]),
                "The accuracy is right; the loss is the sum, and the question asks for the mean.",
            ),
            Mistake(
                lambda: (changes()[0] / np.log(10), changes()[1]),
                "The accuracy is right; the loss needs the natural logarithm, np.log.",
            ),
            Mistake(
                lambda: (changes()[0], 0.0),
                "The loss is right; count again which rows lie above one half.",
            ),
        ],
        says="Right: the loss fell a good deal, and the accuracy fell with it.",
    ),
    Exercise(
        "together-2",
        answer=lambda: SUM / ROWS,
        mistakes=[
            Mistake(lambda: SUM / BATCHES, "That is the sum per batch; one loss a row was added."),
            Mistake(
                lambda: SUM / BATCH_SIZE,
                "64 is the size of one batch; the sum runs over all rows of the epoch.",
            ),
            Mistake(
                lambda: SUM / BATCHES / BATCH_SIZE,
                "Nearly: it takes the last short batch for a full one. Divide by the rows.",
            ),
        ],
        says="Right: below ln 2, so something was learned.",
    ),
    Exercise(
        "together-3",
        answer=lambda: "function",
        mistakes=[
            Mistake(
                lambda: "layer", "A layer makes its own parameters and refuses hand-made arrays."
            ),
            Mistake(lambda: "either", "Look at the two refusals: one of them is about the model."),
        ],
        says="Right: loader and loss fit everywhere, hand-made arrays only a hand-made model.",
    ),
]
