"""The switchboard of mistakes: six switches, the changed lines, and what is then printed."""

import itertools
from html import escape

from .kit import (
    END,
    MINUS,
    START,
    Figure,
    Scale,
    choice,
    curve,
    drawing,
    fixed,
    frame,
    line,
    text,
)
from .switches import EPOCHS, SWITCHES, kept

DIAGNOSE = "@diagnose"  # replaced by the way to the index of symptoms
NAMES = {
    "loss": ("loss", {"own": "your own", "gluon": "Gluon's"}),
    "reduce": ("a batch's losses are", {"sum": "added", "row": "left in rows", "mean": "averaged"}),
    "step": ("step", {"batch": "step(64)", "one": "step(1)"}),
    "sigmoid": (
        "sigmoid",
        {"once": "in the loss", "twice": "in network and loss", "none": "nowhere"},
    ),
    "labels": ("labels", {"column": "(n, 1)", "flat": "(n,)", "signed": f"{MINUS}1 and 1"}),
    "scoring": (
        "scored by",
        {"zero": "> 0", "half": "> 0.5", "argmax": "argmax", "metric": "metric.Accuracy"},
    ),
}
REFERENCE = {name: positions[0] for name, positions in SWITCHES.items()}

OWN = "y * nd.log(p) + (1 - y) * nd.log(1 - p)"
CALL = "    losses = loss(outputs, labels)"
# Each line of the program: the switches that it depends on, and its text for their positions.
LINES = [
    (
        ["labels"],
        {
            "column": "labels = labels.reshape((-1, 1))",
            "flat": "labels = labels.reshape((-1,))",
            "signed": "labels = 2 * labels.reshape((-1, 1)) - 1",
        },
    ),
    (
        ["loss", "sigmoid"],
        {
            "own once": "def loss(z, y):",
            "own twice": "def loss(z, y):",
            "own none": "def loss(z, y):",
            "gluon once": "loss = gluon.loss.SigmoidBCELoss()",
            "gluon twice": "loss = gluon.loss.SigmoidBCELoss()",
            "gluon none": "loss = gluon.loss.SigmoidBCELoss(from_sigmoid=True)",
        },
    ),
    (
        ["loss", "sigmoid"],
        {
            "own once": "    p = 1 / (1 + nd.exp(-z))",
            "own twice": "    p = 1 / (1 + nd.exp(-z))",
            "own none": "    p = z",
        },
    ),
    (
        ["loss", "reduce"],
        {
            "own sum": f"    return -nd.nansum({OWN})",
            "own row": f"    return -({OWN})",
            "own mean": f"    return -nd.mean({OWN})",
        },
    ),
    ([], {"": "with autograd.record():"}),
    (
        ["sigmoid"],
        {
            "once": "    outputs = net(features)",
            "twice": "    outputs = nd.sigmoid(net(features))",
            "none": "    outputs = net(features)",
        },
    ),
    (
        ["loss", "reduce"],
        {
            "own sum": CALL,
            "own row": CALL,
            "own mean": CALL,
            "gluon row": CALL,
            "gluon sum": f"{CALL}.sum()",
            "gluon mean": f"{CALL}.mean()",
        },
    ),
    ([], {"": "losses.backward()"}),
    (["step"], {"batch": "trainer.step(64)", "one": "trainer.step(1)"}),
    (
        ["scoring"],
        {
            "zero": "correct += ((outputs > 0) == labels).sum()",
            "half": "correct += ((outputs > 0.5) == labels).sum()",
            "argmax": "correct += (outputs.argmax(axis=1) == labels.reshape((-1,))).sum()",
            "metric": "accuracy.update([labels], [nd.sigmoid(outputs)])",
        },
    ),
]

