"""Turn each lesson into a notebook and a script that a reader takes away.

The source of a lesson is Markdown with directives of this site. Jupyter knows none of those: here
boxes become bold titles, hints and solutions fold, links become full addresses, and what only a
page can show (what moves, the map) is left out.

Kept: Jupytext turns Markdown into notebooks, and leaves every directive as it stands.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
import textwrap

from myst_nb.core.read import read_myst_markdown_notebook

FOLDERS = ("start/", "pieces/", "mathematics/", "network/", "log_loss/", "how_to/", "inside/")
REPOSITORY_FILE = re.compile(r"\.\./\.\./(conf|src|docs|examples|benchmarks)")
OPENING = re.compile(r"(?P<fence>:{3,}|`{3,})\{(?P<kind>[\w-]+)\}\s*(?P<title>.*)")
TITLES = {"exercise": "Exercise {}", "predict": "Predict", "admonition": "{}", "dropdown": "{}"}
FOLDED = {"exercise-hint": "Hint", "exercise-solution": "Solution"}
NEEDS_MXNET = "The next lines need MXNet itself:"
SHOW = '''\
def show(value):
    """Print what a notebook shows of a cell's last line."""
    if value is not None:
        print(value)


display = print
'''


# -- Markdown without this site ------------------------------------------------------------------
def plain(text: str, page: str, base: str) -> str:
    """Return a lesson's Markdown without the directives and roles of this site.

    >>> plain("A {term}`row` of [data](../pieces/data.md).", "start/first", "")
    'A row of data.'
    >>> plain(":::{exercise-hint}\\nCount.\\n:::", "pieces/data", "")
    '<details><summary>Hint</summary>\\n\\nCount.\\n\\n</details>'
    """
    lines, open_fences = [], []
    for line in text.splitlines():
        fence = open_fences[-1] if open_fences else None
        if fence and line.strip() == fence["mark"]:
            open_fences.pop()
            lines += fence["end"]
        elif fence and fence["dropped"]:
            continue
        elif opening := OPENING.fullmatch(line.strip()):
            open_fences.append(_opened(opening))
            lines += open_fences[-1]["begin"]
        elif fence and fence["options"] and re.match(r":[\w-]+:", line):
            continue
        elif not re.fullmatch(r"\([\w-]+\)=|% .*", line):
            if fence:
                fence["options"] = False
            lines.append(_choice(line) if fence and fence["kind"] == "predict" else line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _links(_roles(text), page, base)


def _opened(opening) -> dict:
    """Return how a directive begins and ends in plain Markdown, or that it is dropped."""
    kind, title = opening["kind"], opening["title"].strip()
    fence = {"mark": opening["fence"], "kind": kind, "options": True, "dropped": False}
    if kind in FOLDED:
        begin = [f"<details><summary>{FOLDED[kind]}</summary>", ""]
        return fence | {"begin": begin, "end": ["", "</details>"]}
    if kind in TITLES:
        title = title.rpartition("-")[2] if kind == "exercise" else title
        return fence | {"begin": [f"**{TITLES[kind].format(title)}**", ""], "end": [""]}
    dropped = kind not in ("div", "note", "tip", "important", "warning")
    return fence | {"dropped": dropped, "begin": [], "end": []}


def _choice(line: str) -> str:
    """Return a choice of a prediction without the mark of the right one and the word on it."""
    return re.sub(r"^(- .+?)(?: \*)?:(?= ).*$", r"\1", line)


def _roles(text: str) -> str:
    text = re.sub(r" ?\{cite(?::\w+)?\}`[^`]*`", "", text)
    text = re.sub(r"\{[\w:-]+\}`([^`<]+?)\s*<[^`>]*>`", r"\1", text)
    return re.sub(r"\{[\w:-]+\}`([^`]+)`", r"\1", text)


def _links(text: str, page: str, base: str) -> str:
    """Return the text with full addresses, or where the site has none, without links."""

    def full(link):
        words, target = link[1], link[2]
        if re.match(r"\w+:", target):
            return link[0]
        if not base:
            return words
        path, _, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        address = f"{base}/{re.sub(r'(.md)?$', '.html', path, count=1)}"
        return f"[{words}]({address}{'#' + anchor if anchor else ''})"

    return re.sub(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]+)\)", full, text)


# -- The two files -------------------------------------------------------------------------------
def printed(source: str) -> str:
    """Return a cell's code so that a script prints what a notebook shows of its last line.

    >>> printed("x = 1\\nx + 1  # two")
    'x = 1\\nshow(x + 1)  # two'
    >>> printed("print(1)"), printed("x = 1"), printed("x;")
    ('print(1)', 'x = 1', 'x;')
    """
    body = ast.parse(source).body
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return source
    if isinstance(last.value, ast.Call) and ast.unparse(last.value.func) in ("print", "display"):
        return source
    lines = source.splitlines()
    end = len(lines[last.end_lineno - 1].encode()[: last.end_col_offset].decode())
    line = lines[last.end_lineno - 1]
    lines[last.end_lineno - 1] = f"{line[:end]}){line[end:]}"
    lines[last.lineno - 1] = f"show({lines[last.lineno - 1]}"
    return "\n".join(lines)


def commented(text: str) -> str:
    return textwrap.indent(text, "# ", lambda line: True).replace("# \n", "#\n").rstrip()


def to_notebook(cells: list, page: str, base: str) -> bytes:
    """Return a lesson as a notebook without outputs: its reader runs it."""
    written = []
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        kind, text = cell.cell_type, cell.source
        if kind == "markdown":
            text = plain(text, page, base)
        elif "solution" in tags:
            kind = "markdown"
            text = (
                "<details><summary>Solution in code</summary>\n\n"
                f"```python\n{text}\n```\n\n</details>"
            )
        elif "needs-mxnet" in tags:
            kind, text = "markdown", f"{NEEDS_MXNET}\n\n```python\n{text}\n```"
        if not text:
            continue
        new = {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
        written.append(new | ({"execution_count": None, "outputs": []} if kind == "code" else {}))
    about = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": written, "metadata": about, "nbformat": 4, "nbformat_minor": 4}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def to_script(cells: list, page: str, base: str) -> bytes:
    """Return a lesson as a script: the text as comments, the solutions left out."""
    parts = [SHOW]
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            text = re.sub(r"<details>.*?</details>", "", plain(cell.source, page, base), flags=re.S)
            if text.strip():
                parts.append(f"# %% [markdown]\n{commented(text.strip())}\n")
        elif "needs-mxnet" in tags:
            parts.append(f"# %% [markdown]\n# {NEEDS_MXNET}\n#\n{commented(cell.source)}\n")
        elif "solution" not in tags:
            parts.append(f"# %%\n{printed(cell.source)}\n")
    code = "\n".join(parts)
    if "import matplotlib.pyplot as plt" in code:
        code += "\nplt.show()\n"
    return code.encode()


def is_lesson(page: str, source: str) -> bool:
    """Say whether a page has code that runs anywhere: none that reads the repository's files."""
    runs = page.startswith(FOLDERS) and "```{code-cell}" in source
    return runs and not REPOSITORY_FILE.search(source)


def file_name(page: str, suffix: str) -> str:
    return page.replace("/", "_") + suffix


def lessons(app) -> dict[str, bytes]:
    """Return every lesson as a notebook and as a script, by the names of the files."""
    base = app.config.html_baseurl.rstrip("/")
    files = {}
    for page in sorted(app.env.found_docs):
        path = app.env.doc2path(page)
        if path.suffix != ".md" or not is_lesson(page, source := path.read_text("utf-8")):
            continue
        cells = read_myst_markdown_notebook(source).cells
        files[file_name(page, ".ipynb")] = to_notebook(cells, page, base)
        files[file_name(page, ".py")] = to_script(cells, page, base)
    return files


def add_links(app, pagename, _template, context, _doctree) -> None:
    """Offer both files at the end of a lesson."""
    path = app.env.doc2path(pagename) if pagename in app.env.found_docs else None
    if path is None or path.suffix != ".md" or "body" not in context:
        return
    if is_lesson(pagename, path.read_text("utf-8")):
        notebook, script = (
            context["pathto"](f"downloads/{file_name(pagename, suffix)}", 1)
            for suffix in (".ipynb", ".py")
        )
        context["body"] += (
            '<p class="take-away-files">Take this lesson with you: '
            f'<a href="{notebook}" download>as a notebook</a>, <a href="{script}" download>'
            "as a script</a>. What it needs stands in its first lines.</p>\n"
        )


def setup(app):
    """Offer the files on the pages; conf/downloads.py writes them."""
    app.connect("html-page-context", add_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
