"""Cells are folded by their tags, and a guess is held against what the cells print."""

import io
import sys
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
CONF = str(Path(__file__).parents[2] / "conf")
HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
# A page

"""


def cell(code, *tags):
    return f"```{{code-cell}} ipython3\n:tags: [{', '.join(tags)}]\n{code}\n```\n\n"


ASKED = "```{predict} shape\nWhich shape?\n\n- `(4, 1)`: Two.\n- `(4,)` *: One axis.\n```\n\n"


TYPED = "```{predict} n\n:number: 0.1\nHow many?\n```\n\n"


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Build one page with both extensions; return its HTML and the warnings."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    monkeypatch.syspath_prepend(CONF)

    def build(text):
        source = tmp_path / "docs"
        source.mkdir()
        (source / "index.md").write_text(HEAD + text)
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=tmp_path / "html",
                doctreedir=tmp_path / "doctrees",
                buildername="html",
                confoverrides={
                    "extensions": ["myst_nb", "folding", "predict"],
                    "nb_execution_mode": "force",
                },
                status=None,
                warning=warnings,
            )
            app.build()
        return (tmp_path / "html" / "index.html").read_text(), warnings.getvalue()

    yield build
    for name in ("folding", "predict"):
        sys.modules.pop(name, None)


def test_a_drawing_comes_before_its_code(build):
    html, warnings = build(cell('print("picture")  # drawn', "drawing"))
    assert warnings == ""
    assert html.index("fold-drawing") > html.index("<span></span>picture")


def test_set_up_and_proof_are_folded_whole(build):
    html, _ = build(cell("x = 1", "setup") + cell("assert x == 1", "proof"))
    assert html.count("<details") == 2
    assert "What this page imports" in html
    assert "<summary>checked</summary>" in html


def test_a_guess_is_asked_before_its_answer(build):
    html, warnings = build(ASKED + cell('print("(4, )")', "predicted"))
    assert warnings == ""
    box = html[
        html.index('class="predict"') : html.index("</section>", html.index("predict-answer"))
    ]
    assert box.count("<button") == 2
    assert box.count("data-right") == 1
    assert box.index("predict-answer") < box.index("cell_output")
    assert "One axis." in box


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ASKED + cell('print("(5,)")', "predicted"), "the cells do not print '(4,)'"),
        (ASKED, "no cell tagged predicted follows"),
        (ASKED.replace(" *", "") + cell("print((4,))", "predicted"), "0 choices are marked"),
        (
            "```{predict} n\n:number: 0.1\nHow many?\n```\n\n" + cell("print()", "predicted"),
            "no number",
        ),
        ("```{predict} n\nHow many?\n```\n\n" + cell("print(1)", "predicted"), "give a list"),
    ],
)
def test_a_guess_without_its_answer_is_warned_of(build, text, says):
    assert says in build(text)[1]


def test_a_typed_number_is_held_against_the_last_one_printed(build):
    html, warnings = build(TYPED + cell("print(3, 1234.5)", "predicted"))
    assert warnings == ""
    assert 'data-right="1234.5"' in html


def test_a_reason_stands_for_what_is_not_printed(build):
    asked = ASKED.replace("shape\n", "shape\n:reason: it is drawn\n", 1)
    assert build(asked + cell("print(1)", "predicted"))[1] == ""
