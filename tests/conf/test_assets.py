"""Style sheets join without losing their addresses; the policy names the theme's own scripts."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("furo")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import assets  # noqa: E402
import policy  # noqa: E402


def test_joined_style_sheets_keep_their_order_and_find_their_files(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "font.css").write_text(
        '/* a remark */\n@font-face { src: url("../fonts/a.woff2?v=1") }\n', encoding="utf-8"
    )
    (tmp_path / "own.css").write_text(
        "a { background: url(data:image/png;base64,AA==) }\nb { mask: url('x/y.svg') }\n",
        encoding="utf-8",
    )
    text = assets.joined(tmp_path, ["css/font.css", "own.css"])
    assert text.index("css/font.css") < text.index("own.css")
    assert 'url("fonts/a.woff2?v=1")' in text
    assert "url(data:image/png;base64,AA==)" in text
    assert 'url("x/y.svg")' in text
    assert "remark" not in text


def test_a_missing_font_is_named_with_how_to_make_it(tmp_path):
    assets.find_font(SimpleNamespace(confdir=CONF))
    shutil.copytree(CONF / "_static" / "css", tmp_path / "_static" / "css")
    with pytest.raises(assets.ExtensionError, match=r"fonts/.*\.woff2.*make_math_font"):
        assets.find_font(SimpleNamespace(confdir=tmp_path))


def test_the_policy_allows_the_inline_scripts_of_the_theme_and_no_others():
    scripts = policy.theme_scripts()
    assert len(scripts) == 1
    stated = policy.page_policy("https://cdn.example").split("; ")
    rules = dict(rule.split(" ", 1) for rule in stated)
    assert policy.script_hash(scripts[0]) in rules["script-src"]
    assert "unsafe" not in rules["script-src"].replace("'wasm-unsafe-eval'", "")
    assert "blob:" not in rules["script-src"]
    # One other host, for Python, and nothing but files may come from it.
    assert [name for name, rule in rules.items() if "http" in rule] == ["connect-src"]


def test_pages_may_not_be_framed():
    assert any("frame-ancestors" in line for line in policy.headers().splitlines())


def test_the_host_of_python_follows_the_setting():
    def host(address):
        return policy.runner_host(SimpleNamespace(config=SimpleNamespace(pyodide_address=address)))

    assert host("https://mine.example/python/") == "https://mine.example"
    assert host("") == "https://cdn.jsdelivr.net"
