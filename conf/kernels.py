"""Run the cells of pages: the kernels' settings, what each page read, an even share of the work.

MyST-NB starts a kernel for each page. Here each kernel forks off one process that has imported the
large packages (`warm`), gets a small profile (figures are SVG), and notes the files of the
repository that its page opens. When one of them changes, the page runs again: no page keeps a
number of an engine that is gone.

Kept: jupyter-cache compares the page alone, and would keep numbers of an older engine.
"""

import atexit
import contextlib
import json
import os
import sys
from pathlib import Path

import recorded
import warm
from nbclient import NotebookClient
from sphinx.util.parallel import make_chunks

CONF = Path(__file__).parent
ROOT = CONF.parent
# Every executed page depends on these, too: they decide how it is run, and with which packages.
ALL_PAGES_NEED = (
    *("conf/kernels.py", "conf/warm.py", "conf/figures.py", "conf/matplotlibrc"),
    recorded.LOCK,
)
LASTING = contextlib.ExitStack()  # to the end of this process; the readers that fork forget atexit
MEASURED = ROOT / "benchmarks" / "builds.json"  # `nox -s builds` writes it
GUESS = 2.0  # seconds

PROFILE = """\
import os, sys
sys.path.append({conf!r})
import opened
sys.path.pop()
opened.watch({root!r}, os.environ["SIXPIECES_OPENED"])
c = get_config()
c.InlineBackend.figure_formats = {{"svg"}}
c.InlineBackend.rc = {{}}
c.InlineBackend.print_figure_kwargs = {{"bbox_inches": "tight", "metadata": {{"Date": None}}}}
c.HistoryManager.enabled = False
# One piece of text a cell: pieces cut by the clock would be joined with line breaks between them.
c.InteractiveShellApp.exec_lines = [
    f"__import__('sys').{{stream}}.flush_interval = 3600" for stream in ("stdout", "stderr")
]
{numbers}
c.Application.log_level = 40  # an error; a warning at each start says that kernels use TCP
"""
# NumPy 2 writes np.float32(3.0) where MXNet's NumPy, and so the text of the pages, has 3.0.
NUMBERS = """\
c.InteractiveShellApp.exec_lines.append("__import__('numpy').set_printoptions(legacy='1.25')")
"""


# -- The kernels ---------------------------------------------------------------------------------
def write_profile(app, _config=None) -> None:
    """Write the kernels' profile beside the doctrees and point the kernels to it."""
    home = Path(app.doctreedir).resolve() / "ipython"
    profile = home / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    numbers = "" if recorded.MXNET else NUMBERS
    text = PROFILE.format(conf=str(CONF), root=str(ROOT), numbers=numbers)
    (profile / "ipython_kernel_config.py").write_text(text, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(home)
    # A kernel that has run its page has nothing to save. Asked to leave, one in five takes 3 s.
    NotebookClient.shutdown_kernel.default_value = "immediate"


def start_warm(app) -> None:
    """Start the process that kernels fork off, if none runs, and tell Jupyter to ask it."""
    if not warm.LINUX or app.config.nb_execution_mode == "off":
        return
    address = os.environ.get(warm.ADDRESS)
    if not address:
        more = ["mxnet"] if recorded.MXNET else []  # else it is the engine
        address = LASTING.enter_context(warm.serving(*more))
        atexit.register(LASTING.close)
    command = [sys.executable, "-I", "-S", warm.__file__, "ask", address, "-f", "{connection_file}"]
    kernel = {"argv": command, "display_name": "Python 3", "language": "python"}
    jupyter = Path(app.doctreedir).resolve() / "jupyter"
    (jupyter / "kernels" / "python3").mkdir(parents=True, exist_ok=True)
    (jupyter / "kernels" / "python3" / "kernel.json").write_text(json.dumps(kernel), "utf-8")
    os.environ["JUPYTER_PATH"] = str(jupyter)


# -- What each page read -------------------------------------------------------------------------
def record_of(app, page: str) -> Path:
    return Path(app.doctreedir).resolve() / "opened" / f"{page}.txt"


def begin_record(app, page: str, _source) -> None:
    """Tell the kernel of the page that is read next where to note what it opens."""
    record = record_of(app, page)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.unlink(missing_ok=True)
    os.environ["SIXPIECES_OPENED"] = str(record)


def files_of(record: Path) -> list[Path]:
    """Return the files that a record names, each folder replaced by the files in it."""
    files = set()
    for line in record.read_text(encoding="utf-8").splitlines():
        path = ROOT / line
        found = path.rglob("*") if path.is_dir() else [path]
        files |= {one for one in found if one.is_file() and "__pycache__" not in one.parts}
    return sorted(files)


def note_dependencies(app, _doctree) -> None:
    """Let the page be read again when a file changes that its kernel opened."""
    record = record_of(app, app.env.docname)
    if not record.exists():
        return
    for path in [*files_of(record), *(ROOT / name for name in ALL_PAGES_NEED)]:
        app.env.note_dependency(os.path.relpath(path, app.srcdir))


# -- An even share -------------------------------------------------------------------------------
def share_out(app, env, pages: list[str]) -> None:
    """Order the pages so that each reader's chunk takes about as long as the others."""
    if app.parallel < 2:
        return
    chunks = make_chunks(pages, app.parallel)
    busy = chunks[: len(chunks) // app.parallel * app.parallel] or chunks
    measured = json.loads(MEASURED.read_text("utf-8"))["page_seconds"]
    cost = {page: measured.get(page, guess(env.doc2path(page))) for page in pages}
    shares = [[] for _ in chunks]
    load = [0] * len(busy)
    for page in sorted(pages, key=lambda page: (-cost[page], page)):
        free = [k for k in range(len(busy)) if len(shares[k]) < len(chunks[k])]
        if free:
            least = min(free, key=load.__getitem__)
            load[least] += cost[page]
            shares[least].append(page)
        else:
            shares[-1].append(page)
    pages[:] = [page for share in shares for page in share]


def guess(path) -> float:
    """Return the seconds that a page takes if nobody has measured it yet."""
    return GUESS if "{code-cell}" in Path(path).read_text("utf-8") else 0


def setup(app):
    app.connect("config-inited", write_profile)
    app.connect("builder-inited", start_warm)
    app.connect("source-read", begin_record)
    app.connect("doctree-read", note_dependencies)
    app.connect("env-before-read-docs", share_out, priority=900)  # after all who add pages
    return {"parallel_read_safe": True, "parallel_write_safe": True}
