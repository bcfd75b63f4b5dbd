"""Let tables that are wider than a phone stack: each row a block, each cell with its column's name.

Every cell of such a table gets the head of its column as `data-label`, which the style sheet
writes before it where the screen is narrow. A table that is laid out as blocks is no table to a
browser any more, so each part also says by its role what it is: a screen reader goes through rows
and columns as on a wide screen.

Kept: sphinx-datatables needs a script; no extension lays out a table for a phone.
"""

from __future__ import annotations

import re
from html import escape, unescape

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.DOTALL)
UNSEEN = re.compile(r"<annotation\b.*?</annotation>|<a class=\"headerlink\".*?</a>", re.DOTALL)
LEFT_AS_IT_IS = ("matrix", "indextable", "progress")  # no head; small; two columns of numbers
SCREEN = 40  # letters beside one another in a box on a phone of 360 pixels
WORDS = 18  # letters that a column of words wants, so that it is not a column of single words
SHORT = 16  # letters; values so short stand two in a line when stacked
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def words_of(cell: str) -> str:
    """Return what a cell says, without its markup.

    >>> words_of('<p>label <math><mi>y</mi><annotation>y</annotation></math></p>')
    'label y'
    """
    return " ".join(unescape(re.sub(r"<[^>]*>", "", UNSEEN.sub("", cell))).split())


def rows_of(table: str) -> list[list[str]]:
    """Return the words of each cell, row by row, the head first."""
    return [[words_of(cell[3]) for cell in CELL.finditer(row[0])] for row in ROW.finditer(table)]


def width(rows: list[list[str]]) -> int:
    """Return how many letters a table wants beside one another.

    >>> width([["who", "logit z"], ["long hours", "0.500"]])
    19
    """
    wanted = 2 * len(rows[0])  # the room between columns
    for head, *column in zip(*rows, strict=True):
        longest_word = max(len(word) for text in (head, *column) for word in text.split() or [""])
        wanted += max(longest_word, min(max(map(len, column)), WORDS))  # a head may take lines
    return wanted


def stacked(table: str) -> str:
    """Return a table so that it stacks on a phone, or as it is where it fits one."""
    opening = table[: table.index(">") + 1]
    if "<thead" not in table or "span=" in table or any(name in opening for name in LEFT_AS_IT_IS):
        return table
    head, *body = rows = rows_of(table)
    if not body or len({len(row) for row in rows}) > 1 or width(rows) <= SCREEN:
        return table
    named = not all(
        re.fullmatch(r"[\W\d]*", row[0]) for row in body
    )  # the first cell names its row
    short = all(len(text) <= SHORT for row in body for text in row[1:])
    labels = ["" if named else head[0], *(head[1:] if len(head) > 2 or not named else [""])]
    classes = "stacks stacks-short" if short else "stacks"

    start = table.index("</thead>")
    table = table[:start] + ROW.sub(lambda row: _labelled(row[0], labels), table[start:])
    return _with_class(_with_roles(table), classes)


def _labelled(row: str, labels: list[str]) -> str:
    """Return a row whose cells say the names of their columns; an empty cell says nothing."""
    left = iter(labels)

    def say(cell):
        tag, attributes, content = cell.groups()
        label = next(left)
        if label and words_of(content):
            attributes += f' data-label="{escape(label)}"'
        return f"<{tag}{attributes}>{content}</{tag}>"

    return CELL.sub(say, row)


def _with_roles(table: str) -> str:
    def say(tag):
        role = ROLES.get(tag[1])
        if tag[1] == "th":
            role = "columnheader" if tag.start() < table.index("</thead>") else "rowheader"
        return f'<{tag[1]} role="{role}"'

    table = re.sub(r"<(thead|tbody|tr|td|th)\b", say, table)
    return table.replace("<table", '<table role="table"', 1)


def _with_class(table: str, classes: str) -> str:
    opening, rest = table.split(">", 1)
    if 'class="' in opening:
        return opening.replace('class="', f'class="{classes} ', 1) + ">" + rest
    return f'{opening} class="{classes}">{rest}'


def stack_tables(_app, _pagename, _template, context, _doctree) -> None:
    if "<table" in context.get("body", ""):
        context["body"] = TABLE.sub(lambda table: stacked(table[0]), context["body"])


def setup(app):
    app.connect("html-page-context", stack_tables, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
