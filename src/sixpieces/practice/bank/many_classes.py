"""Exercises of docs/log_loss/many_classes.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

POWERS = np.array([1.0, 2.0, 5.0])
LABEL = 2
GIVEN = np.array([1 / 2, 1 / 4, 1 / 2, 1])


def gradient():
    """Return probabilities minus one-hot label for logits ln 1, ln 2 and ln 5."""
    return POWERS / POWERS.sum() - np.eye(3)[LABEL]


EXERCISES = [
    Exercise(
        "many-1",
        answer=lambda: np.log(100),
        mistakes=[
            Mistake(lambda: np.log(2), "That is the price with two classes; here are a hundred."),
            Mistake(lambda: np.log(10), "That is the price with ten classes; here are a hundred."),
            Mistake(lambda: 1 / 100, "That is the probability; the loss is its price, -ln of it."),
            Mistake(
                lambda: 2.0,
                "That is the logarithm to base ten; the loss uses the natural one.",
            ),
            Mistake(lambda: np.log(1 / 100), "Mind the minus: a price is not negative."),
        ],
        says="Right: the number to expect before a hundred classes are learned.",
    ),
    Exercise(
        "many-2",
        answer=gradient,
        mistakes=[
            Mistake(
                lambda: POWERS / POWERS.sum(),
                "Those are the probabilities; subtract what happened.",
            ),
            Mistake(
                lambda: -gradient(),
                "Sign: what the model said minus what happened, not the other way round.",
            ),
            Mistake(
                lambda: POWERS / POWERS.sum() - np.eye(3)[0],
                "The 1 stands at the class that happened, and that was the last.",
            ),
        ],
        says="Right, and the three numbers add up to 0: what one class gains the others lose.",
    ),
    Exercise(
        "many-3",
        answer=lambda: 5 - 3,
        mistakes=[
            Mistake(lambda: 3 - 5, "That gives the probability of the first class; turn it round."),
            Mistake(lambda: 5, "Only if the other logit were 0. It is the difference that counts."),
            Mistake(lambda: 3 + 5, "A difference, not a sum."),
            Mistake(
                lambda: 1 / (1 + np.exp(-2.0)),
                "That is the probability; the question asks for the logit.",
            ),
        ],
        says="Right: two outputs carry no more than their difference.",
    ),
    Exercise(
        "many-4",
        answer=lambda: (GIVEN.prod(), -np.log2(GIVEN).sum(), 1),
        mistakes=[
            Mistake(
                lambda: (GIVEN.sum(), -np.log2(GIVEN).sum(), 1),
                "That all four happen together is a product of the probabilities, not a sum.",
            ),
            Mistake(
                lambda: (GIVEN.prod(), -np.log(GIVEN).sum(), np.log(2)),
                "The numbers are right, but in another unit: divide by ln 2.",
            ),
            Mistake(
                lambda: (GIVEN.prod(), -np.log2(GIVEN).mean(), 1),
                "The second number is the sum over the four rows, not the mean.",
            ),
            Mistake(
                lambda: (GIVEN.prod(), -np.log2(GIVEN).sum(), 4),
                "The third number is the mean: what one row costs.",
            ),
        ],
        says="Right: and its mean is that of a model that knows nothing.",
    ),
]
