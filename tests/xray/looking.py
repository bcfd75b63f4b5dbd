"""Run a program's text while it is watched, as the command line does with a file."""

import contextlib
import io
import sys
import warnings
from unittest import mock

import sixpieces
from sixpieces import xray

# What a program imports as mxnet is the engine here, also where MXNet is installed.
NAMES = {
    "mxnet" + name.removeprefix("sixpieces"): module
    for name, module in list(sys.modules.items())
    if name == "sixpieces" or name.startswith("sixpieces.")
}
NAMES |= {"mxnet.nd": sixpieces.nd, "mxnet.initializer": sixpieces.init}


def look(source, name="program.py"):
    """Return what the X-ray has seen of a program; an error of the program is in it."""
    sixpieces.random.seed(0)
    with (
        mock.patch.dict(sys.modules, NAMES),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        with contextlib.suppress(Exception), xray.watch(name) as seen:
            exec(compile(source, name, "exec"), {"__name__": "__main__"})
    return seen
