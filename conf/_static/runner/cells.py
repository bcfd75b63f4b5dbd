"""Run the cells of a page in the reader's browser: what a notebook's kernel does, in one file."""

import ast
import builtins
import io
import linecache
import logging
import os
import sys
import time
import traceback
import types
from contextlib import redirect_stderr, redirect_stdout

from inks import follow_scheme  # conf/inks.py, put beside this file

KEPT_TEXT = 2_000_000  # letters of one cell's prints that are handed on; the rest is counted
PAUSE = 0.03  # seconds between two pieces of text that are handed on

namespace = {"__name__": "__main__", "__builtins__": __builtins__}
outputs = []
deferred = []  # imports of matplotlib that no cell has needed yet


class Stream(io.TextIOBase):
    """Hands text on, many prints together, and no more than a page can hold."""

    def __init__(self, hand_on):
        self.hand_on = hand_on
        self.waiting = []
        self.length = 0
        self.left_out = 0
        self.handed_on_at = 0.0

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        room = max(KEPT_TEXT - self.length, 0)
        self.left_out += max(len(text) - room, 0)
        if room:
            self.waiting.append(text[:room])
            self.length += min(len(text), room)
            if time.monotonic() - self.handed_on_at > PAUSE:
                self.flush()
        return len(text)

    def flush(self):
        if self.waiting:
            self.hand_on("".join(self.waiting))
            self.waiting.clear()
            self.handed_on_at = time.monotonic()


def show(value):
    """Add one value to the outputs of the running cell: as HTML, as a picture, or as text."""
    for kind, method in (("html", "_repr_html_"), ("text", "_repr_markdown_")):
        give = getattr(value, method, None)
        data = give() if callable(give) else None
        if isinstance(data, str) and data:
            outputs.append({"kind": kind, "data": data[:KEPT_TEXT]})
            return
    outputs.append({"kind": "text", "data": repr(value)[:KEPT_TEXT]})


def display(*values, **_):
    for value in values:
        show(value)


def show_figures(seen):
    """Add every open figure to the outputs, as SVG, if it will be seen, and close it."""
    if "matplotlib.pyplot" not in sys.modules:
        return
    pyplot = sys.modules["matplotlib.pyplot"]
    for number in pyplot.get_fignums() if seen else ():
        picture = io.StringIO()
        pyplot.figure(number).savefig(picture, format="svg", bbox_inches="tight")
        outputs.append({"kind": "svg", "data": follow_scheme(picture.getvalue())})
    pyplot.close("all")


