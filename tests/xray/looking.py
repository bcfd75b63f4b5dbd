"""Run a program's text while it is watched, and keep quiet about what it prints."""

import contextlib
import functools
import io
import warnings

import sixpieces
from sixpieces import xray


@functools.cache  # several tests ask about the same program
def look(source, name="program.py"):
    """Return what the X-ray has seen of a program; an error of the program is in it."""
    sixpieces.random.seed(0)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return xray.run(source, name)
