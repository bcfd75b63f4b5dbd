"""The loop turned by hand: one mini-batch from station to station, each number the engine's.

Radio buttons and a style sheet move it without JavaScript. With it, it also goes back, plays by
itself, takes another learning rate, and goes round twenty times while the loss falls.
"""

import itertools

import piecemap

from .kit import Figure, Scale, buttons, choice, curve, dot, element, fixed, frame, text
from .people import loop_trace

RATES = (0.1, 1, 30)
RATE = 1
ROUNDS = 20
STATIONS = {
    "data": "Four people, a row each: three questions, answered 1 for yes and 0 for no, and the "
    "label, which is the answer to learn.",
    "loader": "The loader hands the rows out together, as one mini-batch: the features to the "
    "model, the labels to the loss.",
    "parameters": "One weight for each question, and a bias for everybody: these four numbers are "
    "all that is learned.",
    "model": "Weights times features, added up, and the bias: one score for each person, a logit. "
    "Above 0 the model says yes.",
    "loss": "The logit becomes a probability of yes. The less of it went to what is true, the "
    "higher the loss. The mean of the four losses is {mean}.",
    "trainer": "Probability minus label says which way each logit is wrong. Together they make "
    "the gradient: how fast the mean loss grows with each weight.",
    "step": "The trainer takes its step: each weight moves against its gradient, learning rate "
    "times as far. With the new weights the mean loss is {next} instead of {mean}.",
}
DIGITS = 3
# Each round in the page is one list of numbers, in this order; the script knows it.
PARTS = ("weights", "logits", "probabilities", "losses", "gradients")
MAP = "<!-- the map -->"  # drawn when the page is written: only then are its links known


def packed(trace):
    """Return a trace's rounds as lists of thousandths, each less the one before it.

    The mean loss stands last; differences are short, and exact in whole numbers.
    """
    whole = [
        [round(value * 10**DIGITS) for part in PARTS for value in at[part]]
        + [round(at["mean"] * 10**DIGITS)]
        for at in trace["rounds"]
    ]
    return whole[:1] + [
        [new - old for new, old in zip(now, before, strict=True)]
        for before, now in itertools.pairwise(whole)
    ]


def shown(value):
    return fixed(value, DIGITS)


def numbered():
    """Return each station with its words: the six pieces have numbers, the step is no piece.

    >>> numbered()["trainer"], numbered()["step"]
    ('6 trainer', 'step')
    """
    pieces = [name for name in STATIONS if name != "step"]
    named = {name: f"{number} {name}" for number, name in enumerate(pieces, 1)}
    return {**named, "step": "step"}


def stations(id, chosen):
    made = "".join(
        f'<label><input type="radio" name="{id}-station" value="{name}" autocomplete="off"'
        f"{' checked' if name == chosen else ''}><span>{words}</span></label>"
        for name, words in numbered().items()
    )
    legend = "Press Play, or go from station to station."
    return f'<fieldset class="stations"><legend>{legend}</legend>{made}</fieldset>\n'


def tape(trace):
    now, then = trace["rounds"][:2]
    words = {
        "mean": f'<output class="mean" aria-live="off">{shown(now["mean"])}</output>',
        "next": f'<output class="next" aria-live="off">{shown(then["mean"])}</output>',
    }
    lines = "".join(
        f'<p class="of-{name}">{sentence.format(**words)}</p>'
        for name, sentence in STATIONS.items()
    )
    return f'<div class="tape">{lines}</div>\n'


# What a column shows, and from which station on.
COLUMNS = {
    "logits": ("logit", "model"),
    "probabilities": ("probability", "loss"),
    "losses": ("loss", "loss"),
    "errors": ("p \N{MINUS SIGN} y", "trainer"),
}
FOOT = {
    "weights": ("weight, bias", "parameters"),
    "gradients": ("gradient", "trainer"),
    "new": ("after the step", "step"),
}


