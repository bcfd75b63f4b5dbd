"""A lesson that is taken away is plain Markdown and code that runs."""

import ast
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))

import lessons

PAGE = """\
# Title

:::{admonition} In this lesson
:class: lesson
- **Do**: see a {term}`row <rows>`.
:::

```{predict} shape
Which shape?

- `(4,)` *: One axis.
- `(4, 1)`: Two axes.
```

```{code-cell} ipython3
import numpy as np

x = np.ones(4)
x.shape
```

```{explorable} loop
:station: data
```

:::{exercise} data-1
How many? See [the loader](loader.md#rows) and [elsewhere](https://example.org).
:::

```{code-cell} ipython3
:tags: [answer]
answer = ...
```

:::{exercise-hint}
Count.
:::

:::{exercise-solution}
Four.
:::

```{code-cell} ipython3
:tags: [solution]
answer = 4
```

```{code-cell} ipython3
:tags: [needs-mxnet]
mx.libinfo
```
"""


@pytest.fixture
def cells():
    return lessons.read_myst_markdown_notebook(PAGE).cells


def test_a_notebook_has_the_text_without_this_sites_directives(cells):
    notebook = json.loads(lessons.to_notebook(cells, "pieces/data", "https://site.example"))
    text = "\n\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "**In this lesson**" in text
    assert "see a row." in text
    assert "- `(4,)`\n- `(4, 1)`\n" in text + "\n", "the right choice is marked"
    assert "explorable" not in text
    assert ":::" not in text
    assert "[the loader](https://site.example/pieces/loader.html#rows)" in text
    assert "[elsewhere](https://example.org)" in text
    assert "<details><summary>Hint</summary>\n\nCount.\n\n</details>" in text
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code[-1] == "answer = ...", "the solution stands folded, in the text"
    assert "```python\nanswer = 4\n```" in text


def test_a_script_prints_what_a_notebook_shows_and_hides_no_solution(cells):
    script = lessons.to_script(cells, "pieces/data", "").decode()
    ast.parse(script)
    assert "show(x.shape)" in script
    assert "answer = 4" not in script
    assert "Four." not in script
    assert "# mx.libinfo" in script
    assert "See the loader and [elsewhere]" in script


def test_pages_that_read_the_repository_are_no_lessons():
    assert lessons.is_lesson("pieces/data", PAGE)
    assert not lessons.is_lesson("about/data", PAGE)
    assert not lessons.is_lesson("pieces/data", PAGE + 'Path("../../conf/x")')
    assert not lessons.is_lesson("pieces/data", "# Only words")
