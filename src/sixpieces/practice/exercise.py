"""An exercise, its typical mistakes, and the verdict on an answer.

The right answer and every mistake are computed, so that a page and its check cannot drift apart.
A verdict names what is wrong with an answer and never the right value.
"""

import copy
import numbers
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

CLOSE = 0.02  # a relative error that looks like rounding by hand, not like a wrong idea
KINDS = {"b": "True or False", "i": "a number", "u": "a number", "f": "a number", "U": "a string"}


@dataclass(frozen=True, eq=False, repr=False)
class Verdict:
    """What a check says of an answer; true only if the answer is right.

    Parameters
    ----------
    right : bool
        Whether the answer is right.
    text : str
        One line for the reader.

    Examples
    --------
    >>> Verdict(False, "Not yet: mind the sign.")
    Not yet: mind the sign.
    >>> bool(Verdict(False, "Not yet: mind the sign."))
    False
    """

    right: bool
    text: str

    def __bool__(self):
        return self.right

    def __repr__(self):
        return self.text


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that readers give, and the hint that helps with it.

    Parameters
    ----------
    answer : callable or value
        Computes the wrong answer; for an exercise with `inputs`, the wrong function itself.
    hint : str
        What to look at again; it does not give the right value away.
    """

    answer: Any
    hint: str


@dataclass(frozen=True)
class Exercise:
    """A question with a computed answer.

    Parameters
    ----------
    id : str
        The page's word and a number, as in ``"logarithms-1"``.
    answer : callable or value
        Computes the right answer: a number, string, truth value, None, NumPy array, or a tuple of
        those. With `inputs`, the right function itself.
    tolerance : float
        Allowed relative error of numbers that are not whole; whole numbers must be met.
    mistakes : sequence of Mistake
        Looked at in order, when the answer is not right.
    says : str
        One sentence for the reader who is right.
    inputs : sequence of tuple, optional
        Then the answer is a function, and it is compared with `answer` on each of these arguments.
    dtype : str, optional
        Then an array must have this dtype, as in ``"float32"``.

    Examples
    --------
    >>> import numpy as np
    >>> exercise = Exercise(
    ...     "logs-1",
    ...     answer=lambda: np.log(8),
    ...     mistakes=[Mistake(lambda: np.log10(8), "That is base ten.")],
    ...     says="Right: three times ln 2.",
    ... )
    >>> exercise.check(2.0794)
    Right: three times ln 2.
    >>> exercise.check(0.90309)
    Not yet: That is base ten.
    >>> exercise.check(2.08)
    Right: three times ln 2.
    >>> exercise.check(-2.0794)
    Not yet: mind the sign.
    >>> exercise.check([2.0794, 3.0])
    Not yet: shape (2,), expected one number.
    """

    id: str
    answer: Any
    tolerance: float = 1e-3
    mistakes: Sequence[Mistake] = ()
    says: str = "Right."
    inputs: Sequence[tuple] | None = None
    dtype: str | None = None

    def right_answer(self):
        """Return the right value; with `inputs`, the tuple of the right function's values."""
        return self.value_of(self.answer)

    def value_of(self, answer):
        """Return what an entry of the bank stands for: its value, or its values on `inputs`."""
        if self.inputs is not None:
            return tuple(plain(answer(*copy.deepcopy(case))) for case in self.inputs)
        return plain(answer() if callable(answer) else answer)

    def check(self, answer):
        """Return the verdict on an answer.

        Parameters
        ----------
        answer : object
            Numbers, strings, tuples, lists, arrays and NDArrays of any engine, functions.

        Returns
        -------
        Verdict
        """
        try:
            given = self.given_value(answer)
        except NotAnsweredYet:
            return Verdict(False, "Not answered yet: replace ... by your answer.")
        except NotAnAnswer as error:
            return not_yet(str(error))
        right = self.right_answer()
        if self.accepts(right, given):
            if self.dtype and str(getattr(given, "dtype", "no dtype")) != self.dtype:
                return not_yet(f"the values are right, but {dtype_of(given)}, not {self.dtype}.")
            says = self.says if self.says.startswith("Right") else f"Right: {self.says}"
            return Verdict(True, says)
        for mistake in self.mistakes:
            if agree(self.value_of(mistake.answer), given, self.tolerance):
                return not_yet(mistake.hint)
        if self.inputs is not None:
            wrong = next(
                case
                for case, want, have in zip(self.inputs, right, given, strict=True)
                if not agree(want, have, self.tolerance)
            )
            return not_yet(f"your function gives another value when {call_with(wrong)}.")
        return not_yet(self.reason(right, given))

    def accepts(self, right, given):
        """Whether a plain value is right."""
        return agree(right, given, self.tolerance)

    def reason(self, right, given):
        """In words, why a plain value is not right."""
        return difference(right, given, self.tolerance)

    def given_value(self, answer):
        """Return the reader's answer as plain values; a function is tried on `inputs`."""
        if self.inputs is None:
            if callable(answer) and not hasattr(answer, "asnumpy"):
                raise NotAnAnswer("that is a function; the answer is what it gives: call it.")
            return plain(answer)
        if answer is ...:
            raise NotAnsweredYet
        if not callable(answer):
            raise NotAnAnswer("the answer is a function: give its name, without calling it.")
        values = []
        for case in self.inputs:
            try:
                values.append(plain(answer(*copy.deepcopy(case))))
            except NotAnsweredYet:
                raise
            except Exception as error:
                says = f"{type(error).__name__}: {error}".splitlines()[0]
                raise NotAnAnswer(f"your function, {call_with(case)}, raised {says}") from None
        return tuple(values)


