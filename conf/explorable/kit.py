"""The kit of the explorable figures: names, numbers, drawings, sliders, buttons, readings.

A figure is drawn here when the site is built, with numbers that the engine computes, and moved by
`_static/explorables/NAME.js` in the reader's browser with the help of `kit.js`, which has the same
few names. Without JavaScript the figure stands still, and what it shows stands in words and in a
table below it.
"""

import json
import math
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html import escape

WIDTH = 440  # of every drawing, in its own units
START, END = 48, 428  # of every horizontal axis: a slider with axis=True lies right below it
MINUS = "\N{MINUS SIGN}"


@dataclass
class Figure:
    """What one figure consists of; its script finds `data` on it."""

    title: str
    data: dict
    drawing: str
    facts: str  # in words, and true wherever the reader has moved the figure to
    table: list  # rows of words, the head first
    controls: str = ""
    numbers: dict = field(default_factory=dict)  # kind: (words, shown)
    said: str | None = None  # a sentence that follows the figure
    speaks: bool = False  # its script says in words what a button did
    beside: str = ""  # further HTML below the drawing and the controls
    controls_first: bool = False

    def head(self, name, id):
        """Return the figure up to its caption."""
        said = "" if self.said is None else f'<p class="explorable-said">{self.said}</p>\n'
        spoken = '<p class="explorable-spoken" role="status"></p>\n' if self.speaks else ""
        controls = f'<div class="explorable-controls">\n{self.controls}</div>\n'
        parts = [self.drawing, controls]
        stage = "".join(parts[::-1] if self.controls_first else parts) + self.beside
        followed = f'<div class="explorable-readings">\n{readings(id, self.numbers)}</div>\n'
        return (
            f'<figure class="explorable {name}" id="{id}" data-explorable="{name}" '
            f'aria-label="{escape(self.title)}" data-scales="{escape(written(self.data))}">\n'
            f'<div class="explorable-stage">\n{stage}</div>\n'
            f"{said}{spoken}{followed if self.numbers else ''}<figcaption>\n"
        )


def written(data):
    """Return data for a script, as JSON without spaces."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


# -- Numbers as they are shown, here and in the scripts -------------------------------------------
# A browser rounds an exact half away from 0, Python's formats round it to even: so, decimals.
def fixed(value, digits):
    """Return a number with a set count of decimals and a true minus sign, which a 0 has not.

    >>> fixed(0.03125, 4), fixed(-0.1192, 2) == MINUS + "0.12", fixed(-math.inf, 2) == MINUS + "∞"
    ('0.0313', True, True)
    >>> fixed(-0.0002, 3)
    '0.000'
    """
    if not math.isfinite(value):
        return str(value).replace("inf", "∞").replace("-", MINUS)
    written = rounded(Decimal(value), -digits)
    return str(written if written else abs(written)).replace("-", MINUS)


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
def slider(id, name, words, low, high, step, value, shown, axis=False):
    """Return a slider with its name and its value; with axis, as wide as the drawing's x axis."""
    return (
        f'<div class="explorable-slider{" on-axis" if axis else ""}">'
        f'<label for="{id}-{name}">{words}</label> '
        f'<output for="{id}-{name}" aria-live="off">{shown}</output>'
        f'<input type="range" id="{id}-{name}" name="{name}" min="{low}" max="{high}" '
        f'step="{step}" value="{value}" autocomplete="off"></div>\n'
    )


def choice(id, name, words, values, chosen):
    """Return radio buttons; values may be a dictionary from values to their names."""
    named = values if isinstance(values, dict) else {value: value for value in values}
    buttons = "".join(
        f'<label><input type="radio" name="{id}-{name}" value="{value}" autocomplete="off"'
        f"{' checked' if value == chosen else ''}> {shown}</label> "
        for value, shown in named.items()
    )
    return f"<fieldset><legend>{words}</legend> {buttons}</fieldset>\n"


def buttons(names):
    """Return buttons, from what the script calls each to what stands on it."""
    made = (
        f'<button type="button" data-do="{name}">{words}</button>' for name, words in names.items()
    )
    return f'<div class="explorable-buttons">{" ".join(made)}</div>\n'


def readings(id, values):
    """Return the numbers that follow the sliders."""
    return "".join(
        f'<label class="reading {kind}">{words} <output id="{id}-{kind}" aria-live="off">{shown}'
        "</output></label>\n"
        for kind, (words, shown) in values.items()
    )
