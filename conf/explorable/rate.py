"""The learning rate of the first model, from much too small to much too large, on real data."""

import itertools
import math
from functools import cache

import numpy as np

from sixpieces import autograd, gluon, nd
from sixpieces.datasets import load_adult

from .kit import (
    END,
    START,
    Figure,
    Scale,
    clip,
    curve,
    dot,
    drawing,
    fixed,
    frame,
    line,
    slider,
    text,
    through,
)

RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
FIRST = RATES.index(0.1)
EPOCHS = 3
PARTS = 8  # measured so often in each epoch


@cache
def curves():
    """Return test losses after each part of an epoch, and accuracies after each epoch.

    One layer with an output for each learning rate trains all the models of start/first_model at
    once: the outputs share nothing but the order of the mini-batches.
    """
    adult = load_adult()
    np.random.seed(1)  # the order of the rows on the lesson's page
    dataset = gluon.data.ArrayDataset(adult.train_features, adult.train_labels)
    loader = gluon.data.DataLoader(dataset, batch_size=64, shuffle=True)
    loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
    many, width = len(RATES), adult.train_features.shape[1]
    weight, bias, rates = nd.zeros((many, width)), nd.zeros((many,)), nd.array(RATES)
    for parameter in (weight, bias):
        parameter.attach_grad()
    losses, accuracies = [[math.log(2)] * many], []
    batches = len(loader)
    stops = {round(batches * part / PARTS) for part in range(1, PARTS + 1)}
    for _ in range(EPOCHS):
        for number, (features, labels) in enumerate(loader, 1):
            with autograd.record():
                logits = nd.FullyConnected(features, weight, bias, num_hidden=many)
                wanted = nd.ones((1, many)) * labels.reshape((-1, 1))
                total = loss_function(logits, wanted) * many  # the loss is a mean of the outputs
            total.backward()
            for parameter, rate in ((weight, rates.reshape((-1, 1))), (bias, rates)):
                parameter -= rate / len(features) * parameter.grad
            if number in stops:
                found, share = scores(weight, bias, adult)
                losses.append(found)
        accuracies.append(share)
    return [list(column) for column in zip(*losses, strict=True)], [
        list(column) for column in zip(*accuracies, strict=True)
    ]


def scores(weight, bias, adult):
    """Return mean test loss and accuracy of each output."""
    features, labels = nd.array(adult.test_features), nd.array(adult.test_labels).reshape((-1, 1))
    logits = nd.FullyConnected(features, weight, bias, num_hidden=len(RATES))
    losses = nd.relu(logits) - logits * labels + nd.log(1 + nd.exp(-nd.abs(logits)))
    hits = (logits > 0) == labels
    return tuple([float(v) for v in found.mean(axis=0).asnumpy()] for found in (losses, hits))


def words(rate):
    """Return how such a learning rate is written."""
    return f"{rate:.4f}".rstrip("0").rstrip(".") if rate < 1 else str(rate)


def verdict(losses):
    """Return in words how a curve goes."""
    half = math.log(2)
    if losses[-1] > half:
        return "too large: the loss ends above the line"
    if max(losses[1:]) > half:
        return "too large: the loss jumps"
    if losses[-1] > min(0.4, half):
        return "too small: still on its way"
    rises = sum(after > before + 0.005 for before, after in itertools.pairwise(losses))
    return "large: the loss goes up and down" if rises > 2 else "good: the loss falls and stays low"


def figure(id):
    """Return the loss curve that follows the learning rate."""
    losses, accuracies = curves()
    x, y = Scale(0, EPOCHS, START, END), Scale(0, 1.4, 220, 16)
    half = math.log(2)
    steps = [part / PARTS for part in range(EPOCHS * PARTS + 1)]

    def path(found):
        return [(x(step), max(-400, y(loss))) for step, loss in zip(steps, found, strict=True)]

    others = "".join(curve(path(found), "other") for found in losses)
    chosen = losses[FIRST]
    drawn = (
        clip(f"{id}-clip", x, y)
        + frame(x, y, {n: str(n) for n in range(EPOCHS + 1)}, {0: "0", 0.5: "0.5", 1: "1"})
        + text(START, 10, "loss on new people", "start")
        + text(238, 256, "epochs")
        + line(START, y(half), END, y(half), "goal")
        + text(END, y(half) - 6, f"{fixed(half, 3)}: half and half", "end", "tick")
        + through(f"{id}-clip", others + curve(path(chosen), "chosen"))
        + dot(x(EPOCHS), y(chosen[-1]), "last-loss")
    )
    label = (
        f"The loss on new people over {EPOCHS} epochs for {len(RATES)} learning rates, one of them "
        f"drawn strongly, and a dashed line at {fixed(half, 3)}, where each model begins."
    )
    controls = slider(id, "rate", "learning rate", 0, len(RATES) - 1, 1, FIRST, words(RATES[FIRST]))
    numbers = {
        "loss": (f"loss after {EPOCHS} epochs", fixed(chosen[-1], 3)),
        "accuracy": ("accuracy", fixed(accuracies[FIRST][-1], 3)),
        "verdict": ("this learning rate", verdict(chosen)),
    }
    best = min(range(len(RATES)), key=lambda place: losses[place][-1])
    facts = (
        f"{len(RATES)} models, each trained on the same rows, in the same order as above. The "
        f"lowest loss, {fixed(losses[best][-1], 3)}, has learning rate {words(RATES[best])}. "
        f"With {words(RATES[0])} the loss has only begun to fall; with {words(RATES[-1])} it is "
        f"{fixed(losses[-1][-1], 2)}, although the accuracy is {fixed(accuracies[-1][-1], 3)}. "
        "Such long steps make the smallest rounding differences large: on another library or "
        "machine, as in the cell above, the same run ends at another loss."
    )
    table = [["learning rate", *(f"loss after epoch {n}" for n in (1, 2, 3)), "accuracy"]]
    for rate, found, shares in zip(RATES, losses, accuracies, strict=True):
        ends = [fixed(found[n * PARTS], 3) for n in (1, 2, 3)]
        table.append([words(rate), *ends, fixed(shares[-1], 3)])
    data = {
        "x": x.pairs,
        "y": y.pairs,
        "rates": [words(rate) for rate in RATES],
        "losses": [[round(loss, 3) for loss in found] for found in losses],
        "accuracies": [fixed(shares[-1], 3) for shares in accuracies],
        "verdicts": [verdict(found) for found in losses],
        "parts": PARTS,
    }
    return Figure(
        title="One learning rate and the loss that follows it",
        data=data,
        drawing=drawing(262, label, drawn),
        controls=controls,
        numbers=numbers,
        facts=facts,
        table=table,
    )