@dataclass(frozen=True)
class Goal(Exercise):
    """A model of the reader's own, judged by the share of new rows that it answers rightly.

    The right answer is the truth value of each new row; the reader's may differ from it in as many
    rows as the goal leaves.

    Parameters
    ----------
    goal : float
        The share of right answers to reach.

    Examples
    --------
    >>> exercise = Goal("own-1", answer=lambda: np.array([True, False, True, True]), goal=0.75)
    >>> exercise.check([True, False, True, False])
    Right.
    >>> exercise.check([1, 1, 1, 0])
    Not yet: 50.0 % of the new rows are right, and the goal is 75 %.
    >>> exercise.check([2.5, -0.3, 1.0, 0.2])
    Not yet: an answer is True or False for each row: compare the logits with 0.
    """

    goal: float = 1.0

    def accepts(self, right, given):
        """Whether enough of the answers are right."""
        return not self.misses(right, given) and self.share(right, given) >= self.goal

    def reason(self, right, given):
        """In words, what is missing."""
        unfit = self.misses(right, given)
        if unfit:
            return unfit
        share, goal = 100 * self.share(right, given), 100 * self.goal
        return f"{share:.1f} % of the new rows are right, and the goal is {goal:.0f} %."

    def misses(self, right, given):
        """In words, why a value cannot be judged; empty where it can."""
        given = as_array(given)
        if kind(given) not in ("True or False", "a number"):
            return f"that is {kind(given)}, expected True or False for each of {len(right)} rows."
        if given.shape != right.shape:
            return f"shape {given.shape}, expected {right.shape}: one answer for each row."
        if not np.isin(given, (0, 1)).all():
            return "an answer is True or False for each row: compare the logits with 0."
        return ""

    @staticmethod
    def share(right, given):
        """The share of right answers."""
        return float(np.mean(as_array(given) == right))


class NotAnAnswer(Exception):  # noqa: N818 (it is no error of the reader's program)
    """What was given cannot be compared; the message says why."""


class NotAnsweredYet(Exception):  # noqa: N818
    """The answer, or a part of it, is still ``...``."""


def not_yet(reason):
    """Return the verdict on an answer that is not right.

    >>> not_yet("mind the sign.")
    Not yet: mind the sign.
    """
    return Verdict(False, f"Not yet: {reason}")


def plain(value):
    """Return a value as NumPy array, tuple, string or None, whatever engine it is from.

    >>> plain([1, 2]), plain(0.5)
    ((array(1), array(2)), array(0.5))
    >>> plain("yes"), plain(None)
    ('yes', None)
    """
    if value is ...:
        raise NotAnsweredYet
    if hasattr(value, "asnumpy"):
        value = value.asnumpy()
    if value is None or isinstance(value, str | bytes):
        return value
    if isinstance(value, tuple | list):
        return tuple(plain(part) for part in value)
    if isinstance(value, np.ndarray | np.generic | numbers.Number):
        return np.asarray(value)
    return value


def agree(right, given, tolerance):
    """Whether two plain values are the same: structure, shape, kind, and numbers up to rounding.

    >>> agree(np.asarray(1.0), np.asarray([1.0004], "float32"), 1e-3)
    True
    >>> agree(np.asarray(484), np.asarray(483.9), 1e-3)
    False
    >>> agree(np.asarray(np.nan), np.asarray(np.nan), 1e-3)
    True
    >>> agree("base e", " Base  E ", 1e-3)
    True
    """
    if isinstance(right, np.ndarray):
        given = as_array(given)
        if not isinstance(given, np.ndarray) or kind(right) != kind(given):
            return False
        return same_shape(right, given) and not np.any(off(right, given, tolerance))
    if isinstance(right, tuple):
        given = as_tuple(given)
        if not isinstance(given, tuple) or len(right) != len(given):
            return False
        return all(agree(r, g, tolerance) for r, g in zip(right, given, strict=True))
    if isinstance(right, str):
        return isinstance(given, str) and words(right) == words(given)
    return right is None and given is None


