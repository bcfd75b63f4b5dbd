"""Run a program's text while it is watched, and keep quiet about what it prints."""

import contextlib
import functools
import io
import warnings

import numpy as np

import sixpieces
from sixpieces import xray


@functools.cache  # several tests ask about the same program
def look(source, name="program.py"):
    """Return what the X-ray has seen of a program; an error of the program is in it."""
    sixpieces.random.seed(0)
    np.random.seed(0)  # DataLoader shuffles with it, as MXNet's does
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        seen = xray.run(source, name)
    assert seen.facts["lost"] is None
    return seen
