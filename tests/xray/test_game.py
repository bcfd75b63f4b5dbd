"""The programs to guess at in the browser: each mistake is named, and one exchange mends it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from looking import look

FOLDER = Path(__file__).parents[2] / "docs" / "how_to" / "programs"
# Of each program: its mistake, a text of that line alone, and one exchange that mends it.
PROGRAMS = {
    "worked_case": ("divided-twice", "trainer.step(", ("step(len(batch_features))", "step(1)")),
    "near_one_half": (
        "shapes-broadcast",
        "answers ==",
        ("net(features) >", "net(features)[:, 0] >"),
    ),
    "learns_nothing": ("rows-misaligned", "shuffle", ("    rng.shuffle(leaves)\n", "")),
    "always_yes": (
        "threshold-for-another-scale",
        "yes =",
        ("features) > 0\n", "features) > 0.5\n"),
    ),
    "perfect_from_the_start": (
        "softmax-over-one",
        "gluon.nn.Dense(1)",
        ("gluon.nn.Dense(1)", "gluon.nn.Dense(2)"),
    ),
    "never_sure": ("sigmoid-twice", 'activation="sigmoid"', (', activation="sigmoid"', "")),
    "it_forgets": ("sorted-batches", "loader = ", ("batch_size=20", "batch_size=20, shuffle=True")),
    "sixteen_like_one": ("equal-units", "net.initialize", ("init.Constant(0.1)", "init.Xavier()")),
    "below_zero": ("no-minus", "nd.log(p)", ("return (", "return -(")),
    "suddenly_nan": (
        "log-of-zero",
        "nd.log(p)",
        (
            "p = nd.sigmoid(nd.dot(celsius, weight) + bias)\n        loss = -(melts * nd.log(p) + "
            "(1 - melts) * nd.log(1 - p)).mean()",
            "z = nd.dot(celsius, weight) + bias\n        loss = (nd.relu(z) - melts * z + "
            "nd.log1p(nd.exp(-nd.abs(z)))).mean()",
        ),
    ),
    "half_of_it_sleeps": (
        "cut-graph",
        "asnumpy",
        ("nd.array(np.maximum(hidden.asnumpy(), 0))", "nd.relu(hidden)"),
    ),
    "every_epoch_anew": (
        "initialised-again",
        "force_reinit",
        (
            "    net.initialize(init.Normal(0.1), force_reinit=True)\n",
            "    if trainer is None:\n        net.initialize(init.Normal(0.1))\n",
        ),
    ),
    "bigger_and_bigger": (
        "learning-rate-too-large",
        "gluon.Trainer",
        ('rate": 0.1', 'rate": 0.01'),
    ),
}
ALL = pytest.mark.parametrize("name", PROGRAMS)


def source(name):
    return (FOLDER / f"{name}.py").read_text(encoding="utf-8")


def test_every_program_is_tested():
    assert {path.stem for path in FOLDER.glob("*.py")} == set(PROGRAMS)


@ALL
def test_its_mistake_is_named_with_its_line_and_no_other(name):
    kind, line, _ = PROGRAMS[name]
    (number,) = [n for n, text in enumerate(source(name).splitlines(), 1) if line in text]
    seen = look(source(name), f"{name}.py")
    assert [(each.fault, each.line) for each in seen.findings] == [(kind, number)], str(seen)
    assert seen.facts["error"] is None


@ALL
def test_one_exchange_mends_it(name):
    old, new = PROGRAMS[name][2]
    assert source(name).count(old) == 1
    seen = look(source(name).replace(old, new), f"{name}.py")
    assert seen.findings == [], str(seen)
    assert seen.facts["error"] is None


@ALL
def test_its_boxes_are_filled_and_fit(name):
    data = look(source(name), f"{name}.py").data()
    assert max(map(len, data["brief"].values())) <= 16
    assert data["blamed"] != []
