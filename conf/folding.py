"""Fold what stands in front of the idea: how a picture is drawn, what is imported, what is proven.

A cell says by a tag what it is: ``drawing`` shows its picture first and folds its code under it,
``setup`` folds the whole cell, ``proof`` folds it behind a small mark. Each fold is a ``<details>``
that needs no script, and is open on paper (css/site.css).

Kept: MyST-NB folds code in its place, above the picture, not below it.
"""

from docutils import nodes
from sphinx.transforms import SphinxTransform

SUMMARIES = {
    "drawing": "How it is drawn",
    "setup": "What this page imports",
    "proof": "checked",
}


class fold(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """What a reader unfolds: its kind, and the words to press."""


def tag_of(cell) -> str | None:
    """Return the tag of a cell that folds it, or None.

    >>> tag_of(nodes.container(classes=["cell", "tag_proof"]))
    'proof'
    """
    return next((tag for tag in SUMMARIES if f"tag_{tag}" in cell["classes"]), None)


class Fold(SphinxTransform):
    """Fold the cells that a tag says to."""

    default_priority = 390

    def apply(self):
        for cell in list(self.document.findall(nodes.container)):
            if "cell" in cell["classes"] and tag_of(cell):
                fold_cell(cell, tag_of(cell))


def fold_cell(cell, tag) -> None:
    """Put the code of a drawing under its picture, and any other tagged cell into a fold."""
    if tag == "drawing":
        code = [part for part in cell if "cell_input" in part["classes"]]
        for part in code:
            cell.remove(part)
            cell += fold("", part, kind=tag, summary=SUMMARIES[tag])
        return
    place, parent = cell.parent.index(cell), cell.parent
    parent.remove(cell)
    parent.insert(place, fold("", cell, kind=tag, summary=SUMMARIES[tag]))


def visit_fold(self, node):
    self.body.append(
        f'<details class="fold fold-{node["kind"]}"><summary>{node["summary"]}</summary>\n'
    )


def depart_fold(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the contents only."""


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(fold, html=(visit_fold, depart_fold), **other)
    app.add_transform(Fold)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
