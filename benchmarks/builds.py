"""Measure how long the site takes to build and what a page weighs, and write builds.json.

``python benchmarks/builds.py --jupyter-book PROGRAM``

A clone of the last commit is built cold, with nothing changed, and after an edit. All pages and
scripts are timed beside the code alone, the lessons beside theirs and beside Jupyter Book, which
gets the same files and the two extensions whose directives they use.

The code alone (``limit``) is the processor time of bare kernels that run the cells of each page
(one start a page) and of one process that runs the scripts, divided by the processors. A builder
whose kernels share what they import can go below it.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import nbclient
import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from run import occasion
from weigh import INDEX, MYST, THEMES, weigh

HERE = Path(__file__).parent
ROOT = HERE.parent
LESSONS = ("pieces", "mathematics", "log_loss")  # folders
REFERENCE = ["reference/glossary", "reference/notation"]
PROSE, LESSON = "reference/notation", "log_loss/derivation"  # the pages that are edited
VERSION = re.compile(r"Jupyter Book *: *(\S+)")
ONE_MORE = "\n\nOne more sentence.\n"

# What only the whole site has: the gallery, the reference.
LESSONS_CONF = """
extensions = [
    name for name in extensions
    if name not in ("sphinx_gallery.gen_gallery", "freshness", "reference", "sphinx.ext.viewcode")
]
"""
BOOK_CONF = {
    "title": "Six Pieces",
    "execute": {"execute_notebooks": "force", "timeout": 300},
    "parse": {"myst_enable_extensions": MYST},
    "bibtex_bibfiles": ["../conf/references.bib"],
    "sphinx": {
        "local_extensions": {"practice": "../conf", "explorable": "../conf"},
        "config": {"nb_execution_raise_on_error": True},
    },
}
RUN_SCRIPTS = """\
import runpy, sys
import matplotlib.pyplot as plt
for path in sys.argv[1:]:
    runpy.run_path(path, run_name="__main__")
    plt.close("all")
