"""What the switchboard shows: every setting of its six switches, trained once by the engine.

`python conf/explorable/switches.py` trains them (half a minute) and writes `switches.json` beside
this file; `tests/conf/test_switchboard.py` trains a part of them again and compares.
"""

import itertools
import json
import math
from functools import cache
from pathlib import Path

import numpy as np

import sixpieces as mx
from sixpieces.datasets import load_adult
from sixpieces.practice.diagnosis import Training, claims, measuring

KEPT = Path(__file__).with_suffix(".json")
EPOCHS, RATE, BATCH = 3, 0.03, 64

# The first position of every switch is the program that works.
SWITCHES = {
    "loss": ("own", "gluon"),
    "reduce": ("sum", "row", "mean"),
    "step": ("batch", "one"),
    "sigmoid": ("once", "twice", "none"),
    "labels": ("column", "flat", "signed"),
    "scoring": ("zero", "half", "argmax", "metric"),
}
SCORING = {
    "zero": claims.above(0),
    "half": claims.above(0.5),
    "argmax": claims.by_place_of_the_largest,
    "metric": claims.by_metric(True, True),
}


def own_loss(reduce, sigmoid):
    """Return the hand-written log loss in the form that a training takes."""

    def make(mx):
        nd = mx.nd

        def loss(logits, labels):
            p = logits if sigmoid == "none" else 1 / (1 + nd.exp(-logits))
            gains = labels * nd.log(p) + (1 - labels) * nd.log(1 - p)
            if reduce == "row":
                return -gains
            return -nd.nansum(gains) if reduce == "sum" else -nd.mean(gains)

        return loss

    return make


def gluon_loss(reduce, sigmoid):
    """Return Gluon's loss in the form that a training takes."""

    def make(mx):
        rows = mx.gluon.loss.SigmoidBCELoss(from_sigmoid=sigmoid == "none")
        if reduce == "row":
            return rows
        return lambda logits, labels: getattr(rows(logits, labels), reduce)()

    return make


def training_of(loss, reduce, step, sigmoid, labels):
    """Return how the model of these five switches is trained."""
    made = (own_loss if loss == "own" else gluon_loss)(reduce, sigmoid)
    return Training(made, divide=step == "batch", sigmoid=sigmoid == "twice", labels=labels)


def settings():
    """Return every setting of the five switches that training depends on."""
    return list(itertools.product(*list(SWITCHES.values())[:-1]))


def run(setting, train, test):
    """Train one setting; return its printed loss, its curve and the accuracy by each scoring."""
    with np.errstate(all="ignore"):
        model = measuring.train_model(mx, training_of(*setting), train, test, EPOCHS, RATE, BATCH)
        rows = sum(len(labels) for _, labels in test)
        scores = [
            sum(
                float(score(mx, output, labels))
                for output, (_, labels) in zip(model["outputs"], test, strict=True)
            )
            / rows
            for score in SCORING.values()
        ]
    printed = model["printed"]
    return {
        "printed": float(f"{printed:.6g}") if math.isfinite(printed) else str(printed),
        "curve": [round(value, 4) for value in model["curve"]],
        "scores": [round(value, 4) for value in scores],
    }


def measure(chosen=None):
    """Train these settings, or all; return results by their names."""
    adult = load_adult()
    train, test = measuring.batches_of(mx, adult, BATCH)
    return {" ".join(setting): run(setting, train, test) for setting in chosen or settings()}


@cache
def kept():
    """Return the results that were written, and the share of the more frequent answer."""
    return json.loads(KEPT.read_text("utf-8"))


def main():
    """Train every setting and write the results."""
    runs = measure()
    majority = 1 - float(np.mean(load_adult().test_labels))
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in runs.items())
    KEPT.write_text(f'{{"majority": {majority:.6f}, "runs": {{\n{lines}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    main()
