"""Draw the six pieces as the loop that they are, large on the home page and small on lessons.

One function makes every form from one table of pieces; only the places of the boxes differ.
The drawing stands in the page itself, so it follows light and dark, and each box is a link.
A page lights its piece by `piece: loss` in its front matter; a page of the gallery by its folder.

Kept: Graphviz and Mermaid place boxes themselves; here each has its place on every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


@dataclass(frozen=True)
class Piece:
    """One of the six: its name in the drawing, its name in Gluon, what it does, its icon."""

    name: str
    code: str
    does: str
    icon: str  # an SVG path on a field of 24 by 24


PIECES = {
    "data": Piece(
        "data",
        "nd.array",
        "rows of features, each with its label",
        "M3 4h18v16H3zM3 9.3h18M3 14.6h18M9 4v16M15 4v16",
    ),
    "loader": Piece(
        "loader",
        "DataLoader",
        "hands out the rows in mini-batches",
        "M3 3h12v5H3zM3 16h12v5H3zM9 10h12v4H9zM3 12h3",
    ),
    "model": Piece(
        "model",
        "gluon.nn",
        "turns the features into logits",
        "M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 20a2 2 0 1 0 4 0"
        "a2 2 0 1 0-4 0M16 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0M6 4.8L16.3 10.5M6 12H16M6 19.2L16.3 13.5",
    ),
    "parameters": Piece(
        "parameters",
        "gluon.Parameter",
        "the numbers that are learned",
        "M3 6h8M15 6h6M3 12h3M10 12h11M3 18h11M18 18h3M11 4h4v4h-4zM6 10h4v4H6zM14 16h4v4h-4z",
    ),
    "loss": Piece(
        "loss",
        "gluon.loss",
        "says how far the logits are from the labels",
        "M3 3v18h18M6 5c1.5 7 4.5 11.5 14 12.5",
    ),
    "trainer": Piece(
        "trainer",
        "gluon.Trainer",
        "moves the parameters down the slope",
        "M2 4c1.5 11 5.5 16 10 16s8.5-5 10-16M12 2v12M8.5 10.5L12 14l3.5-3.5",
    ),
}

DESCRIPTION = (
    "The data hands its rows to the loader, which passes on one mini-batch at a time. "
    "The features of the mini-batch go to the model, its labels go straight to the loss. "
    "The model turns features into logits with the help of the parameters. "
    "The loss compares logits with labels. "
    "The backward pass carries the gradient from the loss to the trainer. "
    "The trainer takes a step: it changes the parameters, and the next mini-batch begins."
)


@dataclass(frozen=True)
class Form:
    """Where the boxes stand: column and row of each piece, and the sizes."""

    columns: int
    rows: int
    places: dict[str, tuple[int, int]]
    box: tuple[int, int]
    gap: tuple[int, int]
    margin: tuple[int, int, int, int]  # left, above, right, below
    detailed: bool


WIDE = {
    "data": (0, 0),
    "loader": (1, 0),
    "model": (2, 0),
    "loss": (3, 0),
    "parameters": (2, 1),
    "trainer": (3, 1),
}
TALL = {
    "data": (0, 0),
    "loader": (1, 0),
    "parameters": (0, 1),
    "model": (1, 1),
    "trainer": (0, 2),
    "loss": (1, 2),
}
FORMS = {
    "wide": Form(4, 2, WIDE, (146, 98), (74, 78), (3, 48, 3, 4), True),
    "tall": Form(2, 3, TALL, (128, 92), (68, 66), (2, 4, 34, 4), True),
    "small": Form(4, 2, WIDE, (84, 26), (20, 20), (1, 9, 1, 1), False),
}

# What travels along each arrow: from, to, word, kind of line.
ARROWS = [
    ("data", "loader", "rows", "forward"),
    ("loader", "model", "features", "forward"),
    ("loader", "loss", "labels", "forward"),
    ("parameters", "model", "weights", "forward"),
    ("model", "loss", "logits", "forward"),
    ("loss", "trainer", "gradient", "backward"),
    ("trainer", "parameters", "step", "backward"),
]


def _corner(form: Form, key: str) -> tuple[float, float]:
    column, row = form.places[key]
    return (
        form.margin[0] + column * (form.box[0] + form.gap[0]),
        form.margin[1] + row * (form.box[1] + form.gap[1]),
    )


def _arrow(form: Form, start: str, end: str) -> tuple[str, float, float, str]:
    """Return the line of an arrow and the place and anchor of its word."""
    (x1, y1), (x2, y2) = _corner(form, start), _corner(form, end)
    width, height = form.box
    room = 3 if form.detailed else 2
    if (start, end) == ("loader", "loss"):  # the labels go round the model
        if form.places is TALL:
            side = x1 + width + 15
            middle = y1 + height / 2
            low = y2 + height / 2
            line = (
                f"M{x1 + width} {middle}H{side - 8}q8 0 8 8V{low - 8}q0 8-8 8H{x2 + width + room}"
            )
            return line, side + 7, (middle + low) / 2, "turned"
        top = y1 - (26 if form.detailed else 7)
        bend = 10 if form.detailed else 4
        line = (
            f"M{x1 + width / 2} {y1}V{top + bend}q0-{bend} {bend}-{bend}"
            f"H{x2 + width / 2 - bend}q{bend} 0 {bend} {bend}V{y2 - room}"
        )
        return line, (x1 + x2 + width) / 2, top - 8, "middle"
    if y1 == y2:
        if x1 < x2:
            line, middle = f"M{x1 + width} {y1 + height / 2}H{x2 - room}", (x1 + width + x2) / 2
        else:
            line, middle = f"M{x1} {y1 + height / 2}H{x2 + width + room}", (x2 + width + x1) / 2
        return line, middle, y1 + height / 2 - 9, "middle"
    centre = x1 + width / 2
    if y1 < y2:
        line, middle = f"M{centre} {y1 + height}V{y2 - room}", (y1 + height + y2) / 2
    else:
        line, middle = f"M{centre} {y1}V{y2 + height + room}", (y2 + height + y1) / 2
    return line, centre + 9, middle + 5, "start"


def _box(form: Form, key: str, link: str | None, lit: str | None, here: bool) -> str:
    piece = PIECES[key]
    (x, y), (width, height) = _corner(form, key), form.box
    middle = x + width / 2
    round_by = 8 if form.detailed else 5
    parts = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_by}"/>']
    if form.detailed:
        parts.append(
            f'<path class="icon" transform="translate({middle - 12} {y + 11})" d="{piece.icon}"/>'
            f'<text class="name" x="{middle}" y="{y + height - 34}">{piece.name}</text>'
            f'<text class="code" x="{middle}" y="{y + height - 13}">{piece.code}</text>'
        )
    else:
        parts.append(
            f'<text class="name" x="{middle}" y="{y + height / 2 + 4}">{piece.name}</text>'
        )
    classes = f"piece {key}" + (" lit" if key == lit else "")
    current = ""
    if key == lit:
        current = ' aria-current="page"' if here else ' aria-current="location"'
    if link is None:
        return f'<g class="{classes}"{current}>{"".join(parts)}</g>'
    name = f"{piece.name}: {piece.does}"
    return (
        f'<a class="{classes}" href="{escape(link)}" aria-label="{escape(name)}"{current}>'
        f"{''.join(parts)}</a>"
    )


def draw(
    name: str, links: dict[str, str], lit: str | None = None, here: bool = False, prefix: str = ""
) -> str:
    """Return the drawing in one form as SVG; `here` says that the lit piece is this very page."""
    form = FORMS[name]
    key = f"{prefix}piecemap-{name}"
    left, above, right, below = form.margin
    width = left + form.columns * (form.box[0] + form.gap[0]) - form.gap[0] + right
    height = above + form.rows * (form.box[1] + form.gap[1]) - form.gap[1] + below
    head = 9 if form.detailed else 6
    lines, words = [], []
    for start, end, word, kind in ARROWS:
        path, x, y, anchor = _arrow(form, start, end)
        lines.append(f'<path class="{kind}" d="{path}" marker-end="url(#{key}-{kind})"/>')
        if form.detailed:
            turned = f' transform="rotate(90 {x} {y})"' if anchor == "turned" else ""
            anchor = "middle" if anchor == "turned" else anchor
            words.append(
                f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}"{turned}>{word}</text>'
            )
    markers = "".join(
        f'<marker id="{key}-{kind}" class="{kind}" viewBox="0 0 10 10" refX="9" refY="5"'
        f' markerWidth="{head}" markerHeight="{head}" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L10 5L0 10z"/></marker>'
        for kind in ("forward", "backward")
    )
    batch = ""
    if form.detailed:  # the mini-batch on its way: a few rows cut from the table
        (x, y), (w, h) = _corner(form, "loader"), form.box
        if form.places is WIDE:
            x, y = x + w + form.gap[0] / 2 - 12, y + h / 2 + 9
        else:
            x, y = x + w / 2 - 34, y + h + form.gap[1] / 2 - 11
        batch = (
            f'<path class="batch" d="M{x} {y}h24v18h-24zM{x} {y + 6}h24M{x} {y + 12}h24'
            f'M{x + 17} {y}v18"/>'
        )
    boxes = "".join(
        _box(form, piece, links.get(piece), lit, here)
        for piece in ("data", "loader", "parameters", "model", "loss", "trainer")
    )
    return (
        f'<svg class="piecemap {name}" viewBox="0 0 {width} {height}" role="group"'
        f' aria-labelledby="{key}-title" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-title">The six pieces of a training loop</title><defs>{markers}</defs>'
        f'<g role="img" aria-label="{escape(DESCRIPTION)}" class="flow">'
        f"{''.join(lines)}{''.join(words)}{batch}</g>{boxes}</svg>"
    )


def links_from(builder, docname: str) -> dict[str, str]:
    """Return where each piece's lesson is, seen from a page; no link where there is none."""
    return {
        key: builder.get_relative_uri(docname, f"pieces/{key}") or "#"
        for key in PIECES
        if f"pieces/{key}" in builder.env.found_docs
    }


