"""Without MXNet the site shows what was recorded on it, and no recording goes stale unseen."""

import datetime
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("myst_nb")
import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from sphinx.errors import ExtensionError
from sphinx_gallery.py_source_parser import split_code_and_text_blocks

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "conf"))

import recorded  # noqa: E402

RECORDINGS = sorted((DOCS / "recorded").rglob("*.ipynb"))
SCRIPT_PAGE = """\
A script
========

.. GENERATED FROM PYTHON SOURCE LINES 5-7

.. code-block:: Python


    x = 1




.. GENERATED FROM PYTHON SOURCE LINES 8-9

.. code-block:: Python

    if x:
        print(x)


{shown}
.. _sphx_glr_download_gallery_plot_a.py:

.. only:: html
"""
SHOWN = """\
.. image-sg:: /gallery/images/sphx_glr_plot_a_001.svg
   :alt: A line.

.. rst-class:: sphx-glr-script-out

 .. code-block:: none

    1
"""


def cell(source, *outputs, tags=()):
    outputs = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in outputs]
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page whose one cell was recorded a while ago."""
    monkeypatch.setattr(recorded, "MXNET", "1.9.1")
    monkeypatch.delenv("SIXPIECES_RECORD", raising=False)
    monkeypatch.delenv("SIXPIECES_LIVE", raising=False)
    recorded.write(tmp_path, "pieces/a", [recorded.as_recorded(cell("f()", "loss 0.6931\n"))])
    path = recorded.path_of(tmp_path, "pieces/a")
    today = f'"{datetime.date.today().isoformat()}"'
    text = path.read_text("utf-8")
    assert today in text
    path.write_text(text.replace(today, '"2026-11-07"'), "utf-8")
    recorded.Reading.srcdir, recorded.Reading.page = tmp_path, "pieces/a"
    return tmp_path


# -- The recordings of the site ------------------------------------------------------------------
def test_what_needs_mxnet_is_recorded_as_it_stands_and_nothing_else_is():
    now = {}
    for path in sorted(DOCS.rglob("*.md")):
        if recorded.has_tag(path):
            cells = read_myst_markdown_notebook(path.read_text("utf-8")).cells
            sources = [
                each.source for each in cells if recorded.TAG in each.metadata.get("tags", [])
            ]
            now[path.relative_to(DOCS).with_suffix("").as_posix()] = sources
    for script in ("9_scale/plot_parameter_server",):
        _, blocks = split_code_and_text_blocks(str(ROOT / "examples" / f"{script}.py"))
        now[f"gallery/{script}"] = [text.strip() for kind, text, *_ in blocks if kind == "code"]
    kept = {
        path.relative_to(DOCS / "recorded").with_suffix("").as_posix(): [
            each.source for each in nbformat.read(path, as_version=4).cells
        ]
        for path in RECORDINGS
    }
    stale = [page for page in now.keys() | kept.keys() if now.get(page) != kept.get(page)]
    assert stale == [], "run `nox -s record` where MXNet installs"


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_a_recording_says_what_it_was_recorded_on_and_is_small_text(path):
    page = path.relative_to(DOCS / "recorded").with_suffix("").as_posix()
    assert recorded.mark(DOCS, page).startswith("recorded on MXNet 1.9.1, ")
    kinds = {
        kind
        for each in nbformat.read(path, as_version=4).cells
        for output in each.outputs
        for kind in output.get("data", {})
    }
    assert kinds <= {"text/plain", recorded.SVG, recorded.RST}
    assert path.stat().st_size < 100_000


# -- With MXNet ----------------------------------------------------------------------------------
def test_a_build_stops_where_mxnet_computes_other_than_recorded_and_names_the_command(page):
    recorded.after_running(
        SimpleNamespace(cells=[cell("f()", "loss 0.6931\n", tags=["needs-mxnet"])])
    )
    wrong = SimpleNamespace(cells=[cell("f()", "loss 0.5\n", tags=["needs-mxnet"])])
    with pytest.raises(ExtensionError, match=r"(?s)pieces/a: .*0\.6931.*0\.5.*nox -s record"):
        recorded.after_running(wrong)
    wrong.cells[0].source = "g()"
    with pytest.raises(ExtensionError, match="other cells"):
        recorded.after_running(wrong)


def test_a_page_that_failed_keeps_its_own_error(page):
    failed = cell("f()", tags=["needs-mxnet"])
    failed.outputs = [nbformat.v4.new_output("error", ename="E", evalue="no", traceback=[])]
    recorded.after_running(SimpleNamespace(cells=[failed]))


def test_recording_anew_keeps_the_date_of_what_is_alike(page, monkeypatch):
    monkeypatch.setenv("SIXPIECES_RECORD", "1")
    again = cell("f()", "loss ", "0.69315\n", tags=["needs-mxnet"])  # in two pieces
    recorded.after_running(SimpleNamespace(cells=[again]))
    assert recorded.mark(page, "pieces/a") == "recorded on MXNet 1.9.1, 7 November 2026"
    recorded.after_running(SimpleNamespace(cells=[cell("f()", "loss 0.5\n", tags=["needs-mxnet"])]))
    assert recorded.mark(page, "pieces/a") != "recorded on MXNet 1.9.1, 7 November 2026"
    assert recorded.read(page, "pieces/a").cells[0].outputs[0].text == "loss 0.5\n"


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("[0.1 -2.5e-08]", "[ 0.1001 -3.1e-08]", True),
        ("9 of 10", "8 of 10", False),
        ("loss nan", "loss 0.1", False),
        ('<use id="m0123456789" x="1.5"/>', '<use id="mabcdef0123" x="1.501"/>', True),
        ('<use id="m0123456789" x="1.5"/>', '<use id="m0123456789" x="2.5"/>', False),
    ],
)
def test_numbers_may_differ_by_one_per_cent_and_words_not_at_all(before, now, same):
    assert recorded.alike(before, now) is same


def test_of_last_digits_only_the_words_are_compared(page):
    tags = ["needs-mxnet", "last-digits"]
    recorded.after_running(SimpleNamespace(cells=[cell("f()", "loss 0.5\n", tags=tags)]))
    with pytest.raises(ExtensionError, match="nox -s record"):
        recorded.after_running(SimpleNamespace(cells=[cell("f()", "slope 0.5\n", tags=tags)]))


# -- Without MXNet -------------------------------------------------------------------------------
def test_without_mxnet_a_cell_is_skipped_and_shows_its_recording(page, monkeypatch):
    monkeypatch.setattr(recorded, "MXNET", None)
    notebook = SimpleNamespace(cells=[cell("x = 1"), cell("f()", tags=["needs-mxnet"])])
    recorded.before_running(notebook)
    assert [recorded.SKIP in each.metadata.tags for each in notebook.cells] == [False, True]
    assert notebook.cells[1].outputs[0].text == "loss 0.6931\n"
    recorded.after_running(notebook)
    assert notebook.cells[1].metadata.tags == ["needs-mxnet"]


def test_without_mxnet_a_cell_that_was_not_recorded_stops_the_build(page, monkeypatch):
    monkeypatch.setattr(recorded, "MXNET", None)
    notebook = SimpleNamespace(cells=[cell("g()", tags=["needs-mxnet"])])
    with pytest.raises(ExtensionError, match=r"pieces/a: .*nox -s record"):
        recorded.before_running(notebook)
    monkeypatch.setenv("SIXPIECES_LIVE", "1")
    recorded.before_running(notebook)
    assert notebook.cells[0].outputs == []


def test_a_script_shows_its_recorded_output_and_picture_with_the_mark(page, monkeypatch):
    picture = page / "gallery" / "images" / "sphx_glr_plot_a_001.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>", "utf-8")
    app = SimpleNamespace(srcdir=page, config=SimpleNamespace(needs_mxnet_scripts=["plot_a"]))
    ran, bare = SCRIPT_PAGE.format(shown=SHOWN), SCRIPT_PAGE.format(shown="\n\n")
    with pytest.raises(ExtensionError, match="nox -s record"):
        recorded.begin(app, "gallery/plot_a", [ran])
    monkeypatch.setenv("SIXPIECES_RECORD", "1")
    recorded.begin(app, "gallery/plot_a", [ran])

    monkeypatch.setattr(recorded, "MXNET", None)
    picture.unlink()
    recorded.lay_pictures(app)
    assert picture.read_text("utf-8") == "<svg/>"
    source = [bare]
    recorded.begin(app, "gallery/plot_a", source)
    assert SHOWN.strip() in source[0]
    assert source[0].index("print(x)") < source[0].index(SHOWN.strip())
    assert source[0].count("recorded on MXNet 1.9.1") == 1
    assert source[0].endswith(bare[bare.index(".. _sphx_glr_download") :])


def test_the_engine_stands_in_silently_for_processes_and_their_children():
    path = [str(recorded.STAND_IN), str(ROOT / "src")]  # before MXNet itself, where it is
    child = "import mxnet.gluon; print(mxnet.__name__, mxnet.__version__)"
    program = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])\n{child}"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("sixpieces 1.9.1\n" * 2, "")


def test_only_a_build_that_records_drops_what_is_needed_no_more(page, monkeypatch):
    (page / "pieces").mkdir()
    text = "```{code-cell}\n:tags: [needs-mxnet]\nf()\n```\n"
    (page / "pieces" / "a.md").write_text(text, "utf-8")
    recorded.write(page, "gone", [])
    app = SimpleNamespace(srcdir=page, config=SimpleNamespace(needs_mxnet_scripts=[]))
    env = SimpleNamespace(found_docs={"pieces/a"}, doc2path=lambda name: page / f"{name}.md")
    recorded.drop_old(app, env, [])
    assert recorded.path_of(page, "gone").exists()
    monkeypatch.setenv("SIXPIECES_RECORD", "1")
    recorded.drop_old(app, env, [])
    assert not recorded.path_of(page, "gone").exists()
    assert recorded.path_of(page, "pieces/a").exists()
