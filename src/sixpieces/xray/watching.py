"""Watch a block of a program, or a whole script, and say what was seen."""

import contextlib
import json
import linecache
import sys

from sixpieces.gluon.block import names_anew
from sixpieces.xray import report, rules
from sixpieces.xray.trace import Trace


class Seen:
    """What the X-ray of a program shows: printed as text, shown in a notebook as a page.

    Attributes
    ----------
    facts : dict
        What `Trace.facts` returns.
    findings : list of Finding
        Mistakes first, then notes.
    """

    def __init__(self, facts=None):
        self.facts, self.findings = None, []
        if facts is not None:
            self.take(facts)

    def take(self, facts):
        """Look through the facts of a trace."""
        self.facts, self.findings = facts, rules.find(facts)

    @property
    def mistakes(self):
        """The findings that the run proves to be mistakes."""
        return [each for each in self.findings if each.severity == "mistake"]

    def data(self):
        """Return script, pieces and findings as plain data."""
        return {
            "script": self.facts["script"],
            "pieces": report.pieces(self.facts),
            "findings": [each.data() for each in self.findings],
            "error": self.facts["error"],
            "curve": self.facts["curve"],
            "said": report.sentences(self.facts),
            "brief": report.brief(self.facts),
            "blamed": sorted({rules.RULES[each.fault][0] for each in self.mistakes}),
            "nan": report.first_nan(self.facts),
        }

    def json(self):
        """Return `data` as a text."""
        return json.dumps(finite(self.data()), indent=2)

    def __str__(self):
        return report.text(self.facts, self.findings)

    __repr__ = __str__

    def _repr_html_(self):
        return report.fragment(self.facts, self.findings)


@contextlib.contextmanager
def watch(script=None):
    """Watch what a program does in a ``with`` block.

    Parameters
    ----------
    script : str, optional
        A name for it.

    Yields
    ------
    Seen
        It is empty until the block ends. An error in the block ends it, and is raised on.

    Examples
    --------
    >>> from sixpieces import autograd, nd, xray
    >>> w = nd.array([3.0])
    >>> w.attach_grad()
    >>> with xray.watch() as seen:
    ...     for step in range(3):
    ...         with autograd.record():
    ...             loss = (w - 1) ** 2
    ...         loss.backward()
    ...         w[:] = w - 0.25 * w.grad
    >>> seen.mistakes
    []
    >>> seen.data()["pieces"]["trainer"]["steps"]
    3
    """
    seen, trace = Seen(), Trace(script)
    try:
        with trace:
            yield seen
    finally:
        seen.take(trace.facts())


def run(text, name="program.py"):
    """Run the text of a program while it is watched.

    What it imports as mxnet is this engine. What it prints is printed; an error ends it and is
    told in what is returned.

    Parameters
    ----------
    text : str
    name : str
        What to call it in the findings.

    Returns
    -------
    Seen

    Examples
    --------
    >>> from sixpieces import xray
    >>> seen = xray.run("from mxnet import nd\\nprint(nd.ones(3).sum().asscalar())")
    3.0
    >>> seen.mistakes
    []
    """
    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
    ends = contextlib.suppress(Exception, SystemExit)
    with as_mxnet(), names_anew(), ends, watch(name) as seen:
        exec(compile(text, name, "exec"), {"__name__": "__main__"})
    return seen


@contextlib.contextmanager
def as_mxnet():
    """Let ``import mxnet`` give the engine in a block, also where MXNet is installed."""
    names = {
        "mxnet" + name.removeprefix("sixpieces"): module
        for name, module in list(sys.modules.items())
        if name == "sixpieces" or name.startswith("sixpieces.")
    }
    names["mxnet.nd"], names["mxnet.initializer"] = names["mxnet.ndarray"], names["mxnet.init"]
    before = {name: sys.modules.get(name) for name in names}
    sys.modules.update(names)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def finite(value):
    """Return plain data with what JSON has no number for as a text."""
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(each) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return str(value)
    return value
