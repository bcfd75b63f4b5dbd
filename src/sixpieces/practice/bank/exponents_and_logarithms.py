"""Exercises of docs/mathematics/exponents_and_logarithms.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake


def sigmoid(z):
    """Squeeze any number into a number between 0 and 1."""
    return 1 / (1 + np.exp(-z))


EXERCISES = [
    Exercise(
        "laws-1",
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
        says="Right: -2 factors are left, and a negative exponent divides.",
    ),
    Exercise(
        "laws-2",
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
        "laws-3",
        answer=lambda: np.log(1 - 0.8),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: -np.log(0.8),
                "A log does not split over a difference: ln(1 - p) is not ln 1 - ln p. "
                "Compute 1 - 0.8 first.",
            ),
            Mistake(
                lambda: np.log10(1 - 0.8),
                "That is the logarithm to base ten; ln is np.log.",
            ),
            Mistake(lambda: np.log2(1 - 0.8), "That is the logarithm to base two; ln is np.log."),
            Mistake(
                lambda: -np.log(1 - 0.8),
                "That is the price, -ln(1 - p). The question asks for ln(1 - p), "
                "which is negative.",
            ),
            Mistake(lambda: np.log(0.8), "That is ln p. What stands in the brackets is 1 - p."),
            Mistake(lambda: 0.2, "That is 1 - p; now take its logarithm."),
        ],
        says="Right: it is -ln 5, and minus it is the price of a label 0 for this model.",
    ),
    Exercise(
        "laws-4",
        answer=lambda: 3 * np.log(0.6) + 2 * np.log(0.4),
        tolerance=1e-3,
        mistakes=[
            Mistake(
                lambda: np.log(0.6) ** 3 * np.log(0.4) ** 2,
                "The power comes down as a factor, it does not stay on the log; "
                "and a product becomes a sum.",
            ),
            Mistake(
                lambda: np.log(0.6) ** 3 + np.log(0.4) ** 2,
                "The sum is right, but a power comes down as a factor: ln(a^k) = k ln a.",
            ),
            Mistake(
                lambda: 3 * np.log10(0.6) + 2 * np.log10(0.4),
                "That is base ten; ln is np.log.",
            ),
            Mistake(
                lambda: 3 * np.log(0.6) * 2 * np.log(0.4),
                "The powers came down well; but the log of a product is a sum, not a product.",
            ),
            Mistake(
                lambda: 0.6**3 * 0.4**2,
                "That is the product itself; the question asks for its logarithm.",
            ),
            Mistake(
                lambda: -(3 * np.log(0.6) + 2 * np.log(0.4)),
                "Mind the sign: the product is below 1, so its logarithm is negative.",
            ),
        ],
        says="Right: the product became a sum, and each exponent a factor.",
    ),
]
