"""The list that search reads: every section with its address, and the same bytes in any order."""

import json
import re
import shutil
import sys
from itertools import accumulate
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import search  # noqa: E402

PAGES = {
    "index": "# Home\n\n```{toctree}\npieces/loss\nreference/glossary\n```\n",
    "pieces/loss": """---
myst:
  html_meta:
    description: "How bad an answer is. And more."
---
# Loss

Look at `logits` first.

(loss-flat)=
## It does not move

**Cause.** No step: $w \\cdot x$ stays.
Then more words.

### Below

A {term}`row` counts.

## Empty
""",
    "reference/glossary": """# Glossary

| word | symbol | code |
|---|---|---|
| {term}`row` | $x_i$ | `features[i]` |

:::{glossary}
row
  One example of the data, with one label.
:::

```{eval-rst}
.. py:function:: sixpieces.nd.dot(a, b)

   Multiply rows by columns.
```
""",
}
SETTING = """
import sys
sys.path.insert(0, {conf!r})
extensions = ["myst_parser", "search"]
source_suffix = {{".md": "markdown"}}  # an earlier build with MyST-NB changes Sphinx's own default
myst_enable_extensions = ["dollarmath", "colon_fence"]
html_theme = "basic"
templates_path = ["templates"]
"""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that builds the pages and returns the list and the warnings."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    words = tmp_path / "words.toml"
    monkeypatch.setattr(search, "WORDS", words)

    def run(said="", pages=PAGES, parallel=1):
        folder = tmp_path / "docs"
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in pages.items():
            path = folder / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / "conf.py").write_text(SETTING.format(conf=str(CONF)), encoding="utf-8")
        (folder / "templates").mkdir()
        page = '{% extends "layout.html" %}{% block body %}{{ search_index }}{% endblock %}'
        (folder / "templates" / "search.html").write_text(page, encoding="utf-8")
        words.write_text(said, encoding="utf-8")
        warnings = (tmp_path / "warnings").open("w+", encoding="utf-8")
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        with docutils_namespace():
            app = Sphinx(
                folder, folder, out, tmp_path / "doctrees", "html", warning=warnings,
                status=None, freshenv=True, parallel=parallel,
            )  # fmt: skip
            app.build()
        warnings.seek(0)
        return (out / search.INDEX).read_text("utf-8"), warnings.read(), out

    return run


def read(text):
    return json.loads(re.fullmatch(r"searchIndex\((.*)\);\n", text)[1])


def test_each_section_term_and_name_is_an_entry_with_its_first_sentence(build):
    text, warnings, out = build()
    assert warnings == ""
    index = read(text)
    assert index["pages"] == [
        ["index.html", "about", 1],
        ["pieces/loss.html", "lesson", 4],
        ["reference/glossary.html", "reference", 3],
    ]
    assert index["entries"] == [
        ["", "Home", ""],
        ["", "Loss", "How bad an answer is. And more."],
        ["loss-flat", "It does not move", "Cause. No step: w·x stays."],
        [1, "Below", "A row counts."],
        [1, "Empty", ""],
        ["", "Glossary", ""],
        [1, "nd.dot", "Multiply rows by columns.", "", "name"],
        ["term-row", "row", "One example of the data, with one label.", "features", "term"],
    ]
    page = (out / "pieces/loss.html").read_text("utf-8")
    assert all(f'id="{anchor}"' in page for anchor in ("loss-flat", "below", "empty"))
    # Sphinx's own list is not written, and the page is still announced to browsers.
    assert not (out / "searchindex.js").exists()
    assert 'rel="search"' in page
    assert (out / "search.html").exists()


def test_the_words_of_an_entry_are_found_and_none_is_said_twice(build):
    index = read(build()[0])
    words = index["words"].split()
    steps = [[int(step, 36) for step in each.split()] for each in index["places"].split(",")]
    found = {word: [*accumulate(each)] for word, each in zip(words, steps, strict=True)}
    assert words == sorted(set(words))
    assert found["logits"] == [1]
    assert found["more"] == [2]
    assert "stays" not in found  # it stands in the first sentence


def test_words_of_the_file_reach_a_page_a_label_and_a_term(build):
    text, warnings, _ = build(
        '"pieces/loss" = "cost"\nloss-flat = "stuck, 0.693"\nterm-row = "sample"'
    )
    rows = read(text)["entries"]
    assert warnings == ""
    assert [row[3] for row in rows if len(row) > 3 and row[3]] == [
        "cost",
        "stuck, 0.693",
        "sample features",
    ]


def test_a_name_in_the_file_that_nothing_has_is_a_warning(build):
    _, warnings, _ = build('loss-flatt = "stuck"')
    assert "search_words.toml: 'loss-flatt' is no page, label or term" in warnings


def test_the_order_of_reading_does_not_matter(build):
    pages = PAGES | {f"network/page_{number}": f"# Page {number}\n" for number in range(8)}
    first = build(pages=pages)[0]
    assert len(read(first)["pages"]) == 11
    assert build(pages=dict(reversed(pages.items())))[0] == first
    assert build(pages=pages, parallel=2)[0] == first  # Sphinx shares out more than five pages


def test_a_changed_library_stops_the_build(tmp_path, monkeypatch):
    shutil.copytree(search.LIBRARY, tmp_path / "minisearch")
    monkeypatch.setattr(search, "LIBRARY", tmp_path / "minisearch")
    assert search.library()
    (tmp_path / "minisearch" / "index.js").write_text("alert(1)", encoding="utf-8")
    with pytest.raises(search.ExtensionError, match=r"take_minisearch\.py"):
        search.library()


def test_the_library_is_served_with_its_licence_and_without_its_comments():
    served = search.library()
    licence = (search.LIBRARY / "LICENSE.txt").read_text("utf-8").strip()
    assert licence in served
    assert "@param" not in served
    assert "sourceMappingURL" not in served
