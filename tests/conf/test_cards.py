"""A link of a card can be read alone."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
from docutils import nodes
from docutils.utils import new_document

sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))
from cards import NameSubjects


def links_of(title, *texts):
    """Return what the links of a card say."""
    document = new_document("page")
    links = [nodes.reference("", text, refuri="#x") for text in texts]
    card = nodes.container("", nodes.paragraph(title, title), nodes.paragraph("", "", *links))
    document += nodes.container("", card, classes=["doors"])
    NameSubjects(document).run()
    return [link.astext() for link in document.findall(nodes.reference)]


def test_a_link_that_begins_with_a_verb_gets_its_subject():
    said = links_of("The loss", "is nan", "one prediction for every row")
    assert said == ["The loss is nan", "one prediction for every row"]


def test_links_of_other_cards_stay():
    assert links_of("Learn in order", "is this it") == ["is this it"]