def as_array(given):
    """Return a tuple of equal parts as an array, where it is one; everything else unchanged."""
    if not isinstance(given, tuple):
        return given
    parts = [as_array(part) for part in given]
    if not parts or not all(isinstance(part, np.ndarray) for part in parts):
        return given
    return np.stack(parts) if len({part.shape for part in parts}) == 1 else given


def as_tuple(given):
    """Return an array as the tuple of its rows; everything else unchanged."""
    if isinstance(given, np.ndarray) and given.ndim:
        return tuple(np.asarray(row) for row in given)
    return given


def words(text):
    """Return a string without what does not matter: case and spaces.

    >>> words(" Base  E ")
    'base e'
    """
    return " ".join(text.lower().split())


def kind(value):
    """Return in words what kind of value this is.

    >>> kind(np.asarray(3)), kind(np.asarray([True])), kind(None), kind({})
    ('a number', 'True or False', 'None', 'a dict')
    """
    if isinstance(value, np.ndarray):
        return KINDS.get(value.dtype.kind, f"dtype {value.dtype}")
    if value is None:
        return "None"
    if isinstance(value, tuple):
        return "several values"
    return "a string" if isinstance(value, str) else f"a {type(value).__name__}"


def same_shape(right, given):
    """Whether the shapes agree; MXNet's NDArrays hold one number as shape (1,)."""
    return right.shape == given.shape or (right.shape == () and given.shape == (1,))


def off(right, given, tolerance):
    """Return where two arrays of one shape differ by more than is allowed."""
    given = given.reshape(right.shape)
    if kind(right) != "a number":
        return right != given
    whole = right.dtype.kind in "iu"
    right, given = right.astype("float64"), given.astype("float64")
    finite = np.isfinite(right)
    size = np.abs(np.where(finite, right, 0))
    floor = 1e-3 * (size.max(initial=0) or 1)  # what counts as rounding beside a zero
    allowed = np.maximum(size, floor) * (min(tolerance, 1e-6) if whole else tolerance)
    if whole:
        allowed = np.minimum(allowed, 0.4)
    same = (right == given) | (np.isnan(right) & np.isnan(given))
    with np.errstate(invalid="ignore"):
        near = finite & np.isfinite(given) & (np.abs(right - given) <= allowed)
    return ~(same | near)


def difference(right, given, tolerance):
    """Return in words how a wrong answer differs, without telling the right one."""
    if isinstance(right, tuple):
        return difference_of_parts(right, given, tolerance)
    if isinstance(right, np.ndarray):
        given = as_array(given)
    if kind(right) != kind(given):
        return f"that is {kind(given)}, expected {expected(right)}."
    if not isinstance(right, np.ndarray):
        return "look again, or open the hint."
    if not same_shape(right, given):
        turned = given.ndim == 2 and right.shape == given.shape[::-1]
        wanted = f"a shape {right.shape}" if right.shape else "one number"
        return f"shape {given.shape}, expected {wanted}{': transpose it?' if turned else '.'}"
    if kind(right) != "a number":
        return "look again, or open the hint."
    for name, strange in (("nan", np.isnan), ("infinite", np.isinf)):
        if np.any(strange(given) & ~strange(right.astype("float64"))):
            return f"{'the answer' if given.size == 1 else 'a value'} is {name}, expected a number."
    if np.any(right != 0) and not np.any(off(right, -given, tolerance)):
        return "mind the sign."
    wrong = off(right, given, tolerance)
    if right.dtype.kind == "f" and not np.any(off(right, given, CLOSE)):
        return "close; give more digits, or let Python compute it."
    if right.size == 1:
        return "look again, or open the hint."
    where = tuple(int(place) for place in np.argwhere(wrong)[0])
    count = int(wrong.sum())
    return f"{count} of {right.size} numbers {'is' if count == 1 else 'are'} off, first at {where}."


def difference_of_parts(right, given, tolerance):
    """Return in words which of several values are right."""
    given = as_tuple(given)
    if not isinstance(given, tuple):
        return f"that is {kind(given)}, expected {len(right)} values: (..., ...)."
    if len(right) != len(given):
        return f"{len(given)} value{'s' * (len(given) != 1)}, expected {len(right)}."
    pairs = list(zip(right, given, strict=True))
    first = next(n for n, pair in enumerate(pairs) if not agree(*pair, tolerance))
    return f"value {first + 1} of {len(right)}: {difference(*pairs[first], tolerance)}"


def expected(right):
    """Return what kind of answer is asked for, without its value."""
    if isinstance(right, np.ndarray) and right.ndim:
        return f"an array of shape {right.shape}"
    return "another kind of answer" if right is None else kind(right)


def dtype_of(given):
    """Return in words which dtype an answer has."""
    return f"the dtype is {given.dtype}" if hasattr(given, "dtype") else "it is no array"


def call_with(case):
    """Return how a function was called, short enough for one line."""
    shown = ", ".join(repr(value).replace("\n", " ") for value in case)
    return f"called with ({shown})" if len(shown) <= 60 else "called with one of its inputs"
