"""The explorable figures as they are written; tests/site/test_explorables.py moves them."""

import doctest
import io
import json
import math
import re
import sys
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))

import explorable
from explorable import kit, learning_rate, logit, people, underflow
from explorable.people import loop_trace


@pytest.fixture
def build(tmp_path):
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    def build(text, builder="html"):
        source = tmp_path / "docs"
        source.mkdir(exist_ok=True)
        (source / "index.md").write_text(f"# Home\n\n{text}\n\n```{{toctree}}\nother\n```\n")
        (source / "other.md").write_text("# Another page\n")
        warnings = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=tmp_path / builder,
                doctreedir=tmp_path / "doctrees",
                buildername=builder,
                confoverrides={
                    "extensions": ["myst_nb", "piecemap", "explorable"],
                    "nb_ipywidgets_js": {},
                },
                status=None,
                warning=warnings,
            )
            app.build()
        return tmp_path / builder, warnings.getvalue()

    return build


def directive(name, options=""):
    return f"```{{explorable}} {name}\n{options}```\n\n"


@pytest.mark.parametrize("name", explorable.FIGURES)
def test_a_figure_brings_its_drawing_its_facts_and_its_own_script_only(build, name):
    folder, warnings = build(directive(name))
    assert warnings == ""
    page = (folder / "index.html").read_text("utf-8")
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert re.search(r'<svg [^>]*viewBox="[^"]+" role="img" aria-label="[^"]{60,}"', figure)
    assert "<details>" in figure
    assert "<table" in figure
    assert "style=" not in figure
    assert "nan" not in re.sub(r"<[^>]*>", "", figure)
    json.loads(unescape(re.search(r'data-scales="([^"]*)"', figure)[1]))
    for other in explorable.FIGURES:
        assert (f"explorables/{other}.js" in page) == (other == name)
    assert "explorables/kit.js" in page
    assert "explorables" not in (folder / "other.html").read_text("utf-8")


@pytest.mark.parametrize("name", explorable.FIGURES)
def test_ids_are_unique_and_every_label_has_its_control(build, name):
    folder, _ = build(directive(name))
    page = (folder / "index.html").read_text("utf-8")
    figure = page[page.index("<figure") : page.index("</figure>")]
    ids = re.findall(r'\bid="([^"]+)"', figure)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\bfor="([^"]+)"', figure)) <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", figure)) <= set(ids)


def test_an_unknown_name_is_refused_with_the_known_ones(build):
    _, warnings = build(directive("logits"))
    assert "no explorable 'logits'; there are loop, " in warnings


def test_a_figure_stands_once_on_a_page(build):
    _, warnings = build(directive("logit") + directive("logit"))
    assert "explorable 'logit' stands on this page already" in warnings


def test_other_builders_write_facts_and_table(build):
    folder, warnings = build(directive("underflow"), "text")
    assert warnings == ""
    written = (folder / "index.txt").read_text("utf-8")
    assert "In float32 the product of 149 halves" in written
    assert "sum of the logs" in written


@pytest.mark.parametrize("module", [kit, people])
def test_the_examples_in_the_kit_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_the_engine_says_what_is_known():
    probability, loss, gradient = logit.row(0, 1)
    assert (probability, gradient) == (0.5, -0.5)
    assert loss == pytest.approx(math.log(2), rel=1e-6)
    assert underflow.first_zero(0.5) == 150
    assert learning_rate.descent(0.1)[0] == (1.0, 2.0, 8.0)
    assert learning_rate.outcome(0.25).startswith("never arrives")
    assert learning_rate.outcome(0.28).startswith("diverges")
    assert learning_rate.descent(0.28)[-1][2] > learning_rate.descent(0.28)[0][2]


def test_the_trace_is_plain_data_and_each_round_follows_from_the_one_before():
    trace = loop_trace(1.0, rounds=3)
    assert json.loads(json.dumps(trace)) == trace
    first, second, *_ = trace["rounds"]
    assert first["logits"] == [2.0, -1.0, 0.5, -3.0]
    assert first["mean"] == pytest.approx(sum(first["losses"]) / 4)
    for p, y, error in zip(first["probabilities"], trace["labels"], first["errors"], strict=True):
        assert error == pytest.approx(p - y)
    sums = [*zip(*trace["rows"], strict=True), (1, 1, 1, 1)]
    for column, gradient in zip(sums, first["gradients"], strict=True):
        by_hand = sum(x * error for x, error in zip(column, first["errors"], strict=True)) / 4
        assert gradient == pytest.approx(by_hand)
    moved = [w - g for w, g in zip(first["weights"], first["gradients"], strict=True)]
    assert second["weights"] == pytest.approx(moved)


def test_a_lesson_shows_the_loop_at_its_station(build):
    folder, warnings = build(directive("loop", ":station: loss\n"))
    assert warnings == ""
    page = (folder / "index.html").read_text("utf-8")
    assert 'value="loss" autocomplete="off" checked' in page
    assert 'class="piecemap wide"' not in page  # the page's own small map stands above


def test_an_unknown_station_or_option_is_refused(build):
    _, warnings = build(directive("loop", ":station: optimizer\n"))
    assert "no station 'optimizer'; there are data, loader" in warnings
    _, warnings = build(directive("logit", ":station: loss\n"))
    assert "explorable 'logit' has no option 'station'" in warnings
