"""What was seen, for a person: as text, as data and as a page."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from corpus import HEALTHY, PROGRAMS
from looking import look

from sixpieces import __main__ as command
from sixpieces.xray import Seen, report, run
from sixpieces.xray.trace import Trace

BY_KIND = {program.kind: program for program in PROGRAMS}
PIECES = ("data", "loader", "parameters", "model", "loss", "trainer")


@pytest.mark.parametrize("path", sorted(HEALTHY.glob("*.py")), ids=lambda path: path.stem)
def test_a_healthy_program_has_a_sentence_for_each_piece(path):
    seen = look(path.read_text(encoding="utf-8"))
    lines = str(seen).splitlines()
    assert [line.split()[1] for line in lines[1:7]] == list(PIECES)
    assert lines[8] == "No mistake was found"
    page = report.page(seen.facts, seen.findings)
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<polyline" in page


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_mistake_stands_in_text_data_and_page(kind, tmp_path):
    path = tmp_path / "program.py"
    path.write_text(BY_KIND[kind].source(), encoding="utf-8")
    seen = look(BY_KIND[kind].source(), str(path))
    found = next(each for each in seen.findings if each.fault == kind)
    assert f"program.py:{found.line}: {kind}" in str(seen)
    data = json.loads(seen.json())
    assert set(data["pieces"]) == {*PIECES, "score"}
    assert kind in [each["fault"] for each in data["findings"]]
    page = report.page(seen.facts, seen.findings)
    assert f"{found.line:4d}  " in page
    assert "<mark>" in page
    assert seen._repr_html_() in page


def test_a_program_of_arrays_alone_has_an_x_ray():
    seen = look("from mxnet import nd\nx = nd.ones(3) + 1\nprint(x)\n")
    assert "1 data        none was seen" in str(seen)
    assert seen.findings == []


def test_an_error_is_told():
    seen = look("from mxnet import nd\nnd.ones(2) + nd.ones(3)\n")
    assert "It ended with MXNetError: add: shapes (2,) and (3,)" in str(seen)
    assert "It ended with MXNetError" in seen._repr_html_()


def test_nothing_was_seen_yet():
    assert Seen().findings == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--json"], "--json wants the name of a file"),
        (["--strict", "score.py"], "go with --xray"),
    ],
)
def test_a_wrong_call_is_answered(arguments, says, capsys):
    assert command.main(arguments) == 2
    assert says in capsys.readouterr().err


def test_files_are_written_and_strict_counts(tmp_path, monkeypatch, capsys):
    script = tmp_path / "score.py"
    script.write_text(BY_KIND["divided-twice"].source().replace("mxnet", "sixpieces"), "utf-8")
    monkeypatch.setattr(command.sixpieces, "install_as_mxnet", lambda: None)
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    monkeypatch.setattr(sys, "path", list(sys.path))
    written = [str(tmp_path / "seen.json"), str(tmp_path / "seen.html")]
    options = ["--xray", "--strict", "--json", written[0], "--report", written[1]]
    assert command.main([*options, str(script)]) == 3
    assert command.main(["--xray", str(script)]) == 0
    assert "divided-twice" in capsys.readouterr().err
    assert "divided-twice" in Path(written[0]).read_text("utf-8")
    assert "divided-twice" in Path(written[1]).read_text("utf-8")
    script.write_text("raise SystemExit(4)\n", "utf-8")
    with pytest.raises(SystemExit):
        command.main(["--xray", str(script)])
    script.write_text("1 / 0\n", "utf-8")
    assert command.main(["--xray", str(script)]) == 1


def test_a_fault_of_the_xray_itself_does_not_end_the_program(monkeypatch, capsys):
    def stumble(trace, *facts):
        raise ZeroDivisionError("in a rule")

    monkeypatch.setattr(Trace, "on_backward", stumble)
    text = (HEALTHY / "gluon_yes_no.py").read_text(encoding="utf-8")
    seen = run(text, "program.py")
    line = text[: text.index(".backward()")].count("\n") + 1
    assert seen.facts["error"] is None
    assert capsys.readouterr().out
    assert str(seen).endswith(
        f"The X-ray lost sight of the program in line {line}, and tells what it saw before. The "
        "fault is its own: ZeroDivisionError: in a rule"
    )
    assert "lost sight" in report.page(seen.facts, seen.findings)


def test_labels_that_are_all_nan_are_no_one_class():
    seen = look(
        "from mxnet import autograd, gluon, nd\n"
        "net = gluon.nn.Dense(1)\n"
        "net.initialize()\n"
        "with autograd.record():\n"
        "    loss = gluon.loss.L2Loss()(net(nd.ones((4, 2))), nd.array([float('nan')] * 4))\n"
        "loss.backward()\n"
    )
    assert seen.facts["error"] is None


@pytest.mark.parametrize("metric", ["CrossEntropy", "Accuracy", "RMSE"])
def test_predictions_and_labels_that_are_no_numbers_are_looked_through(metric):
    seen = look(
        "import mxnet as mx\n"
        "from mxnet import autograd, gluon, nd\n"
        "net = gluon.nn.Dense(3)\n"
        "net.initialize()\n"
        "x, y = nd.ones((4, 2)) * float('nan'), nd.array([float('nan')] * 4)\n"
        "with autograd.record():\n"
        "    loss = gluon.loss.SoftmaxCrossEntropyLoss()(net(x), y)\n"
        "loss.backward()\n"
        f"measure = mx.metric.{metric}()\n"
        "measure.update([nd.array([0, 1, 2, 0])], [net(x)])\n"
    )
    assert seen.facts is not None
    assert "features-not-finite" in [each.fault for each in seen.findings]
