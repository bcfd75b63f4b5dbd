"""Turn every formula into MathML when the site is built, so that reading it needs no script.

The page carries the TeX source as an annotation. A formula that does not convert, that would be
set wrongly, or that needs a character which the served font lacks, is a warning: the published
build treats warnings as errors.

Kept: math-core converts; MathJax and KaTeX need a script in the page or Node in the build.
"""
# ruff: noqa: RUF001 (this file is about characters that look alike)

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)

FONT_CSS = Path(__file__).parent / "_static" / "css" / "mathfont.css"
LONG_FORMULA = 16  # characters; a longer inline formula may break after a relation, as in TeX
BREAK_AFTER = set("=≠≈<>≤≥≪≫∝∼≡→⇒⟹⇔⟺∈+−±,;")

_convert = LatexToMathML(fancy_error=False).convert_with_local_state

# What converts but comes out wrong, with the way to write it instead.
REFUSED = [
    (r"\n[ \t]*\n", "a blank line ends a formula in TeX and merges lines here: remove it"),
    (r"\\tag\b", r"\tag numbers by hand: label the formula instead, as in $$ ... $$ (label)"),
    (r"\\(label|ref|eqref)\b", "labels stand outside the formula: $$ ... $$ (label)"),
    (r"\\begin\{split\}", "split belongs inside a numbered environment: write aligned"),
    (r"\\begin\{eqnarray\*?\}", "eqnarray spaces its relations wrongly: write aligned"),
    (r"\\vec\b", "its arrow stands beside its letter: a vector is bold here, as in \\mathbf{x}"),
    (r"\\x(left|right)arrow\b", "browsers do not stretch it: write \\overset{n}{\\longrightarrow}"),
    (
        r"\\begin\{(align|alignat|gather|multline|equation|flalign)\}",
        "a numbered environment is numbered twice: write aligned and label the formula",
    ),
]

# Where one-letter variables stand in the font: MathML shows <mi>x</mi> in italics.
ITALIC = {ord("h"): 0x210E, ord("ı"): 0x1D6A4, ord("ȷ"): 0x1D6A5}
ITALIC |= {ord("A") + n: 0x1D434 + n for n in range(26)}
ITALIC |= {ord("a") + n: 0x1D44E + n for n in range(26) if n != 7}
ITALIC |= {ord("Α") + n: 0x1D6E2 + n for n in range(25)}  # capital alpha to omega
ITALIC |= {ord("α") + n: 0x1D6FC + n for n in range(25)}
ITALIC |= dict(zip(map(ord, "∂ϵϑϰϕϱϖ∇"), [*range(0x1D715, 0x1D71C), 0x1D6FB], strict=True))
OPENING = ("(", "[", "{", "\u27e8")
CLOSING = (")", "]", "}", "|", "\u2016", "\u27e9")
UNSEEN = set("\u2061\u2062\u2063\u2064\u200b\ufe00 \n\t")


class FormulaError(ValueError):
    """A formula that cannot be shown as its author meant it."""


def to_mathml(latex: str, *, display: bool) -> ElementTree.Element:
    """Return the formula as a `math` element without its annotation."""
    for pattern, remedy in REFUSED:
        if found := re.search(pattern, latex):
            raise FormulaError(f"{found.group().strip() or 'blank line'}: {remedy}")
    if not latex.strip():
        raise FormulaError("the formula is empty")
    try:
        markup = _convert(latex.strip(), displaystyle=display)
    except LatexError as error:
        raise FormulaError(str(error).strip()) from None
    # HTML's named entities mean nothing to an XML parser; the three that XML has stay escaped.
    markup = re.sub(r"&(?!(?:lt|gt|amp|quot|apos|#\w+);)\w+;", lambda m: unescape(m[0]), markup)
    math = ElementTree.fromstring(markup)
    mend(math)
    return math


