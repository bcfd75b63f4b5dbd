"""Run a script written for MXNet on this engine: ``python -m sixpieces script.py [arguments]``."""

import pathlib
import runpy
import sys
import traceback

import sixpieces

USAGE = "usage: python -m sixpieces script.py [arguments]"


def main(arguments):
    """Run the script named first, with the rest as its arguments.

    Parameters
    ----------
    arguments : list of str

    Returns
    -------
    int
        The exit status: 2 for a wrong call, 1 where the script failed.
    """
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, file=sys.stderr)
        return 0 if arguments else 2
    script = pathlib.Path(arguments[0])
    if not script.is_file():
        print(f"{USAGE}\nsixpieces: there is no file {script}", file=sys.stderr)
        return 2
    sixpieces.install_as_mxnet()
    sys.argv = arguments
    sys.path[0] = str(script.resolve().parent)
    try:
        runpy.run_path(str(script), run_name="__main__")
    except Exception as error:
        show(error, str(script))
        return 1
    return 0


def show(error, script):
    """Print the traceback from the script's own first line on: not how it was started."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != script:
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)


if __name__ == "__main__":  # pragma: no cover (a test runs it in a process of its own)
    sys.exit(main(sys.argv[1:]))
