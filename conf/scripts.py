"""Pages of the gallery: the figure before the script that draws it, and pictures to choose by.

sphinx-gallery puts a script's figure last, below all of its code, and shows the same figure again
on the card of the index, where its letters cannot be read. Here the figure follows the first
paragraph, and the card shows what is drawn without a letter. The nine pages of the sections say
what the index says: they have their place in the menu, but one does not page through them.

Kept: sphinx-gallery has a setting for neither.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

SCRIPT = re.compile(r"gallery/\w+/plot_\w+")
SECTION = re.compile(r"gallery/\w+/index")
FILES = {"ipynb": "as a notebook", "py": "as a script", "zip": "both, zipped"}
SVG = "http://www.w3.org/2000/svg"
FIGURE = re.compile(r'<img(?P<rest> src="[^"]*/(?P<name>sphx_glr_plot_\w+_\d+\.svg)")')
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
EDGE = 6  # points round a picture, so that a line on its edge is whole


# -- Pages ---------------------------------------------------------------------------------------
def figure_first(app, doctree) -> None:
    """Put the figures of a script after its first paragraph."""
    if not SCRIPT.fullmatch(app.env.docname):
        return
    from sphinx_gallery.directives import imgsgnode

    title = next(doctree.findall(nodes.title))
    section = title.parent
    first = next(part for part in section if isinstance(part, nodes.paragraph))
    figures = list(section.findall(imgsgnode))
    for figure in figures:
        # The writer takes the first name only; runner.js looks for this one.
        figure["class"] = [" ".join(["figure-first", *(figure["class"] or [])])]
        figure.parent.remove(figure)
    place = section.index(first) + 1
    section[place:place] = figures
    for link in doctree.findall(addnodes.download_reference):
        if words := FILES.get(link.astext().rpartition(".")[2]):
            link.clear()
            link += nodes.Text(words)


def keep_room(app, pagename, _template, context, _doctree) -> None:
    """Say how large each figure of a script is: it stands above the code, which must not jump."""

    def sized(tag: re.Match) -> str:
        path = Path(app.srcdir, pagename).parent / "images" / tag["name"]
        wide, high = SIZE.search(path.read_text("utf-8")).groups()
        pixels = [round(float(points) * 4 / 3) for points in (wide, high)]
        return f'<img width="{pixels[0]}" height="{pixels[1]}"{tag["rest"]}'

    if SCRIPT.fullmatch(pagename):
        context["body"] = FIGURE.sub(sized, context.get("body", ""))


def pass_sections(app, pagename, _template, context, _doctree) -> None:
    """Lead from the last script of a section to the first of the next, not to a page between."""
    relations = getattr(app.builder, "relations", {})
    for side, name in ((1, "prev"), (2, "next")):
        target = relations.get(pagename, (None, None, None))[side]
        if not (target and SECTION.fullmatch(target)):
            continue
        while target and SECTION.fullmatch(target):
            target = relations[target][side]
        context[name] = target and {
            "link": app.builder.get_relative_uri(pagename, target),
            "title": app.builder.render_partial(app.env.titles[target])["title"],
        }


# -- Pictures on the cards -----------------------------------------------------------------------
def picture(svg: str) -> str:
    """Return a figure without axes, legends and letters, cut to what it draws."""
    for prefix, address in (("", SVG), ("xlink", "http://www.w3.org/1999/xlink")):
        ET.register_namespace(prefix, address)
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        for part in list(parent):
            if part.get("id", "").startswith(("matplotlib.axis", "legend", "text")):
                parent.remove(part)
    if frame := _frame(root):
        left, above, right, below = frame
        wide, high = right - left, below - above
        root.set("viewBox", f"{left:.2f} {above:.2f} {wide:.2f} {high:.2f}")
        root.set("width", f"{wide:.2f}pt")
        root.set("height", f"{high:.2f}pt")
    return ET.tostring(root, encoding="unicode")


def _frame(root) -> tuple[float, ...] | None:
    """Return the box around all panels; None if a panel says not where it is."""
    points = []
    for panel in root.iter(f"{{{SVG}}}g"):
        if not re.fullmatch(r"axes_\d+", panel.get("id", "")):
            continue
        ground = next(iter(panel), None)
        if ground is None or not ground.get("id", "").startswith("patch_"):
            return None
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", ground[0].get("d"))]
        points += zip(numbers[::2], numbers[1::2], strict=True)
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across) - EDGE, min(down) - EDGE, max(across) + EDGE, max(down) + EDGE


def draw_cards(app, exception) -> None:
    """Take the letters from every picture of a card that the build published."""
    images = Path(app.outdir) / "_images"
    if exception is None and images.is_dir():
        for path in sorted(images.glob("sphx_glr_*_thumb.svg")):
            path.write_text(picture(path.read_text(encoding="utf-8")), encoding="utf-8")


def setup(app):
    app.connect("doctree-read", figure_first)
    app.connect("html-page-context", pass_sections)
    app.connect("html-page-context", keep_room)
    app.connect("build-finished", draw_cards, priority=450)  # after the inks, before archives
    return {"parallel_read_safe": True, "parallel_write_safe": True}