def mend(math: ElementTree.Element) -> None:
    """Change in place what browsers set otherwise than TeX does."""
    for element in list(math.iter()):
        if element.tag == "mo" and element.get("minsize") and element.text in OPENING + CLOSING:
            # A bracket of a given size stands close, whatever stands before it.
            element.set("form", "prefix" if element.text in OPENING else "postfix")
        if element.tag == "msqrt":
            # A root sign has a least height, and hangs from the bar: below what is low.
            under = ElementTree.Element("mrow")
            under.extend(element)
            ElementTree.SubElement(under, "mspace", height="0.75em", depth="0.3em")
            element[:] = [under]
        if element.tag not in ("msup", "msub", "msubsup", "mover", "munder"):
            continue
        base, *scripts = element
        if element.tag in ("mover", "munder"):
            # A combining line or brace is hung from the wrong corner: take the one with a width.
            line = scripts[0]
            if line.text == "\u0332":
                line.text = "\u203e" if element.tag == "mover" else "_"
            if line.text in ("\u23de", "\u23df"):
                element.attrib.pop("accent", None)
                element.attrib.pop("accentunder", None)
        elif element.tag == "msup" and (scripts[0].text or "")[:1] in "′″‴⁗" and scripts[0].text:
            # The prime's own glyph is raised already.
            element.tag = "mrow"
            scripts[0].set("lspace", "0")
            scripts[0].set("rspace", "0")
        elif (base.tag == "mi" and len(base.text) == 1) or base.text in CLOSING:
            # As in TeX, scripts stand at one height beside all letters and brackets.
            if base.tag == "mo":
                base.set("form", "postfix")
            padded = ElementTree.Element("mpadded", height="0.6em", depth="0.1em")
            element.remove(base)
            padded.append(base)
            element.insert(0, padded)


def shown_characters(math: ElementTree.Element) -> set[str]:
    """Return the characters that the font must have to show the formula."""
    shown = set()
    for element in math.iter():
        text = (element.text or "").strip() if len(element) == 0 else ""
        if element.tag == "mi" and len(text) == 1 and element.get("mathvariant") != "normal":
            text = text.translate(ITALIC)
        shown.update(text)
    return shown - UNSEEN


@cache
def font_ranges() -> tuple[tuple[int, int], ...]:
    """Read from the style sheet which characters the served font has."""
    declared = re.search(r"unicode-range:([^;}]*)", FONT_CSS.read_text(encoding="utf-8"))
    bounds = [part.strip()[2:].split("-") for part in declared.group(1).split(",")]
    return tuple((int(pair[0], 16), int(pair[-1], 16)) for pair in bounds)


def missing_characters(math: ElementTree.Element) -> set[str]:
    """Return the characters of the formula that the served font lacks."""
    return {
        character
        for character in shown_characters(math)
        if not any(first <= ord(character) <= last for first, last in font_ranges())
    }


def pieces_of(math: ElementTree.Element) -> list[ElementTree.Element]:
    """Cut a long inline formula after its relations, where a line may break."""
    row = math[0] if len(math) == 1 and math[0].tag == "mrow" and not math[0].attrib else math
    if sum(len(text) for text in math.itertext()) <= LONG_FORMULA:
        return [math]
    pieces = [[]]
    depth = 0
    for position, child in enumerate(row):
        pieces[-1].append(child)
        text = child.text or ""
        if child.tag == "mo" and text in ("(", "[", "{"):
            depth += 1
        elif "".join(child.itertext()).startswith((")", "]", "}")):
            depth -= 1
        inside = len(pieces[-1]) > 1 and position < len(row) - 1  # a sign belongs to what follows
        if child.tag == "mo" and text in BREAK_AFTER and depth == 0 and inside:
            child.set("form", "infix")
            pieces.append([])
    cut = []
    for children in pieces:
        piece = ElementTree.Element("math", math.attrib)
        if len(children) == 1:
            piece.append(children[0])
        else:
            ElementTree.SubElement(piece, "mrow").extend(children)
        cut.append(piece)
    return cut


