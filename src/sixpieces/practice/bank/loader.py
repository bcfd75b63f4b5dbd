"""Exercises of docs/pieces/loader.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

LOSSES = np.array([0.2] * 8 + [1.2] * 2)
BATCHES = (LOSSES[:4], LOSSES[4:8], LOSSES[8:])


def number_of_batches(rows, batch_size):
    """How many batches an epoch has when the rest is kept: the division, rounded up."""
    return -(-rows // batch_size)


def sizes_of_batches(rows, batch_size):
    """Sizes of the batches of one epoch; the last may be short, and is never empty."""
    whole, rest = divmod(rows, batch_size)
    return [batch_size] * whole + ([rest] if rest else [])


def sizes_without_rest(rows, batch_size):
    """The sizes when the rest is thrown away."""
    return [batch_size] * (rows // batch_size)


def sizes_with_empty_rest(rows, batch_size):
    """The sizes when an empty rest counts as a batch."""
    return [batch_size] * (rows // batch_size) + [rows % batch_size]


def sizes_all_full(rows, batch_size):
    """The sizes when the last batch is taken for a full one."""
    return [batch_size] * number_of_batches(rows, batch_size)


EXERCISES = [
    Exercise(
        "loader-1",
        answer=lambda: number_of_batches(30956, 64),
        mistakes=[
            Mistake(lambda: 30956 // 64, "The rows that are left over are a batch too."),
            Mistake(lambda: 30956 / 64, "A whole number, please: what becomes of the rest?"),
            Mistake(lambda: 30956 % 64, "That is how many rows the last batch has."),
        ],
        says="Right: the division, rounded up.",
    ),
    Exercise(
        "loader-2",
        answer=lambda: LOSSES.mean(),
        mistakes=[
            Mistake(
                lambda: np.mean([batch.mean() for batch in BATCHES]),
                "A mean of batch means counts the rows of the short batch double.",
            ),
            Mistake(lambda: LOSSES.sum(), "That is the sum over the rows; divide by their number."),
            Mistake(
                lambda: LOSSES.sum() / len(BATCHES),
                "Divided by the number of batches; the question is per row.",
            ),
            Mistake(
                lambda: (0.2 + 1.2) / 2,
                "The two values do not occur equally often: weigh them by their rows.",
            ),
        ],
        says="Right: add first and divide once, and the size of the batches no longer matters.",
    ),
    Exercise(
        "loader-3",
        answer=sizes_of_batches,
        inputs=[(10, 4), (12, 4), (3, 4), (32561, 64)],
        mistakes=[
            Mistake(sizes_without_rest, "The rows that are left over are missing."),
            Mistake(
                sizes_with_empty_rest,
                "When the division leaves no rest there is no last short batch: try 12 rows by 4.",
            ),
            Mistake(sizes_all_full, "The last batch holds only what is left over."),
        ],
        says="Right, also when the division leaves no rest.",
    ),
    Exercise(
        "loader-4",
        answer=lambda: False,
        mistakes=[
            Mistake(
                lambda: True,
                "Each batch is drawn from all rows anew: nothing bars a row from coming twice.",
            ),
        ],
        says="Right: one order for the whole epoch, then cut it into pieces.",
    ),
]
