"""Exercises of docs/mathematics/exponents.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake


def sigmoid(z):
    """Squeeze any number into a number between 0 and 1."""
    return 1 / (1 + np.exp(-z))


def years_until(goal, growth=1.05):
    """Count the yearly payments until one pound has become `goal`."""
    pounds, years = 1.0, 0
    while pounds < goal:
        pounds, years = pounds * growth, years + 1
    return years


EXERCISES = [
    Exercise(
        "exponents-1",
        answer=lambda: 2.0 ** (3 + 4 - 9),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: 2.0 ** (3 * 4 - 9),
                "You multiplied the exponents on top: 3 factors and 4 more are 7 factors, not 12.",
            ),
            Mistake(
                lambda: -4.0,
                "A minus in the exponent does not make the power negative: it says 'divide'.",
            ),
            Mistake(
                lambda: -2.0, "That is the exponent that is left; the number is 2 to that power."
            ),
            Mistake(lambda: 4.0, "Turned over: more factors stand below than above."),
            Mistake(
                lambda: 2.0 ** (3 + 4 + 9),
                "Dividing takes factors away: subtract the exponent that stands below.",
            ),
        ],
        says="Right: the exponent that is left is -2, and a negative exponent divides.",
    ),
    Exercise(
        "exponents-2",
        answer=lambda: (-2.0, sigmoid(-2.0)),
        tolerance=2e-3,
        mistakes=[
            Mistake(
                lambda: (-2.0, -sigmoid(2.0)),
                "You wrote -sigmoid(2), which is negative. Compare 1 - p with -p.",
            ),
            Mistake(
                lambda: (-2.0, sigmoid(2.0)),
                "The logit is right; the probability is that of the label 1. The "
                "label 0 gets the rest.",
            ),
            Mistake(
                lambda: (2.0, sigmoid(-2.0)),
                "The probability is right, but sigmoid(2) is above one half: mirror the logit too.",
            ),
            Mistake(
                lambda: (0.5, sigmoid(-2.0)),
                "The mirrored logit has the other sign; it is not one divided by it.",
            ),
            Mistake(
                lambda: sigmoid(-2.0),
                "That is the probability. Give the logit as well, as a tuple: (z, probability).",
            ),
        ],
        says="Right: the two labels mirror one another at logit 0.",
    ),
    Exercise(
        "exponents-3",
        answer=lambda: np.exp(-2.0),
        tolerance=1e-2,
        mistakes=[
            Mistake(
                lambda: -2.0,
                "That is what it adds to the logit; the odds are a power of e with that exponent.",
            ),
            Mistake(
                lambda: np.exp(2.0), "The weight is negative: the odds of yes must become smaller."
            ),
            Mistake(
                lambda: -np.exp(2.0),
                "A power of e is never negative: the minus stands in the exponent.",
            ),
            Mistake(
                lambda: sigmoid(-2.0),
                "That is the probability at logit -2. The question asks for a factor of the odds.",
            ),
            Mistake(lambda: 2.0**-2, "The base is e, not 2."),
            Mistake(lambda: -2 * np.e, "A power of e, not a multiple of it."),
        ],
        says="Right: a vote against divides the odds, and never makes them negative.",
    ),
    Exercise(
        "exponents-4",
        answer=lambda: years_until(2),
        mistakes=[
            Mistake(
                lambda: 20,
                "Without interest on the interest it would be 20 years; let the loop multiply.",
            ),
            Mistake(
                lambda: years_until(2) - 1,
                "One year too few: then there are not yet two pounds.",
            ),
            Mistake(
                lambda: years_until(2) + 1,
                "One year too many: stop at the first year with two pounds or more.",
            ),
            Mistake(lambda: 1, "The loop still stops after one year: change its condition."),
        ],
        says="Right: sooner than the twenty years that adding would need.",
    ),
]