def annotate(math: ElementTree.Element, latex: str) -> None:
    """Keep the TeX source beside what is shown of it."""
    children = list(math)
    for child in children:
        math.remove(child)
    semantics = ElementTree.SubElement(math, "semantics")
    if len(children) == 1:
        semantics.append(children[0])
    else:
        ElementTree.SubElement(semantics, "mrow").extend(children)
    annotation = ElementTree.SubElement(semantics, "annotation", encoding="application/x-tex")
    annotation.text = latex


def to_html(latex: str, *, display: bool, after: str = "") -> str:
    """Return the formula as it stands in the page, with the mark `after` it kept on its line."""
    latex = latex.strip()
    math = to_mathml(latex, display=display)
    if missing := missing_characters(math):
        names = ", ".join(f"{c} (U+{ord(c):04X})" for c in sorted(missing))
        raise FormulaError(f"the font lacks {names}: add it in tools/make_math_font.py")
    pieces = [math] if display else pieces_of(math)
    annotate(pieces[-1], latex)
    written = [ElementTree.tostring(p, "unicode", short_empty_elements=False) for p in pieces]
    if after:
        written[-1] = f'<span class="together">{written[-1]}{escape(after)}</span>'
    return "<wbr>".join(written)


def _html_or_warning(node: nodes.Element, *, display: bool) -> str:
    latex = node.astext()
    try:
        return to_html(latex, display=display, after=node.get("after", ""))
    except FormulaError as error:
        summary = " ".join(latex.split())
        logger.warning("formula %r: %s", summary, error, location=node, type="mathml")
        return f"<code>{escape(summary)}</code>{escape(node.get('after', ''))}"


def visit_inline(writer, node) -> None:
    """Write a formula within a line."""
    writer.body.append(writer.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    writer.body.append(_html_or_warning(node, display=False) + "</span>")
    raise nodes.SkipNode


def visit_display(writer, node) -> None:
    """Write a formula on a line of its own, with its number and a link to it."""
    writer.body.append(writer.starttag(node, "div", CLASS="math notranslate nohighlight"))
    writer.body.append(_html_or_warning(node, display=True))
    if node["number"]:
        number = get_node_equation_number(writer, node)
        writer.body.append(f'<span class="eqno">({number})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def in_words(latex: str) -> str:
    """Return the formula as a line of plain text, for a place that shows no formula."""
    try:
        math = to_mathml(latex, display=False)
    except FormulaError:
        return latex
    words = [word for text in math.itertext() if (word := text.strip("\u2061\u2062\u2063 \n"))]
    return " ".join(words)


class NameOfLink(SphinxPostTransform):
    """Give a link that is a formula and nothing else a name in words."""

    formats = ("html",)
    default_priority = 510  # links are resolved before

    def run(self, **_options) -> None:
        for link in self.document.findall(nodes.reference):
            formulas = list(link.findall(nodes.math))
            if formulas and link.astext().strip() == formulas[0].astext().strip():
                link["reftitle"] = in_words(formulas[0].astext())


class OneAnchorEach(SphinxPostTransform):
    """Take from the theme's scrolling boxes the anchors that they share with their content."""

    formats = ("html",)
    default_priority = 510  # the theme wraps formulas and tables at 500

    def run(self, **_options) -> None:
        for box in self.document.findall(nodes.container):
            if {"math-wrapper", "table-wrapper"} & set(box["classes"]) and len(box):
                box["ids"] = []
                box["classes"] = [c for c in box["classes"] if c not in box[0]["classes"]]


def setup(app):
    """Register the renderer with Sphinx."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_display, None))
    app.add_post_transform(OneAnchorEach)
    app.add_post_transform(NameOfLink)
    app.connect(
        "config-inited",
        lambda _app, config: setattr(config, "html_math_renderer", "mathml"),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
