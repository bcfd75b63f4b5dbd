"""Note which files of the repository a process opens; each notebook kernel calls this first.

Kept: the work is Python's own audit hook; no package notes what it says.
"""

import os
import sys
from importlib.util import source_from_cache

# Folders of the repository that hold what was made, and no sources.
MADE = {"build", ".nox", ".venv", ".git"}


def watch(root, record):
    """Append the path of every file below `root` that this process opens to the file `record`.

    Whatever another process opens is not seen; so a Python that is started counts as if it opened
    all of the engine. A path is relative to `root`; a folder stands for all that is in it.
    """
    seen = set()
    notes = open(record, "a", buffering=1, encoding="utf-8")  # noqa: SIM115 (until the process ends)

    def note(event, arguments):
        if event == "subprocess.Popen" and "python" in os.path.basename(str(arguments[0])):
            path = os.path.join(root, "src")
        elif event == "open" and isinstance(arguments[0], str):
            path = os.path.abspath(arguments[0])
            if path.endswith(".pyc"):
                path = source_from_cache(path)
        else:
            return
        if path in seen or not path.startswith(root + os.sep):
            return
        seen.add(path)
        path = os.path.relpath(path, root)
        if path.partition(os.sep)[0] not in MADE:
            notes.write(path + "\n")

    sys.addaudithook(note)
