"""Exercises of docs/pieces/trainer.md."""

from sixpieces.practice.exercise import Exercise, Mistake


def after_step(w, gradient, learning_rate, divisor):
    """The parameter after one step of plain SGD."""
    return w - learning_rate * gradient / divisor


def number_of_batches(rows, batch_size):
    """How many batches an epoch has, the short one included."""
    return -(-rows // batch_size)


EXERCISES = [
    Exercise(
        "trainer-1",
        answer=lambda: after_step(2, -12, 0.1, 4),
        mistakes=[
            Mistake(
                lambda: after_step(2, -12, 0.1, 1),
                "Not divided: the gradient is a sum over four rows.",
            ),
            Mistake(
                lambda: after_step(2, 12, 0.1, 4),
                "Mind the sign: subtracting a negative gradient makes w larger.",
            ),
            Mistake(lambda: after_step(2, -12, 1, 4), "The learning rate is missing."),
            Mistake(lambda: after_step(2, -12, 0.1, 16), "Divided twice: once is enough."),
            Mistake(lambda: 2.0, "That is w before the step: step, unlike backward, moves it."),
            Mistake(lambda: 2 + 4 * 1.2, "step(4) is one step, not four."),
        ],
        says="Right: one division, and minus a minus is plus.",
    ),
    Exercise(
        "trainer-2",
        answer=lambda: None,
        mistakes=[
            Mistake(
                lambda: 0.0,
                "A buffer of zeros would need attach_grad, and nobody called it on the new array.",
            ),
            Mistake(lambda: "None", "The right word, but as a string: leave out the quotes."),
            Mistake(
                lambda: "the old one",
                "The old gradient stands beside the old array, and w is the name of a new one.",
            ),
        ],
        says="Right: a new array has no place for a gradient.",
    ),
    Exercise(
        "trainer-3",
        answer=lambda: after_step(0, -49, 0.64, 64),
        mistakes=[
            Mistake(
                lambda: after_step(0, -49, 0.64, 49),
                "step divides by the number that it is told, not by the rows that came.",
            ),
            Mistake(
                lambda: after_step(0, 49, 0.64, 64),
                "Mind the sign: the step goes against the slope.",
            ),
            Mistake(
                lambda: after_step(0, -1, 0.64, 64),
                "backward adds the slopes of all 49 rows before step divides.",
            ),
            Mistake(lambda: after_step(0, -49, 0.64, 1), "The division by 64 is missing."),
        ],
        says="Right: a shorter batch, a shorter step, and every row of the epoch weighs the same.",
    ),
    Exercise(
        "trainer-4",
        answer=lambda: 3 * number_of_batches(32561, 64),
        mistakes=[
            Mistake(lambda: 3 * (32561 // 64), "The last short batch makes a step, too."),
            Mistake(
                lambda: 3 * 64 * number_of_batches(32561, 64),
                "step(64) is one step: the number divides, it does not repeat.",
            ),
            Mistake(lambda: 3 * 32561, "One step a batch, not one a row."),
            Mistake(lambda: 3, "One step a batch, not one an epoch."),
            Mistake(lambda: number_of_batches(32561, 64), "That is one epoch."),
        ],
        says="Right: one call of step, one move.",
    ),
]
