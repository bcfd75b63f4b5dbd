"""Explorable figures: drawn here at build time, moved by a small script in the reader's browser.

``{explorable} logit``, ``learning-rate`` and ``underflow`` each write a figure whose numbers the
engine computes. Without JavaScript the figure stands still and the same facts stand in words and
in a table. With it, ``_static/explorables/NAME.js`` redraws the figure from the sliders.
"""

import json
import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import sixpieces as mx

WIDTH = 440  # of every figure, in units of its drawing
MINUS = "\N{MINUS SIGN}"


# -- Numbers as they are shown, here and in the scripts -------------------------------------------
# A browser rounds an exact half away from 0, Python's formats round it to even: so, decimals.
def fixed(value, digits):
    """Return a number with a set count of decimals and a true minus sign.

    >>> fixed(0.03125, 4), fixed(-0.1192, 2) == MINUS + "0.12", fixed(-math.inf, 2) == MINUS + "∞"
    ('0.0313', True, True)
    """
    if not math.isfinite(value):
        return str(value).replace("inf", "∞").replace("-", MINUS)
    return str(rounded(Decimal(value), -digits)).replace("-", MINUS)


def short(value):
    """Return a number with four decimals, or as a power of ten where those would say too little.

    >>> short(0.0), short(7.13391), short(125000.0), short(1.4e-45).replace(MINUS, "-")
    ('0', '7.1339', '1.3e+5', '1.4e-45')
    """
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        return fixed(value, 4)
    exact = Decimal(value)
    return f"{rounded(exact, exact.adjusted() - 1):.1e}".replace("-", MINUS)


def rounded(exact, place):
    """Return a decimal rounded to a power of ten, halves away from 0."""
    return exact.quantize(Decimal(1).scaleb(place), ROUND_HALF_UP)


# -- What the engine computes --------------------------------------------------------------------
def row(logit, label):
    """Return probability, loss and gradient of one row."""
    z, y = mx.nd.array([logit]), mx.nd.array([label])
    z.attach_grad()
    with mx.autograd.record():
        loss = mx.gluon.loss.SigmoidBCELoss()(z, y)
    loss.backward()
    return tuple(float(part.asscalar()) for part in (mx.nd.sigmoid(z), loss, z.grad))


# The bowl of docs/mathematics/gradients.md, (w - 3)² + 4 (b - 1)²: four times as steep in b.
STEEPNESS = (1.0, 4.0)
LOWEST = (3.0, 1.0)
FROM = (1.0, 2.0)
STEPS = 20


def descent(learning_rate):
    """Return the places of gradient descent, the first one included, each with its loss."""
    steepness, lowest, place = (mx.nd.array(pair) for pair in (STEEPNESS, LOWEST, FROM))
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


# -- Drawing -------------------------------------------------------------------------------------
class Scale:
    """Where a value stands on an axis; handed to the script as two pairs."""

    def __init__(self, low, high, start, end):
        self.pairs = [[low, high], [start, end]]

    def __call__(self, value):
        (low, high), (start, end) = self.pairs
        return round(start + (value - low) / (high - low) * (end - start), 2)


def element(tag, text="", **attributes):
    """Return one element of a drawing; an underscore in a name stands for a hyphen.

    >>> element("line", class_="guide", x1=0, stroke_width=2)
    '<line class="guide" x1="0" stroke-width="2"/>'
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in named.items())
    return f"<{tag}{written}>{text}</{tag}>" if text else f"<{tag}{written}/>"


def line(x1, y1, x2, y2, kind):
    return element("line", class_=kind, x1=x1, y1=y1, x2=x2, y2=y2)


def curve(points, kind, **attributes):
    places = " ".join(f"{x:g},{y:g}" for x, y in points)
    return element("polyline", class_=kind, points=places, **attributes)


def dot(x, y, kind, r=5):
    return element("circle", class_=kind, cx=x, cy=y, r=r)


def text(x, y, words, anchor="middle", kind="word"):
    return element("text", words, class_=kind, x=x, y=y, text_anchor=anchor)


def frame(x, y, ticks_x, ticks_y, names_x=True):
    """Draw the axes of a panel, a grid line at each tick, and the ticks' numbers."""
    left, right = x.pairs[1]
    bottom, top = sorted(y.pairs[1], reverse=True)
    drawn = []
    for value, name in ticks_y.items():
        drawn.append(line(left, y(value), right, y(value), "grid"))
        drawn.append(text(left - 6, y(value) + 4, name, "end", "tick"))
    for value, name in ticks_x.items():
        drawn.append(line(x(value), top, x(value), bottom, "grid"))
        if names_x:
            drawn.append(text(x(value), bottom + 17, name, kind="tick"))
    drawn.append(element("path", class_="axis", d=f"M{left} {top}V{bottom}H{right}"))
    return "".join(drawn)


