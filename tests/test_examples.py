"""Every script of the gallery, run on both engines: what they computed is compared, by name.

Each engine runs all scripts in one process of its own, as ``python -m sixpieces`` does, and hands
back the `results` of each. By default these agree to float32's rounding, since data and first
weights come from NumPy; where an engine draws the numbers, `TOLERANCES` says how far apart they
may lie.
"""

import ast
import contextlib
import importlib.util
import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCRIPTS = sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/plot_*.py"))
ENGINES = ["sixpieces", "mxnet"]
NEEDS_MXNET = ["9_scale/plot_parameter_server.py"]  # ends at once, with a sentence, elsewhere
SECONDS = 60  # about 15 on an idle machine; tests share theirs

RELATIVE, ABSOLUTE = 1e-3, 2e-4
TOLERANCES = {  # absolute, per script and result
    # Each engine draws its own weights: ten layers multiply ten such draws.
    ("3_parameters/plot_initialisers.py", None): 0.6,
    # One row in 4,000 may change sides by the last digit.
    ("2_loader/plot_shuffle.py", None): 5e-4,
    ("4_model/plot_decision_boundaries.py", None): 0.01,
    # The mean of five epochs on 360 rows, with other weights and another dropout.
    ("8_together/plot_digits.py", None): 0.025,
    ("8_together/plot_swap_a_piece.py", None): 0.015,
    # Close to the lowest loss the logarithm shows rounding only.
    ("5_trainer/plot_learning_rates.py", None): 0.02,
    ("7_log_loss/plot_float32_gives_up.py", None): 1e-5,
}

# What the texts say of the numbers as they are given. The scripts themselves assert only what holds
# for a reader's numbers, too.
CLAIMS = {
    "3_parameters/plot_initialisers.py": lambda r: (
        r["Normal(1)"][-1] > 6
        and abs(r["Xavier(magnitude=6)"][-1]) < 1
        and r["Normal(0.01)"][-1] < -6
    ),
    "4_model/plot_a_layer_moves_space.py": lambda r: r["gap"] > 0.5,
    "4_model/plot_decision_boundaries.py": lambda r: (
        r["linear"] < 0.7 < 0.95 < r["one hidden layer"]
    ),
    "5_trainer/plot_learning_rates.py": lambda r: (
        r["rate 0.003"][-1] > r["rate 0.03"][-1] > max(r["rate 0.3"][-1], r["rate 1.5"][-1])
        and r["rate 0.03"][-1] < r["rate 1.9"][0] < r["rate 1.9"][-1]
    ),
    "5_trainer/plot_what_step_divides.py": lambda r: (
        r["twice"][-1] > 0.8 * r["twice"][0] and r["right"][-1] < 0.01 * r["right"][0]
    ),
    "6_loss/plot_outliers.py": lambda r: abs(r["L1Loss"] - 2) < 0.3 and r["L2Loss"] < 1,
    "7_log_loss/plot_batches_add_up.py": lambda r: (
        r["product"][0] + r["product"][1] < 0 < r["product"][2]
    ),
    "7_log_loss/plot_squared_or_log.py": lambda r: (
        r["log loss"][0] < -0.999 and abs(r["squared error"][0]) < 0.001
    ),
    "8_together/plot_adult.py": lambda r: r["better"][-1] > r["tutorial"][-1] > 0.83,
    "8_together/plot_calibration.py": lambda r: (
        np.abs(np.subtract(r["said"], r["happened"])).max() < 0.1
    ),
    "8_together/plot_digits.py": lambda r: (
        r["multilayer perceptron"] > r["softmax regression"] > 0.8
    ),
    "8_together/plot_swap_a_piece.py": lambda r: (
        min(r.values()) > 0.81 and np.ptp(list(r.values())) < 0.03
    ),
}

RUNNER = """
import json, os, runpy, sys, time, traceback, warnings
warnings.filterwarnings("ignore", message=".*non-interactive.*")
if sys.argv[1] == "sixpieces":
    import sixpieces
    sixpieces.install_as_mxnet()
import mxnet
import matplotlib.pyplot as plt
import numpy as np
assert mxnet.__name__ == sys.argv[1]
out = sys.stdout
sys.stdout = sys.stderr
for script in sys.argv[2:]:
    report, start = {"script": script, "error": None, "figures": []}, time.monotonic()
    try:
        module = runpy.run_path(script, run_name="__main__")
        results = {str(name): np.asarray(value) for name, value in module["results"].items()}
        report["results"] = {name: value.tolist() for name, value in results.items()}
        for number in plt.get_fignums():
            figure = plt.figure(number)
            panels = [axes for axes in figure.axes if axes.axison]
            report["figures"].append({
                "label": figure.get_label(),
                "named": any(a.get_xlabel() or a.get_ylabel() for a in panels),
                "pixels": figure.get_size_inches().tolist(),
            })
            figure.canvas.draw()
    except SystemExit as stop:
        report["error"] = f"SystemExit: {stop}"
    except BaseException:
        report["error"] = traceback.format_exc(limit=-2)
    plt.close("all")
    report["seconds"] = time.monotonic() - start
    print(json.dumps(report), file=out, flush=True)
"""


def code_of(script):
    return (EXAMPLES / script).read_text(encoding="utf-8")


