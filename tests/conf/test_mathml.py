"""Formulas: what converts, what is refused, what is mended, and what the pages carry."""
# ruff: noqa: RUF001 (this file is about characters that look alike)

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("math_core")
pytest.importorskip("sphinx")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import mathml  # noqa: E402

HARD = [
    r"L(q) = \prod_{i=1}^{n} q^{y_i} (1 - q)^{1 - y_i}",
    r"\begin{aligned} \ln L &= \sum_i y_i \ln q \\ &= k \ln q \end{aligned}",
    r"\operatorname*{arg\,max}_q L(q) = \frac{k}{n}",
    r"\frac{\partial \ell}{\partial w_j} = \underbrace{(\sigma(z) - y)}_{\text{what it said}} x_j",
    r"\ell = \begin{cases} \ln(1 + e^{-z}) & \text{if } y = 1 \\ z & \text{otherwise} \end{cases}",
    r"\begin{pmatrix} x_{11} & \cdots \\ \vdots & \ddots \end{pmatrix} w",
    r"\sqrt{\frac{1}{n} \sum_{i=1}^n \left(\hat{y}_i - y_i\right)^2}",
    r"\mathbb{E}[X] = \int_{-\infty}^{\infty} x f(x)\,\mathrm{d}x",
    r"\boxed{\nabla L = X^\top (p - y)}",
    r"\lVert w \rVert_2^2 \le \left| \tfrac{a}{b} \right| \approx \overline{x}",
]


@pytest.mark.parametrize("latex", HARD)
@pytest.mark.parametrize("display", [False, True])
def test_hard_formulas_convert_and_keep_their_source(latex, display):
    html = mathml.to_html(latex, display=display).replace("<wbr>", "")
    page = ElementTree.fromstring(f"<p>{html}</p>")
    (annotation,) = page.iter("annotation")
    assert annotation.text == latex
    assert annotation.get("encoding") == "application/x-tex"


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        ("a\n\nb", "blank line"),
        (r"a \tag{1}", "label"),
        (r"\begin{split} a \end{split}", "aligned"),
        (r"\begin{eqnarray} a \end{eqnarray}", "aligned"),
        (r"\begin{align} a &= b \end{align}", "aligned"),
        (r"\begin{equation} a \end{equation}", "aligned"),
        (r"a \label{here}", "outside"),
        (r"\vec{x}", "bold"),
        (r"\nosuchcommand", "nosuchcommand"),
        (r"\frac{a}{", "closing"),
        (" ", "empty"),
    ],
)
def test_what_would_come_out_wrong_is_refused_with_a_remedy(latex, says):
    with pytest.raises(mathml.FormulaError, match=says):
        mathml.to_html(latex, display=True)


def test_unnumbered_align_is_allowed():
    assert "mtable" in mathml.to_html(r"\begin{align*} a &= b \end{align*}", display=True)


def test_a_character_that_the_font_lacks_is_named():
    with pytest.raises(mathml.FormulaError, match=r"U\+4E2D"):
        mathml.to_html(r"\text{中}", display=False)


def test_every_italic_letter_is_looked_up_where_it_is_drawn():
    shown = mathml.shown_characters(mathml.to_mathml(r"x h \alpha \mathrm{d} \Gamma", display=True))
    assert shown == {"𝑥", "ℎ", "𝛼", "d", "Γ"}


def test_the_style_sheet_lists_exactly_the_characters_of_the_font():
    ttlib = pytest.importorskip("fontTools.ttLib")
    pytest.importorskip("brotli")
    font = ttlib.TTFont(CONF / "_static" / "fonts" / "stix-two-math.woff2")
    listed = {point for first, last in mathml.font_ranges() for point in range(first, last + 1)}
    assert listed == set(font.getBestCmap())
    assert "MATH" in font


def test_the_font_is_small_and_carries_its_licence():
    fonts = CONF / "_static" / "fonts"
    assert (fonts / "stix-two-math.woff2").stat().st_size < 60_000
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")


def test_a_long_inline_formula_may_break_after_relations_only_at_the_top():
    html = mathml.to_html(r"f(a = b) = -y \ln \sigma(z) - (1 - y) \ln(1 - p)", display=False)
    pieces = [ElementTree.fromstring(piece) for piece in html.split("<wbr>")]
    for semantics in pieces[-1].findall("semantics"):
        semantics.remove(semantics.find("annotation"))
    texts = ["".join(piece.itertext()).replace("\u2061", "") for piece in pieces]
    assert texts == ["f(a=b)=", "−ylnσ(z)−", "(1−y)ln(1−p)"]


def test_a_short_inline_formula_stays_whole():
    assert "<wbr>" not in mathml.to_html(r"p - y = 0", display=False)


def test_scripts_stand_as_low_at_a_bracket_as_at_a_letter():
    math = mathml.to_mathml(r"(1 - q)^2", display=True)
    (power,) = math.iter("msup")
    assert power[0].tag == "mpadded"
    assert power[0][0].text == ")"


def test_prime_is_not_raised_twice():
    assert not list(mathml.to_mathml("f'(x)", display=True).iter("msup"))


@pytest.fixture
def build(tmp_path):
    """Build reStructuredText pages; return their HTML and the warnings."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    def build(**pages):
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text("extensions = ['mathml']\nhtml_theme = 'furo'\n")
        for name, text in pages.items():
            (source / f"{name}.rst").write_text(text, encoding="utf-8")
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                *(source, source, tmp_path / "out", tmp_path / "trees", "html"),
                status=io.StringIO(),
                warning=warnings,
            )
            app.build()
        html = {name: (tmp_path / "out" / f"{name}.html").read_text("utf-8") for name in pages}
        return html, warnings.getvalue()

    return build


def test_numbers_and_references_work_across_pages_and_each_anchor_is_one(build):
    pytest.importorskip("furo")
    html, warnings = build(
        index="Home\n====\n\n.. toctree::\n\n   other\n\n.. math::\n   :label: pythagoras\n\n"
        "   a^2 + b^2 = c^2\n",
        other="Other\n=====\n\nSee :eq:`pythagoras` and :math:`a^2`.\n",
    )
    assert warnings == ""
    assert html["index"].count('id="equation-pythagoras"') == 1
    assert '<span class="eqno">(1)' in html["index"]
    assert 'href="index.html#equation-pythagoras"' in html["other"]
    assert "<script" not in html["other"].split("<article")[1].split("</article>")[0]
    assert "mathjax" not in html["index"].lower()


def test_a_formula_that_does_not_convert_is_a_warning_with_its_place(build):
    pytest.importorskip("furo")
    _, warnings = build(index="Home\n====\n\nText\n\n.. math::\n\n   \\nosuchcommand\n")
    assert "index.rst:6: WARNING" in warnings
    assert "nosuchcommand" in warnings


def test_a_link_that_is_only_a_formula_has_a_name_in_words():
    assert mathml.in_words(r"\ln(ab) = \ln a + \ln b") == "ln ( a b ) = ln a + ln b"


def test_a_bracket_of_a_given_size_stands_close():
    math = mathml.to_mathml(r"a \bigl(b\bigr)", display=True)
    forms = {mo.text: mo.get("form") for mo in math.iter("mo") if mo.get("minsize")}
    assert forms == {"(": "prefix", ")": "postfix"}


def test_scripts_stand_at_one_height_beside_all_letters():
    math = mathml.to_mathml(r"p_i + x_i + X^2", display=True)
    assert {pad.get("height") for pad in math.iter("mpadded")} == {"0.6em"}
    assert len(list(math.iter("mpadded"))) == 3
