"""Pages that moved: their old addresses lead on, and a wrong entry of the list is said."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("sphinx")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import moved  # noqa: E402


def application(moves, found):
    titles = {name: SimpleNamespace(astext=lambda name=name: f"Title of {name}") for name in found}
    env = SimpleNamespace(titles=titles, found_docs=set(found))
    builder = SimpleNamespace(get_relative_uri=lambda old, new: new.split("/")[-1] + ".html")
    return SimpleNamespace(config=SimpleNamespace(moved_pages=moves), env=env, builder=builder)


def complaints(monkeypatch, moves, found):
    said = []
    monkeypatch.setattr(moved.logger, "warning", lambda text, *words: said.append(text % words))
    app = application(moves, found)
    moved.check(app, app.env)
    return said


def test_an_old_address_leads_to_the_new_one():
    app = application({"pieces/access": "pieces/loader"}, ["pieces/loader"])
    ((old, context, template),) = moved.pages(app)
    assert (old, template) == ("pieces/access", "moved.html")
    assert context == {"title": "Title of pieces/loader", "address": "loader.html"}
    assert "{{ address }}" in (CONF / "_templates" / template).read_text("utf-8")


def test_a_move_to_no_page_is_said(monkeypatch):
    (said,) = complaints(monkeypatch, {"a": "b"}, ["c"])
    assert "'b', which is no page" in said


def test_a_move_that_would_overwrite_a_page_is_said(monkeypatch):
    (said,) = complaints(monkeypatch, {"a": "b"}, ["a", "b"])
    assert "so it did not move" in said


def test_the_list_of_this_site_is_right():
    """No name is both old and new, or a reader would be led twice."""
    namespace = {}
    text = (CONF / "conf.py").read_text("utf-8")
    start = text.index("moved_pages = {")
    exec(text[start : text.index("}", start) + 1], namespace)  # settings only, no imports
    moves = namespace["moved_pages"]
    assert moves
    assert not set(moves) & set(moves.values())
    for new in moves.values():
        assert (CONF.parent / "docs" / f"{new}.md").exists(), new
