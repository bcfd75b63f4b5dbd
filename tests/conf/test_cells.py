"""What runs a page's cells in the reader's browser, run here: imports, needs, prints."""

import sys
from pathlib import Path

import pytest

CONF = Path(__file__).parents[2] / "conf"
sys.path[:0] = [str(CONF), str(CONF / "_static" / "runner")]

# In a browser, IPython and tqdm are stand-ins. Here other tests need the real ones.
before = dict(sys.modules)
import cells  # noqa: E402

STAND_INS = {
    name: module
    for name, module in sys.modules.items()
    if name.split(".")[0] in ("IPython", "tqdm") and before.get(name) is not module
}
for name in STAND_INS:
    sys.modules.pop(name)
    if name in before:
        sys.modules[name] = before[name]


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name, module in STAND_INS.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(cells, "deferred", [])
    monkeypatch.setattr(cells, "namespace", {"__name__": "__main__"})


def run(source, **options):
    said = []
    result = cells.run("cell 1", source, said.append, **options)
    return result, "".join(said)


def test_the_last_value_is_shown_and_prints_are_handed_on():
    result, said = run("print('one')\n2 + 3")
    assert said == "one\n"
    assert result["outputs"] == [{"kind": "text", "data": "5"}]
    assert result["error"] is None


def test_a_cell_that_runs_unseen_shows_nothing_and_gives_its_names():
    assert run("x = 3\nx", seen=False)[0]["outputs"] == []
    assert run("x + 1")[0]["outputs"] == [{"kind": "text", "data": "4"}]


def test_an_error_has_the_readers_line_only():
    error = run("x = 1\n1 / 0")[0]["error"]
    assert "line 2" in error
    assert error.endswith("ZeroDivisionError: division by zero")
    assert "cells.py" not in error
    assert run("raise SystemExit(3)")[0]["error"].endswith("SystemExit: 3")


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("import matplotlib.pyplot as plt\nimport sys", False),
        ("from matplotlib import pyplot\nx = 1", False),
        ("import matplotlib.pyplot as plt\nplt.plot([1])", True),
        ("import matplotlib.pyplot as plt\ndef draw():\n    plt.plot([1])", True),
        ("def draw():\n    import matplotlib\n    matplotlib.use('agg')", True),
        ("import sys\nsys.path", False),
        ("not python", False),
    ],
)
def test_matplotlib_is_wanted_where_it_is_used(source, needs):
    assert cells.wants(source) == needs


def test_an_import_that_was_put_off_is_wanted_by_the_cell_that_uses_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    result, _ = run("import matplotlib.pyplot as plt\nx = 1")
    assert result["error"] is None
    assert "matplotlib" not in sys.modules
    assert not cells.wants("x + 1")
    assert cells.wants("plt.plot([x])")


def test_all_cells_before_one_are_needed_but_drawings_that_give_it_nothing():
    sources = ["x = 1", "plt.plot(x)", "figure = plt.figure()\ny = 2", "z = x + y", "z"]
    assert cells.plan(sources, [1]) == [0, 2, 3, 4]
    assert cells.plan(sources, [1, 2]) == [0, 2, 3, 4]  # the second drawing gives y
    assert cells.plan([*sources[:3], "x"], [1, 2]) == [0, 3]
    assert cells.plan(["x = (", "1"], [0]) == [0, 1]  # what cannot be read may be needed
    assert cells.plan(sources[:2], [1]) == [0, 1]  # the one that was asked for


def test_many_prints_are_handed_on_together_and_no_more_than_a_page_can_hold(monkeypatch):
    monkeypatch.setattr(cells, "PAUSE", 60)  # seconds: after the first, all wait for the end
    pieces = []
    cells.run("cell 1", "for i in range(1000):\n    print(i)", pieces.append)
    assert len(pieces) == 2
    assert "".join(pieces).split() == [str(i) for i in range(1000)]
    monkeypatch.setattr(cells, "KEPT_TEXT", 10)
    result, said = run("print('x' * 25)")
    assert said == "x" * 10
    assert result["left_out"] == 16
