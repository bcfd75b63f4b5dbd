"""Exercises of docs/pieces/model.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

WEIGHT, BIAS = np.array([3, -2, 1.5]), -1.0
SHARE_OF_YES = 0.246


def logit_of_row(row):
    """The dot product with the weights, plus the bias."""
    return float(np.dot(row, WEIGHT) + BIAS)


def logit_of_probability(p):
    """The number whose sigmoid is p."""
    return np.log(p / (1 - p))


EXERCISES = [
    Exercise(
        "model-1",
        answer=lambda: logit_of_row([1, 1, 1]),
        mistakes=[
            Mistake(lambda: float(WEIGHT.sum()), "The bias is missing."),
            Mistake(lambda: float(WEIGHT.sum() - BIAS), "The bias is negative, and it is added."),
            Mistake(
                lambda: 1 / (1 + np.exp(-logit_of_row([1, 1, 1]))),
                "That is the probability; the logit comes before the sigmoid.",
            ),
            Mistake(
                lambda: float(np.abs(WEIGHT).sum() + BIAS),
                "The second weight is negative: being under 25 speaks against a yes.",
            ),
        ],
        says="Right: the votes for and against are simply added up.",
    ),
    Exercise(
        "model-2",
        answer=lambda: logit_of_probability(0.9),
        tolerance=2e-3,
        mistakes=[
            Mistake(lambda: 0.9, "A logit is not a probability: the sigmoid stands between them."),
            Mistake(
                lambda: logit_of_probability(0.9) / np.log(10),
                "That is the logarithm to base ten; the sigmoid is built on e.",
            ),
            Mistake(
                lambda: np.log(0.9),
                "That is the log of p; a logit is the log of p divided by 1 - p.",
            ),
            Mistake(
                lambda: 1 / (1 + np.exp(-0.9)),
                "That is the probability of the logit 0.9; the question goes the other way.",
            ),
            Mistake(
                lambda: logit_of_probability(0.1),
                "That logit gives the probability of the other label; mind the sign.",
            ),
        ],
        says="Right: 0.9 is nine times as likely as 0.1, and the logit is the log of that nine.",
    ),
    Exercise(
        "model-3",
        answer=lambda: SHARE_OF_YES,
        mistakes=[
            Mistake(
                lambda: 1 - SHARE_OF_YES,
                "A sigmoid is always above 0, so everything is called 'yes', not 'no'.",
            ),
            Mistake(lambda: 0.5, "Count: which rows are called 'yes', and how many of them are?"),
            Mistake(lambda: 0.0, "Everybody is called a 'yes', and that is right for some."),
            Mistake(lambda: 1.0, "Everybody is called a 'yes', and that is wrong for many."),
        ],
        says="Right: an accuracy equal to the share of yes says that everybody was called a yes.",
    ),
]