def readers_error(error, name):
    """Return the error with the lines of the reader's own cells, and nothing of ours."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("cell ")
    ]
    lines = traceback.format_list(frames) + traceback.format_exception_only(error)
    return "".join(lines).replace(f'File "{name}", ', "").strip()


# -- matplotlib, only for a cell that needs it -----------------------------------------------------
def is_matplotlib(statement):
    """Say whether a statement imports from matplotlib, and nothing else."""
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").split(".")[0] == "matplotlib"
    return isinstance(statement, ast.Import) and all(
        alias.name.split(".")[0] == "matplotlib" for alias in statement.names
    )


def bound_by(statements):
    """Return the names that imports bind."""
    return {alias.asname or alias.name.split(".")[0] for one in statements for alias in one.names}


def names_in(statements):
    """Return every name that stands in the statements."""
    found = (node for one in statements for node in ast.walk(one))
    return {node.id for node in found if isinstance(node, ast.Name)}


def uses_matplotlib(tree):
    """Say whether a cell needs matplotlib now, rather than importing it for later cells."""
    top = [one for one in tree.body if is_matplotlib(one)]
    rest = [one for one in tree.body if one not in top]
    inner = any(is_matplotlib(node) for one in rest for node in ast.walk(one))
    return inner or bool((bound_by(top) | bound_by(deferred)) & names_in(rest))


def wants(source):
    """Say whether a cell needs matplotlib; one that cannot be read needs nothing."""
    try:
        return uses_matplotlib(ast.parse(source))
    except (SyntaxError, ValueError):
        return False


def ready_matplotlib():
    """Import pyplot; `show` has nothing to do here, since every open figure is shown."""
    import matplotlib.pyplot as pyplot

    pyplot.show = lambda *_, **__: None


def settle_imports(tree):
    """Run imports that were put off if the cell needs them, or put off those that it has."""
    if uses_matplotlib(tree) or "matplotlib" in sys.modules:
        for statement in deferred:
            exec(compile(ast.Module([statement], []), "imports", "exec"), namespace)
        deferred.clear()
    else:
        deferred.extend(one for one in tree.body if is_matplotlib(one))
        tree.body = [one for one in tree.body if not is_matplotlib(one)]


# -- Which cells one needs -------------------------------------------------------------------------
def bound_in(tree):
    """Return the names that a cell may give a value."""
    bound = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound |= bound_by([node])
    return bound


def plan(sources, drawings):
    """Return the places of the cells that the last one needs.

    These are all before it, but for drawings that give no name to a cell that is needed: what
    another cell changed in passing cannot be seen from its text.
    """
    needed, used = [], set()
    for place in reversed(range(len(sources))):
        try:
            tree = ast.parse(sources[place])
        except (SyntaxError, ValueError):
            needed.append(place)
            continue
        only_draws = place in drawings and place < len(sources) - 1
        if not only_draws or bound_in(tree) & used:
            needed.append(place)
            used |= names_in(tree.body)
    return needed[::-1]


# -- One cell --------------------------------------------------------------------------------------
def execute(name, source):
    """Run a cell; return the value of its last line, if that is an expression."""
    tree = ast.parse(source, name)
    settle_imports(tree)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if last is not None:
        return eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    return None


def run(name, source, hand_on, seen=True):
    """Run one cell; return its outputs, its error or None, and what its exercise's check said."""
    outputs.clear()
    error = verdict = None
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    stream = Stream(hand_on)
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            value = execute(name, source)
            if type(value).__name__ == "Verdict":
                verdict = {"right": bool(value), "text": str(value)}
            elif value is not None and seen and not source.rstrip().endswith(";"):
                show(value)
            show_figures(seen)
        except BaseException as caught:
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")
            error = readers_error(caught, name)
        stream.flush()
    return {
        "outputs": list(outputs),
        "error": error,
        "verdict": verdict,
        "left_out": stream.left_out,
    }


def stand_in_for_ipython():
    """Give the few names of IPython.display that pages use."""

    class Shown:
        def __init__(self, data="", **_):
            self.data = data

        def __repr__(self):
            return str(self.data)

    class HTML(Shown):
        def _repr_html_(self):
            return self.data

    class Markdown(Shown):
        pass

    ipython, module = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    module.display, module.HTML, module.Markdown = display, HTML, Markdown
    ipython.display, ipython.get_ipython = module, lambda: None
    ipython.version_info = (8, 24)  # matplotlib asks
    sys.modules.update({"IPython": ipython, "IPython.display": module})


def stand_in_for_tqdm():
    """Give tqdm's loop without its bar, which is for terminals."""
    module = types.ModuleType("tqdm")
    module.tqdm = lambda iterable, **_: iterable
    sys.modules["tqdm"] = module


def no_keyboard(prompt=""):
    """Stand in for `input`: nothing waits for keys here."""
    raise RuntimeError(f"input({prompt!r}) waits for a keyboard: write the value into the code")


def begin():
    """Make ready what every cell finds: the engine in the place of MXNet, numbers as built."""
    os.environ.update(MPLBACKEND="agg", MATPLOTLIBRC="/matplotlibrc")
    import numpy

    import sixpieces

    numpy.set_printoptions(legacy="1.25")  # print numbers as the NumPy of the build does
    sixpieces.install_as_mxnet()
    builtins.input = no_keyboard


stand_in_for_ipython()
stand_in_for_tqdm()
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it tells of its cache
namespace["display"] = display
