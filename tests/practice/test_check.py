"""What check says of right, wrong, missing and impossible answers."""

import numpy as np
import pytest

from sixpieces.practice import UnknownExerciseError, check, equal, short_message, shown_error
from sixpieces.practice import bank as bank_of_pages
from sixpieces.practice.exercise import Exercise, Mistake, Verdict, kind, plain


class NDArrayOfAnyEngine:
    """What MXNet's and the engine's arrays share."""

    def __init__(self, value):
        self.value = np.asarray(value, "float32")

    def __call__(self):
        raise AssertionError("an array is not to be called")

    def asnumpy(self):
        return self.value


def verdict(right, given, **options):
    return Exercise("toy-1", answer=lambda: right, **options).check(given)


def says(right, given, **options):
    result = verdict(right, given, **options)
    assert not result
    return str(result)


# -- Right ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("right", "given"),
    [
        (0.5, 0.5),
        (0.5, 0.50049),
        (0.5, np.float32(0.5)),
        (0.5, np.array(0.5)),
        (0.5, NDArrayOfAnyEngine([0.5])),
        (np.log(2), 0.6931),
        (484, 484),
        (484, 484.0),
        (7, NDArrayOfAnyEngine([7])),
        (7, 6.9999995),
        (0.0, 1e-8),
        (1e-30, 1.0005e-30),
        (True, True),
        (False, np.bool_(False)),
        (None, None),
        (np.inf, np.inf),
        (np.nan, float("nan")),
        ("sigmoid", " Sigmoid "),
        ((64, 64), [64, 64]),
        ((64, 64), np.array([64, 64])),
        ((0.9, "base e"), (0.9004, "Base e")),
        (((1, 2), (3,)), [[1, 2], [3]]),
        ((), ()),
        (np.array([[1.0, 2.0]]), [[1, 2]]),
        (np.array([1.0, 0.0]), NDArrayOfAnyEngine([1, 1e-7])),
        (np.array([1, 2]), NDArrayOfAnyEngine([1, 2])),
        (np.array([1.0, np.nan, -np.inf]), [1.0, np.nan, -np.inf]),
        (np.zeros((0, 3)), np.zeros((0, 3))),
    ],
)
def test_right_answers_pass(right, given):
    result = verdict(right, given, says="a word more.")
    assert result
    assert str(result) == "Right: a word more."


def test_a_sentence_that_begins_with_right_is_kept():
    assert str(verdict(1, 1, says="Right, and more.")) == "Right, and more."
    assert str(verdict(1, 1)) == "Right."


# -- Wrong ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("right", "given", "said"),
    [
        (0.5, 0.7, "look again"),
        (0.5, -0.5, "mind the sign."),
        (0.5, 0.505, "close; give more digits"),
        (0.0, 0.01, "look again"),
        (1e-30, 0.0, "look again"),
        (484, 484.4, "look again"),
        (30956, 30957, "look again"),
        (0.5, np.nan, "the answer is nan, expected a number."),
        (0.5, -np.inf, "the answer is infinite, expected a number."),
        (np.inf, -np.inf, "mind the sign."),
        (np.inf, 1e30, "look again"),
        (np.nan, 0.0, "look again"),
        (0.5, None, "that is None, expected a number."),
        (0.5, "0.5", "that is a string, expected a number."),
        (0.5, b"0.5", "that is a bytes, expected a number."),
        (0.5, True, "that is True or False, expected a number."),
        (0.5, 0.5 + 0j, "that is dtype complex128, expected a number."),
        (0.5, {}, "that is a dict, expected a number."),
        (0.5, object(), "that is a object, expected a number."),
        (0.5, [], "that is several values, expected a number."),
        (0.5, [1, "x"], "that is several values, expected a number."),
        (0.5, [0.5, 0.5], "shape (2,), expected one number."),
        (0.5, [[0.5]], "shape (1, 1), expected one number."),
        (0.5, np.sum, "that is a function; the answer is what it gives: call it."),
        (True, False, "look again"),
        (True, 1, "that is a number, expected True or False."),
        ("yes", "no", "look again"),
        ("yes", 1, "that is a number, expected a string."),
        (None, 0, "that is a number, expected another kind of answer."),
        (np.zeros(3), None, "that is None, expected an array of shape (3,)."),
        (
            np.zeros((3, 2)),
            np.zeros((2, 3)),
            "shape (2, 3), expected a shape (3, 2): transpose it?",
        ),
        (np.zeros((3, 2)), np.zeros(3), "shape (3,), expected a shape (3, 2)."),
        (np.zeros((3, 2)), [[1, 2], [3]], "that is several values, expected an array"),
        (np.ones((2, 2)), [[1, 1], [2, 1]], "1 of 4 numbers is off, first at (1, 0)."),
        (np.ones((2, 2)), [[2, 1], [2, 1]], "2 of 4 numbers are off, first at (0, 0)."),
        (np.ones(2), [1, np.nan], "a value is nan, expected a number."),
        (np.ones(2), NDArrayOfAnyEngine([-1, -1]), "mind the sign."),
        ((1, 2), 3, "that is a number, expected 2 values: (..., ...)."),
        ((1, 2), (1, 2, 3), "3 values, expected 2."),
        ((1, 2), (1,), "1 value, expected 2."),
        ((1, 2), (1, -2), "value 2 of 2: mind the sign."),
        ((1, "a"), (1, "b"), "value 2 of 2: look again"),
        ((0.9, np.ones((2, 1))), (0.9, np.ones((1, 2))), "value 2 of 2: shape (1, 2), expected"),
    ],
)
def test_wrong_answers_are_told_what_is_wrong(right, given, said):
    text = says(right, given)
    assert text.startswith("Not yet: ")
    assert said in text


