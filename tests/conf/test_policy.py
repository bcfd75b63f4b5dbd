"""The policy stands in every published page, and nowhere while a page is edited."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("furo")
sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))

import policy


@pytest.mark.parametrize(("live", "there"), [("", True), ("1", False)])
def test_policy_is_left_out_where_the_page_reloads_itself(monkeypatch, live, there):
    monkeypatch.setenv("SIXPIECES_LIVE", live)
    context = {"metatags": "<meta>"}
    app = SimpleNamespace(config=SimpleNamespace(pyodide_address=""))
    policy.add_policy(app, "index", "page.html", context, None)
    assert ("Content-Security-Policy" in context["metatags"]) == there
    assert context["metatags"].endswith("<meta>")
