"""Row times column: choose a number of the product and see the row and the column it comes from."""

from html import escape

from sixpieces import nd

from .kit import MINUS, Figure, fixed
from .people import PEOPLE, ROWS, WEIGHTS

OTHER = (-1.0, 2.0, 0.5)  # the second question of the lesson
FIRST = (3, 1)


def short(value):
    """Return a number as one writes it by hand."""
    return fixed(value, 1).removesuffix(".0")


def product():
    """Return features times weights, a column a question."""
    columns = nd.array([WEIGHTS, OTHER]).T
    return nd.dot(nd.array(ROWS), columns).asnumpy().tolist()


def in_brackets(value):
    shown = short(value)
    return f"({shown})" if shown.startswith(MINUS) else shown


def sum_of(row, column):
    """Return the products of a row and a column, written out.

    >>> sum_of((0, 1, 0), (3, 2, 0.5))
    '0 · 3 + 1 · 2 + 0 · 0.5'
    """
    pairs = zip(row, column, strict=True)
    return " + ".join(f"{short(x)} · {in_brackets(w)}" for x, w in pairs)


def grid(name, rows, cell):
    """Return a table of numbers that stands for a matrix."""
    lines = "".join(
        "<tr>" + "".join(cell(i, k, value) for k, value in enumerate(row)) + "</tr>"
        for i, row in enumerate(rows)
    )
    return f'<table class="matrix" aria-label="{escape(name)}"><tbody>{lines}</tbody></table>'


def figure(id):
    """Return three matrices; radio buttons in the last choose what is lit, without a script."""
    columns = (WEIGHTS, OTHER)
    weights = [[column[j] for column in columns] for j in range(3)]
    found = product()

    def choose(i, k, value):
        checked = " checked" if (i, k) == FIRST else ""
        return (
            f'<td><label><input type="radio" name="{id}-cell" value="{i}-{k}" autocomplete="off" '
            f'aria-label="row {i + 1}, column {k + 1}: {short(value)}"{checked}>'
            f"<span>{short(value)}</span></label></td>"
        )

    features = grid("features", ROWS, lambda i, k, v: f'<td class="row-{i}">{short(v)}</td>')
    two = grid("weights", weights, lambda i, k, v: f'<td class="column-{k}">{short(v)}</td>')
    result = grid("product", found, choose)
    told = "".join(
        f'<p class="of-{i}-{k}">Row {i + 1} ({PEOPLE[i]}) times column {k + 1}: '
        f"{sum_of(ROWS[i], columns[k])} = <strong>{short(value)}</strong></p>"
        for i, row in enumerate(found)
        for k, value in enumerate(row)
    )
    drawing = (
        f'<fieldset class="product"><legend>Choose a number of the product on the right.</legend>'
        f'<div class="matrices">{features}<span aria-hidden="true">·</span>{two}'
        f'<span aria-hidden="true">=</span>{result}</div></fieldset>\n'
        f'<div class="written-out">{told}</div>\n'
    )
    facts = (
        "Each number of the product takes one whole row from the left and one whole column from "
        "the middle: as many multiplications as the row has numbers, then one sum. So the row "
        "must be as long as the column is high."
    )
    table = [["row", "column", "products", "sum"]]
    for i, row in enumerate(found):
        for k, value in enumerate(row):
            table.append([str(i + 1), str(k + 1), sum_of(ROWS[i], columns[k]), short(value)])
    return Figure(
        title="Row times column",
        data={},
        drawing=drawing,
        speaks=True,
        facts=facts,
        table=table,
    )
