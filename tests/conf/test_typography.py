"""What belongs together stays on one line."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
from docutils import nodes
from docutils.utils import new_document

sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))
from typography import KeepTogether


def kept(*parts):
    """Return a paragraph of these parts as the transform leaves it."""
    document = new_document("page")
    document += nodes.paragraph("", "", *parts)
    KeepTogether(document).run()
    return document[0]


def test_a_mark_goes_to_the_formula_before_it():
    paragraph = kept(nodes.math("p", "p"), nodes.Text("., and"))
    assert paragraph[0]["after"] == ".,"
    assert paragraph[1].astext() == " and"


def test_a_word_after_a_formula_stays():
    paragraph = kept(nodes.math("p", "p"), nodes.Text(" is, here"))
    assert "after" not in paragraph[0]
    assert paragraph[1].astext() == " is, here"


def test_a_mark_after_a_link_does_not_become_part_of_the_link():
    link = nodes.reference("", "", nodes.inline("", "", nodes.math("p", "p")), refuri="page.html")
    paragraph = kept(link, nodes.Text(": so"))
    together, rest = paragraph
    assert together["classes"] == ["together"]
    assert [type(part) for part in together] == [nodes.reference, nodes.Text]
    assert (together.astext(), rest.astext()) == ("p:", " so")


def test_a_long_link_may_break():
    words = "a link of many, many words, of which the last is "
    link = nodes.reference("", words, nodes.math("p", "p"))
    assert kept(link, nodes.Text(", so"))[1].astext() == ", so"


def test_short_code_is_marked_and_long_code_is_not():
    paragraph = kept(nodes.literal("", "nox -s docs"), nodes.literal("", "x" * 31))
    assert [code["classes"] for code in paragraph] == [["together"], []]


def test_a_number_keeps_its_per_cent_sign_but_not_in_code():
    paragraph = kept(nodes.Text("70 % of it, "), nodes.literal("", "7 % 2"))
    assert paragraph.astext() == "70\u00a0% of it, 7 % 2"
