"""The page on how the site is built has a row with a reason for whatever stands in conf/."""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "about" / "how_it_is_built.md"
CELL = re.compile(r"```\{code-cell\} ipython3\n(?:---\n.*?\n---\n)?(.*?)```", re.DOTALL)


def rows(root, monkeypatch):
    """Return the table's rows, as the page's cell makes them for the conf/ of this folder."""
    folder = root / "docs" / "about"
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    cell = next(code for code in CELL.findall(PAGE.read_text("utf-8")) if "no_extension" in code)
    variables = {}
    exec(cell, variables)
    return [line.split(" | ") for line in variables["lines"][2:]]


def test_each_file_has_a_row_with_a_reason(monkeypatch):
    found = rows(ROOT, monkeypatch)
    names = {path.name for path in (ROOT / "conf").iterdir()} - {"__pycache__"}
    assert {row[0].strip("| `") for row in found} == names
    assert all(len(row) == 3 and row[1] and len(row[2]) > len("| Kept: ") for row in found)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("new.py", '"""Does something."""\n', ValueError),
        ("new.py", '"""Does something.\n\nAnd more.\n"""\n', ValueError),
        ("new.toml", "", KeyError),
    ],
)
def test_a_new_file_needs_a_reason(tmp_path, monkeypatch, name, text, error):
    (tmp_path / "conf" / "__pycache__").mkdir(parents=True)  # it is there after any build
    shutil.copy(ROOT / "conf" / "inks.py", tmp_path / "conf")
    assert len(rows(tmp_path, monkeypatch)) == 1
    (tmp_path / "conf" / name).write_text(text, "utf-8")
    with pytest.raises(error):
        rows(tmp_path, monkeypatch)
