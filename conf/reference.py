"""Write the parts of the reference that are lists, and link the scripts of the gallery to it.

Five directives, each made from the engine itself, so that no list can be forgotten, and two that
help to find one's way in a long page:

    .. operations:: arithmetic              all operations of a file of `sixpieces.operators`, in
                                            its order, as names of nd
    .. ndarray-class::                      NDArray, without the operations that are methods too
    .. intended-differences::               the table of `sixpieces.differences`
    .. parity-names::                       names with a parity test
    .. refused-names::                      names of MXNet that the engine does not have
    .. name-filter::                        a field that filters the lists of names (a comfort of
                                            `_static/names.js`; without it all of them are there)
    .. letters::                            links from A to Z into the page's glossary

A public name that the reference leaves out is a warning.

Kept: autosummary knows neither the order of a file nor its headings.
"""

from __future__ import annotations

import importlib
import inspect
import json
import operator
import re
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

NAMES = Path(__file__).parent.parent / "tests" / "parity" / "recorded" / "names.json"
HEADING = re.compile(r"# (.+?) -{5,}$")
FILTER = """
<p class="name-filter" hidden><label>Show the names with
<input type="search" autocomplete="off" autocapitalize="off" spellcheck="false"></label>
<span role="status"></span></p>
"""
DEFINITION = re.compile(r"(?:def )?(\w+(?:, \w+)*)(?:\(| = )")

# Modules whose names are a program's to use, and what they are called in one.
PUBLIC = {
    "sixpieces": "mx",
    "sixpieces.nd": "nd",
    "sixpieces.autograd": "autograd",
    "sixpieces.random": "random",
    "sixpieces.init": "init",
    "sixpieces.optimizer": "optimizer",
    "sixpieces.lr_scheduler": "lr_scheduler",
    "sixpieces.metric": "metric",
    "sixpieces.gluon": "gluon",
    "sixpieces.gluon.nn": "gluon.nn",
    "sixpieces.gluon.loss": "gluon.loss",
    "sixpieces.gluon.data": "gluon.data",
    "sixpieces.gluon.utils": "gluon.utils",
    "sixpieces.datasets": "datasets",
    "sixpieces.practice": "practice",
}


def public_names(module: str) -> list[str]:
    """Return the public names of a module, without modules.

    >>> public_names("sixpieces.autograd")[:2]
    ['Function', 'backward']
    """
    from sixpieces.as_mxnet.missing import mxnet_names

    found = importlib.import_module(module)
    names = getattr(found, "__all__", None)
    if names is None:  # a face gathers a few names of the engine's own, too
        names = vars(found).keys() & mxnet_names()[PUBLIC[module]]
    return sorted(name for name in names if not inspect.ismodule(getattr(found, name)))


def in_order(module) -> list[tuple[str, str]]:
    """Return ("heading", text) and ("name", name) as they follow one another in a file."""
    public = public_names("sixpieces.nd")
    found = []
    for line in inspect.getsource(module).splitlines():
        if heading := HEADING.match(line):
            found.append(("heading", heading[1].partition(":")[0]))
        elif definition := DEFINITION.match(line):
            names = definition[1].split(", ")
            found += [("name", name) for name in names if name in public]
    return found


def operations(file: str) -> str:
    """Return the source of the reference of one file of operations."""
    found = importlib.import_module(f"sixpieces.operators.{file}")
    lines = []
    for kind, text in in_order(found):
        if kind == "heading":
            lines += [f".. rubric:: {text}", ""]
            continue
        own = getattr(found, text).__name__
        if own == text:
            lines += [f".. autofunction:: sixpieces.nd.{text}", ""]
        else:
            lines += [f".. py:function:: sixpieces.nd.{text}", ""]
            lines += [f"   Another name of :func:`~sixpieces.nd.{own}`.", ""]
    return "\n".join(lines)


class Operations(SphinxDirective):
    """All operations of a file."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the operations in the order of the file."""
        return self.parse_text_to_nodes(operations(self.arguments[0]))


class NDArrayClass(SphinxDirective):
    """The class of arrays."""

    def run(self) -> list[nodes.Node]:
        """Write the class, and a sentence about the operations that are methods."""
        from sixpieces.ndarray import ndarray, rare

        methods = sorted(
            name
            for table in (ndarray.METHODS, rare.METHODS)
            for names in table.values()
            for name in names.split()
        )
        links = ", ".join(f":func:`~sixpieces.nd.{name}`" for name in methods)
        return self.parse_text_to_nodes(
            ".. autoclass:: sixpieces.nd.NDArray\n   :members:\n"
            f"   :exclude-members: {', '.join(methods)}\n\n"
            "Operations that are methods too, so that ``x.sum(axis=0)`` is ``nd.sum(x, axis=0)``: "
            f"{links}.\n"
        )


