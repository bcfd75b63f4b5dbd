"""Run the cells of a page in the reader's browser: what a notebook's kernel does, in one file."""

import ast
import io
import linecache
import logging
import sys
import traceback
import types
from contextlib import redirect_stderr, redirect_stdout

from inks import follow_scheme  # conf/inks.py, put beside this file

namespace = {"__name__": "__main__", "__builtins__": __builtins__}
outputs = []


class Stream(io.TextIOBase):
    """Hands every piece of text on as it is written."""

    def __init__(self, hand_on):
        self.hand_on = hand_on

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        self.hand_on(text)
        return len(text)


def show(value):
    """Add one value to the outputs of the running cell: as HTML, as a picture, or as text."""
    for kind, method in (("html", "_repr_html_"), ("markdown", "_repr_markdown_")):
        give = getattr(value, method, None)
        data = give() if callable(give) else None
        if data:
            outputs.append({"kind": "html" if kind == "html" else "text", "data": data})
            return
    outputs.append({"kind": "text", "data": repr(value)})


def display(*values, **_):
    for value in values:
        show(value)


def show_figures():
    """Add every open figure to the outputs, as SVG, and close it."""
    if "matplotlib.pyplot" not in sys.modules:
        return
    pyplot = sys.modules["matplotlib.pyplot"]
    for number in pyplot.get_fignums():
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


def run(name, source, hand_on):
    """Run one cell; return its outputs, its error or None, and what its exercise's check said."""
    outputs.clear()
    error = verdict = None
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    stream = Stream(hand_on)
    with redirect_stdout(stream), redirect_stderr(stream):
        try:
            tree = ast.parse(source, name)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, name, "exec"), namespace)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
                if value is not None and not source.rstrip().endswith(";"):
                    show(value)
                if type(value).__name__ == "Verdict":
                    verdict = bool(value)
            show_figures()
        except BaseException as caught:
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")
            error = readers_error(caught, name)
    return {"outputs": list(outputs), "error": error, "verdict": verdict}


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


stand_in_for_ipython()
stand_in_for_tqdm()
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it tells of its cache
namespace["display"] = display
