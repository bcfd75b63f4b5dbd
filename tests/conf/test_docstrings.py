"""The examples in the docstrings of conf/ run, and print what they say."""

import doctest
import importlib
import sys
from pathlib import Path

import pytest

CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

MODULES = sorted(path.stem for path in CONF.glob("*.py") if ">>> " in path.read_text("utf-8"))
MODULES += sorted(
    f"explorable.{path.stem}"
    for path in (CONF / "explorable").glob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
