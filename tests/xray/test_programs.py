"""Programs written as wholes: the mistake of each is named, the healthy ones are left in peace."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from looking import look
from programs import BROKEN, SUSPICIOUS

from sixpieces.xray.rules import RULES


@pytest.mark.parametrize("program", BROKEN, ids=lambda program: program.name)
def test_the_mistake_is_named_with_its_line_and_no_other(program):
    seen = look(program.source, program.file())
    named = [each.line for each in seen.findings if each.fault == program.kind]
    assert any(abs(line - right) <= 2 for line in named for right in program.lines()), str(seen)
    assert [each for each in seen.mistakes if each.fault != program.kind] == [], str(seen)


@pytest.mark.parametrize("program", BROKEN, ids=lambda program: program.name)
def test_the_repaired_twin_is_left_in_peace(program):
    assert "#=" in program.source
    seen = look(program.repaired(), program.file())
    assert seen.facts["error"] is None
    assert seen.mistakes == [], str(seen)
    assert program.kind not in [each.fault for each in seen.findings], str(seen)


@pytest.mark.parametrize("program", SUSPICIOUS, ids=lambda program: program.name)
def test_a_healthy_program_is_left_in_peace(program):
    seen = look(program.source, program.file())
    assert seen.facts["error"] is None
    assert seen.mistakes == [], str(seen)


def test_every_kind_has_three_whole_programs():
    count = {kind: sum(program.kind == kind for program in BROKEN) for kind in RULES}
    assert {kind: number for kind, number in count.items() if number < 3} == {}
    assert {program.kind for program in BROKEN} == set(RULES)


def test_names_of_programs_are_different():
    names = [program.name for program in BROKEN + SUSPICIOUS]
    assert len(set(names)) == len(names)