def lit_piece(docname: str, metadata: dict) -> str | None:
    """Return the piece a page is about: its front matter says, or its gallery folder."""
    if "piece" in metadata:
        return metadata["piece"]
    top, _, rest = docname.partition("/")
    section = rest.partition("/")[0].lstrip("0123456789_")  # the gallery numbers its folders
    section = {"log_loss": "loss"}.get(section, section)
    return section if top == "gallery" and section in PIECES else None


FOLDERS = {"start", "pieces", "log_loss", "mathematics", "inside", "gallery"}


def small_form(builder, docname: str, metadata: dict) -> str:
    """Return what stands on top of a page: the small drawing on lessons, nothing elsewhere."""
    lit = lit_piece(docname, metadata)
    if lit is None and docname.split("/")[0] not in FOLDERS:
        return ""
    drawing = draw("small", links_from(builder, docname), lit, here=docname == f"pieces/{lit}")
    return f'<nav class="piecemap-bar" aria-label="The six pieces">{drawing}</nav>'


class piecemap(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes in lower case)
    """The large drawing, until the writer knows how to link from its page."""


class PieceMap(SphinxDirective):
    """The large drawing of the six pieces; takes no argument and no content."""

    def run(self) -> list[nodes.Node]:
        """Leave a place for the drawing."""
        return [piecemap(docname=self.env.docname)]


