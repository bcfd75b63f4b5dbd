"""The bench of the X-ray's page: what the build looks through, and what it writes."""

import base64
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
CONF = Path(__file__).parents[2] / "conf"
sys.path[:0] = [str(CONF), str(CONF / "_static" / "xray")]

import xray_page  # noqa: E402

from sixpieces.xray.rules import RULES  # noqa: E402

writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # _static is published
import look  # noqa: E402

sys.dont_write_bytecode = writes

SLOW = """
from mxnet import nd
for step in range(40):
    for _ in range(2000):
        pass
    nd.ones(3) + 1
"""


@pytest.fixture
def seen(tmp_path, monkeypatch):
    """Look through a text as a worker does; return all that was handed on."""
    monkeypatch.setattr(look, "FOLDER", str(tmp_path))
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.chdir(tmp_path)

    def run(text, files=None):
        reports = []
        look.look(text.replace("mxnet", "sixpieces"), "program.py", files or {}, reports.append)
        return [json.loads(one) for one in reports]

    return run


def test_every_kind_has_a_sentence_of_plain_text_and_code():
    known = xray_page.sentences()
    assert set(known) == set(RULES)
    assert [text for text in known.values() if "$" in text or "{" in text] == []


def test_whatever_ends_a_program_there_is_a_report(seen):
    for text, kind in [
        ("import nonsense", "ModuleNotFoundError"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("for", "SyntaxError"),
        ("print(open('table.csv'))", "FileNotFoundError"),
    ]:
        *_, last = seen(text)
        assert (last["error"] or {"type": "SystemExit"})["type"] == kind
        assert last["findings"] == []


def test_the_line_of_a_text_that_is_no_program_is_told(seen):
    *_, last = seen("x = 1\nfor")
    assert last["error"]["line"] == ["program.py", 2]


def test_other_files_lie_beside_the_program_and_its_modules_start_anew(seen, capsys):
    for text in ("one", "two"):
        files = {"helper.py": base64.b64encode(f"word = '{text}'".encode()).decode()}
        seen("import helper\nprint(helper.word)", files)
    assert capsys.readouterr().out == "one\ntwo\n"


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="loops are heard from Python 3.12 on")
def test_glances_are_handed_on_while_it_runs(seen, monkeypatch):
    monkeypatch.setattr(look, "FIRST", 0)
    monkeypatch.setattr(look, "PAUSE", 0)
    monkeypatch.setattr(look, "SHARE", 0)
    assert len(seen(SLOW)) > 10


def test_lines_far_from_any_finding_are_left_out():
    found = {"fault": "step-missing", "severity": "mistake", "line": 10, "evidence": "<e>"}
    found |= {"repair": "r", "page": "how_to/xray_your_program.html#step-missing"}
    html = xray_page.marked_source("\n".join(f"line{n}" for n in range(1, 21)), [found])
    assert html.count("<mark>") == 1
    assert "<mark>  10  line10</mark>" in html
    assert "line6\n" not in html
    assert "line7" in html
    assert html.count("xray-skipped") == 2
    assert "&lt;e&gt;" in html
    assert 'href="xray_your_program.html#step-missing"' in html


def test_the_map_is_filled_and_marked():
    report = {"brief": dict.fromkeys(("data", "loader", "parameters", "model"), "a < b")}
    report["brief"] |= {"loss": "0.7", "trainer": "9 steps"}
    report["blamed"] = ["trainer"]
    drawn = xray_page.map_of(report)
    assert drawn.count("a &lt; b</text>") == 8
    assert drawn.count('class="piece trainer blamed"') == 2
    assert drawn.count("blamed") == 2