def clip(name, x, y):
    """Return a window named so: what is drawn through it ends at the panel's frame."""
    left, right = sorted(x.pairs[1])
    top, bottom = sorted(y.pairs[1])
    window = element("rect", x=left, y=top, width=right - left, height=bottom - top)
    return f'<clipPath id="{name}">{window}</clipPath>'


def through(name, drawn):
    return f'<g clip-path="url(#{name})">{drawn}</g>'


def drawing(height, label, drawn):
    """Return a drawing with its description for those who do not see it."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f"{drawn}</svg>\n"
    )


def ticks(values):
    return {value: fixed(value, 0) for value in values}


# -- Controls and readings -----------------------------------------------------------------------
def slider(id, name, words, low, high, step, value, shown):
    return (
        f'<div class="explorable-slider"><label for="{id}-{name}">{words}</label> '
        f'<output for="{id}-{name}" aria-live="off">{shown}</output>'
        f'<input type="range" id="{id}-{name}" name="{name}" min="{low}" max="{high}" '
        f'step="{step}" value="{value}" autocomplete="off"></div>\n'
    )


def choice(id, name, words, values, chosen):
    buttons = "".join(
        f'<label><input type="radio" name="{id}-{name}" value="{value}" autocomplete="off"'
        f"{' checked' if value == chosen else ''}> {value}</label> "
        for value in values
    )
    return f"<fieldset><legend>{words}</legend> {buttons}</fieldset>\n"


def readings(id, values):
    """Return the numbers that follow the sliders."""
    return "".join(
        f'<label class="reading {kind}">{words} <output id="{id}-{kind}" aria-live="off">{shown}'
        "</output></label>\n"
        for kind, (words, shown) in values.items()
    )


# -- The three figures ---------------------------------------------------------------------------
# Each returns the figure's parts: title, data for the script, drawing, controls, readings, the
# facts in words, and a table as rows with the head first.


def logit_figure(id):
    start, label, reach = -3, 1, 8  # a confident mistake
    x = Scale(-reach, reach, 44, 428)
    loss_y, probability_y = Scale(0, 8, 196, 16), Scale(0, 1, 356, 236)
    grid = [step / 4 for step in range(-4 * reach, 4 * reach + 1)]
    by_label = {y: [row(z, y) for z in grid] for y in (0, 1)}
    probability, loss, gradient = row(start, label)
    at, up, across = x(start), loss_y(loss), 1.5
    middle = (probability_y(label) + probability_y(probability)) / 2
    slope = (x(start - across), loss_y(loss - across * gradient))
    slope += (x(start + across), loss_y(loss + across * gradient))
    curves = "".join(
        curve([(x(z), loss_y(part[1])) for z, part in zip(grid, rows, strict=True)], f"loss-{y}")
        for y, rows in by_label.items()
    )
    sigmoid = [(x(z), probability_y(part[0])) for z, part in zip(grid, by_label[1], strict=True)]
    goal = probability_y(label)
    drawn = (
        clip(f"{id}-clip", x, loss_y)
        + frame(x, loss_y, ticks([-8, -4, 0, 4, 8]), ticks([0, 2, 4, 6, 8]), names_x=False)
        + frame(x, probability_y, ticks([-8, -4, 0, 4, 8]), {0: "0", 0.5: "0.5", 1: "1"})
        + text(44, 10, "loss", "start")
        + text(44, 230, "probability p", "start")
        + text(236, 394, "logit z")
        + line(at, 16, at, 356, "guide")
        + through(f"{id}-clip", curves + line(*slope, "tangent"))
        + dot(at, up, "on-loss")
        + line(44, goal, 428, goal, "goal")
        + curve(sigmoid, "sigmoid")
        + line(at, goal, at, probability_y(probability), "error")
        + dot(at, probability_y(probability), "on-probability")
        + text(at - 9, middle + 4, f"p {MINUS} y", "end", "error-name")
    )
    label_of_drawing = (
        "Two panels over the logit. Above, the loss of a row with label 1 falls and that of "
        "label 0 rises; a dot marks the chosen logit and a short line its slope. Below, the "
        "sigmoid gives the probability, and a vertical line from the label to it is the gradient."
    )
    controls = slider(id, "logit", "logit z", -reach, reach, 0.25, start, fixed(start, 2))
    controls += choice(id, "label", "label y", (0, 1), label)
    numbers = {
        "probability": ("probability p", fixed(probability, 4)),
        "loss": ("loss", fixed(loss, 4)),
        "gradient": (f"gradient p {MINUS} y", fixed(gradient, 4)),
    }
    wrong, (_, far_loss, far_gradient) = fixed(-reach, 0), row(-reach, 1)
    facts = (
        f"A row with label 1 and logit {fixed(start, 0)} has probability {fixed(probability, 4)}, "
        f"loss {fixed(loss, 4)} and gradient {fixed(gradient, 4)}: the slope of the loss curve is "
        "the distance from the label to the probability. On the wrong side the loss grows without "
        f"end, while the gradient stays within 1: at logit {wrong} they are {fixed(far_loss, 4)} "
        f"and {fixed(far_gradient, 4)}. Label 0 is the mirror image."
    )
    head = ["logit z", "probability p", "loss, y = 1", "gradient, y = 1"]
    table = [[*head, "loss, y = 0", "gradient, y = 0"]]
    for z in (-8, -3, 0, 2, 8):
        (p, loss_1, gradient_1), (_, loss_0, gradient_0) = row(z, 1), row(z, 0)
        cells = [p, loss_1, gradient_1, loss_0, gradient_0]
        table.append([fixed(z, 0), *(fixed(value, 4) for value in cells)])
    data = {"x": x.pairs, "loss": loss_y.pairs, "probability": probability_y.pairs}
    title = "One logit: probability, loss and gradient move together"
    return title, data, drawing(400, label_of_drawing, drawn), controls, numbers, facts, table


def learning_rate_figure(id):
    start = 0.1
    x, y = Scale(-1, 7, 44, 428), Scale(-1.4, 3.4, 242.4, 12)
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
        + text(236, 280, "weight w")
        + text(12, 127, "bias b", "middle", "word upright")
        + through(f"{id}-clip", levels + curve(path, "path") + stations)
        + dot(*path[0], "start")
        + text(path[0][0] - 8, path[0][1] - 8, "start", "middle")
        + element("path", class_="lowest", d=f"M{low_x - 5} {low_y}h10M{low_x} {low_y - 5}v10")
    )
    label_of_drawing = (
        "A loss surface seen from above, its lines of equal loss being ellipses around the lowest "
        f"point, and the path of {STEPS} steps of gradient descent from the start."
    )
    controls = slider(id, "rate", "learning rate", 0.01, 0.28, 0.01, start, fixed(start, 2))
    numbers = {
        "first": ("loss at the start", short(places[0][2])),
        "last": (f"loss after {STEPS} steps", short(places[-1][2])),
        "outcome": ("this learning rate", outcome(start)),
    }
    rates = [0.01, 0.1, 0.2, 0.25, 0.28]
    facts = (
        f"The loss is (w {MINUS} 3)² + 4 (b {MINUS} 1)², at the start {fixed(places[0][2], 0)}. "
        f"After {STEPS} steps it is {short(descent(rates[0])[-1][2])} with learning rate 0.01, "
        f"{short(descent(rates[1])[-1][2])} with 0.1, and "
        f"{short(descent(rates[-1])[-1][2])} with 0.28. "
        "The bowl is four times as steep in b, so b is the first to overshoot: above 0.125 the "
        "path jumps across the valley, and above 0.25 each jump is longer than the last."
    )
    table = [["learning rate", f"loss after {STEPS} steps", "what happens"]]
    table += [[fixed(rate, 2), short(descent(rate)[-1][2]), outcome(rate)] for rate in rates]
    data = {"x": x.pairs, "y": y.pairs, "steepness": STEEPNESS, "lowest": LOWEST}
    data |= {"from": FROM, "steps": STEPS}
    data["words"] = [outcome(rate) for rate in (0.28, 0.25, 0.2, 0.1, 0.01)]
    title = "One learning rate: from too small to divergent"
    return title, data, drawing(288, label_of_drawing, drawn), controls, numbers, facts, table


def underflow_figure(id):
    probability, rows, most = 0.5, 149, 200
    lowest = 60  # the panel shows products down to ten to minus this
    x = Scale(0, most, 48, 428)
    product_y, sum_y = Scale(0, -lowest, 16, 184), Scale(0, -500, 240, 356)
    found = running(probability, most)
    product, total = found[rows - 1]
    alive = [n for n, (value, _) in enumerate(found, 1) if value > 0]
    zero_y = 196
    in_float32 = [(x(n), product_y(math.log10(found[n - 1][0]))) for n in alive]
    in_float32 += [(x(alive[-1] + 1), zero_y), (x(most), zero_y)]
    on_paper = [(x(0), product_y(0)), (x(most), product_y(most * math.log10(probability)))]
    sums = [(x(0), sum_y(0)), (x(most), sum_y(found[-1][1]))]
    powers = {-power: f"1e{MINUS}{power}" if power else "1" for power in (0, 15, 30, 45)}
    drawn = (
        clip(f"{id}-clip", x, Scale(0, 1, 10, 200))
        + frame(x, product_y, ticks([0, 50, 100, 150, 200]), powers, names_x=False)
        + text(42, zero_y + 4, "0", "end", "tick")
        + line(48, zero_y, 428, zero_y, "grid")
        + frame(x, sum_y, ticks([0, 50, 100, 150, 200]), ticks([0, -200, -400]))
        + text(428, 10, "product, by powers of ten", "end")
        + text(48, 230, "sum of the logs", "start")
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
    controls = slider(id, "rows", "number of rows n", 1, most, 1, rows, rows)
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
    title = "One product and one sum: which of them survives"
    return title, data, drawing(400, label_of_drawing, drawn), controls, numbers, facts, table


def logarithm(value):
    """Return ln, with minus infinity for 0."""
    return math.log(value) if value else -math.inf


def first_zero(probability, most=200):
    """Return the first number of rows whose product is 0."""
    return [value for value, _ in running(probability, most)].index(0.0) + 1


FIGURES = {
    "logit": logit_figure,
    "learning-rate": learning_rate_figure,
    "underflow": underflow_figure,
}


# -- On the page ---------------------------------------------------------------------------------
class explorable(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """A figure; its children are the facts in words and the table."""


class explorable_numbers(nodes.General, nodes.Element):  # noqa: N801
    """The table, folded where a builder can fold."""


class ExplorableDirective(SphinxDirective):
    """``{explorable} logit``, ``learning-rate`` or ``underflow``."""

    required_arguments = 1

    def run(self):
        name = self.arguments[0]
        if name not in FIGURES:
            raise self.error(f"no explorable {name!r}; there are {', '.join(FIGURES)}")
        id = f"explorable-{name}"
        if self.env.new_serialno(id):
            raise self.error(f"explorable {name!r} stands on this page already")
        title, data, drawn, controls, numbers, facts, rows = FIGURES[name](id)
        head = (
            f'<figure class="explorable" id="{id}" data-explorable="{name}" role="group" '
            f'aria-label="{escape(title)}" data-scales="{escape(json.dumps(data))}">\n'
            f'{drawn}<div class="explorable-controls">\n{controls}</div>\n'
            f'<div class="explorable-readings">\n{readings(id, numbers)}</div>\n<figcaption>\n'
        )
        node = explorable("", name=name, head=head)
        node += nodes.paragraph(facts, facts)
        node += explorable_numbers("", table_of(rows))
        return [node]


def table_of(rows):
    """Return rows of words as a table of the document; the first row is its head."""
    table, group = nodes.table(classes=["colwidths-auto"]), nodes.tgroup(cols=len(rows[0]))
    table += group
    columns = zip(*rows, strict=True)
    group += [nodes.colspec(colwidth=max(map(len, column))) for column in columns]
    lines = [
        nodes.row("", *(nodes.entry("", nodes.paragraph(cell, cell)) for cell in row))
        for row in rows
    ]
    group += [nodes.thead("", lines[0]), nodes.tbody("", *lines[1:])]
    return table


def visit_figure(self, node):
    self.body.append(node["head"])


def depart_figure(self, node):
    self.body.append("</figcaption>\n</figure>\n")


def visit_numbers(self, node):
    self.body.append("<details>\n<summary>The same in numbers</summary>\n")


def depart_numbers(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the facts and the table."""


def add_files(app, pagename, templatename, context, doctree):
    """Give a page the scripts of its own figures, and no other page any."""
    names = sorted({node["name"] for node in doctree.findall(explorable)}) if doctree else []
    for name in names:
        app.add_js_file(f"explorables/{name}.js", loading_method="defer")
    if names:
        app.add_css_file("css/explorables.css")


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(explorable, html=(visit_figure, depart_figure), **other)
    app.add_node(explorable_numbers, html=(visit_numbers, depart_numbers), **other)
    app.add_directive("explorable", ExplorableDirective)
    app.connect("html-page-context", add_files)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
