"""Tune it by hand: three weights and a bias as sliders, and four people who answer to them."""

import math

from .kit import (
    END,
    MINUS,
    START,
    Figure,
    Scale,
    buttons,
    curve,
    dot,
    drawing,
    element,
    fixed,
    frame,
    line,
    slider,
    text,
    ticks,
)
from .people import BIAS, FEATURES, LABELS, PEOPLE, ROWS, WEIGHTS, batch, loop_trace

LESSONS = ("model", "loss", "trainer")
RATE = 1.0
REACH = 5  # of the sliders, to both sides
SHORT = ("degree", "none", "long hours", "under 25")
SIDES = (-1, 1, -1, 1)  # of the dots on which the names stand


def right(found):
    """Return how many of the four logits are on the side of their label."""
    return sum((z > 0) == bool(y) for z, y in zip(found["logits"], LABELS, strict=True))


def curve_of_answers(id, found, lesson):
    """Draw the sigmoid with the four people on it, each on the way from their label."""
    x, y = Scale(-8, 8, START, END), Scale(0, 1, 150, 24)
    sigmoid = [(x(z / 4), y(1 / (1 + math.exp(-z / 4)))) for z in range(-32, 33)]
    drawn = frame(x, y, ticks([-8, -4, 0, 4, 8]), {0: "0", 0.5: "0.5", 1: "1"})
    drawn += text(START, 14, "probability of yes", "start") + text(238, 186, "logit z")
    drawn += line(x(0), 24, x(0), 150, "guide") + curve(sigmoid, "sigmoid")
    rows = zip(found["logits"], found["probabilities"], LABELS, SHORT, strict=True)
    for place, (z, p, label, name) in enumerate(rows):
        if lesson != "model":
            drawn += line(x(z), y(label), x(z), y(p), f"error error-{place}")
        drawn += dot(x(z), y(label), f"label label-{place}", 3)
        drawn += dot(x(z), y(p), f"person person-{place} is-{label}", 6)
        side, anchor = (9, "start") if SIDES[place] > 0 else (-9, "end")
        drawn += text(x(z) + side, y(p) + 4, name, anchor, f"name name-{place}")
    return drawn, {"x": x.pairs, "y": y.pairs}


def bars_of_losses(found, top):
    """Draw the losses as bars, the mean below them."""
    x = Scale(0, 6, 150, END)
    drawn = text(150, top, "loss", "start")
    shown = zip((*SHORT, "mean"), (*found["losses"], found["mean"]), strict=True)
    for place, (name, loss) in enumerate(shown):
        y = top + 12 + 21 * place
        kind = "mean" if name == "mean" else f"of-{place}"
        drawn += text(142, y + 12, name, "end", "tick")
        length = max(0, min(x(loss), END) - 150)
        drawn += element("rect", class_=f"bar bar-{kind}", x=150, y=y, width=length, height=15)
        drawn += text(154 + length, y + 12, fixed(loss, 3), "start", f"tick price-{kind}")
    return drawn, {"bar": x.pairs}


def figure(id, lesson="trainer"):
    """Return the figure with what a lesson adds: answers, then losses, then the gradient's step."""
    if lesson not in LESSONS:
        raise ValueError(f"no lesson {lesson!r}; there are {', '.join(LESSONS)}")
    found = batch()
    drawn, data = curve_of_answers(id, found, lesson)
    height = 196
    if lesson != "model":
        bars, scale = bars_of_losses(found, 212)
        drawn, data, height = drawn + bars, data | scale, 336
    data |= {
        "labels": LABELS,
        "rows": ROWS,
        "start": [*WEIGHTS, BIAS],
        "sides": SIDES,
        "rate": RATE,
        "lesson": lesson,
    }
    controls = ""
    names = [*(f"weight: {name}" for name in FEATURES), "bias"]
    for place, (name, value) in enumerate(zip(names, found["weights"], strict=True)):
        shown = fixed(value, 2)
        controls += slider(id, f"w{place}", name, -REACH, REACH, 0.25, value, shown)
    names = {"step": "One step of the trainer", "restart": "Start again"}
    if lesson != "trainer":
        names.pop("step")
    controls = f'<div class="tuners">{controls}</div>' + buttons(names)
    numbers = {"right": ("answered right", f"{right(found)} of 4")}
    if lesson != "model":
        numbers["mean"] = ("mean loss", fixed(found["mean"], 3))
    if lesson == "trainer":
        gradients = ", ".join(fixed(value, 3) for value in found["gradients"])
        numbers["gradients"] = ("gradient: three weights, bias", gradients)
    label = (
        "The sigmoid over the logit with four people on it; filled dots have label 1, hollow ones "
        "label 0, and a small dot marks where each should be."
    )
    if lesson != "model":
        label += " Below it the loss of each person is a bar, and so is the mean loss."
    rounds = loop_trace(RATE, 20)["rounds"]
    facts = (
        f"With weights {', '.join(fixed(w, 1) for w in WEIGHTS)} and bias {fixed(BIAS, 0)} the "
        f"person under 25 gets the logit {fixed(found['logits'][3], 0)} although the label is 1 "
        "(filled dots have label 1, hollow ones 0; a small dot marks the label)"
    )
    if lesson == "model":
        facts += ". The weight of a question moves only those who answered it with yes; the bias "
        facts += "moves everybody."
    else:
        facts += f", and pays {fixed(found['losses'][3], 3)}. "
        facts += "A red line shows how far a probability is from the label; the loss is a bar. "
        facts += "Can you bring the mean loss below 0.3 by hand?"
    if lesson == "trainer":
        lasts = fixed(rounds[-1]["mean"], 3)
        facts += f" The trainer, with learning rate 1, is at {lasts} after 20 steps."
    head = ["who", "label y", "logit z", "probability"]
    head += [] if lesson == "model" else ["loss", f"p {MINUS} y"]
    table = [head]
    for place, who in enumerate(PEOPLE):
        row = [who, str(LABELS[place]), fixed(found["logits"][place], 1)]
        row.append(fixed(found["probabilities"][place], 3))
        if lesson != "model":
            row += [fixed(found["losses"][place], 3), fixed(found["errors"][place], 3)]
        table.append(row)
    return Figure(
        title="Tune it by hand: four numbers, four people",
        data=data,
        drawing=drawing(height, label, drawn),
        controls=controls,
        numbers=numbers,
        speaks=True,
        facts=facts,
        table=table,
    )
