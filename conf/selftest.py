"""A self-test without Python: questions with a field each, and a list of pages to read.

``{question} ID`` holds a statement, ``{question-hint}`` and ``{question-solution}``; its options
name the page that teaches it. What the exercise bank says of right answers and of mistakes is
computed here and stands on the page, and `_static/selftest.js` compares what a reader types with
it. ``{reading-list}`` lists the pages of all questions. Without JavaScript there are no fields: the
solutions and the list, each page with its questions, stay.

Kept: extensions for quizzes take the author's word; here the bank computes the answers.
"""

import json
from html import escape

import numpy as np
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sixpieces.practice import bank

logger = logging.getLogger(__name__)


class question(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """One question: its statement, hint and solution."""


class question_part(nodes.General, nodes.Element):  # noqa: N801
    """What a reader unfolds: the hint or the solution."""


class reading_list(nodes.General, nodes.Element):  # noqa: N801
    """The pages to read; filled when all questions of the page are known."""


class reading_item(nodes.General, nodes.Element):  # noqa: N801
    """One page to read, and the numbers of its questions."""


# -- What the bank says --------------------------------------------------------------------------
def numbers_of(value):
    """Return an answer as a flat list of numbers.

    >>> numbers_of((np.asarray(3), np.asarray(3))), numbers_of(np.asarray([0.8, 0.6]))
    ([3, 3], [0.8, 0.6])
    """
    parts = value if isinstance(value, tuple) else (value,)
    return [number for part in parts for number in np.ravel(part).tolist()]


def key_of(exercise):
    """Return what the script must know of an exercise of the bank."""
    right = numbers_of(exercise.right_answer())
    return {
        "right": right,
        "whole": all(isinstance(number, int) for number in right),
        "tolerance": exercise.tolerance,
        "says": exercise.says,
        "mistakes": [
            [numbers_of(exercise.value_of(mistake.answer)), mistake.hint]
            for mistake in exercise.mistakes
        ],
    }


# -- What a page says ----------------------------------------------------------------------------
class QuestionDirective(SphinxDirective):
    """``{question} self-1`` with ``:page:``, the page of this folder that teaches it."""

    has_content = True
    required_arguments = 1
    option_spec = {"page": directives.unchanged_required}

    def run(self):
        """Make the question, and note that the bank's entry is used."""
        self.assert_has_content()
        name = self.arguments[0]
        if name not in bank.all_exercises():
            raise self.error(f"question {name} has no entry in sixpieces/practice/bank")
        if "page" not in self.options:
            raise self.error(f"question {name} does not say which page teaches it: add :page:")
        self.env.practice_exercises.setdefault(self.env.docname, []).append(name)
        number = self.env.new_serialno("question") + 1
        label = nodes.make_id(f"question-{name}")
        card = question("", name=name, number=number, page=self.options["page"], ids=[label])
        self.set_source_info(card)
        self.state.nested_parse(self.content, self.content_offset, card)
        kinds = sorted(part["kind"] for part in card.findall(question_part))
        if kinds != ["hint", "solution"]:
            raise self.error(f"question {name} needs one question-hint and one question-solution")
        return [card]


class QuestionPartDirective(SphinxDirective):
    """``{question-hint}`` and ``{question-solution}``, inside a question."""

    has_content = True

    def run(self):
        """Make the part."""
        self.assert_has_content()
        part = question_part("", kind=self.name.removeprefix("question-"))
        self.state.nested_parse(self.content, self.content_offset, part)
        return [part]


class ReadingListDirective(SphinxDirective):
    """``{reading-list}``: the pages that the questions of this page name, in their order."""

    def run(self):
        """Leave a place for the list."""
        return [reading_list("")]


class FillReadingLists(SphinxTransform):
    """Write the list of pages, each a real link, with the questions that it answers."""

    default_priority = 410

    def apply(self):
        """Replace each place by its list."""
        numbers, names = {}, {}
        for card in self.document.findall(question):
            numbers.setdefault(card["page"], []).append(card["number"])
            names[card["number"]] = card["ids"][0]
        for place in list(self.document.findall(reading_list)):
            for page, of_page in numbers.items():
                place += self.entry(page, of_page, names)

    def entry(self, page, of_page, names):
        """Return one page of the list."""
        paragraph = nodes.paragraph()
        link = addnodes.pending_xref(
            "", nodes.inline("", page), refdomain="std", reftype="doc", refexplicit=False,
            reftarget=page, refdoc=self.env.docname, refwarn=True,
        )  # fmt: skip
        paragraph += [link, nodes.Text(": question " if len(of_page) == 1 else ": questions ")]
        for place, number in enumerate(of_page):
            if place:
                paragraph += nodes.Text(", ")
            paragraph += nodes.reference("", str(number), internal=True, refid=names[number])
        return reading_item("", paragraph, questions=" ".join(map(str, of_page)))


# -- What is written -----------------------------------------------------------------------------
def visit_question(self, node):
    label, number = node["ids"][0], node["number"]
    key = escape(json.dumps(key_of(bank.all_exercises()[node["name"]]), separators=(",", ":")))
    self.body.append(
        f'<section class="question" id="{label}" data-number="{number}" data-key="{key}">\n'
        f'<p class="question-title" id="{label}-title">Question {number}</p>\n'
    )


def depart_question(self, node):
    self.body.append("</section>\n")


def visit_part(self, node):
    kind = node["kind"]
    if kind == "hint":  # the field stands between the statement and the hint
        label = node.parent["ids"][0]
        self.body.append(
            f'<form class="question-form" hidden>\n<label for="{label}-answer">Your answer</label>'
            f' <input id="{label}-answer" type="text" autocomplete="off" spellcheck="false"'
            f' aria-describedby="{label}-verdict"> <button>Check</button>\n'
            f'<output id="{label}-verdict" for="{label}-answer" role="status"></output>\n</form>\n'
        )
    self.body.append(f'<details class="question-{kind}">\n<summary>{kind.title()}</summary>\n')


def depart_part(self, node):
    self.body.append("</details>\n")


def visit_list(self, node):
    self.body.append('<div class="reading-list">\n<p role="status" hidden></p>\n<ul>\n')


def depart_list(self, node):
    self.body.append("</ul>\n</div>\n")


def visit_item(self, node):
    self.body.append(f'<li class="to-read" data-questions="{node["questions"]}">')


def depart_item(self, node):
    self.body.append("</li>\n")


def pass_over(self, node):
    """Other builders write the contents only."""


def add_files(app, pagename, templatename, context, doctree):
    """Give a page with questions its script, and no other page."""
    if doctree is not None and next(doctree.findall(question), None) is not None:
        app.add_js_file("selftest.js", loading_method="defer")
        app.add_css_file("css/selftest.css")


def setup(app):
    """Register the directives."""
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(question, html=(visit_question, depart_question), **other)
    app.add_node(question_part, html=(visit_part, depart_part), **other)
    app.add_node(reading_list, html=(visit_list, depart_list), **other)
    app.add_node(reading_item, html=(visit_item, depart_item), **other)
    app.add_directive("question", QuestionDirective)
    for name in ("question-hint", "question-solution"):
        app.add_directive(name, QuestionPartDirective)
    app.add_directive("reading-list", ReadingListDirective)
    app.add_transform(FillReadingLists)
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
