"""The price of a surprise: one curve, one dot, before any formula."""

from functools import cache

from sixpieces import nd

from .kit import (
    END,
    START,
    Figure,
    Scale,
    buttons,
    curve,
    dot,
    drawing,
    fixed,
    frame,
    line,
    slider,
    text,
)
from .people import LABELS, PEOPLE, batch

FIRST = 0.4
MARKS = {"great": 0.9, "worrisome": 0.4, "bad": 0.05}


@cache
def price(probability):
    """Return what it costs to have given this probability to what happened.

    >>> round(price(0.5), 4)
    0.6931
    """
    return float((-nd.log(nd.array([probability]))).asscalar())


def given():
    """Return the probability that each of the four people's labels was given."""
    pairs = zip(batch()["probabilities"], LABELS, strict=True)
    return [p if label else 1 - p for p, label in pairs]


def figure(id):
    """Return the curve with its dot, three marks on it, and the four people to ask for."""
    x, y = Scale(0, 1, START, END), Scale(0, 5, 216, 16)
    low, high = 0.01, 0.99
    grid = [step / 200 for step in range(2, 200)]
    drawn = frame(
        x,
        y,
        {0: "0", 0.25: "0.25", 0.5: "0.5", 0.75: "0.75", 1: "1"},
        {value: str(value) for value in range(6)},
    )
    drawn += text(START + 6, 12, "price", "start")
    drawn += text(238, 252, "probability given to what happened")
    drawn += line(x(FIRST), y(0), x(FIRST), y(price(FIRST)), "guide fall")
    drawn += line(START, y(price(FIRST)), x(FIRST), y(price(FIRST)), "guide across")
    drawn += curve([(x(p), y(price(p))) for p in grid], "price")
    for name, p in MARKS.items():
        drawn += dot(x(p), y(price(p)), "mark", 3.5)
        drawn += text(x(p) + 8, y(price(p)) - 6, name, "start", "tick")
    drawn += dot(x(FIRST), y(price(FIRST)), "on-price", 7)
    label = (
        f"A curve falls steeply from a price of {fixed(price(low), 1)} at probability {low} to a "
        "price of 0 at probability 1. Three marks on it: "
        + ", ".join(f"{name} at {p}" for name, p in MARKS.items())
        + "."
    )
    people = {f"person-{place}": name for place, name in enumerate(PEOPLE)}
    words = "probability given to what happened"
    controls = slider(id, "p", words, low, high, 0.01, FIRST, fixed(FIRST, 2), axis=True)
    controls += buttons({name: f"{name}: {p}" for name, p in MARKS.items()})
    asked = "What a small model gave to what happened, for each of four people:"
    controls += f'<p class="asked">{asked}</p>'
    controls += buttons(people)
    places = dict(MARKS) | {f"person-{place}": p for place, p in enumerate(given())}
    half = FIRST / 2
    numbers = {
        "price": ("price", fixed(price(FIRST), 3)),
        "half": ("price at half of it", fixed(price(half), 3)),
        "more": ("difference", fixed(price(half) - price(FIRST), 3)),
    }
    facts = (
        "Drag the dot. Who gave all the probability to what happened pays nothing. Each time the "
        f"probability is halved, the price rises by the same {fixed(price(0.5), 3)}: "
        f"{fixed(price(0.5), 2)} for a half, {fixed(price(0.25), 2)} for a quarter, "
        f"{fixed(price(0.125), 2)} for an eighth."
    )
    table = [["given to what happened", "price", "price at half of it"]]
    for p in (0.99, 0.9, 0.5, 0.4, 0.25, 0.1, 0.05, 0.01):
        table.append([fixed(p, 2), fixed(price(p), 3), fixed(price(p / 2), 3)])
    return Figure(
        title="The price of a surprise",
        data={"x": x.pairs, "y": y.pairs, "first": FIRST, "places": places},
        drawing=drawing(258, label, drawn),
        controls=controls,
        numbers=numbers,
        speaks=True,
        facts=facts,
        table=table,
    )
