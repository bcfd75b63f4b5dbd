"""Which line of the program is at work: the innermost one that is the user's own."""

import sys
import sysconfig
from pathlib import Path

ENGINE = str(Path(__file__).parents[1])
LIBRARIES = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
known = {}  # file -> whether it is the user's; the hash of a text is kept, that of code is not


def is_own(code):
    """Return whether a piece of code belongs to the user: not to the engine, nor to a library.

    >>> is_own(is_own.__code__), is_own(compile("1", "score.py", "exec"))
    (False, True)
    """
    name = code.co_filename
    if name not in known:
        outside = name.startswith((ENGINE, *LIBRARIES))
        # "<exec>" is what a browser's Python runs a page's cells with.
        known[name] = not outside and not name.startswith(("<frozen", "<exec>"))
    return known[name]


def own_line():
    """Return ``(file, line)`` of the user's line that is at work, or None."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        own = known.get(code.co_filename)
        if own or (own is None and is_own(code)):
            return code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None


def own_frame():
    """Return the frame of the user's line that is at work, or None."""
    frame = sys._getframe(1)
    while frame is not None and not is_own(frame.f_code):
        frame = frame.f_back
    return frame


def name_of(code):
    """Return a name that tells a function from others of the same name.

    >>> name_of(compile("1", "score.py", "exec"))
    '<module>:1'
    """
    return f"{code.co_name}:{code.co_firstlineno}"


def own_lines():
    """Return ``(file, line, function)`` of all the user's frames, the innermost first."""
    found, frame = [], sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if is_own(code):
            found.append((code.co_filename, frame.f_lineno, name_of(code)))
        frame = frame.f_back
    return tuple(found)


def line_of(error):
    """Return ``(file, line)`` of the user's innermost line in the traceback of an error.

    A text that is no program has not run: its error itself says where.

    >>> try:
    ...     compile("1 +", "score.py", "exec")
    ... except SyntaxError as error:
    ...     line_of(error)
    ('score.py', 1)
    """
    if isinstance(error, SyntaxError) and error.lineno:
        return error.filename, error.lineno
    found, trace = None, error.__traceback__
    while trace is not None:
        if is_own(trace.tb_frame.f_code):
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found
