"""The pages are written in plain English: the worst idioms and riddles do not come back.

The rules stand in docs/about/house_style.md; these tests know only what a machine can find.
"""

import ast
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(
    path
    for path in DOCS.rglob("*.md")
    if "gallery" not in path.parts and path.name != "house_style.md"  # it quotes them
)
COUNTED = "loss|losses|logit|number|line|dot|column|output|bin|weight|call|step"
PER = "row|person|weight|feature|column|output|question|batch|epoch|page|line"
PLAINER = {
    rf"\b(?:one|a|an) (?:{COUNTED}) an? (?:{PER})\b": "one loss for each row",
    r"\bhangs? on\b": "depends on",
    r"\bwithout a word\b": "silently",
    r"\bis told in\b": "X shows",
    r"\bis a story of its own\b": "X shows",
    r"\bearns? much\b": "earns a lot",
    r"\btold off\b": "pays",
    r"\bmany an? \w+ (?:is|has|was)\b": "many are",
    r"\bin the eyes of\b": "by",
    r"\bcut(?:s|ting)? (?:it )?in pieces\b": "into pieces",
    r"\bthe floor (?:of|under) every accuracy\b": "the number to beat",
}
CELL = re.compile(r"^`{3}\{code-cell\}.*?^`{3}$", re.MULTILINE | re.DOTALL)
OPTIONS = re.compile(r"^`{3}\{code-cell\}.*\n(?:---\n(?:.*\n)*?---\n|(?::.*\n)*)")
WIDTHS = {"predicted": 96, "": 100}  # letters in a line of a cell, within a box and outside


def faults(text):
    """Return each riddle of a page's prose with the plain words for it."""
    prose = CELL.sub("", text)
    return [
        f"{found[0]!r}: write as in {plain!r}"
        for pattern, plain in PLAINER.items()
        for found in re.finditer(pattern, prose, re.IGNORECASE)
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_a_page_is_plain(path):
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_a_relative_tolerance_stands_alone(path):
    """NumPy would add an absolute one of 1e-8, which lets any two small numbers be close."""
    for cell in CELL.findall(path.read_text("utf-8")):
        for node in ast.walk(ast.parse(OPTIONS.sub("", cell).removesuffix("```"))):
            named = {each.arg for each in node.keywords} if isinstance(node, ast.Call) else ()
            assert "rtol" not in named or "atol" in named, ast.unparse(node)


def wide_lines(text):
    """Return the lines of code that scroll sideways on a screen of 1,280 pixels."""
    cells = [cell[0] for cell in CELL.finditer(text)]
    return [
        line
        for cell in cells
        for line in cell.splitlines()
        if len(line) > WIDTHS["predicted" if re.search(r"^:tags:.*predicted", cell, re.M) else ""]
        and not line.startswith("    alt:")
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_code_fits_a_screen(path):
    assert wide_lines(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Gluon keeps one number a row.",
        "Everything hangs on the shapes.",
        "It fails without a word.",
        "What follows is told in stability.",
        "Many a score is just this.",
    ],
)
def test_a_riddle_is_found(sentence):
    assert len(faults(sentence)) == 1


def test_code_and_plain_sentences_pass():
    assert not faults("One loss for each row, once a day.\n```{code-cell} x\n# hangs on\n```\n")
