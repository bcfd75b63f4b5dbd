"""How far a reader has come: ``{progress}`` lists the pages that ask something.

The table is written here, from what the pages were found to ask; `_static/progress.js` fills it
from what the reader's own browser has kept. Nothing of it leaves the browser.

Kept: no extension keeps a reader's progress in the reader's own browser.
"""

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class progress(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """The table of pages, to be filled in the reader's browser."""


class ProgressDirective(SphinxDirective):
    """``{progress}``."""

    def run(self):
        self.env.pages_of_progress = {self.env.docname}
        return [progress("", docname=self.env.docname)]


def asking(env):
    """Return the pages that ask something, in reading order, each with its guesses and exercises.

    >>> from types import SimpleNamespace
    >>> asking(SimpleNamespace(
    ...     predictions={"b": ["shape"]}, practice_exercises={"a": ["a-1"], "c": []},
    ...     collect_relations=lambda: {"index": [], "a": [], "b": [], "c": []}))
    [('a', [], ['a-1']), ('b', ['shape'], [])]
    """
    guesses = getattr(env, "predictions", {})
    exercises = getattr(env, "practice_exercises", {})
    found = [
        (page, guesses.get(page, []), exercises.get(page, [])) for page in env.collect_relations()
    ]
    return [row for row in found if row[1] or row[2]]


def merge_pages(app, env, pages, other):
    if hasattr(other, "pages_of_progress"):
        env.pages_of_progress = other.pages_of_progress


def write_again(app, env):
    """Let the table be written again whenever any page was read."""
    return [page for page in getattr(env, "pages_of_progress", ()) if page in env.found_docs]


def row_of(builder, here, page, guesses, exercises):
    """Return one row of the table."""
    title = builder.env.titles[page].astext()
    return (
        f'<tr data-guesses="{escape(" ".join(guesses))}" '
        f'data-exercises="{escape(" ".join(exercises))}"><th scope="row">'
        f'<a href="{builder.get_relative_uri(here, page)}">{escape(title)}</a></th>'
        f'<td class="read"></td><td class="guessed">{len(guesses) or ""}</td>'
        f'<td class="solved">{len(exercises) or ""}</td></tr>\n'
    )


def visit_progress(self, node):
    rows = asking(self.builder.env)
    self.body.append(
        '<p class="progress-sum" role="status"></p>\n'
        '<div class="table-wrapper"><table class="progress"><thead><tr><th scope="col">page</th>'
        '<th scope="col">read</th><th scope="col">guesses</th><th scope="col">exercises</th>'
        "</tr></thead>\n<tbody>\n"
    )
    self.body += [row_of(self.builder, node["docname"], *row) for row in rows]
    self.body.append(
        "</tbody></table></div>\n"
        '<p><button type="button" class="progress-clear" hidden>Forget all of it</button></p>\n'
        "<noscript><p>Your browser runs no script here: the table says what each page asks, "
        "and nothing is kept.</p></noscript>\n"
    )


def depart_progress(self, node):
    """The table is complete."""


def pass_over(self, node):
    """Other builders keep nothing, so that there is nothing to list."""
    raise nodes.SkipNode


def add_script(app, pagename, templatename, context, doctree):
    """Load the script on the page with the table."""
    if doctree and next(doctree.findall(progress), None):
        app.add_js_file("progress.js", defer="defer")


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, None))
    app.add_node(progress, html=(visit_progress, depart_progress), **other)
    app.add_directive("progress", ProgressDirective)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-updated", write_again)
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
