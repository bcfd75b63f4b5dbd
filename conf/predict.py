"""A guess before the answer: ``{predict} NAME`` asks, and the cells that answer are folded.

The content is the question and a bullet list of choices, ``- choice: a word on it``; the right one
has `` *`` before its colon. With ``:number: 0.02`` the reader types a number instead, and the right
one is the last number that the cells print, give or take that much. The code cells tagged
``predicted`` that follow are the answer. A build fails where the text of the right choice does not
stand in what they print, unless ``:reason:`` says why it cannot.

Kept: extensions for quizzes take the author's word; this one asks the cells.
"""

import re
from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)
NUMBER = re.compile(r"-?\d[\d,]*\.?\d*(?:e[-+]?\d+)?")


class predict(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """The question, its choices, and the cells that answer it."""


class predict_choices(nodes.General, nodes.Element):  # noqa: N801
    """The choices as buttons, or a field for a number."""


class predict_choice(nodes.General, nodes.TextElement):  # noqa: N801
    """One choice."""


class predict_answer(nodes.General, nodes.Element):  # noqa: N801
    """What is unfolded: the cells, and the word on each choice."""


class PredictDirective(SphinxDirective):
    """``{predict} NAME``."""

    has_content = True
    required_arguments = 1
    option_spec = {"number": float, "reason": directives.unchanged}

    def run(self):
        self.assert_has_content()
        box = predict("", name=self.arguments[0], **self.options)
        self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


def parted(paragraph):
    """Return a choice's own nodes, whether it is the right one, and the nodes of the word on it.

    >>> parted(nodes.paragraph("", "", nodes.literal("", "(4,)"), nodes.Text(" *: One axis.")))[1]
    True
    """
    for place, node in enumerate(paragraph.children):
        if isinstance(node, nodes.Text) and ":" in node:
            before, _, after = node.partition(":")
            right = before.rstrip().endswith("*")
            before = before.rstrip().removesuffix("*").rstrip()
            own = [*paragraph.children[:place], *([nodes.Text(before)] if before else [])]
            word = [nodes.Text(after.lstrip()), *paragraph.children[place + 1 :]]
            return own, right, word
    return list(paragraph.children), False, []


class GatherPredictions(SphinxTransform):
    """Move the answering cells into their box; hold the right choice against what they print."""

    default_priority = 395

    def apply(self):
        found = self.env.predictions.setdefault(self.env.docname, [])
        for box in list(self.document.findall(predict)):
            self.gather(box)
            found.append(box["name"])

    def gather(self, box):
        siblings = box.parent.children
        cells = []
        for node in siblings[siblings.index(box) + 1 :]:
            if not (isinstance(node, nodes.container) and "tag_predicted" in node["classes"]):
                break
            cells.append(node)
        for cell in cells:
            cell.parent.remove(cell)
        if not cells:
            warn(f"predict {box['name']}: no cell tagged predicted follows", box)
        printed = " ".join(
            part.astext()
            for cell in cells
            for part in cell.findall(nodes.container)
            if "cell_output" in part["classes"]
        )
        choices = predict_choices("", number=box.get("number"), name=box["name"])
        answer = predict_answer("")
        lists = [node for node in box if isinstance(node, nodes.bullet_list)]
        if box.get("number") is not None:
            numbers = NUMBER.findall(printed)
            if not numbers:
                warn(f"predict {box['name']}: the cells print no number", box)
            choices["right"] = numbers[-1].replace(",", "") if numbers else ""
        elif not lists:
            warn(f"predict {box['name']}: give a list of choices, or :number:", box)
        else:
            self.choose(box, lists[-1], choices, answer, printed)
        answer[0:0] = cells
        box += [choices, answer]

    def choose(self, box, items, choices, answer, printed):
        """Make the buttons and the words of a list of choices."""
        box.remove(items)
        words = nodes.bullet_list(classes=["predict-words"])
        rights = []
        for item in items:
            own, right, word = parted(item[0])
            text = "".join(node.astext() for node in own).strip()
            choice = predict_choice("", "", *[node.deepcopy() for node in own], right=right)
            choices += choice
            rights += [text] if right else []
            if word:
                said = nodes.paragraph("", "", *own, nodes.Text(": "), *word)
                words += nodes.list_item("", said)
        if len(rights) != 1:
            warn(f"predict {box['name']}: {len(rights)} choices are marked with *, not one", box)
        elif "reason" not in box and squeezed(rights[0]) not in squeezed(printed):
            warn(f"predict {box['name']}: the cells do not print {rights[0]!r}", box)
        if len(words):
            answer += words


def squeezed(text):
    """Return a text without spaces, to look for one in another.

    >>> squeezed("(4, 1)")
    '(4,1)'
    """
    return re.sub(r"\s+", "", text)


def warn(message, place):
    logger.warning(message, location=place, type="practice")


# -- Which pages ask -----------------------------------------------------------------------------
def start(app, env, names):
    if not hasattr(env, "predictions"):
        env.predictions = {}


def forget_page(app, env, page):
    start(app, env, None)
    env.predictions.pop(page, None)


def merge_pages(app, env, pages, other):
    start(app, env, None)
    env.predictions.update(
        {page: other.predictions[page] for page in pages if page in other.predictions}
    )


# -- What is written -----------------------------------------------------------------------------
def visit_predict(self, node):
    name = escape(node["name"])
    label = f"Predict: {name.replace('-', ' ')}"
    self.body.append(f'<section class="predict" data-predict="{name}" aria-label="{label}">\n')
    self.body.append('<p class="admonition-title">Predict</p>\n')


def depart_predict(self, node):
    self.body.append("</section>\n")


def visit_choices(self, node):
    if node["number"] is None:
        self.body.append('<div class="predict-choices" role="group" aria-label="Your answer">')
    else:
        name = escape(node["name"])
        self.body.append(
            f'<form class="predict-choices" data-right="{escape(node["right"])}" '
            f'data-within="{node["number"]:g}"><label>Your answer <input type="text" '
            f'inputmode="decimal" autocomplete="off" name="{name}" size="8"></label> '
            '<button type="submit">This is my guess</button>'
        )


def depart_choices(self, node):
    tag = "div" if node["number"] is None else "form"
    self.body.append(f'</{tag}>\n<p class="predict-said" role="status"></p>\n')


def visit_choice(self, node):
    right = " data-right" if node["right"] else ""
    self.body.append(f'<button type="button" aria-pressed="false"{right}>')


def depart_choice(self, node):
    self.body.append("</button> ")


def visit_answer(self, node):
    self.body.append(
        '<details class="predict-answer"><summary>I have an answer: show what it prints</summary>\n'
    )


def depart_answer(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the contents only."""


def add_script(app, pagename, templatename, context, doctree):
    """Load the script on pages that ask something."""
    if getattr(app.env, "predictions", {}).get(pagename):
        app.add_js_file("predict.js", defer="defer")


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(predict, html=(visit_predict, depart_predict), **other)
    app.add_node(predict_choices, html=(visit_choices, depart_choices), **other)
    app.add_node(predict_choice, html=(visit_choice, depart_choice), **other)
    app.add_node(predict_answer, html=(visit_answer, depart_answer), **other)
    app.add_directive("predict", PredictDirective)
    app.add_transform(GatherPredictions)
    app.connect("env-before-read-docs", start)
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("html-page-context", add_script)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
