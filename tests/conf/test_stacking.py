"""Tables that stack on a phone: which ones do, and what their cells say."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))
from stacking import stacked

WIDE = """<table class="docutils">
<thead><tr><th class="head"><p>where</p></th><th><p>MXNet</p></th><th><p>why</p></th></tr></thead>
<tbody><tr><td><p>gluon.data.DataLoader</p></td>
<td><p>It has the shape of a number, and no operator takes it</p>
</td><td><p></p></td></tr></tbody></table>"""


def test_each_cell_says_its_column_but_not_the_name_of_the_row_nor_an_empty_one():
    table = stacked(WIDE)
    assert table.startswith('<table role="table" class="stacks docutils">')
    assert '<td role="cell"><p>gluon.data.DataLoader</p>' in table
    assert '<td role="cell" data-label="MXNet"><p>It has' in table
    assert table.count("data-label") == 1


def test_each_part_says_by_its_role_what_it_is():
    name = "gluon.data.DataLoader"
    table = stacked(WIDE.replace(f"<td><p>{name}</p></td>", f'<th scope="row">{name}</th>'))
    assert table.count('role="columnheader"') == 3
    assert table.count('role="rowheader"') == 1
    assert table.count('role="rowgroup"') == table.count('role="row"') == 2
    assert table.count('role="cell"') == 2


def test_a_first_column_of_numbers_says_its_name_and_short_values_stand_two_in_a_line():
    heads = ["logit z", "probability", "loss, label 1", "gradient, label 1", "loss, label 0"]
    cells = "".join(f"<td>{value}</td>" for value in ("-4.00", "0.0180", "4.0181", "-0.9820", "0"))
    head = "".join(f"<th>{name}</th>" for name in heads)
    table = stacked(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")
    assert '<table role="table" class="stacks stacks-short">' in table
    assert '<td role="cell" data-label="logit z">-4.00' in table


@pytest.mark.parametrize(
    "table",
    [
        WIDE.replace("It has the shape of a number, and no operator takes it", "1"),
        WIDE.replace("<p>why", '<p colspan="2">why'),
        WIDE.replace("thead", "tbody"),
        WIDE.replace("docutils", "progress"),
    ],
    ids=["narrow", "with spans", "without a head", "left as it is"],
)
def test_other_tables_stay_as_they_are(table):
    assert stacked(table) == table
