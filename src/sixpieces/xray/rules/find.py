"""All rules asked, and what another finding explains left out."""

from sixpieces.xray.rules import data as of_data
from sixpieces.xray.rules import loader, loss, model, parameters, score, trainer
from sixpieces.xray.rules.rule import KNOWN, Facts, Finding

PAGE = "how_to/xray_your_program.html"
PIECES = (of_data, loader, parameters, model, loss, trainer, score)

#: What each kind of mistake is found by, in the order of the pieces: its piece, and rules.
RULES = {
    kind: found
    for piece in PIECES
    for kind, found in KNOWN.items()
    if piece.__name__.endswith(f".{found[0]}")
}

# A finding of the first kind explains those of the others.
EXPLAINS = {
    "features-not-finite": {
        "dead-units",
        "log-of-zero",
        "learning-rate-too-large",
        "learning-rate-too-small",
    },
    "features-unscaled": {"learning-rate-too-large", "learning-rate-too-small", "log-of-zero"},
    "divided-twice": {"learning-rate-too-small"},
    "divided-by-another-number": {"learning-rate-too-small", "learning-rate-too-large"},
    "not-divided": {"learning-rate-too-large", "dead-units", "log-of-zero"},
    "gradients-pile-up": {"learning-rate-too-large", "log-of-zero"},
    "no-minus": {"dead-units", "learning-rate-too-large", "log-of-zero", "not-divided"},
    "backward-missing": {"step-missing", "parameter-not-trained"},
    "trainer-made-again": {"learning-rate-too-small", "learning-rate-too-large"},
    "loss-outside-record": {"training-mode-in-score"},
    "labels-for-another-loss": {
        "no-minus",
        "learning-rate-too-large",
        "log-of-zero",
        "output-squeezed",
    },
    "learning-rate-too-large": {"dead-units", "log-of-zero"},
    "sigmoid-twice": {
        "features-unscaled",
        "learning-rate-too-small",
        "threshold-for-another-scale",
    },
    "softmax-twice": {"features-unscaled", "learning-rate-too-small"},
    "softmax-over-one": {
        "features-unscaled",
        "learning-rate-too-small",
        "softmax-twice",
        "metric-on-scores",
    },
    "output-squeezed": {"learning-rate-too-small", "dead-units"},
    "cut-graph": {"loss-outside-record", "parameter-not-trained", "learning-rate-too-small"},
    "buffer-lost": {"loss-outside-record", "step-missing", "parameter-not-trained"},
    "initialised-again": {"learning-rate-too-small", "learning-rate-too-large"},
    "shapes-broadcast": {"learning-rate-too-small"},
    "arguments-exchanged": {
        "labels-for-another-loss",
        "output-squeezed",
        "cut-graph",
        "learning-rate-too-large",
        "learning-rate-too-small",
    },
    "one-hot-labels": {"class-out-of-range"},
    "equal-units": {"learning-rate-too-small", "dead-units"},
    "dead-units": {"learning-rate-too-small"},
    "rows-misaligned": {"learning-rate-too-small", "learning-rate-too-large"},
    "sigmoid-missing": {"log-of-zero", "learning-rate-too-small", "learning-rate-too-large"},
}


def drop_consequences(found):
    """Leave out what another mistake explains."""
    named = {each.fault for each in found if each.severity == "mistake"}
    explained = set().union(*(EXPLAINS.get(kind, set()) for kind in named))
    return [each for each in found if each.fault not in explained]


def find(data):
    """Return the findings of all rules, mistakes first, each kind once at a line.

    Parameters
    ----------
    data : dict
        What `Trace.facts` returns.
    """
    facts = Facts(data)
    found = []
    for kind, (_, *rules) in RULES.items():
        named = set()
        for severity, line, evidence, repair in (one for each in rules for one in each(facts)):
            file, number = line if line else (None, None)
            if (file, number) in named:
                continue
            named.add((file, number))
            found.append(Finding(kind, severity, file, number, evidence, repair, f"{PAGE}#{kind}"))
    found = drop_consequences(found)
    return sorted(found, key=lambda each: each.severity != "mistake")
