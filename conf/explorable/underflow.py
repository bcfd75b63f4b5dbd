"""A product that underflows in float32, beside the sum of logs that does not."""

import math
from functools import cache

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
    fixed,
    frame,
    line,
    short,
    slider,
    text,
    through,
    ticks,
)


@cache
def running(probability, rows):
    """Return the running product of equal probabilities and the running sum of their logs."""
    p = mx.nd.array([probability])
    log_p = mx.nd.log(p)
    product, total = mx.nd.array([1.0]), mx.nd.array([0.0])
    found = []
    for _ in range(rows):
        product, total = product * p, total + log_p
        found.append((float(product.asscalar()), float(total.asscalar())))
    return found


def figure(id):
    probability, rows, most = 0.5, 149, 200
    lowest = 60  # the panel shows products down to ten to minus this
    x = Scale(1, most, START, END)
    product_y, sum_y = Scale(0, -lowest, 16, 184), Scale(0, -500, 240, 356)
    found = running(probability, most)
    product, total = found[rows - 1]
    alive = [n for n, (value, _) in enumerate(found, 1) if value > 0]
    zero_y = 196
    in_float32 = [(x(n), product_y(math.log10(found[n - 1][0]))) for n in alive]
    in_float32 += [(x(alive[-1] + 1), zero_y), (x(most), zero_y)]
    on_paper = [
        (x(1), product_y(math.log10(probability))),
        (x(most), product_y(most * math.log10(probability))),
    ]
    sums = [(x(1), sum_y(found[0][1])), (x(most), sum_y(found[-1][1]))]
    powers = {-power: f"1e{MINUS}{power}" if power else "1" for power in (0, 15, 30, 45)}
    drawn = (
        clip(f"{id}-clip", x, Scale(0, 1, 10, 200))
        + frame(x, product_y, ticks([1, 50, 100, 150, 200]), powers, names_x=False)
        + text(42, zero_y + 4, "0", "end", "tick")
        + line(START, zero_y, END, zero_y, "grid")
        + frame(x, sum_y, ticks([1, 50, 100, 150, 200]), ticks([0, -200, -400]))
        + text(END, 10, "product, by powers of ten", "end")
        + text(START, 230, "sum of the logs", "start")
        + text(238, 394, "number of rows n")
        + line(x(rows), 16, x(rows), 356, "guide")
        + through(f"{id}-clip", curve(on_paper, "paper") + curve(in_float32, "product"))
        + curve(sums, "sum")
        + dot(x(rows), product_y(math.log10(product)), "on-product")
        + dot(x(rows), sum_y(total), "on-sum")
    )
    label_of_drawing = (
        "Two panels over the number of rows. Above, on an axis of powers of ten, the product of "
        "the probabilities falls along a straight line and then, in float32, drops to 0. Below, "
        "the sum of their logs goes on along a straight line."
    )
    controls = slider(id, "rows", "number of rows n", 1, most, 1, rows, rows, axis=True)
    controls += slider(
        id, "p", "probability of each", 0.1, 0.9, 0.1, probability, fixed(probability, 1)
    )
    numbers = {
        "product": ("product, in float32", short(product)),
        "log": ("ln of the product", fixed(logarithm(product), 2)),
        "sum": ("sum of the logs, in float32", fixed(total, 2)),
    }
    dead = alive[-1] + 1
    facts = (
        f"In float32 the product of {alive[-1]} halves is {short(found[dead - 2][0])}; one more "
        f"factor makes it {short(found[dead - 1][0])}, and the logarithm of that is "
        f"{fixed(-math.inf, 0)}. The sum of the {dead} logs is {fixed(found[dead - 1][1], 2)}, "
        "an ordinary number. "
        f"Of probabilities of 0.2 the product is 0 from row {first_zero(0.2)} on: one mini-batch "
        "of 64 is at the edge."
    )
    table = [["rows n", "product, in float32", "ln of the product", "sum of the logs"]]
    for n in (10, 100, dead - 1, dead, most):
        value, logs = found[n - 1]
        table.append([str(n), short(value), fixed(logarithm(value), 2), fixed(logs, 2)])
    data = {"x": x.pairs, "product": product_y.pairs, "sum": sum_y.pairs}
    data |= {"zero": zero_y, "most": most}
    return Figure(
        title="One product and one sum: which of them survives",
        data=data,
        drawing=drawing(400, label_of_drawing, drawn),
        controls=controls,
        numbers=numbers,
        facts=facts,
        table=table,
    )


def logarithm(value):
    """Return ln, with minus infinity for 0."""
    return math.log(value) if value else -math.inf


def first_zero(probability, most=200):
    """Return the first number of rows whose product is 0."""
    return [value for value, _ in running(probability, most)].index(0.0) + 1