def table(head: list[str], rows: list[list[str]], widths: str) -> str:
    """Return a table in reStructuredText.

    >>> print(table(["name"], [["x"]], "100"))
    .. list-table::
       :header-rows: 1
       :widths: 100
    <BLANKLINE>
       * - name
       * - x
    """
    lines = [".. list-table::", "   :header-rows: 1", f"   :widths: {widths}", ""]
    for first, *others in [head, *rows]:
        lines += [f"   * - {first}", *(f"     - {cell}" for cell in others)]
    return "\n".join(lines)


def literals(names: str) -> str:
    """Return names with commas as code.

    >>> literals("nd.save, nd.load")
    '``nd.save``, ``nd.load``'
    """
    return ", ".join(f"``{name}``" for name in names.split(", "))


class IntendedDifferences(SphinxDirective):
    """The table of differences."""

    def run(self) -> list[nodes.Node]:
        """Write one row for each difference."""
        from sixpieces.differences import DIFFERENCES

        rows = [[literals(each.where), each.mxnet, each.here, each.why] for each in DIFFERENCES]
        return self.parse_text_to_nodes(
            table(["where", "MXNet 1.9.1", "Six Pieces", "why"], rows, "24 26 26 24")
        )


def count(names: list) -> str:
    """Return how many names there are, in words.

    >>> count(["nd.dot"]), count([])
    ('1 name', '0 names')
    """
    return f"{len(names)} name{'' if len(names) == 1 else 's'}"


def dropdown(title: str, body: str) -> str:
    """Return a part that opens at a click."""
    inner = "\n".join(f"   {line}" if line else "" for line in body.splitlines())
    return f".. dropdown:: {title}\n\n{inner}\n"


def group(name: str) -> str:
    """Return the module that a name is listed under.

    >>> group("gluon.nn.Dense"), group("NDArray.T"), group("Trainer.step"), group("mx.cpu")
    ('gluon.nn', 'NDArray', 'gluon', 'mx')
    """
    first, *rest = name.split(".")
    if first == "gluon" and len(rest) > 1 and rest[0] in ("nn", "loss", "data", "utils"):
        return f"gluon.{rest[0]}"
    if first[0].isupper() and first != "NDArray":
        return "mx" if first == "Context" else "gluon"
    return "mx" if first == "base" else first


class ParityNames(SphinxDirective):
    """Names with a parity test, each with its tests."""

    def run(self) -> list[nodes.Node]:
        """Write a list for each module, folded."""
        self.env.note_dependency(str(NAMES))
        covered = json.loads(NAMES.read_text(encoding="utf-8"))
        groups: dict[str, list[str]] = {}
        for name in covered:
            groups.setdefault(group(name), []).append(name)
        lines = [f"{len(covered)} names have a test.\n"]
        for module in sorted(groups):
            rows = [
                [f"``{name}``", ", ".join(f"``{test}``" for test in covered[name])]
                for name in sorted(groups[module])
            ]
            lines.append(
                dropdown(f"{module}: {count(rows)}", table(["name", "tests"], rows, "35 65"))
            )
        return self.parse_text_to_nodes("\n".join(lines))


def refused_names() -> dict[str, list[str]]:
    """Return for each module the names of MXNet that it does not have.

    >>> "Convolution" in refused_names()["nd"], "Dense" in refused_names()["gluon.nn"]
    (True, False)
    """
    import sixpieces
    from sixpieces.as_mxnet.missing import mxnet_names

    found = {}
    for label, names in mxnet_names().items():
        place = "nd.NDArray" if label == "NDArray" else label
        here = operator.attrgetter(place)(sixpieces) if place else sixpieces
        found[label or "mx"] = sorted(names - set(dir(here)))
    return {label: names for label, names in found.items() if names}


class RefusedNames(SphinxDirective):
    """Names of MXNet that the engine refuses."""

    def run(self) -> list[nodes.Node]:
        """Write a list for each module, folded."""
        found = self.parse_text_to_nodes(
            "\n".join(
                dropdown(f"{label}: {count(names)}", "\n".join(f"- ``{name}``" for name in names))
                for label, names in refused_names().items()
            )
        )
        for each in found:
            for names in each.findall(nodes.bullet_list):
                names["classes"].append("names")
        return found


