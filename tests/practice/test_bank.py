"""The whole bank: answers pass, mistakes get their own hint, anything else fails, pages use it."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sixpieces.practice import bank, check

DOCS = Path(__file__).parents[2] / "docs"
PAGES = bank.exercises_of_pages()
EXERCISES = list(bank.all_exercises().values())
MISTAKES = [(exercise, mistake) for exercise in EXERCISES for mistake in exercise.mistakes]
USED = re.compile(r"^:{3,}\{(?:exercise|question)\}\s+(\S+)", re.MULTILINE)

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


def answer_of(exercise, entry):
    """Return what a reader would hand in: the function itself, or the value."""
    return entry() if exercise.inputs is None and callable(entry) else entry


def strangers(right, random):
    """Return wrong answers of the same kind and shape as a right one."""
    if isinstance(right, tuple):
        return [
            (*right[:place], wrong, *right[place + 1 :])
            for place, part in enumerate(right)
            for wrong in strangers(part, random)
        ]
    if isinstance(right, str):
        return ["".join(random.choice(list("abcdefghij"), 9))]
    if right is None or right.dtype.kind == "b":
        return []
    if right.dtype.kind in "iu":
        return [right + step for step in (1, -1, *random.randint(2, 1000, 5))]
    finite = np.where(np.isfinite(right), right, 0)
    size = np.abs(finite).max(initial=0) or 1
    noise = [finite + size * random.uniform(0.1, 3) * random.choice([-1, 1]) for _ in range(8)]
    missing = [] if np.isnan(right).all() else [np.full(right.shape, np.nan)]
    return [*noise, *random.normal(size=(8, *right.shape)), *missing]


@each_exercise
def test_the_right_answer_passes(exercise):
    verdict = check(exercise.id, answer_of(exercise, exercise.answer))
    assert verdict
    assert str(verdict).startswith("Right")


@pytest.mark.parametrize(
    ("exercise", "mistake"),
    [pytest.param(*pair, id=f"{pair[0].id}-{n}") for n, pair in enumerate(MISTAKES)],
)
def test_each_mistake_gets_its_own_hint(exercise, mistake):
    verdict = check(exercise.id, answer_of(exercise, mistake.answer))
    assert not verdict
    assert str(verdict) == f"Not yet: {mistake.hint}"


@each_exercise
def test_random_wrong_answers_fail(exercise):
    random = np.random.RandomState(0)
    if exercise.inputs is not None:
        for wrong in (lambda *_: random.normal(), lambda *_: None, lambda: 0):
            assert not exercise.check(wrong)
        return
    right = exercise.right_answer()
    foreign = ["neither here nor there", object(), {}, print, (), np.zeros((7, 7, 7)), 123456.789]
    for wrong in [*strangers(right, random), *foreign]:
        assert not exercise.check(wrong), wrong


@each_exercise
def test_no_hint_tells_the_right_value(exercise):
    right = exercise.right_answer()
    if isinstance(right, np.ndarray) and right.ndim == 0 and right.dtype.kind == "f":
        digits = f"{abs(right):.3g}"
        if len(digits.strip("0.")) >= 3:
            for mistake in exercise.mistakes:
                assert digits not in mistake.hint


@each_exercise
def test_hints_are_sentences_and_differ(exercise):
    hints = [mistake.hint for mistake in exercise.mistakes]
    assert len(set(hints)) == len(hints)
    for text in [exercise.says, *hints]:
        assert text.strip() == text
        assert text[-1] in ".?!:)"
    assert hints, "an exercise knows at least one typical mistake"


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_the_pages_word_and_a_number(page):
    ids = [exercise.id for exercise in PAGES[page]]
    found = [re.fullmatch(r"([a-z]+(?:-[a-z]+)*)-(\d+)", name) for name in ids]
    assert all(found), ids
    assert len({match[1] for match in found}) == 1, ids
    assert sorted(int(match[2]) for match in found) == list(range(1, len(ids) + 1)), ids


@pytest.mark.parametrize("page", PAGES)
def test_the_page_uses_each_exercise_once_and_no_other_page_does(page):
    paths = [path for path in DOCS.rglob(f"{page}.md") if USED.search(path.read_text("utf-8"))]
    assert len(paths) == 1, f"bank/{page}.py belongs to one page"
    used = USED.findall(paths[0].read_text("utf-8"))
    assert sorted(used) == sorted(exercise.id for exercise in PAGES[page])
    numbers = [int(name.rpartition("-")[2]) for name in used]
    assert numbers == sorted(numbers), "the titles on the page count up"


def test_no_page_uses_what_the_bank_does_not_have():
    texts = [path.read_text("utf-8") for path in DOCS.rglob("*.md")]
    used = Counter(name for text in texts for name in USED.findall(text))
    assert set(used) <= set(bank.all_exercises())
    assert [name for name, times in used.items() if times > 1] == []
