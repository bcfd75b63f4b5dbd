"""Exercises of docs/mathematics/self_assessment.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

FEATURES = np.array([1.0, 0.0, 2.0])
WEIGHT = np.array([0.5, -1.0, 0.25])
BIAS = 0.1


def step(gradient, learning_rate=0.1):
    """Where one step of gradient descent leads from (1, 1)."""
    return np.array([1.0, 1.0]) - learning_rate * np.array(gradient)


EXERCISES = [
    Exercise(
        "self-1",
        answer=lambda: 3 + 4,
        mistakes=[
            Mistake(
                lambda: 3 * 4,
                "You multiplied the exponents; that is the power of a power. Count the factors 2.",
            ),
            Mistake(
                lambda: 2**3 * 2**4, "That is the product; the question asks for the exponent."
            ),
        ],
        says="Right: three factors and four factors stand in one row.",
    ),
    Exercise(
        "self-2",
        answer=lambda: 3 * np.log(2),
        mistakes=[
            Mistake(
                lambda: 8 * np.log(2), "The power comes down as a factor: 8 is which power of 2?"
            ),
            Mistake(lambda: 4 * np.log(2), "8 is four twos added; which power of 2 is it?"),
            Mistake(
                lambda: np.log(2) ** 3, "The power comes down as a factor, it does not stay up."
            ),
            Mistake(lambda: 3 + np.log(2), "Multiply by the power; do not add it."),
            Mistake(lambda: np.log10(8), "That is base ten; ln is np.log."),
        ],
        says="Right: the power comes down as a factor.",
    ),
    Exercise(
        "self-3",
        answer=lambda: np.log(0.75 / 0.25),
        mistakes=[
            Mistake(
                lambda: 0.75, "That is the probability; the logit is the number before the sigmoid."
            ),
            Mistake(lambda: 0.75 / 0.25, "Those are the odds; one logarithm is missing."),
            Mistake(lambda: np.log10(0.75 / 0.25), "That is base ten; the sigmoid is built on e."),
            Mistake(lambda: np.log(0.75), "That is the log of p; take the log of p/(1 - p)."),
            Mistake(lambda: np.log(0.25 / 0.75), "Sign: above one half the logit is above 0."),
            Mistake(
                lambda: 1 / (1 + np.exp(-0.75)), "You went forward, from logit to probability."
            ),
        ],
        says="Right: the logit is the log of p against 1 - p.",
    ),
    Exercise(
        "self-4",
        answer=lambda: FEATURES @ WEIGHT + BIAS,
        mistakes=[
            Mistake(lambda: FEATURES @ WEIGHT, "That is the dot product; the bias is added."),
            Mistake(
                lambda: FEATURES * WEIGHT, "Those are the three products; add them, then the bias."
            ),
            Mistake(
                lambda: FEATURES * WEIGHT + BIAS,
                "Those are three numbers, the model gives one: add the products, then the bias.",
            ),
            Mistake(
                lambda: FEATURES.sum() * WEIGHT.sum() + BIAS,
                "Multiply feature by feature first, then add.",
            ),
        ],
        says="Right: a weighted vote and the bias.",
    ),
    Exercise(
        "self-5",
        answer=lambda: (3, 3),
        mistakes=[
            Mistake(lambda: (3, 1), "Shapes line up from the right, and a 1 stretches."),
            Mistake(lambda: (3,), "Shapes line up from the right: the 1 of (3, 1) meets the 3."),
            Mistake(lambda: (1, 3), "Both stretch: the column to the side, the row downwards."),
            Mistake(lambda: 9, "That is how many numbers there are; give the shape."),
        ],
        says="Right: every number of one meets every number of the other, and nothing warns.",
    ),
    Exercise(
        "self-6",
        answer=lambda: 2 * 3,
        mistakes=[
            Mistake(
                lambda: 3**2, "That is the height of the curve; the slope is how fast it rises."
            ),
            Mistake(lambda: 2, "The slope depends on where you stand: it is 2 times x."),
            Mistake(lambda: 3, "Half of it: move x a little, and both factors of x times x grow."),
        ],
        says="Right: the slope of x squared is twice x.",
    ),
    Exercise(
        "self-7",
        answer=lambda: 2 * (3 * 1 - 1) * 3,
        mistakes=[
            Mistake(
                lambda: 2 * (3 * 1 - 1), "That is the outer slope; the inner one is a factor too."
            ),
            Mistake(lambda: 3, "That is the inner slope; the outer one is a factor too."),
            Mistake(lambda: 2 * (3 * 1 - 1) + 3, "Slopes along a chain are multiplied, not added."),
            Mistake(lambda: 2 * 3, "The outer slope is taken at 3x - 1, not at x."),
        ],
        says="Right: outer slope times inner slope.",
    ),
    Exercise(
        "self-8",
        answer=lambda: step([2, 4]),
        mistakes=[
            Mistake(lambda: step([-2, -4]), "That climbs: go against the gradient."),
            Mistake(lambda: np.array([2.0, 4.0]), "That is the gradient; now take the step."),
            Mistake(lambda: step([2, 4], 1), "The learning rate is missing."),
            Mistake(lambda: step([1, 2]), "You used the two terms of the loss; take their slopes."),
            Mistake(
                lambda: step([2, 2]), "The factor 2 of the second term is in its slope as well."
            ),
            Mistake(
                lambda: np.array([0.2, 0.4]),
                "That is the length of the step; subtract it from (1, 1).",
            ),
        ],
        says="Right: each number moves against its own slope.",
    ),
    Exercise(
        "self-9",
        answer=lambda: 0.8 * 0.8 * 0.2,
        mistakes=[
            Mistake(
                lambda: 3 * 0.8 * 0.8 * 0.2,
                "That counts all three orders; the record has one order.",
            ),
            Mistake(
                lambda: 0.8 + 0.8 + 0.2, "Independent events multiply; and nothing is above 1."
            ),
            Mistake(lambda: 0.8**3, "The third flip is a tail, and has probability 1 - 0.8."),
            Mistake(lambda: 0.8 * 0.8, "That is the two heads; the tail happened too."),
        ],
        says="Right: what happened, flip by flip, multiplied.",
    ),
    Exercise(
        "self-10",
        answer=lambda: -np.mean(np.log([0.5, 0.5, 0.5, 0.5])),
        mistakes=[
            Mistake(lambda: 4 * np.log(2), "That is the sum over four rows; give the mean."),
            Mistake(lambda: -np.log(2), "That is the log; a loss is minus the log."),
            Mistake(lambda: np.log10(2), "That is base ten; ln is np.log."),
            Mistake(lambda: 0.5, "That is the probability; its price is -ln of it."),
            Mistake(
                lambda: 0.75, "That is the share of ones; the loss asks what was said of each row."
            ),
            Mistake(lambda: 0.5**4, "That is the likelihood of all four; take -ln, and the mean."),
        ],
        says="Right: who knows nothing pays this much for a yes or no, whatever the labels.",
    ),
]
