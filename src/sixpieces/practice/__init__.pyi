from contextlib import AbstractContextManager

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

class UnknownExerciseError(KeyError): ...

def check(id: str, answer: object = ...) -> Verdict: ...
def equal(left: object, right: object, within: float = ...) -> bool: ...
def shown_error(
    expected: type[BaseException] | tuple[type[BaseException], ...] = ...,
) -> AbstractContextManager[None]: ...
def short_message(error: BaseException) -> str: ...
