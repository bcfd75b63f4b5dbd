"""Every broken program is named with its line, and its repaired twin is left in peace."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from corpus import HEALTHY, PROGRAMS
from looking import look

from sixpieces.xray.rules import RULES

NAMES = [program.name for program in PROGRAMS]


@pytest.mark.parametrize("program", PROGRAMS, ids=NAMES)
def test_the_mistake_is_named_with_its_line(program):
    seen = look(program.source())
    named = [
        each.line
        for each in seen.findings
        if each.fault == program.kind and each.severity == program.severity and each.line
    ]
    assert any(abs(line - right) <= 2 for line in named for right in program.lines()), str(seen)


@pytest.mark.parametrize("program", PROGRAMS, ids=NAMES)
def test_no_other_mistake_is_named(program):
    others = [each for each in look(program.source()).mistakes if each.fault != program.kind]
    assert others == []


@pytest.mark.parametrize("path", sorted(HEALTHY.glob("*.py")), ids=lambda path: path.stem)
def test_a_healthy_program_is_left_in_peace(path):
    seen = look(path.read_text(encoding="utf-8"))
    assert seen.facts["error"] is None
    assert seen.findings == [], str(seen)


def test_every_kind_has_programs():
    count = {kind: sum(program.kind == kind for program in PROGRAMS) for kind in RULES}
    assert {kind for kind, number in count.items() if number < 2} == set()
    assert {program.kind for program in PROGRAMS} == set(RULES)


def test_names_of_programs_are_different():
    assert len(set(NAMES)) == len(NAMES)
