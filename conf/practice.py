"""Exercises as cards: statement, answer cell, hint and worked solution, without any script.

A page writes an exercise as a row of neighbours: the directive ``exercise``, a code cell tagged
``answer``, the directives ``exercise-hint`` and ``exercise-solution``, and a code cell tagged
``solution``. Here they become one section. What is missing is warned of, which fails a build.

Kept: sphinx-exercise has no hints, and does not ask the bank whether an answer is known.
"""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sixpieces.practice import bank

logger = logging.getLogger(__name__)
CHECKED = re.compile(r"""\bcheck\(\s*["']([^"']+)["']""")


class exercise(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """The card of one exercise."""


class exercise_part(nodes.General, nodes.Element):  # noqa: N801
    """What a reader unfolds: the hint or the solution."""


# -- What a page says ----------------------------------------------------------------------------
class ExerciseDirective(SphinxDirective):
    """``{exercise} logarithms-1``: the statement; a title may follow the id."""

    has_content = True
    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        self.assert_has_content()
        name = self.arguments[0]
        number = name.rpartition("-")[2]  # the page says of what; tests hold the bank to this form
        title = f"Exercise {number}" + "".join(f": {text}" for text in self.arguments[1:])
        label = nodes.make_id(f"exercise-{name}")
        card = exercise("", name=name, title=title, ids=[label])
        card += nodes.paragraph(title, title, classes=["exercise-title"], ids=[f"{label}-title"])
        self.set_source_info(card)
        self.state.nested_parse(self.content, self.content_offset, card)
        return [card]


class PartDirective(SphinxDirective):
    """``{exercise-hint}`` and ``{exercise-solution}``."""

    has_content = True

    def run(self):
        self.assert_has_content()
        kind = self.name.removeprefix("exercise-")
        part = exercise_part("", kind=kind)
        self.set_source_info(part)
        self.state.nested_parse(self.content, self.content_offset, part)
        return [part]


# -- From neighbours to a card -------------------------------------------------------------------
def role(node) -> str | None:
    """Return what part of an exercise a node is, or None."""
    if isinstance(node, exercise_part):
        return node["kind"]
    if isinstance(node, nodes.container) and "cell" in node["classes"]:
        return next(
            (tag for tag in ("answer", "solution") if f"tag_{tag}" in node["classes"]), None
        )
    return None


class GatherExercises(SphinxTransform):
    """Move the parts of each exercise into its card, and warn of what is missing."""

    default_priority = 400

    def apply(self):
        found = self.env.practice_exercises.setdefault(self.env.docname, [])
        for card in list(self.document.findall(exercise)):
            self.gather(card)
            found.append(card["name"])
        for part in self.document.findall(exercise_part):
            if not isinstance(part.parent, exercise):
                warn(f"an exercise-{part['kind']} belongs to no exercise", part)

    def gather(self, card):
        siblings = card.parent.children
        parts = {"answer": [], "hint": [], "solution": []}
        for node in siblings[siblings.index(card) + 1 :]:
            if role(node) is None:
                break
            parts[role(node)].append(node)
        prose = [node for node in parts["solution"] if isinstance(node, exercise_part)]
        code = [node for node in parts["solution"] if not isinstance(node, exercise_part)]
        self.look_for_gaps(card, parts["answer"], parts["hint"], prose, code)
        for node in [*parts["answer"], *parts["hint"], *prose]:
            node.parent.remove(node)
            card += node
        for cell in code:
            cell.parent.remove(cell)
            (prose[0] if prose else card).append(cell)

    def look_for_gaps(self, card, answers, hints, prose, code):
        name = card["name"]
        wanted = {
            "cell tagged answer": answers,
            "exercise-hint": hints,
            "exercise-solution": prose,
            "cell tagged solution": code,
        }
        for what, nodes_found in wanted.items():
            if len(nodes_found) != 1:
                how_many = "no" if not nodes_found else "more than one"
                warn(f"exercise {name} has {how_many} {what}", card)
        for cell in [*answers, *code]:
            if CHECKED.findall(cell.astext()) != [name]:
                warn(f"exercise {name} has a cell without its check({name!r}, answer)", cell, card)
        if name not in bank.all_exercises():
            warn(f"exercise {name} has no entry in sixpieces/practice/bank", card)


def warn(message, *places):
    """Warn at the first place that knows its line."""
    place = next((node for node in places if node.line), places[-1])
    logger.warning(message, location=place, type="practice")


# -- The bank against the pages ------------------------------------------------------------------
def start(app, env, names):
    if not hasattr(env, "practice_exercises"):
        env.practice_exercises = {}


def forget_page(app, env, page):
    start(app, env, None)
    env.practice_exercises.pop(page, None)


def merge_pages(app, env, pages, other):
    start(app, env, None)
    found = other.practice_exercises
    env.practice_exercises.update({page: found[page] for page in pages if page in found})


def look_for_strays(app, env):
    """Warn of ids that two pages use, and of the bank's entries that their page does not use."""
    start(app, env, None)
    used = {}
    for page, names in sorted(env.practice_exercises.items()):
        for name in names:
            if name in used:
                warn_of_page(f"exercise {name} is also on {used[name]}", page)
            used[name] = page
    for file, entries in bank.exercises_of_pages().items():
        named_so = [page for page in env.found_docs if page.rpartition("/")[2] == file]
        pages = [page for page in named_so if env.practice_exercises.get(page)] or named_so
        for entry in entries:
            if pages and entry.id not in used:
                warn_of_page(f"bank/{file}.py has {entry.id}, which no page uses", sorted(pages)[0])


def warn_of_page(message, page):
    logger.warning(message, location=page, type="practice")


# -- What is written -----------------------------------------------------------------------------
def visit_card(self, node):
    label = node["ids"][0]
    name = self.attval(node["name"])
    self.body.append(
        f'<section class="exercise" id="{label}" aria-labelledby="{label}-title"'
        f' data-exercise="{name}">\n'
    )


def depart_card(self, node):
    self.body.append("</section>\n")


def visit_part(self, node):
    kind = node["kind"]
    self.body.append(f'<details class="exercise-{kind}">\n<summary>{kind.title()}</summary>\n')


def depart_part(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the contents only."""


def name_part(self, node):
    """Builders that cannot fold say which part begins."""
    text = f"{node['kind'].title()}:"
    node.insert(0, nodes.paragraph(text, "", nodes.strong(text, text)))


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    named = dict.fromkeys(other, (name_part, pass_over))
    app.add_node(exercise, html=(visit_card, depart_card), **other)
    app.add_node(exercise_part, html=(visit_part, depart_part), **named)
    app.add_directive("exercise", ExerciseDirective)
    for name in ("exercise-hint", "exercise-solution"):
        app.add_directive(name, PartDirective)
    app.add_transform(GatherExercises)
    app.add_css_file("css/practice.css")
    app.connect("env-before-read-docs", start)
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-check-consistency", look_for_strays)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