"""


# -- Watches -------------------------------------------------------------------------------------
def children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(words: list, cwd: Path, env: dict) -> dict:
    """Run a command; return its seconds, and those of the processors."""
    start, used = time.perf_counter(), children_seconds()
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True)
    if done.returncode:
        raise SystemExit(done.stdout.decode()[-2000:] + done.stderr.decode()[-4000:])
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "processor_seconds": round(children_seconds() - used, 1),
    }


# -- The code alone ------------------------------------------------------------------------------
def limit(processor_seconds: list[float], processors: int) -> float:
    """Return the seconds that all this takes on so many processors, shared out evenly.

    >>> limit([3.0, 2.0, 1.0], processors=2)
    3.0
    """
    return round(sum(processor_seconds) / processors, 1)


def kernel_seconds(notebook, folder: Path) -> float:
    """Return the processor time of a kernel that runs the cells of a notebook and nothing else."""
    used = children_seconds()
    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return children_seconds() - used


def lessons_first(path: Path) -> tuple:
    return path.parent.name not in LESSONS, path


def code_seconds(root: Path, env: dict) -> dict:
    """Return the processor time of each page that has cells, of a bare kernel, of all scripts.

    Lessons come first: a table that two pages share counts as the lesson's.
    """
    os.environ.update(env)
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
    seconds = {"kernel_start": kernel_seconds(bare, root), "pages": {}}
    for path in sorted((root / "docs").rglob("*.md"), key=lessons_first):
        text = path.read_text("utf-8")
        if "{code-cell}" in text:
            page = str(path.relative_to(root / "docs").with_suffix(""))
            notebook = read_myst_markdown_notebook(text)
            seconds["pages"][page] = kernel_seconds(notebook, path.parent)
    scripts = sorted((root / "examples").rglob("plot_*.py"))
    plain = {**env, "MPLBACKEND": "agg"}
    words = [sys.executable, "-c", RUN_SCRIPTS, *scripts]
    seconds["scripts"] = timed(words, root, plain)["processor_seconds"]
    seconds["script_count"] = len(scripts)
    return seconds


# -- The builds ----------------------------------------------------------------------------------
def times_untouched(command: list, root: Path, env: dict) -> dict:
    """Return the times of a cold build and of one with nothing changed."""
    return {name: timed(command, root, env) for name in ("cold", "nothing changed")}


def times_after_edits(command: list, source: Path, root: Path, env: dict) -> dict:
    """Return the times of builds, as `nox -s live` makes them, after the edit of one page."""
    env = {**env, "SIXPIECES_LIVE": "1"}
    timed(command, root, env)
    times = {}
    for name, page in (("a page of prose edited", PROSE), ("a lesson edited", LESSON)):
        path = source / f"{page}.md"
        path.write_text(path.read_text("utf-8") + ONE_MORE, encoding="utf-8")
        times[name] = timed(command, root, env)
    return times


def limits(pages: list[str], code: dict, scripts: float, processors: int) -> dict:
    """Return what the code alone of each build takes: what it has to run, if anything."""
    run = [code["pages"][page] for page in pages if page in code["pages"]]
    return {
        "cold": limit([*run, scripts], processors),
        "nothing changed": limit([], 1),
        "a page of prose edited": limit([], 1),
        "a lesson edited": limit([code["pages"][LESSON]], 1),
    }


def sphinx(conf: str, source: str, out: str) -> list:
    """Return the command of `nox -s docs`."""
    words = [sys.executable, "-m", "sphinx", "-b", "html", "-c", conf, "-d", f"{out}-doctrees"]
    return [*words, "-n", "-j", os.environ.get("JOBS", "auto"), source, out]


def lesson_pages(docs: Path) -> list[str]:
    """Return the names of the lessons and of what they refer to."""
    found = [path for name in LESSONS for path in sorted((docs / name).glob("*.md"))]
    return [str(path.relative_to(docs).with_suffix("")) for path in found] + REFERENCE


def copy_lessons(docs: Path, folder: Path) -> None:
    """Copy the lessons into a folder of their own, with a first page."""
    pages = lesson_pages(docs)
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / f"{page}.md", folder / f"{page}.md")
    (folder / "index.md").write_text(INDEX % "\n".join(pages), encoding="utf-8")


def lessons_alone(root: Path, env: dict) -> dict:
    """Return the times of the lessons with our own configuration."""
    copy_lessons(root / "docs", root / "lessons")
    shutil.copytree(root / "docs" / "recorded", root / "lessons" / "recorded")
    shutil.copytree(root / "conf", root / "lessons-conf")
    with (root / "lessons-conf" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(LESSONS_CONF)
    command = sphinx("lessons-conf", "lessons", "build/lessons")
    untouched = times_untouched(command, root, env)
    return untouched | times_after_edits(command, root / "lessons", root, env)


def jupyter_book(root: Path, program: str, env: dict) -> dict:
    """Return the times of the lessons with Jupyter Book, whose command reads page after page."""
    book = root / "book"
    copy_lessons(root / "docs", book)
    (book / "index.md").write_text("# Six Pieces\n", encoding="utf-8")  # the contents are apart
    chapters = [{"file": page} for page in lesson_pages(root / "docs")]
    contents = {"format": "jb-book", "root": "index", "chapters": chapters}
    for name, setting in (("_config.yml", BOOK_CONF), ("_toc.yml", contents)):
        (book / name).write_text(json.dumps(setting), encoding="utf-8")  # YAML holds JSON
    command = [program, "build", "book"]
    untouched = times_untouched(command, root, env)
    return untouched | times_after_edits(command, book, root, env)


def measured(root: Path, program: str) -> dict:
    """Return all that is measured, in a clone of the repository."""
    env = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "MATPLOTLIBRC": str(root / "conf" / "matplotlibrc"),
        "SIXPIECES_CACHE": str(root / "build" / "measured"),
        "OMP_NUM_THREADS": "1",
    }
    pages = lesson_pages(root / "docs")
    command = sphinx("conf", "docs", "build/site")
    site = times_untouched(command, root, env)
    weight = weigh(root, root / "build" / "site", LESSON, root / "build", env)
    # What one build measured, no other is to find.
    apart = [env | {"SIXPIECES_CACHE": str(root / "build" / f"measured-{k}")} for k in range(3)]
    book = jupyter_book(root, program, apart[0])
    lessons = lessons_alone(root, apart[1])
    code = code_seconds(root, apart[2])
    site |= times_after_edits(command, root / "docs", root, env)
    return {
        "kernel_start": round(code["kernel_start"], 2),
        "page_seconds": {page: round(code["pages"][page], 1) for page in sorted(code["pages"])},
        "site": {
            "pages": len(list((root / "docs").rglob("*.md"))),
            "executed": len(code["pages"]),
            "scripts": code["script_count"],
            "ours": site,
            "limit": limits(list(code["pages"]), code, code["scripts"], os.cpu_count()),
        },
        "lessons": {
            "pages": pages,
            "ours": lessons,
            "limit": limits(pages, code, 0, os.cpu_count()),
            "jupyter_book": book,
        },
        "weight": weight,
    }


def main():
    """Measure, print the file and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jupyter-book", required=True, metavar="PROGRAM")
    parser.add_argument("--out", type=Path, default=HERE / "builds.json")
    arguments = parser.parse_args()
    book = subprocess.run([arguments.jupyter_book, "--version"], capture_output=True, text=True)
    results = {
        **occasion(),
        "load": round(os.getloadavg()[1], 1),  # what else ran, in the five minutes before
        "versions": {
            **{name: version(name) for name in ("sphinx", "myst-nb", *THEMES)},
            "jupyter-book": VERSION.search(book.stdout)[1],
        },
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(root)], check=True)
        results |= measured(root, arguments.jupyter_book)
    text = json.dumps(results, indent=2) + "\n"
    arguments.out.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
