"""The switchboard shows what the engine does: a part of it is trained again and compared."""

import doctest
import math
import sys
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))

from explorable import kit, switchboard, switches

# Together they hold every position of every switch that training depends on.
AGAIN = [
    ("own", "sum", "batch", "once", "column"),
    ("gluon", "row", "one", "twice", "flat"),
    ("own", "mean", "batch", "none", "signed"),
    ("gluon", "mean", "one", "once", "signed"),
]


def test_every_setting_was_run():
    kept = switches.kept()["runs"]
    assert list(kept) == [" ".join(setting) for setting in switches.settings()]
    for found in kept.values():
        assert len(found["curve"]) == switches.EPOCHS + 1
        assert len(found["scores"]) == len(switches.SWITCHES["scoring"])


def test_the_settings_trained_again_cover_all_positions():
    for place, positions in enumerate(list(switches.SWITCHES.values())[:-1]):
        assert {setting[place] for setting in AGAIN} == set(positions)


def test_what_was_written_is_what_the_engine_does():
    for name, found in switches.measure(AGAIN).items():
        kept = switches.kept()["runs"][name]
        if found["printed"] == "nan":
            # What comes before and after a nan hangs on the last digits of a product of matrices,
            # in which processors differ.
            assert kept["printed"] == "nan"
            continue
        assert float(kept["printed"]) == pytest.approx(float(found["printed"]), rel=1e-3)
        assert kept["curve"] == pytest.approx(found["curve"], abs=2e-3)
        assert kept["scores"] == pytest.approx(found["scores"], abs=2e-3)


def test_the_answer_stands_in_the_switches():
    own = switchboard.run_of(switchboard.REFERENCE)
    gluon = switchboard.run_of(switchboard.REFERENCE | {"loss": "gluon", "reduce": "row"})
    assert gluon[1] == pytest.approx(own[1], abs=1e-3)
    assert gluon[2] == own[2] == "the score of the reference"
    twice = switchboard.run_of(switchboard.REFERENCE | {"reduce": "mean"})
    assert twice[0] < own[0] / 20
    assert twice[1] < own[1] - 0.01
    repaired = switchboard.run_of(switchboard.REFERENCE | {"reduce": "mean", "step": "one"})
    assert repaired[1] == pytest.approx(own[1], abs=1e-3)
    argmax = switchboard.run_of(switchboard.REFERENCE | {"scoring": "argmax"})
    assert argmax[2] == "no better than always answering no"


def test_every_cause_names_switches_that_exist_and_a_symptom_that_exists():
    index = Path(__file__).parents[2] / "docs" / "how_to" / "diagnose_a_bad_score.md"
    symptoms = index.read_text("utf-8")
    for where, _, anchor in switchboard.CAUSES:
        assert f"({anchor})=" in symptoms
        for switch, positions in where.items():
            assert set(positions) <= set(switches.SWITCHES[switch])
    for names, texts in switchboard.LINES:
        for positions in texts if names else []:
            for name, position in zip(names, positions.split(" "), strict=True):
                assert position in switches.SWITCHES[name]


def test_a_single_change_is_a_row_of_the_table():
    table = switchboard.figure("id").table
    assert len(table) == 1 + len(list(switchboard.changes()))
    printed = [float(row[1].replace(kit.MINUS, "-")) for row in table[1:] if row[1] != "nan"]
    assert printed == sorted(printed)
    assert all(math.isfinite(value) for value in printed)


@pytest.mark.parametrize("module", [switchboard, switches])
def test_the_examples_are_true(module):
    assert doctest.testmod(module).failed == 0
