"""Exercises of docs/pieces/together.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake

BEFORE = np.array([0.51, 0.51, 0.05, 0.05])
AFTER = np.array([0.9, 0.49, 0.49, 0.3])
# The columns: degree, under 25, long hours.
PEOPLE = np.array([[1.0, 0, 0], [0, 0, 0], [0, 0, 1], [0, 1, 0]])
LABELS = np.array([1.0, 0, 0, 1])
SUM, ROWS, BATCHES, BATCH_SIZE = 11_400, 28_500, 446, 64


def mean_loss(probabilities):
    """Mean log loss of rows that all have label 1."""
    return -np.log(probabilities).mean()


def accuracy(probabilities):
    """Share of rows with label 1 that are called a yes."""
    return (probabilities > 0.5).mean()


def changes():
    """Change of the loss and of the accuracy, after minus before."""
    return mean_loss(AFTER) - mean_loss(BEFORE), accuracy(AFTER) - accuracy(BEFORE)


def descend(features, labels, learning_rate, steps, divide=True, bias_moves=True, squeeze=True):
    """Weights and bias after some steps over all rows, from zeros."""
    features, labels = np.array(features, "float64"), np.array(labels, "float64")
    weight, bias = np.zeros(features.shape[1]), 0.0
    rate = learning_rate / len(labels) if divide else learning_rate
    for _ in range(steps):
        logits = features @ weight + bias
        error = (1 / (1 + np.exp(-logits)) if squeeze else logits) - labels
        weight = weight - rate * features.T @ error
        bias = bias - rate * error.sum() * bias_moves
    return np.append(weight, bias)


def trained(features, labels, learning_rate, steps):
    """The loop as it should be."""
    return descend(features, labels, learning_rate, steps)


def trained_uphill(features, labels, learning_rate, steps):
    """The gradient added instead of subtracted."""
    return descend(features, labels, -learning_rate, steps)


def trained_undivided(features, labels, learning_rate, steps):
    """The sum of the gradients taken for their mean."""
    return descend(features, labels, learning_rate, steps, divide=False)


def trained_without_bias(features, labels, learning_rate, steps):
    """A bias that stays 0."""
    return descend(features, labels, learning_rate, steps, bias_moves=False)


def trained_without_sigmoid(features, labels, learning_rate, steps):
    """Logits taken for probabilities."""
    return descend(features, labels, learning_rate, steps, squeeze=False)


EXERCISES = [
    Exercise(
        "together-1",
        answer=changes,
        tolerance=2e-3,
        mistakes=[
            Mistake(
                lambda: (changes()[0], -changes()[1]),
                "Count the right rows before and after: lower loss promises no better accuracy.",
            ),
            Mistake(
                lambda: (-changes()[0], -changes()[1]),
                "The other way round: after minus before.",
            ),
            Mistake(
                lambda: (4 * changes()[0], changes()[1]),
                "The accuracy is right; the loss is the sum, and the question asks for the mean.",
            ),
            Mistake(
                lambda: (changes()[0] / np.log(10), changes()[1]),
                "The accuracy is right; the loss needs the natural logarithm, np.log.",
            ),
            Mistake(
                lambda: (changes()[0], 0.0),
                "The loss is right; count again which rows lie above one half.",
            ),
        ],
        says="Right: the loss fell a good deal, and the accuracy fell with it.",
    ),
    Exercise(
        "together-2",
        answer=lambda: SUM / ROWS,
        mistakes=[
            Mistake(
                lambda: SUM / BATCHES, "That is the sum per batch; one loss for each row was added."
            ),
            Mistake(
                lambda: SUM / BATCH_SIZE,
                "64 is the size of one batch; the sum runs over all rows of the epoch.",
            ),
            Mistake(
                lambda: SUM / BATCHES / BATCH_SIZE,
                "Nearly: it takes the last short batch for a full one. Divide by the rows.",
            ),
        ],
        says="Right: below ln 2, so something was learned.",
    ),
    Exercise(
        "together-3",
        answer=lambda: True,
        mistakes=[
            Mistake(
                lambda: False,
                "Look again: is the order of the rows the same, np.random.seed(1)? "
                "And is every array that moves given a place for its gradient?",
            ),
        ],
        says="Right: one layer learns from zeros, too.",
    ),
    Exercise(
        "together-4",
        answer=trained,
        inputs=[
            (PEOPLE, LABELS, 1.0, 20),
            (PEOPLE, LABELS, 0.5, 1),
            (PEOPLE[:3], 1 - LABELS[:3], 2, 5),
        ],
        mistakes=[
            Mistake(
                trained_uphill, "The loss rises: a step goes against the gradient, so subtract."
            ),
            Mistake(trained_undivided, "The gradients are sums over the rows: divide once."),
            Mistake(trained_without_bias, "The bias is to move as well: its gradient is a sum."),
            Mistake(
                lambda *case: trained(*case)[:-1], "The bias is missing: np.append(weight, bias)."
            ),
            Mistake(
                trained_without_sigmoid, "The sigmoid is missing between the logits and p - y."
            ),
        ],
        says="Right: these lines are a whole deep-learning library for one layer.",
    ),
]
