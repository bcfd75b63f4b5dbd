"""Exercises of docs/network/your_own_model.md."""

import numpy as np

from sixpieces.datasets import load_digits
from sixpieces.practice.exercise import Exercise, Goal, Mistake


def is_even():
    """Whether the digit of each new image is even."""
    return load_digits().test_labels % 2 == 0


EXERCISES = [
    Exercise(
        "own-model-1",
        answer=lambda: max(is_even().mean(), 1 - is_even().mean()),
        mistakes=[
            Mistake(lambda: min(is_even().mean(), 1 - is_even().mean()), "The larger of the two."),
            Mistake(lambda: 0.5, "Nearly: count them, they are not quite half."),
            Mistake(lambda: 0.1, "That would be one digit of ten; the question is even or odd."),
        ],
        says="Right: a model that knows nothing can be right that often.",
    ),
    Goal(
        "own-model-2",
        answer=is_even,
        goal=0.95,
        mistakes=[
            Mistake(lambda: ~is_even(), "All the wrong way round: True stands for even."),
            Mistake(lambda: np.ones(360, bool), "That is the same answer for every image."),
            Mistake(lambda: np.zeros(360, bool), "You say odd to every image."),
            Mistake(
                lambda: load_digits().test_labels,
                "Those are the digits; the question is whether each is even.",
            ),
        ],
        says="Right: a network of your own, on images that it had never seen.",
    ),
]