@pytest.mark.parametrize(
    "given", [7.25, -3.5, "3.5", None, np.nan, [[3.5]], [1, 2], {}, print, True]
)
def test_a_wrong_answer_never_shows_the_right_value(given):
    assert "3.5" not in says(3.5, given)


def test_no_answer_yet():
    result = verdict(1, ...)
    assert not result
    assert str(result) == "Not answered yet: replace ... by your answer."


@pytest.mark.parametrize("given", [(1, ...), [[..., 2]], lambda x: ...])
def test_a_part_that_is_not_answered_yet(given):
    exercise = function_exercise() if callable(given) else Exercise("toy-1", (1.0, 2.0))
    assert str(exercise.check(given)).startswith("Not answered yet")


def test_nothing_is_warned_of(recwarn):
    for given in (np.nan, np.inf, -np.inf, 1e308, "x", 10**400):
        assert not verdict(np.array(1.0), given)
    assert not verdict(np.array([1.0, np.inf]), [np.inf, 1.0])
    assert list(recwarn) == []


# -- Mistakes ------------------------------------------------------------------------------------
def test_each_mistake_gets_its_hint_before_the_general_ones():
    exercise = Exercise(
        "toy-1",
        answer=lambda: np.log(8),
        mistakes=[
            Mistake(lambda: -np.log(8), "Which way?"),
            Mistake(lambda: np.log10(8), "Which base?"),
            Mistake((3, 2), "One number, please."),
        ],
    )
    assert str(exercise.check(-2.0794)) == "Not yet: Which way?"
    assert str(exercise.check(np.array([0.9031]))) == "Not yet: Which base?"
    assert str(exercise.check([3, 2])) == "Not yet: One number, please."


def test_right_is_looked_at_before_the_mistakes():
    assert verdict(1.0, 1.0, mistakes=[Mistake(1.0, "never said")])


def test_the_tolerance_is_the_exercises_own():
    assert verdict(1.0, 1.04, tolerance=0.05)
    assert not verdict(1.0, 1.04)


# -- Functions and dtypes ------------------------------------------------------------------------
def square(x):
    return x * x


def function_exercise(**options):
    mistakes = [Mistake(lambda x: 2 * x, "That is twice.")]
    return Exercise("toy-1", square, inputs=[(3.0,), (-1.0,)], mistakes=mistakes, **options)


def test_a_function_is_tried_on_the_inputs():
    exercise = function_exercise()
    assert exercise.check(lambda x: x**2)
    assert str(exercise.check(lambda x: x + x)) == "Not yet: That is twice."
    said = "Not yet: your function gives another value when called with (-1.0)."
    assert str(exercise.check(lambda x: abs(x) * x)) == said
    assert exercise.right_answer() == (9.0, 1.0)


def test_a_function_that_raises_is_told_where():
    said = str(function_exercise().check(lambda x: 1 / 0))
    assert "your function, called with (3.0), raised ZeroDivisionError: division by" in said


def test_a_value_where_a_function_is_asked():
    assert "without calling it" in str(function_exercise().check(9.0))


def test_a_function_cannot_spoil_the_inputs():
    def spoil(x):
        x *= 0
        return x

    exercise = Exercise("toy-1", square, inputs=[(np.ones(2),)])
    assert not exercise.check(spoil)
    assert exercise.check(square)


