"""What was seen, for a person: as text, as data, as a page."""

import math
from html import escape
from pathlib import Path

ORDER = ("data", "loader", "parameters", "model", "loss", "trainer")


def short(value):
    """Return a number with the digits that a reader wants.

    >>> short(1200), short(0.69314), short(3.5e-7), short(7e10), short(None)
    ('1,200', '0.69', '3.5e-07', '7e+10', 'unknown')
    """
    if value is None:
        return "unknown"
    if abs(value) < 1e7 and value == int(value):
        return f"{int(value):,}"
    return f"{value:,.0f}" if 100 <= abs(value) < 1e7 else f"{value:.2g}"


def pieces(facts):
    """Return the numbers of each piece."""
    features, labels, model = facts["features"], facts["labels"], facts["model"]
    loaders = facts["loaders"]
    rows = max(
        [each["rows"] for each in loaders]
        + [(features or {"rows": 0})["rows"], facts["rows"]["most"]]
    )
    losses = [each for each in facts["happened"] if each["what"] == "loss"]
    steps = [e for e in facts["happened"] if e["what"] in ("step", "step by hand")]
    backward = [each for each in facts["happened"] if each["what"] == "backward"]
    sizes = [count(each["shape"]) for each in facts["parameters"]]
    first = losses[0]["first"] if losses else {}
    return {
        "data": {
            "rows": rows,
            "shape": features["shape"] if features else None,
            "low": features["low"] if features else None,
            "high": features["high"] if features else None,
            "finite": features["finite"] if features else None,
            "labels": labels["counts"] if labels else None,
            "label_low": labels["low"] if labels else None,
            "label_high": labels["high"] if labels else None,
        },
        "loader": {
            "batches": loaders[0]["batches"] if loaders else None,
            "batch_size": loaders[0]["batch_size"] if loaders else None,
            "last": loaders[0]["last"] if loaders else None,
            "shuffled": loaders[0]["shuffled"] if loaders else None,
            "epochs": loaders[0]["epochs"] if loaders else None,
        },
        "parameters": {
            "arrays": [[each["name"], each["shape"]] for each in facts["parameters"]],
            "numbers": sum(sizes),
            "first": rms([each["first"]["rms"] for each in facts["parameters"]], sizes),
            "last": rms([each["last"]["rms"] for each in facts["parameters"]], sizes),
        },
        "model": {
            "name": model["name"] if model else None,
            "layers": facts["layers"],
            "low": (model or {}).get("low", first.get("low")),
            "high": (model or {}).get("high", first.get("high")),
        },
        "loss": {
            "name": first.get("loss"),
            "of": first.get("of"),
            "first": facts["curve"]["begin"],
            "last": facts["curve"]["end"],
        },
        "trainer": {
            **(facts["trainer"] or {}),
            "steps": steps_of(facts),
            "reduction": backward[0]["first"]["reduction"] if backward else None,
            "rows": backward[0]["first"]["rows"] if backward else None,
            "batch_size": steps[0]["first"].get("batch_size") if steps else None,
            "change": facts["pulls"]["change"],
        },
        "score": facts["score"] or {},
    }


def steps_of(facts):
    """Return how many steps were made: one by hand moves each parameter on a line of its own."""
    if facts["trainer"]:
        return facts["steps"]
    return max([each["moved"] for each in facts["parameters"]], default=facts["steps"])


def count(shape):
    """Return how many numbers an array of this shape has."""
    product = 1
    for length in shape:
        product *= length
    return product


def rms(values, sizes):
    """Return the root mean square of several arrays together."""
    total = sum(sizes)
    return (
        (sum(v * v * n for v, n in zip(values, sizes, strict=True)) / total) ** 0.5 if total else 0
    )


REDUCTIONS = {
    "mean": "1 number, the mean over {rows} rows",
    "sum": "1 number, the sum over {rows} rows",
    "rows": "{rows} rows",
    "other": "1 number",
}


