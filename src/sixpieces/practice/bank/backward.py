"""Exercises of docs/pieces/backward.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

W = 2.0
P = 0.7


def slope_of_square(w):
    """Slope of w * w."""
    return 2 * w


SLOPES = (slope_of_square(W), 3.0)  # of w * w and of 3 * w


EXERCISES = [
    Exercise(
        "backward-1",
        answer=lambda: sum(SLOPES),
        mistakes=[
            Mistake(lambda: np.mean(SLOPES), "A sum, not a mean: nothing has divided yet."),
            Mistake(
                lambda: np.array(SLOPES),
                "A gradient has the shape of its parameter, and w is one number.",
            ),
            Mistake(lambda: W * W + 3 * W, "That is the summed loss itself, not its slope."),
            Mistake(lambda: SLOPES[1], "The first loss counts as well as the last."),
            Mistake(lambda: SLOPES[0], "The second loss counts as well as the first."),
        ],
        says="Right: backward of a vector is backward of its sum.",
    ),
    Exercise(
        "backward-2",
        answer=lambda: W,
        mistakes=[
            Mistake(lambda: 14.0, "Nothing was subtracted yet, and a gradient is not a distance."),
            Mistake(lambda: -10.0, "Nothing was added: backward only writes to w.grad."),
            Mistake(lambda: 2.3, "That is after step(4); here only backward was called."),
            Mistake(lambda: 3.2, "That is after a step; here only backward was called."),
            Mistake(lambda: -12.0, "That is the gradient, which stands beside w."),
        ],
        says="Right: backward writes to the buffer and moves nothing.",
    ),
    Exercise(
        "backward-3",
        answer=lambda: P - 0,
        mistakes=[
            Mistake(lambda: 1 - P, "That is what the model gave to what happened."),
            Mistake(lambda: P - 1, "That is the slope for label 1."),
            Mistake(lambda: 0 - P, "Mind the order: what the model said comes first."),
            Mistake(lambda: -np.log(1 - P), "That is the loss itself, not its slope."),
            Mistake(lambda: P * (1 - P), "That is the slope of the sigmoid alone."),
            Mistake(
                lambda: 1 / (1 - P),
                "That is the slope in the probability; multiply by the slope of the sigmoid.",
            ),
        ],
        says="Right: the surer of the wrong answer, the harder the push.",
    ),
]
