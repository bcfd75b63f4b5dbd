"""Exercises of docs/pieces/parameters.md."""

from sixpieces.practice.exercise import Exercise, Mistake


def size_of_dense(inputs, outputs):
    """How many numbers a dense layer holds: a weight for each pair, and a bias for each output."""
    return outputs * inputs + outputs


def size_of_two_layers(inputs, hidden, outputs):
    """How many numbers two dense layers hold."""
    return size_of_dense(inputs, hidden) + size_of_dense(hidden, outputs)


EXERCISES = [
    Exercise(
        "parameters-1",
        answer=lambda: size_of_dense(123, 3),
        mistakes=[
            Mistake(lambda: 123 * 3, "Those are the weights; each output also has a bias."),
            Mistake(lambda: 123 * 3 + 1, "One bias is not enough: each output has its own."),
            Mistake(lambda: 123 + 3, "Each output has a weight for every input: multiply."),
            Mistake(lambda: 123 * 3 + 123, "A bias belongs to an output, not to an input."),
        ],
        says="Right: outputs times inputs, and one bias for each output.",
    ),
    Exercise(
        "parameters-2",
        answer=lambda: (3, 123),
        mistakes=[
            Mistake(lambda: (123, 3), "One row per output: the outputs come first."),
            Mistake(
                lambda: (3, 124), "The bias is an array of its own, not a column of the weight."
            ),
            Mistake(lambda: (369,), "The right number of weights, but the weight is a table."),
        ],
        says="Right: a layer of Gluon keeps one row of weights for each output.",
    ),
    Exercise(
        "parameters-3",
        answer=lambda: (4, 7),
        mistakes=[
            Mistake(lambda: (7, 4), "One row per output: the outputs come first."),
            Mistake(
                lambda: (4, 5), "5 is the number of rows in the batch; the layer counts columns."
            ),
            Mistake(lambda: (5, 4), "That is the shape of what comes out of the layer."),
            Mistake(
                lambda: (4, 0), "0 stands for 'not known', and by now the layer has seen a batch."
            ),
        ],
        says="Right: the same weights serve every row, however many there are.",
    ),
    Exercise(
        "parameters-4",
        answer=lambda: size_of_two_layers(118, 16, 1),
        mistakes=[
            Mistake(
                lambda: 118 * 16 + 16 * 1,
                "Either the biases are missing, or the second layer: both give this number.",
            ),
            Mistake(
                lambda: size_of_dense(118, 16) + size_of_dense(118, 1),
                "The second layer reads the outputs of the first, not the features.",
            ),
            Mistake(
                lambda: size_of_dense(118, 16) + 16,
                "The second layer has a bias as well.",
            ),
        ],
        says="Right: nearly all of them sit in the first layer.",
    ),
]
