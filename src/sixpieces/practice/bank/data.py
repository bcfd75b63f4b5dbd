"""Exercises of docs/pieces/data.md."""

from sixpieces.practice.exercise import Exercise, Mistake

SHARE_OF_YES = 0.246
ROWS, FEATURES = (10, 74), 118
POSSIBLE_ANSWERS = (8, 14)


def shape_of_slice(start, stop):
    """Shape of the rows from start up to, but without, stop."""
    return (stop - start, FEATURES)


EXERCISES = [
    Exercise(
        "data-1",
        answer=lambda: 1 - SHARE_OF_YES,
        mistakes=[
            Mistake(lambda: 0.5, "Two classes are not two halves: count the rows of each."),
            Mistake(
                lambda: SHARE_OF_YES,
                "That is the accuracy of always 'yes'; 'no' is right on all the other rows.",
            ),
            Mistake(
                lambda: 100 * (1 - SHARE_OF_YES),
                "Right in per cent; give the share, a number from 0 to 1.",
            ),
        ],
        says="Right: any model on these rows has to beat that before it deserves attention.",
    ),
    Exercise(
        "data-2",
        answer=lambda: shape_of_slice(*ROWS),
        tolerance=0,
        mistakes=[
            Mistake(
                lambda: (ROWS[1] - ROWS[0] + 1, FEATURES),
                "A slice stops before its second number: row 74 is not in it.",
            ),
            Mistake(
                lambda: shape_of_slice(*ROWS)[::-1],
                "Rows come first in a shape, then the features.",
            ),
            Mistake(
                lambda: shape_of_slice(*ROWS)[:1],
                "The slice takes whole rows, so the features remain as the second entry.",
            ),
        ],
        says="Right: 64 rows, which is the size of the mini-batches in the next lesson.",
    ),
    Exercise(
        "data-3",
        answer=lambda: (sum(POSSIBLE_ANSWERS), len(POSSIBLE_ANSWERS)),
        tolerance=0,
        mistakes=[
            Mistake(
                lambda: (POSSIBLE_ANSWERS[0] * POSSIBLE_ANSWERS[1], 1),
                "That is one column a pair of answers; here each question has its own columns.",
            ),
            Mistake(
                lambda: (POSSIBLE_ANSWERS[0] * POSSIBLE_ANSWERS[1], len(POSSIBLE_ANSWERS)),
                "The columns stand side by side: add them, do not multiply.",
            ),
            Mistake(
                lambda: (sum(POSSIBLE_ANSWERS), 1),
                "Each question leaves a mark of its own in a row, and there are two questions.",
            ),
            Mistake(
                lambda: (len(POSSIBLE_ANSWERS), sum(POSSIBLE_ANSWERS)),
                "The right two numbers, the other way round: columns first, then ones.",
            ),
        ],
        says="Right: the Adult table is made in the same way, from more questions.",
    ),
]
