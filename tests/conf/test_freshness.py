"""No build keeps a number whose source changed, and none runs again what nothing touched."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("myst_nb")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import freshness  # noqa: E402
import kernels  # noqa: E402
import recorded  # noqa: E402

CONFIGURATION = f"""
import os, sys
from pathlib import Path
HERE = Path(__file__).parent
sys.path[:0] = [{str(CONF)!r}, str(HERE / "src")]
os.environ["PYTHONPATH"] = str(HERE / "src")
import freshness, kernels
freshness.ROOT = kernels.ROOT = HERE
extensions = ["myst_nb", "sphinx_gallery.gen_gallery", "freshness", "kernels"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
exclude_patterns = ["gallery/**.ipynb"]
sphinx_gallery_conf = dict(
    examples_dirs=["../examples"], gallery_dirs=["gallery"], plot_gallery=True,
    filename_pattern="py$", image_scrapers=(), reset_modules=())
"""
PAGE = """---
file_format: mystnb
kernelspec: {{name: python3, display_name: Python 3}}
---
# A page

```{{code-cell}} ipython3
{code}
```
"""
SCRIPT = '"""\nA script\n========\n\nIt runs.\n"""\n\n{code}\n'
SHOW = ("with", "other", "gallery/plot_with")
NOTE = "open({runs!r}, 'a').write('{name} ')\n"  # outside the repository: no page depends on it


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A built repository with an engine of one number, three pages and two scripts."""
    root = tmp_path_factory.mktemp("project")
    project = Project(root, tmp_path_factory.mktemp("notes") / "runs.txt")
    for name in {*kernels.ALL_PAGES_NEED, *freshness.GROUND}:
        project.write(name, "")
    project.write("conf.py", CONFIGURATION)
    project.write("src/sixpieces/__init__.py", "number = 111\n")
    show = "import sixpieces\nprint('the number is', sixpieces.number)"
    project.write("docs/index.md", "# Site\n\n```{toctree}\nwith\nwithout\nother\n```\n")
    project.write("docs/with.md", PAGE.format(code=project.note("with") + show))
    project.write("docs/without.md", PAGE.format(code=project.note("without") + "print(1)"))
    child = f"print(subprocess.check_output([sys.executable, '-c', {show!r}], text=True))"
    elsewhere = f"import subprocess, sys\n{child}"
    project.write("docs/other.md", PAGE.format(code=project.note("other") + elsewhere))
    project.write("examples/GALLERY_HEADER.rst", "Scripts\n=======\n")
    again = "import importlib\nimport sixpieces\nimportlib.reload(sixpieces)\n"
    project.write(
        "examples/plot_with.py",
        SCRIPT.format(code=project.note("plot_with") + again + show.partition("\n")[2]),
    )
    project.write("examples/plot_without.py", SCRIPT.format(code=project.note("plot_without")))
    assert project.build() == {"with", "without", "other", "plot_with", "plot_without"}
    assert project.numbers() == {"111"}
    return project


class Project:
    def __init__(self, root, runs):
        self.root, self.runs = root, runs

    def note(self, name):
        return NOTE.format(runs=str(self.runs), name=name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def start(self):
        self.runs.write_text("")
        command = [sys.executable, "-m", "sphinx", "-q", "-c", ".", "-d", "build/doctrees"]
        return subprocess.Popen(
            [*command, "-j", "2", "docs", "build/site"],
            cwd=self.root,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def build(self):
        """Build, and return the names of what ran."""
        process = self.start()
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        return set(self.runs.read_text().split())

    def numbers(self):
        """Return the numbers of the engine that the pages show."""
        pages = [self.root / "build" / "site" / f"{name}.html" for name in SHOW]
        texts = [page.read_text(encoding="utf-8") for page in pages]
        return {re.search(r"the number is (\d+)", text)[1] for text in texts}


def test_nothing_changed_runs_nothing(project):
    assert project.build() == set()


def test_a_change_in_the_engine_runs_again_what_stands_on_it_and_nothing_else(project):
    project.write("src/sixpieces/__init__.py", "number = 222\n")
    # Where the engine stands in for MXNet, every script stands on it.
    scripts = {"plot_with"} if recorded.MXNET else {"plot_with", "plot_without"}
    assert project.build() == {"with", "other", *scripts}
    assert project.numbers() == {"222"}


def test_a_killed_build_leaves_nothing_that_breaks_or_ages_the_next(project):
    project.write("src/sixpieces/__init__.py", "number = 333\n")
    process = project.start()
    environment = project.root / "build" / "doctrees" / "environment.pickle"
    before = environment.stat().st_mtime_ns
    while environment.stat().st_mtime_ns == before:  # all is read, and the pages are not written
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (project.root / "build" / "site" / "with.html").write_text("half a pa", encoding="utf-8")

    project.build()
    assert project.numbers() == {"333"}
