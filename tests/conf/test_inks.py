"""Figures follow light and dark, and come out the same each time."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

from inks import FIGURE_INKS, follow_scheme  # noqa: E402


@pytest.fixture
def drawn():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    def draw():
        with matplotlib.rc_context(fname=CONF / "matplotlibrc"):
            figure, axes = plt.subplots()
            for n in range(6):
                axes.plot([0, 1], [n, 1], label=f"line {n}")
            axes.set_xlabel("logit")
            axes.legend()
            file = io.StringIO()
            figure.savefig(file, format="svg", metadata={"Date": None})
            plt.close(figure)
        return file.getvalue()

    return draw


def test_every_ink_follows_the_scheme(drawn):
    svg = follow_scheme(drawn())
    rules, rest = svg.split("</style>", 1)
    assert not re.findall("|".join(FIGURE_INKS), rest)
    assert all(ink in rules for ink in [*FIGURE_INKS, *FIGURE_INKS.values()])
    assert "prefers-color-scheme:dark" in rules


def test_two_drawings_of_one_figure_are_the_same_bytes(drawn):
    assert drawn() == drawn()


def test_recolouring_twice_changes_nothing_more(drawn):
    once = follow_scheme(drawn())
    assert follow_scheme(once) == once


def test_other_pictures_are_left_alone():
    other = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#22272e"/></svg>'
    assert follow_scheme(other) == other


def test_figures_drawn_in_the_readers_browser_follow_the_scheme_too():
    pytest.importorskip("matplotlib")
    draw = "import matplotlib.pyplot as plt; plt.plot([1, 2])"
    printed = subprocess.check_output(
        [sys.executable, "-c", f"import cells; print(cells.run('cell 1', {draw!r}, print))"],
        env={
            **os.environ,
            "MPLBACKEND": "agg",
            "MATPLOTLIBRC": str(CONF / "matplotlibrc"),
            "PYTHONPATH": os.pathsep.join([str(CONF), str(CONF / "_static" / "runner")]),
        },
        text=True,
    )
    assert "prefers-color-scheme:dark" in printed