class NameFilter(SphinxDirective):
    """A field that filters the lists of names."""

    def run(self) -> list[nodes.Node]:
        """Write the field, hidden until its script wakes."""
        return [nodes.raw("", FILTER, format="html")]


class letters(nodes.paragraph):  # noqa: N801 (docutils names nodes in lower case)
    """The row of letters, until the page is read to its end."""


class Letters(SphinxDirective):
    """Links from A to Z."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for the row."""
        return [letters(classes=["letters"])]


def fill_letters(app, doctree) -> None:
    """Link each letter to the first term of the page's glossary that begins with it."""
    for row in list(doctree.findall(letters)):
        first = {}
        for term in doctree.findall(nodes.term):
            first.setdefault(term.astext()[0].upper(), term["ids"][0])
        links = [
            nodes.reference("", letter, internal=True, refid=first[letter])
            for letter in sorted(first)
        ]
        between = [node for link in links for node in (link, nodes.Text(" "))]
        row.replace_self(nodes.paragraph("", "", *between, classes=row["classes"]))


def engine_module(module: str) -> str:
    """Return the engine's module of the same use as one of MXNet.

    >>> engine_module("mxnet.ndarray"), engine_module("mxnet.gluon.nn")
    ('sixpieces.nd', 'sixpieces.gluon.nn')
    """
    rest = module.removeprefix("mxnet").removeprefix(".")
    rest = {"ndarray": "nd", "initializer": "init"}.get(rest, rest)
    return f"sixpieces.{rest}" if rest else "sixpieces"


def with_engine_names(written: str, candidates: list[dict]) -> list[dict]:
    """Return what a name in a script may mean, with the engine's objects before MXNet's.

    A variable that holds an object (``net``, ``trainer``) is left alone: only what is written as
    the object's own name becomes a link.
    """
    found = []
    for each in candidates:
        module = each["module_short"]
        if module.partition(".")[0] != "mxnet":
            continue
        if written.rpartition(".")[2] == each["name"].rpartition(".")[2]:
            new = {**each, "module": engine_module(module), "module_short": engine_module(module)}
            if new not in found and new not in candidates:
                found.append(new)
    return found + candidates


def link_scripts(app) -> None:
    """Let the names in the gallery's scripts, which are MXNet's, link to this reference."""
    for path in sorted(Path(app.srcdir, "gallery").rglob("*.codeobj.json")):
        before = json.loads(path.read_text(encoding="utf-8"))
        after = {written: with_engine_names(written, each) for written, each in before.items()}
        if after != before:
            path.write_text(json.dumps(after, sort_keys=True, indent=1), encoding="utf-8")


def leave_out(app, what, name, obj, skip, options):
    """Leave out what says the same on every class, or nothing: two kinds of members.

    >>> from sixpieces.datasets import TrainAndTest
    >>> leave_out(None, "class", "train_labels", TrainAndTest.train_labels, False, {})
    True
    """
    if (getattr(obj, "__doc__", None) or "").startswith("Alias for field number"):
        return True
    if name == "hybrid_forward" and not obj.__qualname__.startswith("HybridBlock."):
        return True  # a layer's work; called by calling the layer, as HybridBlock says
    return None


def add_filter(app, pagename, _template, context, _doctree) -> None:
    """Load the script on the page with the field."""
    if 'class="name-filter"' in context.get("body", ""):
        app.add_js_file("names.js", defer="defer")


def check_complete(app, env) -> None:
    """Warn of public names that the reference does not document."""
    if "reference/api" not in env.found_docs:
        return
    documented = {name.rpartition(".")[2] for name in env.domains["py"].objects}
    for module in PUBLIC:
        for name in public_names(module):
            if name not in documented:
                logging.getLogger(__name__).warning(
                    "the reference leaves out %s.%s", module, name, type="reference"
                )


def setup(app):
    """Register the directives and the check."""
    app.add_directive("operations", Operations)
    app.add_directive("ndarray-class", NDArrayClass)
    app.add_directive("intended-differences", IntendedDifferences)
    app.add_directive("parity-names", ParityNames)
    app.add_directive("refused-names", RefusedNames)
    app.add_directive("name-filter", NameFilter)
    app.add_directive("letters", Letters)
    app.add_node(letters)
    app.connect("autodoc-skip-member", leave_out)
    app.connect("doctree-read", fill_letters)
    app.connect("html-page-context", add_filter)
    app.connect("builder-inited", link_scripts, priority=600)  # after the gallery was written
    app.connect("env-check-consistency", check_complete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