def visit_piecemap(writer, node) -> None:
    """Write both large forms; the style sheet shows the one that fits the screen."""
    links = links_from(writer.builder, node["docname"])
    writer.body.append('<figure class="piecemap-large">')
    writer.body.extend(draw(form, links) for form in ("wide", "tall"))
    writer.body.append("</figure>\n")
    raise nodes.SkipNode


def skip_piecemap(_writer, _node) -> None:
    """Leave the drawing out where there is no HTML."""
    raise nodes.SkipNode


def check_piece(app, doctree) -> None:
    """Refuse a piece that does not exist before a page silently lights nothing."""
    from sphinx.util import logging

    piece = app.env.metadata[app.env.docname].get("piece")
    if piece is not None and piece not in PIECES:
        logging.getLogger(__name__).warning(
            "piece %r is none of %s", piece, ", ".join(PIECES), location=app.env.docname
        )


def add_small_form(app, pagename, _template, context, _doctree) -> None:
    """Give the page template the small drawing."""
    if pagename in app.env.found_docs:
        context["piecemap"] = small_form(app.builder, pagename, app.env.metadata[pagename])


def setup(app):
    """Register directive, node and the small form."""
    app.add_node(
        piecemap,
        html=(visit_piecemap, None),
        text=(skip_piecemap, None),
        latex=(skip_piecemap, None),
    )
    app.add_directive("piecemap", PieceMap)
    app.connect("doctree-read", check_piece)
    app.connect("html-page-context", add_small_form)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
