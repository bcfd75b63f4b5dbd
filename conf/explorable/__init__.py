"""Explorable figures: drawn here at build time, moved by a small script in the reader's browser.

``{explorable} NAME`` writes a figure whose numbers the engine computes. Each figure is a file of
this package with a function `figure(id, ...)`, and a script `_static/explorables/NAME.js`; what
they share is in `kit.py` and `kit.js`. CONTRIBUTING.md says how to add one.
"""

import inspect

import piecemap
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from . import (
    bend,
    learning_rate,
    logit,
    loop,
    rate,
    row_times_column,
    surprise,
    switchboard,
    tune,
    underflow,
    walk_back,
)
from .kit import fixed, short

__all__ = ["FIGURES", "fixed", "short"]

FIGURES = {
    "loop": loop.figure,
    "tune": tune.figure,
    "surprise": surprise.figure,
    "rate": rate.figure,
    "bend": bend.figure,
    "walk-back": walk_back.figure,
    "row-times-column": row_times_column.figure,
    "logit": logit.figure,
    "learning-rate": learning_rate.figure,
    "underflow": underflow.figure,
    "switchboard": switchboard.figure,
}


class explorable(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """A figure; its children are the facts in words and the table."""


class explorable_numbers(nodes.General, nodes.Element):  # noqa: N801
    """The table, folded where a builder can fold."""


class ExplorableDirective(SphinxDirective):
    """``{explorable} NAME``, some with the lesson or the station at which they stand."""

    required_arguments = 1
    option_spec = {"station": directives.unchanged, "lesson": directives.unchanged}

    def run(self):
        """Compute and draw the figure, and leave its facts and its table to the document."""
        name = self.arguments[0]
        if name not in FIGURES:
            raise self.error(f"no explorable {name!r}; there are {', '.join(FIGURES)}")
        known = inspect.signature(FIGURES[name]).parameters
        for option in self.options:
            if option not in known:
                raise self.error(f"explorable {name!r} has no option {option!r}")
        id = f"explorable-{name}"
        if self.env.new_serialno(id):
            raise self.error(f"explorable {name!r} stands on this page already")
        try:
            figure = FIGURES[name](id, **self.options)
        except ValueError as problem:
            raise self.error(f"explorable {name!r}: {problem}") from problem
        node = explorable("", name=name, head=figure.head(name, id), docname=self.env.docname)
        node += nodes.paragraph(figure.facts, figure.facts)
        node += explorable_numbers("", table_of(figure.table))
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
    head = node["head"]
    if loop.MAP in head:
        links = piecemap.links_from(self.builder, node["docname"])
        forms = "".join(piecemap.draw(form, links) for form in ("wide", "tall"))
        head = head.replace(loop.MAP, forms)
    if switchboard.DIAGNOSE in head:
        index = self.builder.get_relative_uri(node["docname"], "how_to/diagnose_a_bad_score")
        head = head.replace(switchboard.DIAGNOSE, index)
    self.body.append(head)


def depart_figure(self, node):
    self.body.append("</figcaption>\n</figure>\n")


def visit_numbers(self, node):
    self.body.append("<details>\n<summary>The same in numbers</summary>\n")


def depart_numbers(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the facts and the table."""


def add_files(app, pagename, templatename, context, doctree):
    """Give a page the kit and the scripts of its own figures, and no other page any."""
    names = sorted({node["name"] for node in doctree.findall(explorable)}) if doctree else []
    for name in ["kit", *names] if names else []:
        app.add_js_file(f"explorables/{name}.js", loading_method="defer")
    if names:
        app.add_css_file("css/explorables.css")
    if "switchboard" in names:
        app.add_css_file("css/switchboard.css")


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(explorable, html=(visit_figure, depart_figure), **other)
    app.add_node(explorable_numbers, html=(visit_numbers, depart_numbers), **other)
    app.add_directive("explorable", ExplorableDirective)
    app.connect("html-page-context", add_files)
    return {
        "version": "2",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
