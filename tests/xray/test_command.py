"""``python -m sixpieces --xray``, `xray.run` and `xray.watch`: what they say and leave."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sixpieces import nd, xray
from sixpieces.xray.rules import RULES

TRAIN = """
from mxnet import autograd, nd
x = nd.random.normal(shape=(40, 2))
y = x[:, 0]
w = nd.zeros(2)
w.attach_grad()
for step in range(STEPS):
    with autograd.record():
        loss = ((nd.dot(x, w) - y) ** 2).mean()
    loss.backward()
    w[:] = w - RATE * w.grad
"""


def command(folder, text, *arguments, options=(), given=""):
    script = folder / "script.py"
    script.write_text(text, encoding="utf-8")
    call = [sys.executable, "-m", "sixpieces", "--xray", *options, str(script), *arguments]
    return subprocess.run(call, input=given, capture_output=True, text=True, cwd=folder)


def train(steps=20, rate=0.1):
    return TRAIN.replace("STEPS", str(steps)).replace("RATE", str(rate))


def test_output_and_exit_status_stay(tmp_path):
    done = command(tmp_path, "import sys\nprint(input(), sys.argv[1])\nsys.exit(4)", "b", given="a")
    assert (done.returncode, done.stdout) == (4, "a b\n")
    assert "No mistake was found" in done.stderr


def test_a_script_that_raises_is_seen_up_to_there(tmp_path):
    done = command(tmp_path, train() + "print(w)\n1 / 0", options=["--json", "seen.json"])
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert seen["pieces"]["trainer"]["steps"] == 20
    assert seen["error"]["type"] == "ZeroDivisionError"


def test_data_and_page_of_a_mistake_in_a_second_file(tmp_path):
    (tmp_path / "helper.py").write_text(train(rate=5), encoding="utf-8")
    options = ["--strict", "--json", "seen.json", "--report", "seen.html"]
    done = command(tmp_path, "import helper", options=options)
    assert done.returncode == 3
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert list(seen)[:3] == ["script", "pieces", "findings"]
    assert set(seen["pieces"]) == {
        *("data", "loader", "parameters", "model", "loss", "trainer", "score")
    }
    (found,) = seen["findings"]
    assert list(found) == ["fault", "severity", "file", "line", "evidence", "repair", "page"]
    assert found["fault"] == "learning-rate-too-large"
    assert Path(found["file"]).name == "helper.py"
    page = (tmp_path / "seen.html").read_text(encoding="utf-8")
    assert "learning-rate-too-large" in page
    assert "<script" not in page


def test_a_text_that_is_no_program():
    seen = xray.run("for")
    assert seen.facts["error"]["type"] == "SyntaxError"
    assert seen.mistakes == []


def test_run_leaves_the_modules_alone():
    before = {name: module for name, module in sys.modules.items() if "mxnet" in name}
    xray.run("import mxnet\nprint(mxnet.__name__)")
    assert {name: module for name, module in sys.modules.items() if "mxnet" in name} == before


def test_watch_shows_itself_and_ends_with_the_block():
    with xray.watch() as seen:
        nd.ones(3) * 2
    assert "The six pieces" in str(seen)
    assert "<" in seen._repr_html_()
    calls = seen.facts["steps"]
    nd.ones(3) * 2
    assert seen.facts["steps"] == calls


@pytest.mark.parametrize("kind", RULES)
def test_each_kind_has_its_section(kind):
    page = Path(__file__).parents[2] / "docs" / "how_to" / "xray_your_program.md"
    assert f"\n### {kind}\n" in page.read_text(encoding="utf-8")


def test_memory_stays_flat():
    """What is kept of 1,600 steps is no more than what is kept of 400."""
    few, many = (len(str(xray.run(train(steps)).facts)) for steps in (400, 1600))
    assert many < 1.1 * few