# What to look at, where the switches stand so: the cause, the repair, and the symptom's anchor.
CAUSES = [
    (
        {"reduce": ["mean"], "step": ["batch"]},
        "Two divide: the mean by the size of the batch, and step(64) again. "
        "Repair: step(1), or no mean.",
        "loss-small",
    ),
    (
        {"reduce": ["sum", "row"], "step": ["one"]},
        "Nobody divides: each step is 64 times as long. Repair: step(64).",
        "loss-grows",
    ),
    (
        {"sigmoid": ["twice"]},
        "Two sigmoids: the loss never sees a probability below one half. "
        "Repair: take the one in the network away.",
        "accuracy-majority",
    ),
    (
        {"sigmoid": ["none"]},
        "No sigmoid: the loss takes logs of numbers that are no probabilities. "
        "Repair: the raw outputs to a loss with a sigmoid in it.",
        "loss-nan",
    ),
    (
        {"labels": ["flat"], "loss": ["own"]},
        "(n, 1) against (n,) makes n times n losses. Repair: labels.reshape((-1, 1)).",
        "loss-large",
    ),
    (
        {"labels": ["flat"], "loss": ["gluon"]},
        "No harm: Gluon's loss gives the labels the shape of the outputs.",
        "loss-large",
    ),
    (
        {"labels": ["signed"]},
        f"This loss wants labels 0 and 1; with {MINUS}1 it can fall below 0 without end. "
        "Repair: (labels + 1) / 2.",
        "loss-negative",
    ),
    (
        {"scoring": ["half"], "sigmoid": ["once", "none"]},
        "The outputs are logits, and a logit of 0 is one half. Repair: outputs > 0.",
        "accuracy-majority",
    ),
    (
        {"scoring": ["zero"], "sigmoid": ["twice"]},
        "The outputs are probabilities, all above 0: everybody is a yes. Repair: outputs > 0.5.",
        "accuracy-share",
    ),
    (
        {"scoring": ["argmax"]},
        "The place of the largest of one number is always 0: everybody is a no. "
        "Repair: outputs > 0.",
        "accuracy-majority",
    ),
    (
        {"scoring": ["metric"]},
        "metric.Accuracy compares classes, and a probability is none. Repair: outputs > 0.",
        "accuracy-majority",
    ),
]
VERDICTS = (
    "the score of the reference",
    "the score of the reference, but another printed loss",
    "a higher score than the reference after as many epochs",
    "no better than always answering no",
    "the share of yes: everybody is a yes",
    "worse than always answering no",
    "lower than the reference",
)


def verdict(printed, score):
    """Return the place in VERDICTS of a printed loss and a score."""
    majority, reference = kept()["majority"], kept()["runs"][name_of(REFERENCE)]
    near = 0.01  # about the spread of three seeds
    if abs(score - reference["scores"][0]) <= near:
        whole = reference["printed"]
        return int(not abs(float(printed) - whole) <= 0.01 * whole)
    if score > reference["scores"][0]:
        return 2
    if abs(score - majority) <= 0.003:
        return 3
    if abs(score - (1 - majority)) <= 0.003:
        return 4
    return 5 if score < majority else 6


def name_of(setting):
    """Return the name under which the run of a setting is kept.

    >>> name_of(REFERENCE)
    'own sum batch once column'
    """
    return " ".join(setting[switch] for switch in list(SWITCHES)[:-1])


def line_of(switches, texts, setting):
    return texts.get(" ".join(setting[switch] for switch in switches), "")


def run_of(setting):
    """Return printed loss, score and verdict of a setting of all six switches."""
    found = kept()["runs"][name_of(setting)]
    score = found["scores"][SWITCHES["scoring"].index(setting["scoring"])]
    return found["printed"], score, VERDICTS[verdict(found["printed"], score)]


def words(printed):
    """Return a printed loss as it is shown.

    >>> words("nan"), words(13042.61)
    ('nan', '13042.6')
    """
    return printed if printed == "nan" else fixed(float(printed), 1)


def changes():
    """Return the reference of both losses, and every setting that differs from it in one switch."""
    for loss in SWITCHES["loss"]:
        start = REFERENCE | {"loss": loss, "reduce": "sum" if loss == "own" else "row"}
        yield start, f"{NAMES['loss'][1][loss]} loss, nothing else changed"
        for switch, positions in itertools.islice(SWITCHES.items(), 1, None):
            for position in positions:
                if position != start[switch]:
                    shown, named = NAMES[switch]
                    what = f"{NAMES['loss'][1][loss]} loss; {shown}: {named[position]}"
                    yield start | {switch: position}, what


