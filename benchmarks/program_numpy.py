"""The loop written out by hand in NumPy, with the gradients derived on paper.

Run as ``python program_numpy.py {logistic,digits} REPEAT``; prints JSON.
"""

import json
import sys

import numpy as np
import tasks

task, repeat = sys.argv[1], int(sys.argv[2])
features, labels = tasks.TASKS[task]()
learning_rate = tasks.LEARNING_RATE[task]
generator = np.random.default_rng(1)
np.random.seed(1)


def batches():
    """Yield shuffled batches of rows."""
    order = np.arange(len(features))
    np.random.shuffle(order)
    for start in range(0, len(order), tasks.BATCH_SIZE):
        rows = order[start : start + tasks.BATCH_SIZE]
        yield features[rows], labels[rows]


def logistic():
    """Return an epoch of logistic regression."""
    weight = generator.normal(0, 0.1, tasks.COLUMNS).astype(np.float32)
    bias = np.float32(0)

    def epoch(watch):
        nonlocal weight, bias
        watch.mark("start")
        for data, label in batches():
            watch.mark("access to the data")
            logits = data @ weight + bias
            watch.mark("model")
            tail = np.exp(-np.abs(logits))
            losses = np.log1p(tail) + np.maximum(logits, 0) - label * logits
            watch.mark("loss")
            slope = np.where(logits >= 0, 1, tail) / (1 + tail) - label
            weight_gradient = slope @ data
            bias_gradient = slope.sum()
            watch.mark("backward")
            weight -= learning_rate / len(data) * weight_gradient
            bias -= np.float32(learning_rate / len(data)) * bias_gradient
            watch.mark("trainer")
        return losses.mean()

    return epoch


def digits():
    """Return an epoch of the multilayer perceptron."""
    w1 = generator.normal(0, 0.1, (features.shape[1], tasks.HIDDEN)).astype(np.float32)
    b1 = np.zeros(tasks.HIDDEN, np.float32)
    w2 = generator.normal(0, 0.1, (tasks.HIDDEN, tasks.CLASSES)).astype(np.float32)
    b2 = np.zeros(tasks.CLASSES, np.float32)

    def epoch(watch):
        watch.mark("start")
        for data, label in batches():
            watch.mark("access to the data")
            before = data @ w1 + b1
            hidden = np.maximum(before, 0)
            scores = hidden @ w2 + b2
            watch.mark("model")
            scores -= scores.max(axis=1, keepdims=True)
            parts = np.exp(scores)
            total = parts.sum(axis=1, keepdims=True)
            place = np.arange(len(data)), label.astype(np.int64)
            losses = np.log(total[:, 0]) - scores[place]
            watch.mark("loss")
            slope = parts / total
            slope[place] -= 1
            back = (slope @ w2.T) * (before > 0)
            gradients = data.T @ back, back.sum(axis=0), hidden.T @ slope, slope.sum(axis=0)
            watch.mark("backward")
            for parameter, gradient in zip((w1, b1, w2, b2), gradients, strict=True):
                parameter -= learning_rate / len(data) * gradient
            watch.mark("trainer")
        return losses.mean()

    return epoch


print(json.dumps(tasks.measure({"logistic": logistic, "digits": digits}[task](), repeat)))
