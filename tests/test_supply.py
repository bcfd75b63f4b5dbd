"""What comes from outside is pinned, and what goes out says under which licences."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version_beside(workflow):
    used = re.findall(r"uses: *(.*)", workflow.read_text("utf-8"))
    assert used
    pinned = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+){2}")
    assert [each for each in used if not pinned.fullmatch(each)] == []


def test_the_build_tool_that_is_pinned_is_one_that_the_project_allows():
    (needed,) = PROJECT["build-system"]["requires"]
    lowest, highest = re.fullmatch(r"flit_core>=([\d.]+),<([\d.]+)", needed).groups()
    pins = [
        pin
        for path in (ROOT / "requirements").glob("*.txt")
        for pin in re.findall(r"^flit-core==([\d.]+)", path.read_text("utf-8"), re.M)
    ]
    assert pins
    for pin in pins:
        assert version(lowest) <= version(pin) < version(highest)
    # flit_core 3.11 refuses a licence expression with AND.
    assert version(lowest) >= (3, 12)


def version(text):
    return tuple(int(part) for part in text.split("."))


def test_uv_runs_the_tasks_with_the_pinned_nox():
    noxfile = (ROOT / "noxfile.py").read_text("utf-8")
    block = re.search(r"^# /// script\n((?:# .*\n)+?)# ///$", noxfile, re.M)[1]
    script = tomllib.loads(re.sub("^# ", "", block, flags=re.M))
    asked = (ROOT / "requirements" / "nox.in").read_text("utf-8")
    names = [line for line in asked.splitlines() if not line.startswith("#")]
    pins = (ROOT / "requirements" / "nox.txt").read_text("utf-8")
    pinned = [re.search(rf"^{name}==[\d.]+", pins, re.M)[0] for name in names]
    assert script["dependencies"] == pinned
    assert script["requires-python"] == PROJECT["project"]["requires-python"]


def test_the_wheel_names_both_licences_and_holds_their_texts(tmp_path):
    wheel = pytest.importorskip("flit_core.wheel")
    made = wheel.make_wheel_in(ROOT / "pyproject.toml", tmp_path).file
    with zipfile.ZipFile(made) as file:
        (name,) = (each for each in file.namelist() if each.endswith(".dist-info/METADATA"))
        lines = file.read(name).decode().splitlines()
        assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in lines
        texts = [line.removeprefix("License-File: ") for line in lines if "License-File: " in line]
        for text in texts:
            inside = name.replace("METADATA", f"licenses/{text}")
            assert file.read(inside) == (ROOT / text).read_bytes()
    assert texts == ["LICENSE", "src/sixpieces/data/LICENSE.txt"]
