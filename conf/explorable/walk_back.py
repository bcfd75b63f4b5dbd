"""The walk back, arrow by arrow: values forth in blue, then slopes back in vermilion."""

import itertools

import sixpieces as mx
from sixpieces import autograd, nd

from .kit import MINUS, Figure, buttons, choice, drawing, element, fixed, line, text
from .people import BIAS, LABELS, PEOPLE, ROWS, WEIGHTS

DIGITS = 3
# The boxes, from left to right, with the middle of each; each but the first is made from the one
# before it.
BOXES = {"w": 44, "xw": 132, "z": 220, "p": 308, "loss": 396}
FORTH = ("xw", "z", "p", "loss")
BACK = ("loss", "p", "z", "b", "xw", "w")


def walk(person):
    """Return the values on the way forth and the slopes on the way back, for one person.

    The weight is that of the question which the person answered with yes; who answered none so
    keeps the first, times 0.

    >>> found = walk(3)
    >>> found["values"]["z"], found["slopes"]["w"] == found["slopes"]["z"]
    (-3.0, True)
    """
    place = ROWS[person].index(1) if 1 in ROWS[person] else 0
    x, label = float(ROWS[person][place]), LABELS[person]
    w, b = nd.array([WEIGHTS[place]]), nd.array([BIAS])

    def slopes_from(start, rest):
        """Return the slope of the loss at an array, from which the rest is computed."""
        start.attach_grad()
        with autograd.record():
            loss = rest(start)
        loss.backward()
        return float(start.grad.asscalar())

    def price(p):
        return -nd.log(p) if label else -nd.log(1 - p)

    product, z = w * x, w * x + b
    p = nd.sigmoid(z)
    loss = price(p)
    values = {"w": w, "b": b, "xw": product, "z": z, "p": p, "loss": loss}
    slopes = {
        "loss": 1.0,
        "p": slopes_from(p.copy(), price),
        "z": slopes_from(z.copy(), lambda z: price(mx.nd.sigmoid(z))),
        "b": slopes_from(b.copy(), lambda b: price(mx.nd.sigmoid(w * x + b))),
        "xw": slopes_from(product.copy(), lambda xw: price(mx.nd.sigmoid(xw + b))),
        "w": slopes_from(w.copy(), lambda w: price(mx.nd.sigmoid(w * x + b))),
    }
    found = {name: float(value.asscalar()) for name, value in values.items()}
    return {"x": x, "label": label, "values": found, "slopes": slopes}


def sentences(found):
    """Return what is said at each step, first on the way forth, then on the way back."""
    values, slopes = found["values"], found["slopes"]
    v = {name: fixed(value, DIGITS) for name, value in values.items()}
    s = {name: fixed(value, DIGITS) for name, value in slopes.items()}
    x, y = fixed(found["x"], 0), found["label"]
    to_z = fixed(slopes["z"] / slopes["p"], DIGITS)
    right = "p" if y else f"1 {MINUS} p"
    return [
        f"The weight is {v['w']}, the bias {v['b']}, the feature x is {x}, the label {y}.",
        f"Weight times feature: {v['w']} times {x} is {v['xw']}.",
        f"Plus the bias: the logit z is {v['z']}.",
        f"The sigmoid makes it the probability p = {v['p']}.",
        f"The label is {y}, so the loss is {MINUS}ln of {right}: {v['loss']}.",
        "Now back. The loss grows as fast as itself: its slope is 1.",
        f"If p grew a little, the loss would grow {s['p']} times as much.",
        f"At this z the sigmoid grows {to_z} times as fast as z; so the slope at z is {s['p']} "
        f"times {to_z}: {s['z']}. That is p {MINUS} y.",
        f"The bias is added, so its slope is that of z: {s['b']}.",
        f"The product is added, too: {s['xw']}.",
        f"The weight is multiplied by x = {x}, so its slope is {s['xw']} times {x}: {s['w']}.",
    ]


