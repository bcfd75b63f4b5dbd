"""Kernels that start in a moment: one process imports the large packages, each kernel forks off.

Half of a page's time would go into the same imports. So the build starts this file once
(``serve``); Jupyter, where it wants a kernel, starts it as ``ask``, a small process that stands
for the kernel: it hands over its environment, and both end together. Each kernel is a fork of a
process that has run no page, so no page sees what another one did.

    python conf/warm.py serve NUMBER PACKAGES   of an open socket; ends with its standard input
    python conf/warm.py ask ADDRESS ARGUMENTS   of that socket; the arguments are the kernel's
    python conf/warm.py around COMMAND          that builds again and again, and need not wait

Kept: Jupyter's provisioners start each kernel anew; none forks one that is ready.
"""

import contextlib
import json
import os
import socket
import sys

# What most pages import; never the engine: a page depends on those of its files that are opened.
PACKAGES = ["ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib_inline.backend_inline"]
PACKAGES += ["matplotlib.pyplot", "numpy"]
# What a kernel imports when it starts, however little its page does.
PACKAGES += ["ipykernel.debugger", "IPython.core.completerlib", "IPython.extensions.storemagic"]
PACKAGES += ["psutil", "matplotlib.backends.backend_svg"]
# As a kernel sets it before anything is imported.
BACKEND = "module://matplotlib_inline.backend_inline"
# What matplotlib and MXNet read when they are imported; conf.py sets it for the scripts.
ENVIRONMENT = {
    "MATPLOTLIBRC": os.path.join(os.path.dirname(os.path.abspath(__file__)), "matplotlibrc"),
    # One thread: MXNet's own cost a tenth more time, and are started anew in each fork.
    "MXNET_ENGINE_TYPE": "NaiveEngine",
}
# Elsewhere a process that has imported much cannot be forked, or not safely.
LINUX = sys.platform == "linux"
# Where `around` tells the builds in its command that the process runs already.
ADDRESS = "SIXPIECES_WARM"


# -- The process that is asked -------------------------------------------------------------------
@contextlib.contextmanager
def serving(*packages):
    """Have it run, and give its address."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:  # the address of a socket must be short
        address = os.path.join(folder, "warm")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(address)
            listener.listen()
            number = listener.fileno()
            process = subprocess.Popen(
                [sys.executable, __file__, "serve", str(number), *packages],
                stdin=subprocess.PIPE,
                pass_fds=[number],
            )
        try:
            yield address
        finally:
            process.kill()  # it has nothing to save, and MXNet takes a second to leave
            process.wait()


def around(*command):
    """Run a command with one such process for all builds in it; return how it ended.

    Packages and conf/matplotlibrc are to the end what they were at the start.
    """
    import signal
    import subprocess

    with serving("mxnet") if LINUX else contextlib.nullcontext() as address:
        environment = {**os.environ, ADDRESS: address} if address else None
        running = subprocess.Popen(command, env=environment)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command, which ends
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        return running.wait()


def serve(number, *more):
    """Import, the packages named too, then fork a kernel for each that asks, until input ends."""
    import gc
    import importlib
    import select
    import signal

    os.environ.update(ENVIRONMENT, MPLBACKEND=BACKEND)
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # no page is debugged: no warning about it
    with socket.socket(fileno=int(number)) as listener:
        for name in (*PACKAGES, *more):
            with contextlib.suppress(ImportError, OSError, AttributeError):  # as MXNet may raise
                importlib.import_module(name)
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no kernel that has ended stays behind
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it hears it, and ends it
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.default_int_handler)
                listener.close()
                become_kernel(connection)
            connection.close()


def become_kernel(connection):
    """Take over the environment of the one that asks, and be its kernel to the end."""
    import threading

    from ipykernel import kernelapp

    with connection.makefile() as lines:
        asked = json.loads(lines.readline())
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    # On import these two look for a kernel to show its figures: let the page import them anew.
    for name in ("matplotlib.pyplot", "matplotlib_inline.backend_inline"):
        sys.modules.pop(name, None)
    # It need not look whether its parent lives, which is another one than it is told.
    sys.argv = ["ipykernel_launcher", *asked["arguments"], "--IPKernelApp.parent_handle=1"]
    # Whoever asks is ended where the kernel shall end.
    threading.Thread(target=lambda: (connection.recv(1), os._exit(0)), daemon=True).start()
    try:
        kernelapp.launch_new_instance(argv=sys.argv[1:])
    finally:
        os._exit(0)


# -- The process that asks -----------------------------------------------------------------------
def ask(address, *arguments):
    """Stand for the kernel: start it, and end when it ends."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        asked = {"environment": dict(os.environ), "folder": os.getcwd(), "arguments": arguments}
        connection.sendall(json.dumps(asked).encode() + b"\n")
        with contextlib.suppress(KeyboardInterrupt):  # it is told so when it shall end
            connection.recv(1)


if __name__ == "__main__":
    sys.exit({"serve": serve, "ask": ask, "around": around}[sys.argv[1]](*sys.argv[2:]))
