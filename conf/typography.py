"""Keep on one line what browsers would part: a formula and the comma after it, short code, 70 %.

Kept: the theme and SmartyPants change marks, and tie none to what is before it.
"""
# ruff: noqa: RUF001 (this file is about characters that look alike)

from __future__ import annotations

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

SHORT = 30  # letters; what is longer may break, or a phone would have to scroll
MARKS = re.compile(r"[.,;:?!)\]”’]+")  # they belong to the word, or formula, before them
PERCENT = re.compile(r"(?<=\d) %")
AS_THEY_ARE = (nodes.literal, nodes.FixedTextElement, nodes.math)
TOGETHER = "together"  # a class of conf/_static/css/site.css


class KeepTogether(SphinxPostTransform):
    """Mark short code, tie marks to formulas and numbers to their per cent sign."""

    formats = ("html",)
    default_priority = 520  # formulas that are links have their name

    def run(self, **_options) -> None:
        for code in self.document.findall(nodes.literal):
            if len(code.astext()) <= SHORT:
                code["classes"].append(TOGETHER)
        for text in list(self.document.findall(nodes.Text)):
            if PERCENT.search(text) and not isinstance(text.parent, AS_THEY_ARE):
                text.parent.replace(text, nodes.Text(PERCENT.sub("\u00a0%", text)))
        for formula in list(self.document.findall(nodes.math)):
            tie_mark(formula)


def tie_mark(formula: nodes.math) -> None:
    """Move the mark after a formula, or after a short link that ends in it, to its line."""
    outer = formula
    while isinstance(outer.parent, nodes.Inline) and outer.parent[-1] is outer:
        outer = outer.parent
    line, place = outer.parent, outer.parent.index(outer)
    text = line[place + 1] if place + 1 < len(line) else None
    mark = MARKS.match(text) if isinstance(text, nodes.Text) else None
    too_long = outer is not formula and len(outer.astext()) > SHORT
    if mark is None or too_long:
        return
    line[place + 1] = nodes.Text(text[mark.end() :])
    if outer is formula:
        formula["after"] = mark[0]  # mathml.py writes it
    else:
        line[place] = nodes.inline("", "", outer, nodes.Text(mark[0]), classes=[TOGETHER])


def setup(app):
    app.add_post_transform(KeepTogether)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
