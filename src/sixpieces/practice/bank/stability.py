"""Exercises of docs/log_loss/stability.md."""

import numpy as np

from sixpieces.practice.exercise import Exercise, Mistake


def by_hand(logit, label):
    """Return the hand-written log loss of a row in float32."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        p = np.float32(1) / (np.float32(1) + np.exp(-np.float32(logit)))
        return -(label * np.log(p) + (1 - label) * np.log(np.float32(1) - p))


def softplus(z):
    """Return ln(1 + e^z), finite and exact."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def naive_softplus(z):
    """Return ln(1 + e^z) as it stands on paper."""
    with np.errstate(over="ignore"):
        return np.log(1 + np.exp(z))


def softplus_without_log1p(z):
    """Return ln(1 + e^z), finite, with tiny values rounded away."""
    return np.maximum(z, 0) + np.log(1 + np.exp(-np.abs(z)))


EXERCISES = [
    Exercise(
        "stability-1",
        answer=lambda: by_hand(20.0, 0.0),
        mistakes=[
            Mistake(
                lambda: 20.0,
                "On paper. In float32 p is exactly 1 at this logit, and 1 - p is 0.",
            ),
            Mistake(
                lambda: 0.0,
                "Nothing hides here: nansum turns nan into 0, and this is not nan.",
            ),
            Mistake(
                lambda: -np.log(1e-12),
                "That is the form with 1e-12 inside the log; the hand-written one has nothing "
                "inside.",
            ),
            Mistake(
                lambda: np.nan,
                "For label 0 the log of 0 is multiplied by 1, not by 0, and stays what it is.",
            ),
        ],
        says="Right: 1 - p is 0, and minus its log is infinite.",
    ),
    Exercise(
        "stability-2",
        answer=lambda: (0.0, np.nan),
        mistakes=[
            Mistake(
                lambda: (0.0, 0.0),
                "The printed loss is right. nansum mends the value only; what does backward "
                "pass through?",
            ),
            Mistake(lambda: (np.nan, np.nan), "nansum counts nan as 0 when it adds."),
            Mistake(
                lambda: (np.inf, np.inf),
                "That is label 0. Here the log of 0 is multiplied by 0.",
            ),
        ],
        says="Right: a printed 0 above a gradient that is nan.",
    ),
    Exercise(
        "stability-3",
        answer=lambda: (0.5 - 0.25, -0.25),
        mistakes=[
            Mistake(
                lambda: (0.5 - 0.25, 0.5 - 0.25),
                "The first is right. At exactly 0 MXNet's slope of a row is -y, without the half.",
            ),
            Mistake(
                lambda: (-0.25, 0.5 - 0.25),
                "Either the order or the signs: the right slope, with the half, comes first, "
                "and each is what the model said minus what happened.",
            ),
        ],
        says="Right: the first step moves the bias the wrong way.",
    ),
    Exercise(
        "stability-4",
        answer=softplus,
        inputs=[
            (np.array([-2.0, 0.0, 3.0]),),
            (np.array([100.0, 1000.0]),),
            (np.array([-40.0]),),
        ],
        tolerance=1e-6,
        mistakes=[
            Mistake(
                naive_softplus,
                "On paper yes; e to the power of 1000 is infinite in a machine.",
            ),
            Mistake(
                softplus_without_log1p,
                "It no longer overflows, but at -40 it is 0: 1 + tiny is 1. Use np.log1p.",
            ),
        ],
        says="Right: finite on both sides, and exact where it is tiny.",
    ),
]
