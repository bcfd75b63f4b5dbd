"""Exercises of docs/pieces/loss.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

W = 2.0


def slope_of_square(w):
    """Slope of w * w."""
    return 2 * w


SLOPES = (slope_of_square(W), 3.0)  # of w * w and of 3 * w


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
    Exercise(
        "loss-2",
        answer=lambda: sum(SLOPES),
        mistakes=[
            Mistake(lambda: np.mean(SLOPES), "A sum, not a mean: nobody has divided yet."),
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
        "loss-3",
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
        "loss-4",
        answer=lambda: 3 * slope_of_square(3.0),
        mistakes=[
            Mistake(
                lambda: slope_of_square(3.0), "That is what 'write' leaves: the last pass alone."
            ),
            Mistake(lambda: 3 * 3.0 * 3.0, "Those are the three losses; add up their slopes."),
            Mistake(lambda: slope_of_square(3.0) ** 3, "The passes are added, not multiplied."),
            Mistake(lambda: 3.0, "That is how many passes there were; each leaves a slope."),
        ],
        says="Right, and the next pass would add another.",
    ),
]
