"""Run a script written for MXNet on this engine: ``python -m sixpieces script.py [arguments]``.

With ``--xray`` before the script's name it says, when the script has ended, what its six pieces
did and which mistake was made; see `sixpieces.xray`.
"""

import contextlib
import pathlib
import runpy
import sys
import tempfile

import sixpieces
from sixpieces.xray import report, watch

USAGE = """usage: python -m sixpieces script.py [arguments]        (- for standard input)
       python -m sixpieces --xray [--json FILE] [--report FILE] [--strict] script.py [arguments]"""

#: What ``import mxnet`` finds in a process that the script spawns.
STAND_IN = """import sys

import sixpieces

del sys.modules["mxnet"]
sixpieces.install_as_mxnet()
"""


def main(arguments):
    """Run the script named first, with the rest as its arguments.

    Parameters
    ----------
    arguments : list of str

    Returns
    -------
    int
        The exit status: 2 for a wrong call, 1 where the script failed, 3 where ``--strict`` was
        given and the X-ray found a mistake.
    """
    try:
        options, arguments = split(arguments)
    except ValueError as error:
        print(f"{USAGE}\nsixpieces: {error}", file=sys.stderr)
        return 2
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, file=sys.stderr)
        return 0 if arguments else 2
    script = pathlib.Path(arguments[0])
    typed = arguments[0] == "-"
    if not typed and (script.is_dir() or not script.exists()):
        print(f"{USAGE}\nsixpieces: there is no file {script}", file=sys.stderr)
        return 2
    sixpieces.install_as_mxnet()
    sys.argv = arguments
    sys.path[0] = "" if typed else str(script.resolve().parent)
    with mxnet_for_children() as folder:
        if not script.is_file():  # what can be read only once
            text = sys.stdin.read() if typed else script.read_text("utf-8")
            script = pathlib.Path(folder, "stdin.py")
            write(script, text)
        return xray(script, options) if options["--xray"] else run(script)


@contextlib.contextmanager
def mxnet_for_children():
    """Let a process that the script spawns find the engine, too, where it imports MXNet.

    Such a process starts anew and takes over no module; but it is handed `sys.path`.
    """
    root = str(pathlib.Path(sixpieces.__file__).parents[1])
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder, "mxnet.py"), STAND_IN)
        sys.path.insert(1, folder)  # before MXNet itself, should it be installed
        if root not in sys.path:
            sys.path.append(root)
        yield folder


def split(arguments):
    """Return the options that stand before the script's name, and the rest.

    >>> split(["--xray", "--json", "seen.json", "score.py", "--fast"])[1]
    ['score.py', '--fast']
    """
    options = {"--xray": False, "--strict": False, "--json": None, "--report": None}
    rest = list(arguments)
    while rest and rest[0] in options:
        name = rest.pop(0)
        if name in ("--json", "--report"):
            if not rest:
                raise ValueError(f"{name} wants the name of a file to write")
            options[name] = rest.pop(0)
        else:
            options[name] = True
    if not options["--xray"] and any(options.values()):
        raise ValueError("--json, --report and --strict go with --xray")
    return options, rest


def run(script):
    """Run a script and return its exit status."""
    try:
        runpy.run_path(str(script), run_name="__main__")
    except (Exception, KeyboardInterrupt) as error:
        return show(error, str(script))
    return 0


def xray(script, options):
    """Run a script while it is watched, say what was seen, and return the exit status."""
    status = 0
    try:
        with watch(str(script)) as seen:
            runpy.run_path(str(script), run_name="__main__")
    except SystemExit as end:
        status = end
    except (Exception, KeyboardInterrupt) as error:
        status = show(error, str(script))
    finally:
        sys.stdout.flush()
        print(f"\n{seen}", file=sys.stderr)
        if options["--json"]:
            write(options["--json"], seen.json() + "\n")
        if options["--report"]:
            write(options["--report"], report.page(seen.facts, seen.findings))
    if options["--strict"] and seen.mistakes and (status == 0 or isinstance(status, SystemExit)):
        return 3
    if isinstance(status, SystemExit):
        raise status
    return status


def write(name, text):
    """Write a text to a file."""
    pathlib.Path(name).write_text(text, encoding="utf-8")


def show(error, script):
    """Tell an error from the script's own first line on, not how it was started.

    The script may have put a function of its own into the place of `sys.excepthook`.
    Returns the exit status, a shell's 130 where Ctrl-C ended it.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != script:
        trace = trace.tb_next
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


if __name__ == "__main__":  # pragma: no cover (a test runs it in a process of its own)
    sys.exit(main(sys.argv[1:]))
