"""The index of symptoms links each to what the X-ray says of a program that has it."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from looking import look
from programs import read

from sixpieces.xray.rules import RULES

HOW_TO = Path(__file__).parents[2] / "docs" / "how_to"
INDEX = (HOW_TO / "diagnose_a_bad_score.md").read_text(encoding="utf-8")
LINK = re.compile(r"\(xray_your_program\.md#([\w-]+)\)")

# What every program of symptoms.txt begins with; train makes no mistake unless it is asked to.
HEAD = """\
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

rng = np.random.default_rng(0)
rows = rng.normal(size=(256, 5))
x = nd.array(rows)
y = nd.array((rows @ [2, -1, 0.5, 0, 1] + rng.normal(size=256) > 0.4).reshape(-1, 1))


def dense(**settings):
    net = gluon.nn.Dense(1, in_units=5, **settings)
    net.initialize()
    return net


def train(net, loss_function=None, features=x, labels=y, epochs=20, rate=0.1, size=64,
          divide=None, move=True):
    loss_function = loss_function or gluon.loss.SigmoidBCELoss()
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": rate})
    for epoch in range(epochs):
        for start in range(0, 256, size):
            with autograd.record():
                outputs = net(features[start : start + size])
                loss = loss_function(outputs, labels[start : start + size])
            loss.backward()
            if move:
                trainer.step(divide or size)
    return net


"""
CAUSES = read("symptoms.txt")


def linked():
    """Return the kinds that each symptom of the index links to."""
    parts = re.split(r"^### .*$", INDEX, flags=re.MULTILINE)
    names = [re.findall(r"^\(([\w-]+)\)=$", part, flags=re.MULTILINE)[-1] for part in parts[:-1]]
    return {name: LINK.findall(part) for name, part in zip(names, parts[1:], strict=True)}


LINKED = linked()


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: f"{cause.name}, {cause.kind}")
def test_a_program_with_the_symptom_is_named_as_the_index_says(cause):
    seen = look(HEAD + cause.source)
    assert cause.kind in [each.fault for each in seen.mistakes], str(seen)
    assert cause.kind in LINKED[cause.name]


def test_each_symptom_with_a_link_has_a_program():
    assert {name for name, kinds in LINKED.items() if kinds} == {each.name for each in CAUSES}


def test_each_link_leads_to_a_kind():
    assert {kind for kinds in LINKED.values() for kind in kinds} <= set(RULES)


def test_what_every_program_begins_with_has_no_mistake():
    assert look(HEAD + "train(dense())\n").findings == []


def test_the_index_offers_the_x_ray_before_its_lists():
    assert "](xray_your_program.md)" in INDEX.partition("\n:::::{div} doors")[0]