def run_all(engine):
    """Run all scripts in one process; return the report of each."""
    absent = [name for name in ("matplotlib", engine) if importlib.util.find_spec(name) is None]
    if absent:
        pytest.skip(f"{' and '.join(absent)} is not installed here")
    environment = os.environ | {
        "MPLBACKEND": "agg",
        "MATPLOTLIBRC": str(ROOT / "conf" / "matplotlibrc"),
        "PYTHONPATH": str(ROOT / "src"),
        "OMP_NUM_THREADS": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", RUNNER, engine, *SCRIPTS],
        cwd=EXAMPLES,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    reports = {report["script"]: report for report in map(json.loads, run.stdout.splitlines())}
    missing = [script for script in SCRIPTS if script not in reports]
    assert not missing, f"{missing[0]} ended the whole run: {run.stderr[-2000:]}"
    return reports


@pytest.fixture(scope="module")
def reports():
    """Return a function that gives the reports of an engine, run at most once."""
    kept = {}

    def of(engine):
        if engine not in kept:
            kept[engine] = run_all(engine)
        return kept[engine]

    return of


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_script_runs_and_keeps_its_claims(script, engine, reports):
    report = reports(engine)[script]
    if engine == "sixpieces" and script in NEEDS_MXNET:
        assert report["error"].startswith("SystemExit: This script needs MXNet itself")
        return
    assert report["error"] is None, report["error"]
    assert report["results"], "there is nothing to compare"
    assert report["seconds"] < SECONDS
    (figure,) = report["figures"]
    assert figure["named"], "no axis says what it shows"
    assert 60 < len(figure["label"]) < 250, "the figure has no text for those who cannot see it"
    if script in CLAIMS:
        assert CLAIMS[script](report["results"]), report["results"]


def test_claims_are_made_of_scripts_that_exist():
    assert set(CLAIMS) <= set(SCRIPTS)


@pytest.mark.parametrize("script", [name for name in SCRIPTS if name not in NEEDS_MXNET])
def test_both_engines_compute_the_same(script, reports):
    ours, theirs = (reports(engine)[script] for engine in ENGINES)
    assert ours["error"] is None, ours["error"]
    assert theirs["error"] is None, theirs["error"]
    assert ours["results"].keys() == theirs["results"].keys()
    for name, expected in theirs["results"].items():
        tolerance = TOLERANCES.get((script, name), TOLERANCES.get((script, None)))
        np.testing.assert_allclose(
            ours["results"][name],
            expected,
            rtol=0 if tolerance else RELATIVE,
            atol=tolerance or ABSOLUTE,
            err_msg=f"{script}: {name}",
        )


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_is_as_a_reader_expects_it(script):
    """Short, one figure, what it shows first, and no colour that dark ground would swallow."""
    text = code_of(script)
    title, rule, empty, first = ast.get_docstring(ast.parse(text)).split("\n")[:4]
    assert rule == "=" * len(title)
    assert empty == ""
    assert first
    assert text.count("plt.show()") == 1
    assert text.rstrip().endswith("plt.show()")
    assert ("needs MXNet itself" in text.split('"""')[1]) >= (script in NEEDS_MXNET)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert 20 <= len(lines) <= (100 if script in NEEDS_MXNET else 64)
    for colour in re.findall(r"\bcolors?=f?(\[[^\]]*\]|\"[^\"]*\")", text):
        for name in re.findall(r"\"([^\"]*)\"", colour):
            assert re.fullmatch(r"C([0-5]|\{.*\})|0\.\d+", name), f"{name} is not a house colour"
    assert text.count("# %%") >= 2


def test_there_are_enough_scripts_in_every_section():
    sections = sorted(path.parent.name for path in EXAMPLES.glob("*/GALLERY_HEADER.rst"))
    assert len(SCRIPTS) >= 22
    assert len({Path(script).name for script in SCRIPTS}) == len(SCRIPTS)
    assert sections == sorted({Path(script).parent.name for script in SCRIPTS})


def test_a_script_runs_from_the_command_line_without_mxnet(tmp_path):
    pytest.importorskip("matplotlib")
    (tmp_path / "mxnet.py").write_text("raise ImportError('MXNet is not here')")
    run = subprocess.run(
        [sys.executable, "-m", "sixpieces", EXAMPLES / "1_data" / "plot_class_balance.py"],
        env=os.environ
        | {"MPLBACKEND": "agg", "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "majority share 0.764" in run.stdout


@pytest.mark.parametrize("script", [name for name in SCRIPTS if "tqdm(" in code_of(name)])
@pytest.mark.parametrize("building", [True, False])
def test_a_longer_script_shows_its_progress_to_those_who_run_it(script, building):
    """A bar fills up in a terminal; a build, whose conf/conf.py says so, prints none."""
    pytest.importorskip("matplotlib")
    terminal, other_end = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    run = subprocess.Popen(
        [sys.executable, "-m", "sixpieces", EXAMPLES / script],
        env=os.environ
        | {"MPLBACKEND": "agg", "PYTHONPATH": str(ROOT / "src"), "TQDM_DISABLE": "1" * building},
        stdout=other_end,
        stderr=other_end,
    )
    os.close(other_end)
    shown = b""
    with contextlib.suppress(OSError):  # what the end of a terminal is on Linux
        while piece := os.read(terminal, 1024):
            shown += piece
    os.close(terminal)
    assert run.wait() == 0, shown
    assert (b"100%" in shown) is not building, shown
