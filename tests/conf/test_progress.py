"""The page of one's own progress lists what the pages ask, and nothing else."""

import doctest
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
"""
ASKS = (
    HEAD
    + """# A lesson

```{predict} shape
Which shape?

- `(4, 1)`: Two.
- `(4,)` *: One axis.
```

```{code-cell} ipython3
:tags: [predicted]
print((4,))
```
"""
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    monkeypatch.syspath_prepend(CONF)
    source = tmp_path / "docs"
    source.mkdir()
    toctree = "```{toctree}\nlesson\nquiet\nprogress\n```\n"
    (source / "index.md").write_text(f"# Home\n\n{toctree}")
    (source / "lesson.md").write_text(ASKS)
    (source / "quiet.md").write_text("# A page that asks nothing\n")
    (source / "progress.md").write_text("# Progress\n\n```{progress}\n```\n")

    def build(builder="html"):
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=tmp_path / builder,
                doctreedir=tmp_path / "doctrees",
                buildername=builder,
                confoverrides={"extensions": ["myst_nb", "predict", "progress"]},
                status=None,
                warning=warnings,
            )
            app.build()
        assert warnings.getvalue() == ""
        return tmp_path / builder

    build.source = source
    yield build
    for name in ("predict", "progress"):
        sys.modules.pop(name, None)


def test_it_lists_the_pages_that_ask(site):
    html = (site() / "progress.html").read_text()
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    assert table.count("<tr") == 1
    assert '<tr data-guesses="shape" data-exercises="">' in table
    assert 'href="lesson.html">A lesson</a>' in table
    assert "progress.js" in html
    assert "progress.js" not in (site() / "lesson.html").read_text()


def test_it_is_written_again_when_another_page_asks(site):
    site()
    (site.source / "lesson.md").write_text(ASKS.replace("predict} shape", "predict} form"))
    assert 'data-guesses="form"' in (site() / "progress.html").read_text()


def test_other_builders_leave_it_out(site):
    assert "Forget" not in (site("text") / "progress.txt").read_text()


def test_its_examples_are_true(monkeypatch):
    monkeypatch.syspath_prepend(CONF)
    import progress

    assert doctest.testmod(progress).failed == 0
