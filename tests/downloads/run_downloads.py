"""Run the scripts and notebooks that the built site offers, in the environment of this Python.

    python tests/downloads/run_downloads.py build/site mxnet|sixpieces

Where a script and a notebook have the same statements, one of the two runs, in turn. The
environment has only what the downloads ask for, so this needs no test runner.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

NEEDS_MXNET = "This script needs MXNet itself"
SECONDS = 300
# What only the form of a download asks for: how it begins, and how it shows a value or a figure.
OF_THE_FORM = ("'", '"', "try:\n    import mxnet", "def show(", "display = print", "plt.show()")


def code_of(path: Path) -> str:
    """Return a script, or a notebook's code cells one below the other, without magics."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    lines = "\n".join("".join(cell["source"]) for cell in cells).splitlines()
    own = "display = print"  # which a notebook has
    return "\n".join([own, *(line for line in lines if not line.startswith("%"))]) + "\n"


def statements(path: Path) -> str:
    """Return what a download does, the same for a script and for the notebook beside it."""
    found = []
    for node in ast.parse(code_of(path)).body:
        match node:
            case ast.Expr(ast.Call(ast.Name("show"), [shown])):
                node = shown
        found.append(ast.unparse(node))
    return "\n".join(text for text in found if not text.startswith(OF_THE_FORM))


def run(path: Path, folder: Path, engine: str) -> str | None:
    """Run one download; return what went wrong, or None."""
    own = folder / path.name  # what two of them write has the same name
    own.mkdir()
    script = own / f"{path.stem}.py"
    script.write_text(code_of(path), "utf-8")
    as_module = ["-m", "sixpieces"] if engine == "sixpieces" and path.suffix == ".py" else []
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    done = subprocess.run(
        [sys.executable, *as_module, script.name],
        cwd=own,
        # Six of them show one table, which takes a minute to measure: once is enough.
        env=environment
        | {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1", "SIXPIECES_CACHE": str(folder / "kept")},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    refused = engine == "sixpieces" and NEEDS_MXNET in done.stderr + done.stdout
    return None if done.returncode == 0 or refused else done.stderr[-2000:]


def main(site: Path, engine: str) -> int:
    downloads = sorted(
        path
        for path in [*(site / "_downloads").glob("*/*"), *(site / "downloads").iterdir()]
        if path.suffix in (".py", ".ipynb")
    )
    forms = {}
    for path in downloads:
        forms.setdefault(statements(path), []).append(path)
    chosen = [same[number % len(same)] for number, same in enumerate(forms.values())]
    failed = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = pool.map(lambda path: run(path, Path(folder), engine), chosen)
        for path, problem in zip(chosen, problems, strict=True):
            if problem is not None:
                failed += 1
                print(f"{path.name} failed on {engine}:\n{problem}", file=sys.stderr)
    print(f"{len(chosen) - failed} passed, {failed} failed, of {len(downloads)} downloads")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
