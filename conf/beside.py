"""``{beside} gluon/trainer/trainer.py:Trainer.step``: the engine's own lines beside a call.

What runs when the lesson calls a piece is quoted from the file, one click away: without its
docstring, with its name and line numbers. It must be short enough to read in place.

Kept: `literalinclude` quotes a function with its docstring, which the lesson said already.
"""

import ast
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

PACKAGE = Path(__file__).parents[1] / "src" / "sixpieces"
MOST = 26  # lines; a longer piece is opened on a page of its own


class beside(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """The quoted lines, folded."""


def quoted(path, name):
    """Return the first line's number and the lines of a definition, its docstring left out.

    >>> start, lines = quoted("gluon/trainer/trainer.py", "Trainer.update")
    >>> lines[0].strip(), len(lines)
    ('def update(self, batch_size, ignore_stale_grad=False):', 2)
    """
    text = (PACKAGE / path).read_text(encoding="utf-8")
    node = ast.parse(text)
    for part in name.split("."):
        node = next(each for each in node.body if getattr(each, "name", None) == part)
    first = min([each.lineno for each in node.decorator_list] + [node.lineno])
    lines = text.splitlines()[first - 1 : node.end_lineno]
    if ast.get_docstring(node) is not None:
        docstring = node.body[0]
        del lines[docstring.lineno - first : docstring.end_lineno - first + 1]
        while lines[docstring.lineno - first : docstring.lineno - first + 1] == [""]:
            del lines[docstring.lineno - first]
    indent = len(lines[0]) - len(lines[0].lstrip())
    return first, [line[indent:] for line in lines]


class BesideDirective(SphinxDirective):
    """``{beside} PATH:NAME``."""

    required_arguments = 1

    def run(self):
        path, _, name = self.arguments[0].partition(":")
        try:
            start, lines = quoted(path, name)
        except (OSError, StopIteration):
            raise self.error(f"beside: there is no {name} in src/sixpieces/{path}") from None
        if len(lines) > MOST:
            raise self.error(f"beside: {name} has {len(lines)} lines, more than {MOST}")
        self.env.note_dependency(str(PACKAGE / path))
        code = nodes.literal_block("\n".join(lines), "\n".join(lines), language="python")
        self.set_source_info(code)
        return [beside("", code, path=path, called=name, start=start)]


def visit_beside(self, node):
    self.body.append(
        f'<details class="fold beside"><summary>What runs: <code>{node["called"]}</code> in '
        f"<code>{node['path']}</code>, from line {node['start']}</summary>\n"
    )


def depart_beside(self, node):
    self.body.append("</details>\n")


def pass_over(self, node):
    """Other builders write the code only."""


def setup(app):
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_over, pass_over))
    app.add_node(beside, html=(visit_beside, depart_beside), **other)
    app.add_directive("beside", BesideDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