def figure(id):
    """Return the six switches, the program, its curve, and the table for those without a script."""
    majority, runs = kept()["majority"], kept()["runs"]
    x, y = Scale(0, EPOCHS, START, END), Scale(0, 1, 150, 16)
    reference = runs[name_of(REFERENCE)]

    def path(found):
        return [(x(epoch), y(value)) for epoch, value in enumerate(found["curve"])]

    drawn = (
        frame(x, y, {n: str(n) for n in range(EPOCHS + 1)}, {0: "0", 0.5: "0.5", 1: "1"})
        + text(START, 10, "accuracy of the model", "start")
        + text(238, 186, "epochs done")
        + line(START, y(majority), END, y(majority), "goal")
        + text(END, y(majority) - 6, f"always no: {fixed(majority, 3)}", "end", "tick")
        + curve(path(reference), "other")
        + curve(path(reference), "chosen")
    )
    label = (
        f"The accuracy of the model over {EPOCHS} epochs, a thin line for the program that works, "
        "a strong one for the program of the switches, and a dashed line for always answering no."
    )
    program = "".join(
        f"<code>{escape(line_of(switches, texts, REFERENCE))}</code>" for switches, texts in LINES
    )
    controls = "".join(
        choice(id, switch, shown, {position: named[position] for position in SWITCHES[switch]},
               SWITCHES[switch][0])
        for switch, (shown, named) in NAMES.items()
    )  # fmt: skip
    beside = (
        f'<pre class="program" tabindex="0" aria-label="The program">{program}</pre>\n'
        '<ul class="causes"></ul>\n'
        '<form class="asking explorable-controls"><p>What did your program print?</p>'
        f'<label for="{id}-asked-loss">loss</label> <input id="{id}-asked-loss" name="printed" '
        f'size="9" autocomplete="off"> <label for="{id}-asked-accuracy">accuracy</label> '
        f'<input id="{id}-asked-accuracy" name="accuracy" inputmode="decimal" size="6" '
        'autocomplete="off"><ul class="answers"></ul></form>\n'
    )
    printed, score, said = run_of(REFERENCE)
    numbers = {
        "loss": ("printed loss", words(printed)),
        "accuracy": ("accuracy as scored", fixed(score, 3)),
        "majority": ("always no", fixed(majority, 3)),
        "verdict": ("that is", said),
    }
    rows = [(what, *run_of(setting)) for setting, what in changes()]
    rows.sort(key=lambda row: (row[1] == "nan", float(row[1]) if row[1] != "nan" else 0))
    table = [["changed", "printed loss", "accuracy", "that is"]]
    table += [[what, words(loss), fixed(value, 3), so] for what, loss, value, so in rows]
    data = {
        "x": x.pairs,
        "y": y.pairs,
        "switches": SWITCHES,
        "lines": LINES,
        "causes": CAUSES,
        "verdicts": VERDICTS,
        "diagnose": DIAGNOSE,
        "named": {
            switch: {position: f"{shown}: {named[position]}" for position in named}
            for switch, (shown, named) in NAMES.items()
        },
        "runs": [
            [
                words(found["printed"]),
                found["curve"],
                [fixed(value, 3) for value in found["scores"]],
                [verdict(found["printed"], value) for value in found["scores"]],
            ]
            for found in runs.values()
        ],
    }
    facts = (
        f"{len(runs)} programs, each trained by the engine for {EPOCHS} epochs on the same "
        "mini-batches of Adult from the same first weights, each scored in "
        f"{len(SWITCHES['scoring'])} ways. The printed loss is what the loop prints: the losses of "
        "all mini-batches of the last epoch, added. On other data the numbers are others; what "
        "goes up, down or stands still is the same."
    )
    return Figure(
        title="The switchboard of mistakes",
        data=data,
        drawing=drawing(190, label, drawn),
        controls=controls,
        numbers=numbers,
        beside=beside,
        facts=facts,
        table=table,
        controls_first=True,
    )
