"""Exercises of docs/mathematics/probability.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

SLOPES = np.array([-1.0, 0.0, 3.0, 6.0])


def entropy(p):
    """Return the expected surprise of a coin about itself, in nats."""
    return -(p * np.log(p) + (1 - p) * np.log(1 - p))


EXERCISES = [
    Exercise(
        "probability-1",
        answer=lambda: 0.6**3 * 0.4**2,
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: 10 * 0.6**3 * 0.4**2,
                "That counts all ten orders of three heads; this record is one of them.",
            ),
            Mistake(lambda: 0.6, "That is one flip. Multiply one factor for each of the five."),
            Mistake(
                lambda: 0.6**3, "That forgets the two tails: the guess gave them something, too."
            ),
            Mistake(lambda: 0.6**5, "A tail gets 1 - q, not q."),
            Mistake(
                lambda: 3 * 0.6 + 2 * 0.4,
                "Independent probabilities are multiplied, not added; a sum above 1 "
                "is no probability.",
            ),
            Mistake(
                lambda: 3 * np.log(0.6) + 2 * np.log(0.4),
                "That is the logarithm of it; the probability itself is asked for.",
            ),
        ],
        says="Right: and small as it is, no other guess gives this record more.",
    ),
    Exercise(
        "probability-2",
        answer=lambda: SLOPES.mean(),
        mistakes=[
            Mistake(
                lambda: SLOPES.sum(),
                "That is the sum over all rows; a mean is asked for.",
            ),
            Mistake(
                lambda: 2 * SLOPES.mean(),
                "That is the expectation of the sum of two slopes; their mean is half of it.",
            ),
            Mistake(
                lambda: SLOPES.mean() / 2,
                "Divided once too often: the batch's mean has been divided by two already.",
            ),
            Mistake(
                lambda: np.median(SLOPES),
                "That is the middle of the slopes; an expectation is a mean.",
            ),
            Mistake(
                lambda: SLOPES[SLOPES != 0].mean(),
                "A slope of 0 is a row as well: divide by four.",
            ),
        ],
        says="Right: the mean of all rows, though no single pair has it.",
    ),
    Exercise(
        "probability-3",
        answer=lambda: entropy(0.9),
        tolerance=1e-3,
        mistakes=[
            Mistake(lambda: entropy(0.9) / np.log(2), "Those are bits, base two; nats use np.log."),
            Mistake(lambda: entropy(0.9) / np.log(10), "That is base ten; nats use np.log."),
            Mistake(lambda: -np.log(0.9), "That is the surprise of heads alone."),
            Mistake(
                lambda: -0.9 * np.log(0.9),
                "Half of the sum: tails are rare, but their surprise is large.",
            ),
            Mistake(lambda: -entropy(0.9), "Mind the minus: a surprise is never negative."),
            Mistake(
                lambda: -(np.log(0.9) + np.log(0.1)),
                "Each surprise counts as often as it happens: multiply by its probability.",
            ),
            Mistake(
                lambda: -(np.log(0.9) + np.log(0.1)) / 2,
                "Heads and tails do not come equally often: weight each by its probability.",
            ),
        ],
        says="Right: most of it comes from the rare outcome.",
    ),
    Exercise(
        "probability-4",
        answer=lambda: np.log(2),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: entropy(0.24),
                "That is what a model pays that knows the share; this one says 0.5.",
            ),
            Mistake(
                lambda: -np.log(0.24),
                "0.24 is the share of label 1, not the probability that the model gave.",
            ),
            Mistake(lambda: 0.5, "That is the probability given; its price is -ln of it."),
            Mistake(lambda: 0.24, "A loss is not a share of rows: it is -ln of what was given."),
            Mistake(
                lambda: -0.24 * np.log(0.5),
                "The rows with label 0 pay as well.",
            ),
            Mistake(lambda: np.log10(2), "That is base ten; ln is np.log."),
            Mistake(lambda: 1.0, "That is base two; ln is np.log."),
        ],
        says="Right: whoever says one half pays ln 2, whatever happens.",
    ),
    Exercise(
        "probability-5",
        answer=lambda: np.sqrt(0.9 * 0.1 / 100),
        tolerance=1e-2,
        mistakes=[
            Mistake(lambda: 0.9 * 0.1 / 100, "Take the root of it."),
            Mistake(
                lambda: np.sqrt(0.9 * 0.1) / 100, "The number of rows stands under the root, too."
            ),
            Mistake(lambda: np.sqrt(0.9 * 0.1), "Divide by the number of rows, under the root."),
            Mistake(lambda: np.sqrt(0.9 / 100), "Right and wrong both count: a times 1 - a."),
            Mistake(lambda: 0.1, "That is the share of wrong answers, not how much it would move."),
            Mistake(lambda: 3, "In rows it is 3; an accuracy is a share: divide by 100."),
        ],
        says="Right: three rows in a hundred, by chance alone.",
    ),
]
