"""Run a page in the reader's own browser: the bar, the files that it loads, what has no Run.

A page with code cells gets a bar below its title. Nothing is fetched before the reader's click;
then ``_static/runner/worker.js`` loads Pyodide (version, address and hashes stand in
``conf/pyodide.json``) and this site's own wheel of the engine in the place of MXNet, and runs the
cells.
"""

import base64
import html
import json
import shutil
from pathlib import Path

from docutils import nodes

CONF = Path(__file__).parent
NEEDS_MXNET = "needs-mxnet"
WHY_NO_RUN = (
    "This cell needs MXNet itself, which no browser runs: "
    "its output was computed when the site was built."
)
CODE = ('class="cell ', "highlight-Python ")
BAR = """
<div class="runner" role="region" aria-label="Run this page" data-settings="{settings}">
<button type="button">Run this page</button>
<button type="button" hidden>Stop</button>
<button type="button" hidden>Reset page</button>
<button type="button" hidden>Clear my answers</button>
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


def integrity(sha256: str) -> str:
    """Return a SHA-256 in the form that `fetch` checks.

    >>> integrity("00" * 32)[:10]
    'sha256-AAA'
    """
    return "sha256-" + base64.b64encode(bytes.fromhex(sha256)).decode()


def lock_file(setting: dict) -> dict:
    """Return the lock file that Pyodide reads: the packages that pages use, at full addresses."""
    packages = {
        name: {**package, "file_name": setting["address"] + package["file_name"]}
        for name, package in setting["packages"].items()
    }
    return {"info": setting["info"], "packages": packages}


def say_why_no_run(app, doctree) -> None:
    """Put a sentence under every cell that is tagged ``needs-mxnet``."""
    for cell in list(doctree.findall(nodes.container)):
        if f"tag_{NEEDS_MXNET}" in cell["classes"]:
            cell.append(nodes.paragraph("", WHY_NO_RUN, classes=["needs-mxnet-note"]))


def add_bar(app, pagename, templatename, context, doctree) -> None:
    """Put the bar below the title of a page that has code to run."""
    body = context.get("body", "")
    if app.builder.format != "html" or not any(mark in body for mark in CODE):
        return
    if pagename in app.config.runner_left_out:
        return
    to = context["pathto"]
    setting = app.runner_setting
    settings = {
        "address": setting["address"],
        "core": {name: integrity(sha256) for name, sha256 in setting["core"].items()},
        "wheel": to(f"downloads/sixpieces-{app.config.version}-py3-none-any.whl", 1),
        "lock": to("_static/runner/pyodide-lock.json", 1),
        "style": to("_static/runner/matplotlibrc", 1),
        "cells": to("_static/runner/cells.py", 1),
        "inks": to("_static/runner/inks.py", 1),
        "worker": to("_static/runner/worker.js", 1),
    }
    bar = BAR.format(settings=html.escape(json.dumps(settings, sort_keys=True)))
    context["body"] = body.replace("</h1>", "</h1>" + bar, 1)
    app.add_js_file("runner/runner.js", loading_method="defer")
    app.add_css_file("runner/runner.css")


def prepare(app) -> None:
    app.runner_setting = read_setting(app)


def write_files(app, exception) -> None:
    """Write what the worker loads from this site besides the wheel."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "runner"
    lock = json.dumps(lock_file(app.runner_setting), sort_keys=True)
    (folder / "pyodide-lock.json").write_text(lock, "utf-8")
    for name in ("matplotlibrc", "inks.py"):
        shutil.copyfile(CONF / name, folder / name)


def setup(app):
    app.add_config_value("pyodide_address", "", "html", str)
    app.add_config_value("runner_left_out", [], "html", list)
    app.connect("builder-inited", prepare)
    app.connect("doctree-read", say_why_no_run)
    app.connect("html-page-context", add_bar)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
