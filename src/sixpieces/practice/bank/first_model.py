"""Exercises of docs/start/first_model.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

PEOPLE = 16281
ACCURACY = 0.84
MAJORITY_SHARE = 0.764

EXERCISES = [
    Exercise(
        "first-1",
        answer=lambda: 1 / 2,
        mistakes=[
            Mistake(lambda: np.log(2), "That is the loss; which probability has this loss?"),
            Mistake(
                lambda: MAJORITY_SHARE,
                "That is how often 'no' is right; the model itself does not know it.",
            ),
            Mistake(lambda: 1 - np.log(2), "A loss is not a share: it cannot be taken from 1."),
            Mistake(lambda: 0, "It says no, but only just: a sure no would have another loss."),
        ],
        says="Right: it says half and half to everything, like a coin.",
    ),
    Exercise(
        "first-2",
        answer=lambda: (ACCURACY - MAJORITY_SHARE) * PEOPLE,
        tolerance=2e-3,  # whole people, rounded before or after the difference
        mistakes=[
            Mistake(
                lambda: ACCURACY * PEOPLE,
                "So many are right in all; 'always no' is right for many of them too.",
            ),
            Mistake(lambda: (1 - ACCURACY) * PEOPLE, "So many are wrong; count the right ones."),
            Mistake(
                lambda: ACCURACY - MAJORITY_SHARE, "That is a share; the question is how many."
            ),
        ],
        says="Right: that is what the model knows, counted in people.",
    ),
    Exercise(
        "first-3",
        answer=lambda: (True, False),
        mistakes=[
            Mistake(lambda: (True, True), "Below or above: which side of 0.693 is better?"),
            Mistake(lambda: (False, False), "The accuracy must beat the majority share, 0.764."),
            Mistake(lambda: (False, True), "Both the other way round: a loss is good when small."),
        ],
        says="Right: often right, and far too sure where it is wrong.",
    ),
    Exercise(
        "first-4",
        answer=lambda: True,
        mistakes=[
            Mistake(
                lambda: False,
                "Compare the loss of this one epoch with the third line of the first run.",
            ),
        ],
        says="Right: the steps of the first run were smaller than they had to be.",
    ),
]
