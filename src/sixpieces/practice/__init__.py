"""Practice that checks itself: the exercises of the pages, and errors shown on purpose.

`check` needs no server and no account; it works on a page, in a notebook and in a script.
"""

import contextlib
import difflib
import re

import numpy as np

from sixpieces.practice import bank
from sixpieces.practice.exercise import Exercise, Mistake, Verdict

__all__ = [
    "Exercise",
    "Mistake",
    "UnknownExerciseError",
    "Verdict",
    "check",
    "equal",
    "shown_error",
]


class UnknownExerciseError(KeyError):
    """No exercise has this id; the message names those that look like it."""

    def __str__(self):
        return self.args[0]


def check(id, answer=...):
    """Say whether an answer to an exercise is right, and if not, what to look at.

    Parameters
    ----------
    id : str
        The exercise, as it stands on its page.
    answer : object, optional
        A number, a string, an array of any engine, several of those in a tuple, or a function,
        as the exercise asks; ``...`` stands for no answer yet.

    Returns
    -------
    Verdict
        True only if the answer is right; it prints as one line and never shows the right value.

    Raises
    ------
    UnknownExerciseError
        If no exercise has this id.

    Examples
    --------
    >>> from sixpieces.practice import check
    >>> check("derivation-3", ...)
    Not answered yet: replace ... by your answer.
    >>> check("derivation-9", 1)
    Traceback (most recent call last):
    sixpieces.practice.UnknownExerciseError: no exercise 'derivation-9'; near it: ...
    """
    exercises = bank.all_exercises()
    if id not in exercises:
        near = difflib.get_close_matches(str(id), exercises, n=4, cutoff=0.4)
        hint = f"near it: {', '.join(near)}" if near else "the id stands on the exercise's page"
        raise UnknownExerciseError(f"no exercise {id!r}; {hint}")
    return exercises[id].check(answer)


def equal(left, right, within=1e-12):
    """Say whether numbers are equal up to rounding.

    Two numbers are, if they differ by at most `within` times the larger of their sizes. There is
    no absolute tolerance, which for small numbers would allow any difference.

    Parameters
    ----------
    left, right : number, array_like or NDArray
        Two of one shape, or one of them a single number, which is compared with all of the other.
    within : float
        The relative difference allowed: for float64 about twelve digits are kept through a few
        operations, for float32 about five, ``within=1e-5``.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If the shapes differ: then it is no comparison number by number.

    Examples
    --------
    >>> from sixpieces.practice import equal
    >>> 0.1 + 0.2 == 0.3, equal(0.1 + 0.2, 0.3)
    (False, True)
    >>> equal(1e-9, 2e-9), equal([1.0, 2.0], [1.0, 2.1], within=0.1)
    (False, True)
    >>> equal([1.0, 2.0], [[1.0], [2.0]])
    Traceback (most recent call last):
    ValueError: shapes (2,) and (2, 1) differ: reshape one of them, and compare number by number
    """
    left, right = (
        np.asarray(side.asnumpy() if hasattr(side, "asnumpy") else side, dtype="float64")
        for side in (left, right)
    )
    if left.shape != right.shape and left.ndim and right.ndim:
        raise ValueError(
            f"shapes {left.shape} and {right.shape} differ: "
            "reshape one of them, and compare number by number"
        )
    same = left == right  # also two infinities, whose difference is no number
    with np.errstate(invalid="ignore"):
        close = np.abs(left - right) <= within * np.maximum(np.abs(left), np.abs(right))
    return bool(np.all(same | (close & np.isfinite(left) & np.isfinite(right))))


@contextlib.contextmanager
def shown_error(expected=Exception):
    """Show an error that is raised on purpose: its class and message, without the traceback.

    Parameters
    ----------
    expected : type or tuple of types
        The class of error that must be raised; any other passes through.

    Raises
    ------
    AssertionError
        If nothing was raised.

    Examples
    --------
    >>> with shown_error(ZeroDivisionError):
    ...     1 / 0
    ZeroDivisionError: division by zero
    """
    try:
        yield
    except expected as error:
        print(f"{type(error).__name__}: {short_message(error)}")
    else:
        raise AssertionError("no error was raised, and this cell is there to show one")


def short_message(error):
    """Return an error's message without stack, places in memory, clock times and file paths.

    >>> short_message(ValueError("cannot read <object at 0x7f00>\\nStack trace:\\n  [bt] (0) x"))
    'cannot read <object>'
    """
    text = str(error)
    if text.startswith("Traceback"):  # MXNet puts its C++ frames before the message
        frames = r"\ATraceback .*\n(?:[ \t]+.*\n)*(?:\w*Error: )?"
        text = re.sub(frames, "", text)
    text = text.split("Stack trace")[0].strip()
    text = re.sub(r"\[\d\d:\d\d:\d\d\] ", "", text)
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", text)
    text = re.sub(r"(?<![\w.])(?:\.\.|/)[\w./+-]*/([\w.+-]+)", r"\1", text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(lines[:2])