def table_of_numbers(trace):
    """Return the mini-batch as a table; each station shows one part more of it."""
    now, then = trace["rounds"][:2]
    names = "".join(f'<th scope="col" class="question">{name}</th>' for name in trace["features"])
    head = names + '<th scope="col" class="question">bias</th><th scope="col">label y</th>'
    head += "".join(
        f'<th scope="col" class="from-{station}">{name}</th>' for name, station in COLUMNS.values()
    )
    body = ""
    for index, (person, row) in enumerate(zip(trace["people"], trace["rows"], strict=True)):
        cells = "".join(f'<td class="question">{value}</td>' for value in row)
        cells += f'<td class="question"></td><td>{trace["labels"][index]}</td>'
        cells += "".join(
            f'<td class="from-{station}" data-of="{part}">{shown(now[part][index])}</td>'
            for part, (_, station) in COLUMNS.items()
        )
        body += f'<tr><th scope="row">{person}</th>{cells}</tr>'
    foot = ""
    for part, (name, station) in FOOT.items():
        values = then["weights"] if part == "new" else now[part]
        cells = "".join(f'<td data-of="{part}">{shown(value)}</td>' for value in values)
        foot += f'<tr class="from-{station}"><th scope="row">{name}</th>{cells}</tr>'
    return (
        '<div class="loop-numbers"><table><thead><tr><th scope="col">who</th>'
        f"{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>\n"
    )


def losses(id, traces):
    """Draw the loss over the rounds, for the learning rate that is chosen first."""
    x, y = Scale(0, ROUNDS, 34, 372), Scale(0, 1.2, 130, 12)
    means = [at["mean"] for at in traces[RATE]["rounds"]]
    path = [(x(turn), y(mean)) for turn, mean in enumerate(means)]
    names_y = {0: "0", 0.5: "0.5", 1: "1"}
    drawn = (
        frame(x, y, {turn: str(turn) for turn in (0, 5, 10, 15, 20)}, names_y)
        + text(40, 10, "mean loss", "start")
        + text(372, 10, f"round 1 of {ROUNDS}", "end", "turn")
        + curve(path, "fallen")
        + dot(*path[0], "now", 5)
    )
    label = (
        f"The mean loss over {ROUNDS} rounds falls from {shown(means[0])} to {shown(means[-1])} "
        f"with learning rate {RATE}."
    )
    drawn = element(
        "svg", drawn, class_="loop-curve", viewBox="0 0 384 150", role="img", aria_label=label
    )
    return drawn, {"x": x.pairs, "y": y.pairs}


def figure(id, station=None):
    """Return the loop: whole on the home page, without the map at a lesson's station."""
    home = station is None
    if station not in (None, *STATIONS):
        raise ValueError(f"no station {station!r}; there are {', '.join(STATIONS)}")
    traces = {rate: loop_trace(rate, ROUNDS) for rate in (RATES if home else (RATE,))}
    trace = traces[RATE]
    chart, scales = losses(id, traces)
    controls = buttons({"play": "Play", "step": "Step", "back": "Back", "restart": "Restart"})
    if home:
        controls += choice(id, "rate", "learning rate", RATES, RATE)
    means = {rate: [at["mean"] for at in trace["rounds"]] for rate, trace in traces.items()}
    facts = (
        f"With learning rate {RATE} the mean loss falls from {shown(means[RATE][0])} to "
        f"{shown(means[RATE][ROUNDS])} in {ROUNDS} rounds."
    )
    if home:
        high = max(range(1, ROUNDS), key=lambda turn: means[30][turn])
        facts += (
            f" With 0.1 it falls too, but slowly: to {shown(means[0.1][ROUNDS])}. With 30 it "
            f"jumps up: after round {high} it is back at {shown(means[30][high])}. Here it still "
            f"ends low, at {shown(means[30][ROUNDS])}, because weights that answer all four people "
            "right are easily found; on real data so high a rate does harm."
        )
    head = ["rounds", *(f"mean loss, learning rate {rate}" for rate in traces)]
    rows = [
        [str(turn), *(shown(means[rate][turn]) for rate in traces)]
        for turn in (0, 1, 2, 3, 4, 5, 10, 15, 20)
    ]
    ways = {}
    for place, (start, end, *_) in enumerate(piecemap.ARROWS):
        ways.setdefault("step" if start == "trainer" else end, []).append(place)
    data = {
        "rates": list(traces),
        "rounds": [packed(trace) for trace in traces.values()],
        "labels": trace["labels"],
        "ways": ways,
        **scales,
    }
    drawing = f'<div class="loop-map">{MAP if home else ""}{chart}</div>\n'
    if not home:
        drawing = drawing.replace("loop-map", "loop-map without")
    return Figure(
        title="The loop, turned by hand",
        data=data,
        drawing=tape(trace) + drawing,
        controls=stations(id, station or "data") + controls,
        controls_first=True,
        speaks=True,
        beside=table_of_numbers(trace),
        facts=facts,
        table=[head, *rows],
    )
