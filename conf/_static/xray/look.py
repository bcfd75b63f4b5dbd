"""Look through a reader's program in the browser: run it watched, and hand on what is seen.

A worker at work hears nothing, so Stop can only end it. Therefore what was seen so far is handed
on from time to time, out of the program's own loops: Stop then loses no more than the last glance.
"""

import ast
import base64
import contextlib
import importlib
import linecache
import os
import re
import shutil
import sys
import time
import types

import numpy as np

import sixpieces
from sixpieces.gluon.block import names_anew
from sixpieces.xray import Seen
from sixpieces.xray.trace import Trace

FIRST, PAUSE, SHARE = 0.15, 0.4, 15  # seconds to the first glance, to the next; work to glances
FOLDER = "/tmp/program"  # the reader's other files lie here, and the program runs here
TOOL = 4  # a number that no debugger or profiler of Python uses
MAGIC = re.compile(r"^(\s*)[%!].*$", flags=re.MULTILINE)


def as_program(text):
    """Return a text of a notebook's cells as a program: its magic commands do nothing.

    >>> as_program("%matplotlib inline\\nprint(7 % 4)")
    'pass\\nprint(7 % 4)'
    """
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return MAGIC.sub(r"\1pass", text)
    return text


def codes_in(code):
    """Return a code object and all that stand in it: those of its functions and classes."""
    inner = (each for each in code.co_consts if isinstance(each, types.CodeType))
    return [code, *(each for one in inner for each in codes_in(one))]


@contextlib.contextmanager
def glances(code, glance):
    """Call ``glance`` now and then, whenever a loop of the program begins another round."""
    if not hasattr(sys, "monitoring"):  # Python 3.11 and before
        yield
        return
    monitoring, due = sys.monitoring, time.monotonic() + FIRST

    def jumped(*_):
        nonlocal due
        began = time.monotonic()
        if began < due:
            return
        due = float("inf")  # what the glance itself runs is not looked at
        with contextlib.suppress(Exception):  # it may come in the middle of anything
            glance()
        ended = time.monotonic()
        due = ended + max(PAUSE, SHARE * (ended - began))

    monitoring.use_tool_id(TOOL, "xray")
    monitoring.register_callback(TOOL, monitoring.events.JUMP, jumped)
    for each in codes_in(code):
        monitoring.set_local_events(TOOL, each, monitoring.events.JUMP)
    try:
        yield
    finally:
        for each in codes_in(code):
            monitoring.set_local_events(TOOL, each, 0)
        monitoring.register_callback(TOOL, monitoring.events.JUMP, None)
        monitoring.free_tool_id(TOOL)


def put(files):
    """Put the reader's other files where the program finds them; its own modules start anew."""
    os.makedirs(FOLDER, exist_ok=True)
    os.chdir(FOLDER)
    if FOLDER not in sys.path:
        sys.path.insert(0, FOLDER)
    for name, content in files.items():
        with open(os.path.basename(name), "wb") as file:
            file.write(base64.b64decode(content))
    # What a module was compiled to lasts as long as its second: one changed at once looks the same.
    shutil.rmtree(os.path.join(FOLDER, "__pycache__"), ignore_errors=True)
    importlib.invalidate_caches()
    for given in [name for name, module in sys.modules.items() if is_given(module)]:
        del sys.modules[given]


def is_given(module):
    """Say whether a module is one of the reader's own files."""
    return str(getattr(module, "__file__", None)).startswith(FOLDER + "/")


def look(text, name, files, hand_on):
    """Run a program while it is watched; hand on what is seen, and at the end all that was.

    Parameters
    ----------
    text : str
    name : str
        What to call it.
    files : dict
        Its other files: name -> content in base64.
    hand_on : callable
        Gets what was seen as JSON.
    """
    text = as_program(text)
    put(files)
    sixpieces.random.seed(0)
    np.random.seed(0)
    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
    seen, trace = Seen(), Trace(name)

    def glance():
        seen.take(trace.facts())
        hand_on(seen.json())

    with contextlib.suppress(BaseException), names_anew(), trace:
        code = compile(text, name, "exec")
        with glances(code, glance):
            exec(code, {"__name__": "__main__", "__file__": name})
    glance()
