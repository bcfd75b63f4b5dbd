"""Exercises of docs/mathematics/derivatives.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

P = 0.8  # the probability at logit ln 4

EXERCISES = [
    Exercise(
        "derivatives-1",
        answer=lambda: 5.0 * 2 * 3,
        mistakes=[
            Mistake(
                lambda: 5.0 * 3**2 + 7,
                "That is the height of the curve at 3; its slope is asked for.",
            ),
            Mistake(
                lambda: 5.0 * 2 * 3 + 7,
                "A number that is added lifts the curve and tilts nothing: its slope is 0.",
            ),
            Mistake(lambda: 2.0 * 3, "The factor 5 stretches every rise: a constant factor stays."),
            Mistake(lambda: 5.0 * 3, "The slope of x squared is 2x, not x."),
            Mistake(lambda: 10.0, "That leaves out the place: the slope is 10 x, at x = 3."),
        ],
        says="Right: the factor stays, the added number adds nothing.",
    ),
    Exercise(
        "derivatives-2",
        answer=lambda: P - 1,
        mistakes=[
            Mistake(
                lambda: 1 - P,
                "Mind the sign: the loss falls as the logit grows. It is p - y, not y - p.",
            ),
            Mistake(
                lambda: -1 / P,
                "You stopped at the slope in p. One link is left: multiply by p(1 - p).",
            ),
            Mistake(
                lambda: P, "That is p, what the model said; subtract what happened, the label 1."
            ),
            Mistake(
                lambda: P * (1 - P),
                "That is the slope of the sigmoid alone; multiply it by the slope of -ln p.",
            ),
            Mistake(lambda: -np.log(P), "That is the loss itself; its slope is asked for."),
            Mistake(
                lambda: -1 / P + P * (1 - P),
                "Along a chain slopes are multiplied, not added.",
            ),
        ],
        says="Right: what the model said, minus what happened.",
    ),
    Exercise(
        "derivatives-3",
        answer=lambda: -2.0,
        mistakes=[
            Mistake(lambda: 1.0, "That is the slope of e^u alone; multiply by the slope of -2x."),
            Mistake(lambda: 2.0, "Mind the sign: the curve falls as x grows."),
            Mistake(lambda: -1.0, "The inner function is -2x: its slope is not that of -x."),
            Mistake(
                lambda: 0.0,
                "The place is 0, the slope is not: e to the power 0 is 1.",
            ),
            Mistake(
                lambda: -2 * np.exp(-2),
                "That is the slope at x = 1; the question asks for x = 0.",
            ),
        ],
        says="Right: slope of the outer, at its place, times slope of the inner.",
    ),
    Exercise(
        "derivatives-4",
        answer=lambda: 0.9 * 0.01,
        tolerance=0.01,
        mistakes=[
            Mistake(lambda: 0.9, "That is the slope; for this run, multiply by 0.01."),
            Mistake(lambda: -0.9 * 0.01, "Mind the sign: a surer wrong answer costs more."),
            Mistake(
                lambda: 0.1 * 0.01,
                "You used 1 - p. The label is 0, so p - y is p itself.",
            ),
            Mistake(
                lambda: -0.1 * 0.01,
                "You subtracted 1; the label of this row is 0.",
            ),
            Mistake(
                lambda: 0.9 * 0.1 * 0.01,
                "That is how much the probability changes; the slope of the loss in z is p - y.",
            ),
        ],
        says="Right: rise is slope times run, as long as the run is small.",
    ),
    Exercise(
        "derivatives-5",
        answer=lambda: 2.0**2 * (np.log(2) + 1),
        tolerance=2e-3,
        mistakes=[
            Mistake(
                lambda: 2.0 * 2,
                "Either the height, or the rule for a fixed exponent: here the exponent moves too.",
            ),
            Mistake(lambda: 1.0, "That is the slope of x: the function still returns x."),
            Mistake(
                lambda: 2.0**2 * np.log(2),
                "That is the slope of 2 to the power x: here the base moves too.",
            ),
            Mistake(lambda: 3.0**3 * (np.log(3) + 1), "That is the slope at 3; the place is 2."),
        ],
        says="Right: a machine for slopes needs no rule.",
    ),
]
