"""The learning rate: gradient descent in a bowl, from too small to divergent."""

import math
import re

import sixpieces as mx

from .kit import (
    END,
    MINUS,
    START,
    Figure,
    Scale,
    clip,
    curve,
    dot,
    drawing,
    element,
    fixed,
    frame,
    slider,
    text,
    through,
    ticks,
)

# The bowl of docs/mathematics/gradients.md, (w - 3)² + 4 (b - 1)²: four times as steep in b.
STEEPNESS = (1.0, 4.0)
LOWEST = (3.0, 1.0)
FROM = (1.0, 2.0)
STEPS = 20


def descent(learning_rate, start=FROM):
    """Return the places of gradient descent, the first one included, each with its loss."""
    steepness, lowest, place = (mx.nd.array(pair) for pair in (STEEPNESS, LOWEST, start))
    place.attach_grad()
    places = []
    for _ in range(STEPS + 1):
        with mx.autograd.record():
            away = place - lowest
            loss = (steepness * away * away).sum()
        loss.backward()
        places.append((*map(float, place.asnumpy()), float(loss.asscalar())))
        place -= learning_rate * place.grad
    return places


def plain(loss):
    """Return a loss without a power of ten, which its page does not know yet.

    >>> plain(20.0), plain(0.00053), plain(1.1e-8), plain(22031.4)
    ('20.0000', '0.0005', 'nearly 0', '22,031')
    """
    if loss >= 1000:
        return re.sub(r"\B(?=(\d{3})+$)", ",", fixed(loss, 0))
    return fixed(loss, 4) if loss >= 0.0001 else "nearly 0"


def outcome(learning_rate):
    """Return in words how the descent goes: what a step does in b decides."""
    factor = 1 - 2 * STEEPNESS[1] * learning_rate
    if factor < -1:
        return "diverges: each step across the valley is longer than the last"
    if factor == -1:
        return "never arrives: it jumps across the valley, to and fro, for ever"
    if factor < 0:
        return "arrives, jumping across the valley"
    first, *_, last = (loss for *_, loss in descent(learning_rate))
    return "arrives, straight down" if last < first / 100 else "too small: still on its way"


def figure(id):
    start = 0.1
    x, y = Scale(-1, 7, START, END), Scale(-1.4, 3.4, 242.4, 12)
    places = descent(start)
    low_x, low_y = x(LOWEST[0]), y(LOWEST[1])
    levels = "".join(
        element(
            "ellipse",
            class_="level",
            cx=low_x,
            cy=low_y,
            rx=round(radius * (x(1) - x(0)), 2),
            ry=round(radius * (y(0) - y(1)) / math.sqrt(STEEPNESS[1]), 2),
        )
        for radius in (0.6, 1.2, 1.8, 2.4, 3, 3.6, 4.2, 4.8)
    )
    path = [(x(first), y(second)) for first, second, _ in places]
    stations = element("g", "".join(dot(*place, "station", 3) for place in path), class_="stations")
    drawn = (
        clip(f"{id}-clip", x, y)
        + frame(x, y, ticks([0, 2, 4, 6]), ticks([-1, 0, 1, 2, 3]))
        + text(238, 280, "weight w")
        + text(12, 127, "bias b", "middle", "word upright")
        + through(f"{id}-clip", levels + curve(path, "path") + stations)
        + dot(*path[0], "start")
        + text(path[0][0] - 8, path[0][1] - 8, "start", "end", "word start-name")
        + element("path", class_="lowest", d=f"M{low_x - 5} {low_y}h10M{low_x} {low_y - 5}v10")
    )
    label_of_drawing = (
        "A loss surface seen from above, its lines of equal loss being ellipses around the lowest "
        f"point, and the path of {STEPS} steps of gradient descent from the start."
    )
    controls = slider(id, "rate", "learning rate", 0.01, 0.28, 0.01, start, fixed(start, 2))
    numbers = {
        "first": ("loss at the start", plain(places[0][2])),
        "last": (f"loss after {STEPS} steps", plain(places[-1][2])),
        "outcome": ("this learning rate", outcome(start)),
    }
    rates = [0.01, 0.1, 0.2, 0.25, 0.28]
    facts = (
        "Drag the start elsewhere, or move the slider. "
        f"The loss is (w {MINUS} 3)² + 4 (b {MINUS} 1)², and at the place (1, 2) it is "
        f"{fixed(places[0][2], 0)}. After {STEPS} steps from there it is "
        f"{plain(descent(rates[0])[-1][2])} with learning rate 0.01, "
        f"{plain(descent(rates[1])[-1][2])} with 0.1, and "
        f"{plain(descent(rates[-1])[-1][2])} with 0.28. "
        "The bowl is four times as steep in b, so b is the first to overshoot: above 0.125 the "
        "path jumps across the valley, and above 0.25 each jump is longer than the last."
    )
    table = [["learning rate", f"loss after {STEPS} steps", "what happens"]]
    table += [[fixed(rate, 2), plain(descent(rate)[-1][2]), outcome(rate)] for rate in rates]
    data = {"x": x.pairs, "y": y.pairs, "steepness": STEEPNESS, "lowest": LOWEST}
    data |= {"from": FROM, "steps": STEPS}
    data["words"] = [outcome(rate) for rate in (0.28, 0.25, 0.2, 0.1, 0.01)]
    return Figure(
        title="One learning rate: from too small to divergent",
        data=data,
        drawing=drawing(288, label_of_drawing, drawn),
        controls=controls,
        numbers=numbers,
        facts=facts,
        table=table,
    )
