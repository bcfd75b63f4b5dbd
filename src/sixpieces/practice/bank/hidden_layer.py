"""Exercises of docs/network/hidden_layer.md."""

from sixpieces.practice.exercise import Exercise, Mistake

FEATURES, HIDDEN = 118, 16


def logit(up):
    """The network that was thought out: how many are up, and how many beyond one."""
    return max(up, 0) - 2 * max(up - 1, 0) - 0.5


EXERCISES = [
    Exercise(
        "hidden-1",
        answer=lambda: logit(2),
        mistakes=[
            Mistake(
                lambda: logit(1),
                "That is one switch up, or the second new feature counted once; it counts twice.",
            ),
            Mistake(lambda: logit(3), "That is three switches up; here it is two."),
            Mistake(lambda: logit(2) + 0.5, "The bias of the second layer is missing."),
        ],
        says="Right: off, although two of three are up.",
    ),
    Exercise(
        "hidden-2",
        answer=lambda: (2 * 3, 2 * 1 - 5),
        mistakes=[
            Mistake(
                lambda: (2 * 3, 1 - 5),
                "The weight is right. The 1 goes through the second layer, too.",
            ),
            Mistake(lambda: (3 + 2, 1 - 5), "Weights multiply: 2 times 3x."),
            Mistake(lambda: (2 * 3, 2 * 1 + 5), "The weight is right. Mind the sign of the 5."),
        ],
        says="Right: two layers, and no more than one.",
    ),
    Exercise(
        "hidden-3",
        answer=lambda: FEATURES * HIDDEN + HIDDEN + HIDDEN + 1,
        mistakes=[
            Mistake(lambda: FEATURES * HIDDEN + HIDDEN, "Both layers: one weight for each pair."),
            Mistake(
                lambda: FEATURES * HIDDEN,
                "Those are the weights of the first layer; there is more to learn.",
            ),
            Mistake(
                lambda: FEATURES + 1,
                "That is one layer without hidden units: each unit has its own.",
            ),
        ],
        says="Right: sixteen times the one layer, and one layer more.",
    ),
]
