"""Exercises of docs/network/seen_and_new.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

TRAINING = [0.60, 0.48, 0.41, 0.36, 0.31, 0.27]
VALIDATION = [0.61, 0.52, 0.47, 0.45, 0.46, 0.49]


def after_step(w, gradient, rate, rows, decay):
    """The parameter after one step of SGD with weight decay."""
    return w - rate * (gradient / rows + decay * w)


EXERCISES = [
    Exercise(
        "seen-1",
        answer=lambda: int(np.argmin(VALIDATION)) + 1,
        mistakes=[
            Mistake(lambda: int(np.argmin(VALIDATION)), "Count from 1."),
            Mistake(
                lambda: int(np.argmin(TRAINING)) + 1,
                "That is the lowest training loss, which falls to the end.",
            ),
            Mistake(
                lambda: int(np.argmin(VALIDATION)) + 2,
                "There the validation loss rises for the first time: keep the epoch before.",
            ),
        ],
        says="Right: later epochs help seen rows only.",
    ),
    Exercise(
        "seen-2",
        answer=lambda: after_step(2, -12, 0.1, 4, 0.5),
        mistakes=[
            Mistake(lambda: after_step(2, -12, 0.1, 4, 0), "The pull towards 0 is missing."),
            Mistake(lambda: after_step(2, -12, 0.1, 1, 0.5), "Divide the gradient by the rows."),
            Mistake(
                lambda: after_step(2, -12, 0.1, 4, 0.5 / 4),
                "wd times the weight is not divided by the rows.",
            ),
            Mistake(
                lambda: after_step(2, -12, 0.1, 4, -0.5), "Weight decay pulls towards 0, not away."
            ),
        ],
        says="Right: the rows push up, and the price holds back a little.",
    ),
    Exercise(
        "seen-3",
        answer=lambda: "validation",
        mistakes=[
            Mistake(lambda: "training", "It would choose what learned most by heart."),
            Mistake(
                lambda: "test",
                "Then the number that you report is too good: you chose the network by it.",
            ),
        ],
        says="Right: choose by the validation rows, and ask the test rows once.",
    ),
]
