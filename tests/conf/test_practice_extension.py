"""The exercise cards: what is written, and what is warned of."""

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
language_info: {name: python, pygments_lexer: ipython3}
---
# A page

"""
STATEMENT = ":::{exercise} toy-1\nWhat is $1 + 1$?\n:::\n\n"
ANSWER = '```{code-cell} ipython3\n:tags: [answer]\nanswer = ...\ncheck("toy-1", answer)\n```\n\n'
HINT = ":::{exercise-hint}\nCount your thumbs.\n:::\n\n"
SOLUTION = ":::{exercise-solution}\nTwo thumbs.\n:::\n\n"
CODE = (
    "```{code-cell} ipython3\n:tags: [solution]\n"
    'answer = 1 + 1\nassert check("toy-1", answer)\n```\n\n'
)
WHOLE = STATEMENT + ANSWER + HINT + SOLUTION + CODE


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Build pages with the extension and a bank of one file, toy.py; return output and warnings."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    from sixpieces.practice import bank
    from sixpieces.practice.exercise import Exercise

    monkeypatch.syspath_prepend(CONF)
    monkeypatch.delitem(sys.modules, "practice", raising=False)

    def build(builder="html", entries=("toy-1",), **pages):
        toy = {"toy": tuple(Exercise(name, answer=2) for name in entries)}
        monkeypatch.setattr(bank, "exercises_of_pages", lambda: toy)
        monkeypatch.setattr(bank, "all_exercises", lambda: bank.index(toy))
        source = tmp_path / "docs"
        source.mkdir(exist_ok=True)
        toctree = "\n".join(pages)
        (source / "index.md").write_text(f"# Home\n\n```{{toctree}}\n{toctree}\n```\n")
        for name, text in pages.items():
            (source / f"{name}.md").write_text(HEAD + text)
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=tmp_path / builder,
                doctreedir=tmp_path / "doctrees",
                buildername=builder,
                confoverrides={
                    "extensions": ["myst_nb", "practice"],
                    "myst_enable_extensions": ["colon_fence", "dollarmath"],
                    "nb_execution_mode": "off",
                    "nb_ipywidgets_js": {},
                    "language": "en",
                },
                status=None,
                warning=warnings,
            )
            app.build()
        suffix = {"html": "html", "text": "txt"}.get(builder)
        written = (tmp_path / builder / f"toy.{suffix}").read_text("utf-8") if suffix else ""
        return written, warnings.getvalue()

    return build


def test_an_exercise_becomes_one_card_in_order(build):
    page, warnings = build(toy=WHOLE + "After the card.\n")
    assert warnings == ""
    start, end = page.index('<section class="exercise"'), page.index("After the card.")
    card = page[start : page.index("</section>", start)]
    assert end > start + len(card)
    order = ["Exercise 1", "1 + 1", "tag_answer", "<details", "Count your thumbs", "</details>"]
    order += ["<details", "Two thumbs", "tag_solution", "</details>"]
    position = 0
    for part in order:
        position = card.index(part, position) + 1


def test_a_card_is_a_named_region_without_a_heading_and_without_a_script(build):
    page, _ = build(toy=WHOLE)
    card = page[page.index('<section class="exercise"') :].partition("</section>")[0]
    assert 'aria-labelledby="exercise-toy-1-title"' in card
    assert '<p class="exercise-title" id="exercise-toy-1-title">Exercise 1</p>' in card
    assert "<h" not in card.replace("<highlight", "")
    assert "<script" not in card
    assert "css/practice.css" in page


def test_a_title_may_follow_the_id(build):
    page, warnings = build(toy=WHOLE.replace("toy-1\nWhat", "toy-1 Two thumbs\nWhat"))
    assert warnings == ""
    assert "Exercise 1: Two thumbs" in page


def test_two_exercises_in_a_row_stay_apart(build):
    second = WHOLE.replace("toy-1", "toy-2").replace("thumbs", "ears")
    page, warnings = build(entries=("toy-1", "toy-2"), toy=WHOLE + second)
    assert warnings == ""
    first, other = page.split('<section class="exercise"')[1:]
    assert "thumbs" in first
    assert "ears" not in first
    assert "ears" in other


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (ANSWER, "exercise toy-1 has no cell tagged answer"),
        (HINT, "exercise toy-1 has no exercise-hint"),
        (SOLUTION, "exercise toy-1 has no exercise-solution"),
        (CODE, "exercise toy-1 has no cell tagged solution"),
    ],
)
def test_what_is_missing_is_warned_of(build, missing, said):
    _, warnings = build(toy=WHOLE.replace(missing, ""))
    assert said in warnings
    assert "toy.md" in warnings


def test_a_cell_that_checks_something_else_is_warned_of(build):
    _, warnings = build(toy=WHOLE.replace('check("toy-1", answer)', 'check("toy-9", answer)', 1))
    assert "without its check('toy-1', answer)" in warnings


def test_a_second_hint_is_warned_of(build):
    _, warnings = build(toy=WHOLE.replace(HINT, HINT + HINT))
    assert "exercise toy-1 has more than one exercise-hint" in warnings


def test_a_part_without_exercise_is_warned_of(build):
    _, warnings = build(toy=WHOLE + "A paragraph between.\n\n" + HINT)
    assert "an exercise-hint belongs to no exercise" in warnings


def test_an_exercise_without_entry_is_warned_of(build):
    _, warnings = build(entries=(), toy=WHOLE)
    assert "exercise toy-1 has no entry" in warnings


def test_an_entry_that_its_page_does_not_use_is_warned_of(build):
    _, warnings = build(entries=("toy-1", "toy-2"), toy=WHOLE)
    assert "bank/toy.py has toy-2, which no page uses" in warnings


def test_an_entry_whose_page_is_not_built_is_left_in_peace(build):
    _, warnings = build(entries=("toy-2",), builder="dummy", other="Nothing to do.\n")
    assert warnings == ""


def test_an_exercise_on_two_pages_is_warned_of(build):
    _, warnings = build(toy=WHOLE, zoo=WHOLE)
    assert "exercise toy-1 is also on toy" in warnings


def test_a_page_read_again_is_not_counted_twice(build):
    build(toy=WHOLE)
    page, warnings = build(toy=WHOLE + "One more line.\n")
    assert "One more line." in page
    assert warnings == ""


def test_other_builders_write_all_parts_in_words(build):
    text, warnings = build(builder="text", toy=WHOLE)
    assert warnings == ""
    for part in ["Exercise 1", "Hint:", "Count your thumbs", "Solution:", "answer = 1 + 1"]:
        assert part in text
    _, warnings = build(builder="latex", toy=WHOLE)
    assert warnings == ""
