"""A decision line that bends once a hidden layer stands between."""

from functools import cache

import numpy as np

from sixpieces import autograd, gluon, init, nd, random

from .kit import Figure, Scale, choice, dot, drawing, element, fixed, frame, slider, text

HIDDEN = (0, 2, 3, 6)
STOPS = (0, 5, 10, 20, 40, 80, 160, 320, 640)
RATE = 0.5
POINTS = 60
RADIUS = 0.72  # of the circle in which the labels are 1
REACH = 1.5  # of the plane, from the middle
CELLS = 30  # the plane is asked so often along each side


@cache
def points():
    """Return places in the plane and their labels: 1 inside a circle, 0 outside.

    No place lies near the circle, so that a line between them has room.
    """
    generator = np.random.RandomState(4)
    found = []
    while len(found) < POINTS:
        place = generator.uniform(-1.35, 1.35, 2)
        away = float(np.hypot(*place)) - RADIUS
        wanted = len(found) % 2  # as many inside as outside
        if abs(away) > 0.12 and (away < 0) == bool(wanted):
            found.append(place)
    places = np.array(found, dtype=np.float32)
    return places, np.array([number % 2 for number in range(POINTS)], dtype=np.float32)


@cache
def trained(hidden):
    """Return the parameters at each stop, with loss and accuracy, as the engine trains them."""
    places, labels = (nd.array(part) for part in points())
    random.seed(2)  # a start from which more units do better
    net = gluon.nn.Sequential()
    if hidden:
        net.add(gluon.nn.Dense(hidden, activation="relu"))
    net.add(gluon.nn.Dense(1))
    net.initialize(init.Xavier(magnitude=6) if hidden else init.Zero())
    loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": RATE})
    found = []
    for step in range(max(STOPS) + 1):
        with autograd.record():
            logits = net(places)
            losses = loss_function(logits, labels)
        if step in STOPS:
            hits = ((logits.reshape(-1) > 0) == labels).mean()
            values = [p.data().asnumpy().ravel() for p in net.collect_params().values()]
            found.append(
                {
                    # what the page holds is what is drawn, here and there
                    "parameters": [round(float(v), 3) for part in values for v in part],
                    "loss": float(losses.mean().asscalar()),
                    "right": round(float(hits.asscalar()) * POINTS),
                }
            )
        losses.backward()
        trainer.step(POINTS)
    return found


def logit(parameters, hidden, place):
    """Return the logit at a place from the flat list of parameters.

    >>> logit([1.0, 2.0, -0.5], 0, (2.0, 1.0))
    3.5
    """
    if not hidden:
        first, second, bias = parameters
        return first * place[0] + second * place[1] + bias
    weights, biases = parameters[: 2 * hidden], parameters[2 * hidden : 3 * hidden]
    out, last = parameters[3 * hidden : 4 * hidden], parameters[4 * hidden]
    total = last
    for unit in range(hidden):
        first, second = weights[2 * unit : 2 * unit + 2]
        total += out[unit] * max(0, first * place[0] + second * place[1] + biases[unit])
    return total


def border(parameters, hidden):
    """Return the pieces of the line where the logit is 0, cell by cell of a fine grid."""
    steps = [REACH * (2 * number / CELLS - 1) for number in range(CELLS + 1)]
    at = [[logit(parameters, hidden, (u, v)) for v in steps] for u in steps]
    pieces = []
    for i in range(CELLS):
        for j in range(CELLS):
            corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            crossed = []
            for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True):
                one, two = at[a][b], at[c][d]
                if (one > 0) != (two > 0):
                    share = one / (one - two)
                    crossed.append(
                        (
                            steps[a] + share * (steps[c] - steps[a]),
                            steps[b] + share * (steps[d] - steps[b]),
                        )
                    )
            pieces += [crossed[n : n + 2] for n in range(0, len(crossed) - 1, 2)]
    return pieces


def path(pieces, x, y):
    """Return pieces of a line as the path of a drawing.

    A place is rounded as a browser rounds it: these are halves in no case that is drawn.
    """
    return "".join(f"M{x(u):.1f} {y(v):.1f}L{x(s):.1f} {y(t):.1f}" for (u, v), (s, t) in pieces)


def words(hidden):
    return "none" if not hidden else str(hidden)


def figure(id):
    """Return the plane with the two kinds of points and the line between yes and no."""
    x, y = Scale(-REACH, REACH, 90, 386), Scale(-REACH, REACH, 312, 16)
    first, stop = 3, len(STOPS) - 1
    places, labels = points()
    found = {hidden: trained(hidden) for hidden in HIDDEN}
    now = found[first][stop]
    drawn = frame(x, y, {n: fixed(n, 0) for n in (-1, 0, 1)}, {n: fixed(n, 0) for n in (-1, 0, 1)})
    drawn += text(238, 346, "first feature") + text(
        64, 164, "second feature", "middle", "word upright"
    )
    for place, label in zip(places, labels, strict=True):
        drawn += dot(x(float(place[0])), y(float(place[1])), f"point is-{label:.0f}", 4.5)
    drawn += element("path", class_="border", d=path(border(now["parameters"], first), x, y))
    label = (
        f"A plane with {POINTS // 2} filled points inside a circle and {POINTS // 2} hollow ones "
        "around it, and the line on whose two sides the model answers yes and no."
    )
    controls = choice(
        id, "hidden", "hidden units", {hidden: words(hidden) for hidden in HIDDEN}, first
    )
    controls += slider(id, "step", "steps of training", 0, stop, 1, stop, STOPS[stop])
    numbers = {
        "loss": ("mean loss", fixed(now["loss"], 3)),
        "right": ("answered right", f"{now['right']} of {POINTS}"),
    }
    straight = found[0][-1]
    facts = (
        f"Without a hidden layer the line is straight, however long it trains: {straight['right']} "
        f"of {POINTS} right, a loss of {fixed(straight['loss'], 3)}. Each hidden unit lets "
        f"it bend along one more line: with {first} of them it goes round, and {now['right']} of "
        f"{POINTS} are right."
    )
    table = [["hidden units", "steps", "mean loss", "right"]]
    for hidden in HIDDEN:
        for place in (0, 4, stop):
            at = found[hidden][place]
            row = [words(hidden), str(STOPS[place]), fixed(at["loss"], 3), f"{at['right']}"]
            table.append(row)
    data = {
        "x": x.pairs,
        "y": y.pairs,
        "reach": REACH,
        "cells": CELLS,
        "stops": STOPS,
        "points": POINTS,
        "trained": {
            hidden: [[at["parameters"], fixed(at["loss"], 3), at["right"]] for at in found[hidden]]
            for hidden in HIDDEN
        },
    }
    return Figure(
        title="A decision line that bends",
        data=data,
        drawing=drawing(352, label, drawn),
        controls=controls,
        numbers=numbers,
        facts=facts,
        table=table,
    )
