"""Let a link in a card say its subject: "is nan" alone, in a list of links, says nothing.

A card is titled "The loss", and its links go on: "is nan", "grows from step to step". Eyes take
the two together. A screen reader also lists links without what stands around them, so that each
gets the card's title before its verb; it is not drawn a second time.

Kept: sphinx-design lays out cards, and leaves the names of their links alone.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

CARDS = "doors"  # a class of conf/_static/css/site.css
SUBJECT = "subject"  # likewise: there for a screen reader only


class NameSubjects(SphinxPostTransform):
    """Put the title of its card before each link that begins with a verb."""

    formats = ("html",)
    default_priority = 530  # links are resolved

    def run(self, **_options) -> None:
        for cards in self.document.findall(nodes.container):
            for card in cards if CARDS in cards["classes"] else ():
                title = card[0].astext()
                for link in card.findall(nodes.reference) if title.startswith("The ") else ():
                    if begins_with_verb(link.astext()):
                        link.insert(0, nodes.inline("", f"{title} ", classes=[SUBJECT]))


def begins_with_verb(text: str) -> bool:
    """Return whether a text goes on about a subject that was named before it.

    >>> begins_with_verb("grows from step to step"), begins_with_verb("one prediction for all")
    (True, False)
    """
    first = text.split()[0]
    return first.islower() and first.endswith("s")


def setup(app):
    app.add_post_transform(NameSubjects)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
