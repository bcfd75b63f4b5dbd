"""Run a page in the reader's own browser: the bar, the files that it loads, what has no Run.

A page with code cells gets a bar below its title. Nothing is fetched before the reader's click;
then `_static/runner/python.js` fetches Pyodide (version, address, sizes and hashes stand in
`conf/pyodide.json`) and this site's own wheel of the engine in the place of MXNet, and starts a
worker that runs the cells. What it needs to know stands in `_static/runner/settings.json`.

Kept: Thebe and JupyterLite bring Jupyter into the page; here one worker runs its cells.
"""

import hashlib
import json
import shutil
from pathlib import Path

import recorded
from docutils import nodes

CONF = Path(__file__).parent
RUNNER = CONF / "_static" / "runner"
ENGINE = CONF.parent / "src" / "sixpieces"
PATIENCE = 30  # seconds without a byte, after which a download has failed
WHY_NO_RUN = "This cell needs MXNet itself, which no browser runs: its output was {computed}."
SCRIPTS = {"settings": "settings.json", "python": "python.js", "editor": "editor.js"}
CODE = ('class="cell ', "highlight-Python ")
BAR = """
<div class="runner" role="region" aria-label="Run this page" {data}>
<button type="button" class="runner-go">Run this page</button>
<button type="button" class="runner-stop" hidden>Stop</button>
<button type="button" class="runner-reset" hidden>Reset page</button>
<button type="button" class="runner-clear" hidden>Clear my answers</button>
<progress hidden aria-label="Fetched"></progress>
<span class="runner-solved"></span>
<span class="runner-status" role="status"></span>
</div>
"""


def read_setting(app) -> dict:
    """Return conf/pyodide.json, with the address of one's own host where it is set."""
    setting = json.loads((CONF / "pyodide.json").read_text("utf-8"))
    if app.config.pyodide_address:
        setting["address"] = app.config.pyodide_address.rstrip("/") + "/"
    return setting


def version_of(*paths: Path) -> str:
    """Return a version that changes with the files, so that no browser keeps an older one."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def lock_file(setting: dict) -> dict:
    """Return the lock file that Pyodide reads: the packages that pages use, at full addresses."""
    packages = {
        name: {**package, "file_name": setting["address"] + package["file_name"]}
        for name, package in setting["packages"].items()
    }
    return {"info": setting["info"], "packages": packages}


def worker_settings(setting: dict, version: str) -> dict:
    """Return what python.js reads: which files, from where, how large, and their hashes.

    NumPy is fetched with Python itself, and all other packages only for the first figure.
    """
    files = {name: package["file_name"] for name, package in setting["packages"].items()}
    hashes = {package["file_name"]: package["sha256"] for package in setting["packages"].values()}
    own = {"worker": "worker.js", "cells": "cells.py", "inks": "inks.py", "style": "matplotlibrc"}
    sources = {name: CONF / file for name, file in own.items()}
    sources |= {name: RUNNER / file for name, file in own.items() if (RUNNER / file).exists()}
    own = {name: f"{file}?v={version_of(sources[name])}" for name, file in own.items()}
    wheel = f"../../downloads/sixpieces-{version}-py3-none-any.whl"
    own["wheel"] = f"{wheel}?v={version_of(*sorted(ENGINE.rglob('*.py')))}"
    return {
        "address": setting["address"],
        "core": sorted(setting["core"]),
        "packages": {
            "numpy": [files["numpy"]],
            "matplotlib": sorted(file for name, file in files.items() if name != "numpy"),
        },
        "hashes": setting["core"] | hashes,
        "sizes": setting["sizes"],
        "lock": lock_file(setting),
        "own": own,
        "patience": PATIENCE,
    }


def say_why_no_run(app, doctree, docname) -> None:
    """Put a sentence above every cell that is tagged ``needs-mxnet``, for who reads the code.

    Not before MyST-NB has folded what shall be folded: it asks for a cell that begins with code.
    """
    for cell in list(doctree.findall(nodes.container)):
        if f"tag_{recorded.TAG}" in cell["classes"]:
            computed = "computed when the site was built"
            if not recorded.MXNET:
                computed = recorded.mark(app.srcdir, docname)
            words = WHY_NO_RUN.format(computed=computed)
            cell.insert(0, nodes.paragraph("", words, classes=["needs-mxnet-note"]))


def add_bar(app, pagename, templatename, context, doctree) -> None:
    """Put the bar below the title of a page that has code to run."""
    body = context.get("body", "")
    if app.builder.format != "html" or not any(mark in body for mark in CODE):
        return
    if pagename in app.config.runner_left_out:
        return
    to = context["pathto"]
    data = " ".join(
        f'data-{name}="{to(f"_static/runner/{file}", 1)}?v={app.runner_versions[file]}"'
        for name, file in SCRIPTS.items()
    )
    bar = BAR.format(data=data)
    context["body"] = body.replace("</h1>", "</h1>" + bar, 1)
    app.add_js_file("runner/runner.js", loading_method="defer")
    app.add_css_file("runner/runner.css")


def prepare(app) -> None:
    settings = worker_settings(read_setting(app), app.config.version)
    app.runner_settings = json.dumps(settings, sort_keys=True)
    app.runner_versions = {
        "settings.json": hashlib.sha256(app.runner_settings.encode()).hexdigest()[:8],
        "python.js": version_of(RUNNER / "python.js"),
        "editor.js": version_of(RUNNER / "editor.js"),
    }


def write_files(app, exception) -> None:
    """Write what the worker loads from this site besides the wheel."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "runner"
    (folder / "settings.json").write_text(app.runner_settings, "utf-8")
    for name in ("matplotlibrc", "inks.py"):
        shutil.copyfile(CONF / name, folder / name)


def setup(app):
    app.add_config_value("pyodide_address", "", "html", str)
    app.add_config_value("runner_left_out", [], "html", list)
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", say_why_no_run)
    app.connect("html-page-context", add_bar)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
