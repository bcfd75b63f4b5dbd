"""Exercises of docs/mathematics/vectors_and_matrices.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

ROW, WEIGHT, BIAS = np.array([3.0, -1.0, 2.0]), np.array([0.5, 2.0, -1.0]), 1.0

EXERCISES = [
    Exercise(
        "vectors-1",
        answer=lambda: np.dot(ROW, WEIGHT) + BIAS,
        tolerance=1e-3,
        mistakes=[
            Mistake(lambda: np.dot(ROW, WEIGHT), "The votes are right; the bias is missing."),
            Mistake(
                lambda: ROW * WEIGHT,
                "Those are the three votes. Add them, and the bias.",
            ),
            Mistake(
                lambda: ROW * WEIGHT + BIAS,
                "Three numbers: add the votes first, then the bias once. `*` is not "
                "the dot product.",
            ),
            Mistake(
                lambda: np.dot(np.abs(ROW), WEIGHT) + BIAS,
                "A minus got lost: one feature is negative, one weight too; both vote for no.",
            ),
            Mistake(
                lambda: np.dot(ROW, WEIGHT) - BIAS,
                "The bias is added.",
            ),
        ],
        says="Right: three votes and the bias.",
    ),
    Exercise(
        "vectors-2",
        answer=lambda: ((10, 118), (10,), (64, 10)),
        mistakes=[
            Mistake(
                lambda: ((118, 10), (10,), (64, 10)),
                "Gluon keeps one row per output: turn the weight's shape round.",
            ),
            Mistake(
                lambda: ((10, 118), (118,), (64, 10)),
                "The bias is added to the outputs, one for each of them; not one for each feature.",
            ),
            Mistake(
                lambda: ((10, 118), (64,), (64, 10)),
                "The bias does not know the batch: one for each output, whatever the rows.",
            ),
            Mistake(
                lambda: ((10, 118), (10,), (10, 64)),
                "The rows of the output are the rows of the batch.",
            ),
            Mistake(
                lambda: ((10, 118), (1,), (64, 10)),
                "One bias would serve one output; here are ten.",
            ),
        ],
        says="Right: and the batch size appears in the output only, never in a parameter.",
    ),
    Exercise(
        "vectors-3",
        answer=lambda: (64, 64),
        mistakes=[
            Mistake(
                lambda: (64, 1),
                "Shapes line up from the right: 64 meets 1 there, and a 1 stretches.",
            ),
            Mistake(
                lambda: (64,),
                "The second has two sizes, so the result has two. Line the shapes up "
                "from the right.",
            ),
            Mistake(
                lambda: (1, 64),
                "The first lacks a second size, and is stretched to the 64 rows of the other.",
            ),
            Mistake(
                lambda: 4096,
                "That is how many numbers there are; the question asks for the shape.",
            ),
        ],
        says="Right: sixty-four rows where one column was meant, and no error.",
    ),
    Exercise(
        "vectors-4",
        answer=lambda rows, numbers: np.dot(rows.T, numbers),
        tolerance=1e-6,
        inputs=[
            (
                np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 3.0]]),
                np.array([[0.5], [-0.25]]),
            ),
            (
                np.array([[2.0, 1.0], [0.0, 1.0], [-1.0, 4.0]]),
                np.array([[0.5], [1.0], [-0.75]]),
            ),
        ],
        mistakes=[
            Mistake(
                lambda rows, numbers: np.dot(rows.T, numbers) / len(rows),
                "Divided by the number of rows: that is a mean, and the rows are to be added up.",
            ),
            Mistake(
                lambda rows, numbers: np.dot(numbers.T, rows),
                "The numbers are right, but lie in a row: the result must be a column.",
            ),
            Mistake(
                lambda rows, numbers: np.dot(rows.T, numbers).reshape(-1),
                "The numbers are right, but they are a list: the result must be a column.",
            ),
            Mistake(
                lambda rows, numbers: rows * numbers,
                "That is each row times its number. Now add up over the rows, or use "
                "a matrix product.",
            ),
            Mistake(
                lambda rows, numbers: -np.dot(rows.T, numbers),
                "The sign is turned round: no minus belongs in it.",
            ),
        ],
        says="Right: the table lies on its side, so that the rows are what is added up.",
    ),
]