def sentences(facts):
    """Return one sentence for each piece."""
    found = pieces(facts)
    data, loader, model = found["data"], found["loader"], found["model"]
    trainer, loss, parameters = found["trainer"], found["loss"], found["parameters"]
    said = {}
    if data["shape"]:
        columns = data["shape"][-1] if len(data["shape"]) > 1 else 1
        said["data"] = f"{data['rows']:,} rows x {columns} features, " + (
            f"all finite, from {short(data['low'])} to {short(data['high'])}"
            if data["finite"]
            else "NOT all finite"
        )
        labels = data["labels"]
        if labels and len(labels) <= 10:
            total = sum(labels.values())
            parts = [f"{label} ({100 * n / total:.0f} %)" for label, n in sorted(labels.items())]
            said["data"] += "; labels " + " and ".join(
                [", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
            )
        elif data["label_low"] is not None:
            said["data"] += (
                f"; labels from {short(data['label_low'])} to {short(data['label_high'])}"
            )
    if loader["batches"]:
        said["loader"] = (
            f"{loader['batches']} batches of {short(loader['batch_size'])} an epoch"
            + (f", the last of {loader['last']}" if loader["last"] != loader["batch_size"] else "")
            + ("; shuffled" if loader["shuffled"] else "; not shuffled")
        )
    if parameters["arrays"]:
        names = [f"{name} {tuple(shape)}" for name, shape in parameters["arrays"][:6]]
        more = len(parameters["arrays"]) - 6
        said["parameters"] = (
            ", ".join(names)
            + (f" and {more} more" if more > 0 else "")
            + f": {parameters['numbers']:,} numbers; at first {short(parameters['first'])}, at the "
            f"end {short(parameters['last'])} (root mean square)"
        )
    chain = " -> ".join(
        f"Dense({layer['inputs']} -> {layer['units']}"
        + (f", {layer['activation'].rpartition('_')[2]})" if layer["activation"] else ")")
        for layer in model["layers"]
    )
    if chain or model["name"] or model["low"] is not None:
        said["model"] = (chain or model["name"] or "by hand") + (
            f": outputs from {short(model['low'])} to {short(model['high'])}"
            if model["low"] is not None
            else ""
        )
    if loss["first"] is not None:
        said["loss"] = (
            f"{loss['name'] or 'a number'}: {short(loss['first'])} at first, "
            f"{short(loss['last'])} at the end"
        )
    if trainer["steps"] or trainer.get("optimizer"):
        said["trainer"] = (
            f"{trainer['optimizer']}, learning rate {short(trainer['learning_rate'])}"
            if trainer.get("optimizer")
            else "by hand"
        ) + f"; {trainer['steps']:,} steps"
        if trainer["reduction"]:
            said["trainer"] += "; backward from " + REDUCTIONS[trainer["reduction"]].format(
                rows=trainer["rows"]
            )
        if trainer["batch_size"]:
            said["trainer"] += f"; step({trainer['batch_size']:g})"
        if trainer["change"]:
            said["trainer"] += f"; a step changes the weights by {100 * trainer['change']:.2g} %"
    return said


ROOM = 16  # letters that fit into a box of the map


def brief(facts):
    """Return a few words for each piece, for the boxes of the map.

    >>> from sixpieces import xray
    >>> brief(xray.run("from mxnet import nd\\nx = nd.ones(3)").facts)["trainer"]
    'not seen'
    """
    found = pieces(facts)
    data, loader, trainer = found["data"], found["loader"], found["trainer"]
    numbers, layers = found["parameters"]["numbers"], found["model"]["layers"]
    said = dict.fromkeys(ORDER, "not seen")
    if data["shape"]:
        said["data"] = f"{data['rows']:,} \N{MULTIPLICATION SIGN} {math.prod(data['shape'][1:])}"
    if loader["batches"]:
        said["loader"] = f"{loader['batches']:,} batches"
    if numbers:
        said["parameters"] = f"{numbers:,} numbers" if numbers < 1e6 else f"{numbers / 1e6:.1f} M"
    if layers:
        widths = [layers[0]["inputs"], *(layer["units"] for layer in layers)]
        said["model"] = " \N{RIGHTWARDS ARROW} ".join(map(str, widths))
        if len(said["model"]) > ROOM:
            said["model"] = f"{len(layers)} layers"
    elif found["model"]["name"] or found["model"]["low"] is not None:
        said["model"] = (found["model"]["name"] or "by hand")[:ROOM]
    if found["loss"]["first"] is not None:
        first, last = short(found["loss"]["first"]), short(found["loss"]["last"])
        said["loss"] = f"{first} \N{RIGHTWARDS ARROW} {last}"
    if trainer["steps"] or trainer.get("optimizer"):
        said["trainer"] = f"{trainer['steps']:,} steps"
    return said


def heading(findings):
    """Return the line above the findings."""
    mistakes = sum(each.severity == "mistake" for each in findings)
    if not mistakes:
        return "No mistake was found"
    return "One mistake" if mistakes == 1 else f"{mistakes} mistakes"


def name_of(facts):
    """Return what to call the program."""
    return Path(facts["script"]).name if facts["script"] else "the program"


def first_nan(facts):
    """Return a sentence on the first operation that made a nan or an infinity, or None."""
    nan = facts["nan"]
    if not nan or not nan["line"]:
        return None
    given = " and ".join(
        f"{tuple(each['shape'])} from {short(each['low'])} to {short(each['high'])}"
        for each in nan["inputs"]
    )
    return f"The first {nan['gives']}: {nan['operation']} in line {nan['line'][1]}, of {given}."


def text(facts, findings):
    """Return the whole report as text."""
    said = sentences(facts)
    lines = [f"The six pieces of {name_of(facts)}"]
    for place, piece in enumerate(ORDER, 1):
        lines.append(f"{place} {piece:<11} {said.get(piece, 'none was seen')}")
    lines += ["", heading(findings)]
    for each in findings:
        where = f"{Path(each.file).name}:{each.line}" if each.file else "the program"
        note = "" if each.severity == "mistake" else " (a note)"
        lines += [f"{where}: {each.fault}{note}", f"    {each.evidence}", f"    {each.repair}"]
        lines += [f"    More: {each.page}"]
    if first_nan(facts):
        lines += ["", first_nan(facts)]
    for each in endings(facts):
        lines += ["", each]
    return "\n".join(lines)


def endings(facts):
    """Return what is to be said of an error that ended the program, or the X-ray."""
    error, lost = facts["error"], facts["lost"]
    said = [f"It ended with {error['type']}: {error['message']}"] if error else []
    if lost:
        where = f" in line {lost['line'][1]}" if lost["line"] else ""
        said += [
            f"The X-ray lost sight of the program{where}, and tells what it saw before. The fault "
            f"is its own: {lost['error']}"
        ]
    return said


# As a page ---------------------------------------------------------------------------------------


def curve(points, width=280, height=90):
    """Return the loss curve as SVG."""
    good = [p for p in points if p == p and abs(p) < 1e30]
    if len(good) < 2:
        return ""
    low, high = min(good), max(good)
    span = (high - low) or 1
    step = (width - 20) / (len(good) - 1)
    path = " ".join(
        f"{10 + i * step:.1f},{height - 10 - (p - low) / span * (height - 20):.1f}"
        for i, p in enumerate(good)
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="The loss, from '
        f'{short(good[0])} to {short(good[-1])}"><polyline points="{path}" fill="none" '
        'stroke="currentColor" stroke-width="1.5"/></svg>'
    )


def source_lines(facts, findings):
    """Return the program's lines around each finding, the line itself marked."""
    blocks = []
    for each in findings:
        path = Path(each.file) if each.file else None
        if path is None or not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        shown = range(max(0, each.line - 3), min(len(lines), each.line + 2))
        rows = "".join(
            f"<{'mark' if i == each.line - 1 else 'span'}>{i + 1:4d}  {escape(lines[i])}"
            f"</{'mark' if i == each.line - 1 else 'span'}>\n"
            for i in shown
        )
        blocks.append((each, rows))
    return blocks


def fragment(facts, findings):
    """Return the report as a piece of HTML without a script."""
    said = sentences(facts)
    boxes = "".join(
        f"<li><b>{place} {piece}</b><span>{escape(said.get(piece, 'none was seen'))}</span></li>"
        for place, piece in enumerate(ORDER, 1)
    )
    sources = {id(each): rows for each, rows in source_lines(facts, findings)}
    found = "".join(
        f'<section class="xray-{each.severity}"><h3>{escape(each.fault)}'
        + (f" <small>line {each.line}</small>" if each.line else "")
        + f"</h3><p>{escape(each.evidence)}</p><p><b>{escape(each.repair)}</b></p>"
        + (f"<pre>{sources[id(each)]}</pre>" if id(each) in sources else "")
        + "</section>"
        for each in findings
    )
    ended = "".join(f"<p>{escape(each)}</p>" for each in endings(facts))
    return (
        f'<div class="xray"><ol class="xray-pieces">{boxes}</ol>'
        f'<figure class="xray-curve">{curve(facts["curve"]["points"])}'
        f"<figcaption>The loss, step by step</figcaption></figure>"
        f"<h2>{heading(findings)}</h2>{found}{ended}</div>"
    )


STYLE = """
:root { color-scheme: light dark; --ink: #22272e; --ground: #fefdfb; --mark: #fdf3d0;
  --line: #8b929c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #d8dce2; --ground: #16191d; --mark: #3a3413; --line: #6b737d; }
}
body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color: var(--ink);
  background: var(--ground); font: 1rem/1.5 system-ui, sans-serif; }
.xray-pieces { list-style: none; padding: 0; display: grid; gap: 0.75rem;
  grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); }
.xray-pieces li { border: 1px solid var(--line); border-radius: 6px; padding: 0.5rem 0.75rem; }
.xray-pieces b { display: block; }
.xray-curve svg { width: 100%; max-width: 30rem; }
.xray-mistake { border-left: 4px solid #b8460e; padding-left: 1rem; }
.xray-note { border-left: 4px solid var(--line); padding-left: 1rem; }
pre { overflow-x: auto; }
mark { background: var(--mark); color: inherit; }
"""


def page(facts, findings):
    """Return one self-contained page."""
    name = escape(name_of(facts))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>X-ray of {name}'
        f'</title><meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body><h1>The six pieces of {name}</h1>{fragment(facts, findings)}</body></html>\n"
    )
