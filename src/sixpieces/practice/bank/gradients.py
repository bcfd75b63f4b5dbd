"""Exercises of docs/mathematics/gradients.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

FEATURES = np.array([3.0, -1.0, 0.0])

EXERCISES = [
    Exercise(
        "gradients-1",
        answer=lambda: (2.0 * 3 * 2, 3.0**2 + 1),
        mistakes=[
            Mistake(
                lambda: (3.0**2 + 1, 2.0 * 3 * 2),
                "Both numbers are right, in the other order: first along w, then along b.",
            ),
            Mistake(
                lambda: (2.0 * 3 * 2, 3.0**2),
                "The second term has a slope along b, too.",
            ),
            Mistake(
                lambda: (2.0 * 3, 3.0**2 + 1),
                "Frozen does not mean gone: b stays in the first term as a constant factor.",
            ),
            Mistake(
                lambda: (2.0 * 3 * 2 + 1, 3.0**2 + 1),
                "Along w the second term is a constant, and a constant has slope 0.",
            ),
            Mistake(
                lambda: 2.0 * 3 * 2 + 3.0**2 + 1,
                "A gradient is not added up: it has one slope for each parameter.",
            ),
            Mistake(
                lambda: 3.0**2 * 2 + 2,
                "That is the height; two slopes are asked for.",
            ),
        ],
        says="Right: one slope for each parameter, each taken while the other stands still.",
    ),
    Exercise(
        "gradients-2",
        answer=lambda: 5 - 0.1 * (-12),
        mistakes=[
            Mistake(
                lambda: 5 + 0.1 * (-12),
                "Mind the sign: minus a minus. The loss falls as the weight grows.",
            ),
            Mistake(
                lambda: 5.0 + 12,
                "The gradient is a slope, not a distance: multiply it by the learning rate.",
            ),
            Mistake(
                lambda: 5.0 - 12,
                "Two things: the learning rate is missing, and minus a minus is a plus.",
            ),
            Mistake(
                lambda: 0.1 * 12,
                "That is how far it moves; add the place where it was.",
            ),
            Mistake(
                lambda: 5.0,
                "backward() would leave it there; the question is about the step.",
            ),
            Mistake(
                lambda: 5.1,
                "That moves by the learning rate alone; multiply it by the slope.",
            ),
        ],
        says="Right: against the sign of the slope, learning rate times slope far.",
    ),
    Exercise(
        "gradients-3",
        answer=lambda: (0.8 - 1) * FEATURES,
        mistakes=[
            Mistake(
                lambda: (1 - 0.8) * FEATURES,
                "Mind the sign: it is p - y, what the model said minus what happened.",
            ),
            Mistake(
                lambda: 0.8 - 1,
                "That is p - y, the slope in the logit and in the bias. "
                "For a weight, multiply by its feature.",
            ),
            Mistake(
                lambda: 0.8 * FEATURES,
                "You multiplied by p; first subtract the label.",
            ),
            Mistake(
                lambda: np.full(3, 0.8 - 1),
                "Each weight has its own feature: multiply by it.",
            ),
            Mistake(
                lambda: ((0.8 - 1) * FEATURES).sum(),
                "The gradient has the shape of the weights: do not add up over the features.",
            ),
            Mistake(
                lambda: -1 / 0.8 * FEATURES,
                "One link is missing: the slope of the sigmoid, p(1 - p).",
            ),
            Mistake(
                lambda: ((0.8 - 1) * FEATURES).reshape(1, 3),
                "The numbers are right; three weights in a plain list have one axis.",
            ),
        ],
        says="Right: the weight of a feature that is 0 does not move.",
    ),
    Exercise(
        "gradients-4",
        answer=lambda: 2 / 10,
        mistakes=[
            Mistake(
                lambda: 1 / 10,
                "That is the rate that arrives in one step; beyond it, the path jumps over "
                "the goal but still comes nearer.",
            ),
            Mistake(
                lambda: 1.0,
                "That is the bound for w squared; this bowl is five times as curved.",
            ),
            Mistake(
                lambda: 5.0,
                "The more curved the bowl, the smaller the rate must be: turn it over, and "
                "count the factor 2 of the slope of w squared.",
            ),
            Mistake(
                lambda: 2 / 5,
                "The slope of 5 w squared is 10 w, not 5 w.",
            ),
        ],
        says="Right: there it jumps back and forth for ever, and beyond it diverges.",
    ),
    Exercise(
        "gradients-5",
        answer=lambda w, b, rate: (w - rate * 2 * (w - 3), b - rate * 8 * (b - 1)),
        inputs=[(1.0, 2.0, 0.1), (3.0, 0.0, 0.25), (-1.0, 1.0, 0.01)],
        mistakes=[
            Mistake(
                lambda w, b, rate: (w + rate * 2 * (w - 3), b + rate * 8 * (b - 1)),
                "That climbs: go against the slopes.",
            ),
            Mistake(
                lambda w, b, rate: (w - rate * 2 * (w - 3), b - rate * 2 * (b - 1)),
                "Along b the factor 4 of the bowl stays in the slope.",
            ),
            Mistake(
                lambda w, b, rate: (w - 2 * (w - 3), b - 8 * (b - 1)),
                "The learning rate is missing.",
            ),
            Mistake(
                lambda w, b, rate: (2 * (w - 3), 8 * (b - 1)),
                "Those are the slopes; return where the step leads.",
            ),
            Mistake(
                lambda w, b, rate: (w - rate * (w - 3) ** 2, b - rate * 4 * (b - 1) ** 2),
                "Those are the heights; take their slopes.",
            ),
        ],
        says="Right: each parameter moves against its own slope.",
    ),
]
