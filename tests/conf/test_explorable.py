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
from explorable import (
    bend,
    kit,
    learning_rate,
    logit,
    people,
    rate,
    row_times_column,
    surprise,
    underflow,
    walk_back,
)
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
    drawn = r'<svg [^>]*viewBox="[^"]+" role="img" aria-label="[^"]{60,}"'
    assert re.search(drawn, figure) or '<table class="matrix" aria-label=' in figure
    assert "<details>" in figure
    assert "<table" in figure
    assert "style=" not in figure
    if name != "switchboard":  # it shows programs that print nan
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


@pytest.mark.parametrize("module", [bend, kit, people, row_times_column, surprise, walk_back])
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


def test_the_rates_are_trained_as_the_lesson_trains():
    import numpy as np

    from sixpieces import autograd, gluon, init, nd
    from sixpieces.datasets import load_adult

    adult = load_adult()
    np.random.seed(1)
    dataset = gluon.data.ArrayDataset(adult.train_features, adult.train_labels)
    loader = gluon.data.DataLoader(dataset, batch_size=64, shuffle=True)
    net = gluon.nn.Dense(1)
    net.initialize(init.Zero())
    loss_function = gluon.loss.SigmoidBinaryCrossEntropyLoss()
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.1})
    losses, accuracies = (part[rate.FIRST] for part in rate.curves())
    for epoch in range(rate.EPOCHS):
        for features, labels in loader:
            with autograd.record():
                total = loss_function(net(features), labels)
            total.backward()
            trainer.step(len(features))
        logits = net(nd.array(adult.test_features))
        loss = loss_function(logits, nd.array(adult.test_labels)).mean().asscalar()
        hits = (logits.reshape(-1) > 0) == nd.array(adult.test_labels)
        assert losses[(epoch + 1) * rate.PARTS] == pytest.approx(float(loss), abs=1e-4)
        assert accuracies[epoch] == pytest.approx(float(hits.mean().asscalar()), abs=1e-3)


def test_a_verdict_says_how_a_curve_goes():
    losses, _ = rate.curves()
    words = [rate.verdict(found) for found in losses]
    assert words[0].startswith("too small")
    assert words[rate.FIRST].startswith("good")
    assert words[-1].startswith("too large")


def test_only_a_hidden_layer_bends_the_line_round_the_circle():
    rights = {hidden: bend.trained(hidden)[-1]["right"] for hidden in bend.HIDDEN}
    assert rights[0] < 0.7 * bend.POINTS
    assert rights[3] == rights[6] == bend.POINTS


def test_the_line_is_where_the_logit_changes_its_sign():
    for hidden in (0, 3):
        at = bend.trained(hidden)[4]["parameters"]
        for ends in bend.border(at, hidden):
            for place in ends:
                assert abs(bend.logit(at, hidden, place)) < 0.2
    straight = bend.border([1.0, 0.0, 0.25], 0)
    assert {round(u, 6) for ends in straight for u, _ in ends} == {-0.25}


@pytest.mark.parametrize("person", range(4))
def test_the_walk_back_follows_the_chain_rule(person):
    found = walk_back.walk(person)
    x, y, value, slope = (found[name] for name in ("x", "label", "values", "slopes"))
    assert value["z"] == people.batch()["logits"][person]
    assert value["loss"] == pytest.approx(people.batch()["losses"][person], rel=1e-5)
    assert slope["z"] == pytest.approx(value["p"] - y, rel=1e-5)
    assert slope["z"] == pytest.approx(slope["p"] * value["p"] * (1 - value["p"]), rel=1e-5)
    assert slope["b"] == slope["xw"] == pytest.approx(slope["z"], rel=1e-5)
    assert slope["w"] == pytest.approx(slope["xw"] * x, rel=1e-5)
