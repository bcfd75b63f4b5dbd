"""Exercises of docs/network/save_and_predict.md."""

from sixpieces.practice.exercise import Exercise, Mistake

MINUTES, CENTRE, SPREAD = 45, 30, 15
INPUTS, HIDDEN = 2, 8

EXERCISES = [
    Exercise(
        "save-1",
        answer=lambda: (MINUTES - CENTRE) / SPREAD,
        mistakes=[
            Mistake(lambda: MINUTES / SPREAD, "Subtract the centre first."),
            Mistake(lambda: MINUTES - CENTRE, "Divide by the spread as well."),
            Mistake(
                lambda: (CENTRE - MINUTES) / SPREAD, "Mind the sign: 45 is more than the centre."
            ),
            Mistake(lambda: MINUTES - CENTRE / SPREAD, "Subtract first, then divide."),
        ],
        says="Right: one spread above the mean.",
    ),
    Exercise(
        "save-2",
        answer=lambda: INPUTS * HIDDEN + HIDDEN + HIDDEN + 1,
        mistakes=[
            Mistake(
                lambda: INPUTS * HIDDEN + HIDDEN, "Both layers, and both have weights and biases."
            ),
            Mistake(lambda: 4, "That is the number of arrays; each holds several numbers."),
        ],
        says="Right: a small network in a small file.",
    ),
    Exercise(
        "save-3",
        answer=lambda: "the scaling",
        mistakes=[
            Mistake(lambda: "the optimiser", "It moves the parameters, and predicting moves none."),
            Mistake(lambda: "the labels", "They are what the network is to say."),
        ],
        says="Right: without it, 45 minutes are 45 spreads above the mean.",
    ),
]
