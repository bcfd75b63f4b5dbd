"""Measure one epoch on four engines, side by side, and write results.json.

``python benchmarks/run.py --mxnet PYTHON --torch PYTHON``

Each engine runs in a process of its own, on one thread, with the given interpreter (an engine
without one is left out). The processes take turns for some rounds, so that a slow moment of the
machine does not hit one engine only; the best epoch of all rounds counts. Ratios are times divided
by the time of `sixpieces`.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import tasks

HERE = Path(__file__).parent
ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "PYTHONPATH": os.pathsep.join([str(HERE.parent / "src"), str(HERE)]),
    "PYTHONHASHSEED": "0",
}
ENGINES = {
    "sixpieces": "sixpieces",
    "numpy": "NumPy, written out by hand",
    "torch-tensors": "PyTorch, tensors sliced by hand",
    "torch-loader": "PyTorch with its DataLoader",
    "mxnet": "MXNet Gluon",
}


def command(engine, task, arrays, repeat, pythons):
    """Return the command that measures one engine on one task."""
    if engine == "numpy":
        return [pythons["numpy"], "program_numpy.py", task, repeat]
    if engine in ("sixpieces", "mxnet"):
        return [pythons[engine], "program_gluon.py", engine, task, repeat]
    return [
        pythons["torch"],
        "program_torch.py",
        engine.removeprefix("torch-"),
        task,
        arrays,
        repeat,
    ]


def run(words):
    """Return the result of one process, or None with a message where it failed."""
    words = [str(word) for word in words]
    done = subprocess.run(
        words, cwd=HERE, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True
    )
    if done.returncode:
        print(f"{' '.join(words[1:])} failed:\n{done.stderr[-800:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def measured(task, engines, arguments, pythons):
    """Return the best result of each engine over all rounds, with its ratio to `sixpieces`."""
    features, labels = tasks.TASKS[task]()
    with tempfile.TemporaryDirectory() as folder:
        arrays = Path(folder) / "arrays.npz"
        np.savez(arrays, features=features, labels=labels)
        best = {}
        for _ in range(arguments.rounds):
            for engine in engines:
                result = run(command(engine, task, arrays, arguments.repeat, pythons))
                if result is None:
                    continue
                milliseconds = min(result.pop("milliseconds"))
                if engine not in best or milliseconds < best[engine]["milliseconds"]:
                    best[engine] = {"milliseconds": round(milliseconds, 2), **result}
    for engine, result in best.items():
        result["name"] = ENGINES[engine]
        result["ratio"] = round(result["milliseconds"] / best["sixpieces"]["milliseconds"], 2)
        result["shares"] = {
            piece: round(share, 3) for piece, share in result["shares"].items() if piece != "start"
        }
        result["loss"] = round(result["loss"], 4)
    return {
        "rows": len(features),
        "columns": features.shape[1],
        "batch_size": tasks.BATCH_SIZE,
        "batches": -(-len(features) // tasks.BATCH_SIZE),
        "engines": best,
    }


def version(python, module):
    """Return the version of a module in another environment."""
    words = [
        python,
        "-c",
        f"import numpy; numpy.bool = bool; import {module} as m; print(m.__version__)",
    ]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, **ONE_THREAD})
    return done.stdout.strip() or "unknown"


def occasion():
    """Return when and where is measured."""
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
    }


def main():
    """Measure, print a table, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mxnet", metavar="PYTHON", help="interpreter that has MXNet")
    parser.add_argument("--torch", metavar="PYTHON", help="interpreter that has PyTorch")
    parser.add_argument("--repeat", type=int, default=7, help="epochs in each process")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each engine")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    arguments = parser.parse_args()
    pythons = {"sixpieces": sys.executable, "numpy": sys.executable}
    pythons |= {"mxnet": arguments.mxnet, "torch": arguments.torch}
    engines = [
        engine
        for engine in ENGINES
        if pythons["torch" if "torch" in engine else engine] is not None
    ]
    versions = {"python": platform.python_version(), "numpy": np.__version__}
    for module in ("mxnet", "torch"):
        if pythons[module]:
            versions[module] = version(pythons[module], module)
    results = {
        **occasion(),
        "versions": versions,
        "epochs": arguments.repeat * arguments.rounds,
        "tasks": {task: measured(task, engines, arguments, pythons) for task in tasks.TASKS},
    }
    arguments.out.write_text(json.dumps(results, indent=2) + "\n")
    for task, result in results["tasks"].items():
        print(f"\n{task}: {result['rows']} rows, {result['batches']} batches")
        for row in result["engines"].values():
            shares = ", ".join(f"{piece} {share:.0%}" for piece, share in row["shares"].items())
            print(f"{row['milliseconds']:9.1f} ms {row['ratio']:6.2f}  {row['name']:34} {shares}")


if __name__ == "__main__":
    main()