def figure(id):
    """Return the graph of one person's loss, with its values and slopes."""
    first = 3
    found = [walk(person) for person in range(len(PEOPLE))]
    start = found[first]
    names = {"w": "w", "xw": "w x", "z": "z", "p": "p", "loss": "loss"}
    y, half, drawn = 70, 27, ""
    marks = "".join(
        f'<marker id="{id}-{kind}" class="{kind}" viewBox="0 0 10 10" refX="9" refY="5" '
        'markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L10 5L0 10z"/></marker>'
        for kind in ("forth", "back")
    )
    middles = list(BOXES.items())
    for (name, left), (to, right) in itertools.pairwise(middles):
        ends = f"M{left + half} {y - 6}H{right - half - 1}"
        drawn += element("path", class_=f"forth to-{to}", d=ends, marker_end=f"url(#{id}-forth)")
        ends = f"M{right - half} {y + 6}H{left + half + 1}"
        drawn += element("path", class_=f"back at-{name}", d=ends, marker_end=f"url(#{id}-back)")
    x_z, y_b = BOXES["z"], 176
    ends = f"M{x_z - 6} {y_b - 22}V{y + 23}"
    drawn += element("path", class_="forth to-z", d=ends, marker_end=f"url(#{id}-forth)")
    ends = f"M{x_z + 6} {y + 22}V{y_b - 23}"
    drawn += element("path", class_="back at-b", d=ends, marker_end=f"url(#{id}-back)")
    for name, middle, down in [*((n, m, y) for n, m in middles), ("b", x_z, y_b)]:
        drawn += element(
            "rect", class_="box", x=middle - half, y=down - 22, width=2 * half, height=44, rx=6
        )
        drawn += text(middle, down + 5, names.get(name, name), kind="node")
        below = down + 40 if name != "b" else down + 5
        side = middle if name != "b" else middle + 62
        ahead = (middle, down - 30) if name != "b" else (middle - 62, down + 5)
        value = fixed(start["values"][name], DIGITS)
        slope = fixed(start["slopes"][name], DIGITS)
        drawn += text(*ahead, value, kind=f"value value-{name}")
        if name == "z":  # beside the arrows from and to the bias
            drawn += text(middle + 12, below, slope, "start", kind="slope slope-z")
        else:
            drawn += text(side, below, slope, kind=f"slope slope-{name}")
    drawn += text(88, 128, f"x = {fixed(start['x'], 0)}", kind="word given-x")
    drawn += text(352, 128, f"y = {start['label']}", kind="word given-y")
    drawn += line(88, 114, 88, 84, "guide") + line(352, 114, 352, 84, "guide")
    label = (
        "Boxes in a row: the weight w, w times x, the logit z, the probability p, the loss; the "
        "bias b joins at z. Above each box its value, below it the slope of the loss there."
    )
    controls = buttons({"step": "Next arrow", "back": "Back", "restart": "Start again"})
    controls += choice(id, "person", "who", dict(enumerate(PEOPLE)), first)
    told = [sentences(way) for way in found]
    facts = (
        "First the values go forth, from the weight to the loss. Then the slopes come back: each "
        "is the slope behind it times what the step between them does. "
        f"At the logit the slope is always p {MINUS} y, and a weight whose feature is 0 gets the "
        "slope 0: it had no part in the answer."
    )
    table = [["who", *("value of " + n for n in ("z", "p", "loss"))]]
    table[0] += [f"slope at {name}" for name in ("p", "z", "b", "w")]
    for who, way in zip(PEOPLE, found, strict=True):
        row = [fixed(way["values"][n], DIGITS) for n in ("z", "p", "loss")]
        row += [fixed(way["slopes"][n], DIGITS) for n in ("p", "z", "b", "w")]
        table.append([who, *row])
    data = {
        "forth": FORTH,
        "back": BACK,
        "people": [
            {
                "x": fixed(way["x"], 0),
                "y": way["label"],
                "values": {n: fixed(v, DIGITS) for n, v in way["values"].items()},
                "slopes": {n: fixed(v, DIGITS) for n, v in way["slopes"].items()},
            }
            for way in found
        ],
        "told": told,
    }
    return Figure(
        title="The walk back, arrow by arrow",
        data=data,
        drawing=f'<svg class="marks" width="0" height="0" aria-hidden="true"><defs>{marks}</defs>'
        f"</svg>{drawing(206, label, drawn)}",
        controls=controls,
        said=told[first][0],
        speaks=True,
        facts=facts,
        table=table,
    )
