"""Exercises of docs/mathematics/logarithms.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

ODDS = 4.0
FIRST = np.log(np.full(200, 0.5))
SECOND = np.log(np.repeat([0.9, 0.2], 100))

EXERCISES = [
    Exercise(
        "logarithms-1",
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
        "logarithms-2",
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
    Exercise(
        "logarithms-3",
        answer=lambda: np.log(ODDS),
        tolerance=5e-3,
        mistakes=[
            Mistake(lambda: ODDS, "Those are the odds; the logit is their logarithm."),
            Mistake(
                lambda: ODDS / (ODDS + 1),
                "That is the probability; the logit is the logarithm of the odds.",
            ),
            Mistake(
                lambda: np.log(ODDS / (ODDS + 1)),
                "That is ln p. Take the logarithm of p divided by 1 - p.",
            ),
            Mistake(lambda: np.log10(ODDS), "That is base ten; ln is np.log."),
            Mistake(lambda: -np.log(ODDS), "Mind the sign: rain is more probable than not."),
            Mistake(
                lambda: np.log(ODDS + 1),
                "Four to one: four is divided by one, and one is not added to it.",
            ),
            Mistake(
                lambda: 1 / (1 + np.exp(-ODDS)),
                "That is the sigmoid of 4, which goes the other way.",
            ),
        ],
        says="Right: the logit is the exponent of the odds.",
    ),
    Exercise(
        "logarithms-4",
        answer=lambda: 1 if FIRST.sum() > SECOND.sum() else 2,
        mistakes=[
            Mistake(
                lambda: 2,
                "Add the logarithms of each: the larger sum belongs to the larger product.",
            ),
            Mistake(
                lambda: 0,
                "They are not equal: the products are 0 only because float32 has lost them.",
            ),
            Mistake(
                lambda: FIRST.sum(),
                "That is the sum for the first model. Compare both, and answer 1 or 2.",
            ),
        ],
        says="Right: the sum of the logs still knows what the product has lost.",
    ),
]