def test_long_inputs_are_not_printed():
    exercise = Exercise("toy-1", square, inputs=[(np.arange(100.0),)])
    assert "called with one of its inputs" in str(exercise.check(np.sqrt))


def test_a_dtype_may_be_asked():
    right = np.ones(2, "float32")
    assert verdict(right, right, dtype="float32")
    assert "the dtype is float64, not float32" in says(right, np.ones(2), dtype="float32")
    assert "it is no array, not float32" in says((1, 2), (1, 2), dtype="float32")


# -- check, verdict and bank ---------------------------------------------------------------------
def test_a_verdict_reads_as_its_text_and_only_right_is_true():
    assert bool(Verdict(True, "Right.")) is True
    assert bool(Verdict(False, "Not yet: no.")) is False
    assert repr(Verdict(True, "Right.")) == str(Verdict(True, "Right.")) == "Right."
    assert not hasattr(Verdict, "_repr_html_")


def test_check_finds_the_exercise_and_takes_no_answer():
    first = next(iter(bank_of_pages.all_exercises()))
    assert str(check(first)).startswith("Not answered yet")


def test_an_unknown_id_names_near_ones():
    first = next(iter(bank_of_pages.all_exercises()))
    with pytest.raises(KeyError, match=f"near it: .*{first}"):
        check(f"{first}x", 1)
    with pytest.raises(UnknownExerciseError, match="the id stands on the exercise's page"):
        check(42, 1)


def test_two_exercises_with_one_id_are_refused():
    one = (Exercise("toy-1", 1),)
    with pytest.raises(ValueError, match=r"'toy-1', in bank/a\.py and bank/b\.py"):
        bank_of_pages.index({"a": one, "b": one})


def test_plain_values():
    assert plain("x") == "x"
    assert plain(NDArrayOfAnyEngine([1])).dtype == "float32"
    assert kind(plain([1, [2]])) == "several values"


# -- Errors shown on purpose ---------------------------------------------------------------------
def test_a_shown_error_is_one_line(capsys):
    with shown_error():
        raise ValueError("first\nsecond\nthird")
    assert capsys.readouterr().out == "ValueError: first second\n"


def test_no_error_fails():
    with pytest.raises(AssertionError, match="no error was raised"), shown_error():
        pass


def test_another_error_passes_through():
    with pytest.raises(KeyError), shown_error(ValueError):
        raise KeyError("x")


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ("", ""),
        ("[12:34:56] ../src/operator/dot.h:12: no", "dot.h:12: no"),
        ('Traceback (most recent call last):\n  File "../src/a.cc", line 2\nMXNetError: no', "no"),
        ('Traceback (most recent call last):\n  File "../src/a.cc", line 2\nX.Y: no', "X.Y: no"),
        ("<f at 0x7fAB> failed", "<f> failed"),
        ("cannot open /home/me/data/a1a.train", "cannot open a1a.train"),
        ("64/2 is not 1/2", "64/2 is not 1/2"),
        ("no\nStack trace:\n  [bt] (0) x", "no"),
    ],
)
def test_messages_are_shortened(message, short):
    assert short_message(ValueError(message)) == short


@pytest.mark.parametrize(
    ("left", "right", "within", "expected"),
    [
        (0.1 + 0.2, 0.3, 1e-12, True),
        (1e-9, 1.001e-9, 1e-12, False),  # an absolute tolerance of 1e-8 would call these equal
        (0.0, 1e-300, 1e-12, False),
        (0.0, -0.0, 1e-12, True),
        (np.inf, np.inf, 1e-12, True),
        (np.inf, 1.0, 1e-12, False),
        (-np.inf, np.inf, 1e-12, False),
        (np.nan, np.nan, 1e-12, False),
        ([1.0, 2.0], [1.0, 2.1], 1e-12, False),
        ([0.16, 0.16], 0.16, 1e-12, True),
        (NDArrayOfAnyEngine([0.1]), [0.1], 1e-12, False),  # float32 keeps about seven digits
        (NDArrayOfAnyEngine([0.1]), [0.1], 1e-5, True),
    ],
)
def test_equal_up_to_rounding(left, right, within, expected):
    assert equal(left, right, within) is expected
    assert equal(right, left, within) is expected


def test_equal_refuses_shapes_that_would_stretch():
    with pytest.raises(ValueError, match=r"shapes \(2,\) and \(2, 1\) differ"):
        equal([1.0, 2.0], [[1.0], [2.0]])
