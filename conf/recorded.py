"""Let the site build without MXNet: the engine in its place, and a recording of what it alone does.

Cells tagged ``needs-mxnet``, and the scripts named in `needs_mxnet_scripts`, run on MXNet alone.
Where it is installed, a build holds their outputs to the recording, a notebook a page in
docs/recorded/, and stops where they differ; `nox -s record` records them anew. Where MXNet is not
installed, the engine runs all the rest under its name (conf/stand_in), and these show what was
recorded, with a mark.

Kept: nbval compares and jupyter-cache shows what was kept, but of whole notebooks.
"""

import datetime
import os
import re
import textwrap
from importlib import metadata
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from sphinx.errors import ExtensionError
from sphinx.util import logging

CONF = Path(__file__).parent
STAND_IN = CONF / "stand_in"
RECORDED = "recorded"  # below docs/
TAG = "needs-mxnet"
LAST_DIGITS = "last-digits"  # how large rounding errors are: another number on each processor
SKIP = "skip-execution"  # nbclient leaves out cells with this tag
REMEDY = "If what MXNet computes now is right, run `nox -s record` and commit docs/recorded/."

BUILT_WITHOUT = (
    '<p class="needs-mxnet-note">This copy of the site was built without MXNet: '
    "its programs ran on <code>sixpieces</code>.</p>\n"
)

#: A number; and a name that matplotlib derives from what it draws.
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
DERIVED = re.compile(r"\b[a-z][0-9a-f]{10}\b")
#: A block of code of a script's page, and what follows it: what it printed and drew.
BLOCK = re.compile(
    r"(\.\. code-block:: Python\n\n(?:(?: {4}[^\n]*)?\n)+)"
    r"(.*?)(?=\.\. GENERATED FROM|\.\. _sphx_glr_download|\Z)",
    re.DOTALL,
)
BEGIN = ".. GENERATED FROM PYTHON SOURCE LINES"
IMAGE = re.compile(r"\.\. image-sg:: /(\S+\.svg)")
RST, SVG = "text/x-rst", "image/svg+xml"

logger = logging.getLogger(__name__)


def mxnet_version() -> str | None:
    """Return the version of the MXNet that is installed, None where the engine stands in."""
    try:
        return metadata.version("mxnet")
    except metadata.PackageNotFoundError:
        return None


MXNET = mxnet_version()
LOCK = "requirements/docs.txt" if MXNET else "requirements/docs-modern.txt"


# -- A recording ---------------------------------------------------------------------------------
def path_of(srcdir, page: str) -> Path:
    return Path(srcdir, RECORDED, f"{page}.ipynb")


def read(srcdir, page: str):
    """Return the recording of a page; without cells where there is none."""
    path = path_of(srcdir, page)
    return nbformat.read(path, as_version=4) if path.exists() else nbformat.v4.new_notebook()


def write(srcdir, page: str, cells: list) -> None:
    """Record the cells of a page, with MXNet's version and today's date."""
    about = {"mxnet": MXNET, "recorded": datetime.date.today().isoformat()}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=about, nbformat_minor=4)
    path = path_of(srcdir, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def mark(srcdir, page: str) -> str:
    """Return when, and on which MXNet, a page was recorded, in words.

    >>> mark("docs", "pieces/backward").startswith("recorded on MXNet 1.9.1, ")
    True
    """
    about = read(srcdir, page).metadata
    day = datetime.date.fromisoformat(about["recorded"])
    return f"recorded on MXNet {about['mxnet']}, {day.day} {day:%B %Y}"


def as_recorded(cell):
    """Return a cell as it is recorded: its source and its outputs, no more."""
    outputs = []
    for output in cell.outputs:
        output = nbformat.from_dict({k: v for k, v in output.items() if k != "execution_count"})
        if output.output_type == "execute_result":
            output.output_type = "display_data"
        last = outputs[-1] if outputs else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += output.text
        else:
            outputs.append(output)
    tags = {"tags": [LAST_DIGITS]} if LAST_DIGITS in cell.metadata.get("tags", []) else {}
    recorded = nbformat.v4.new_code_cell(cell.source, outputs=outputs, metadata=tags)
    del recorded["id"]  # drawn by lot
    return recorded


def alike(one: str, other: str, last_digits: bool = False) -> bool:
    """Return whether two texts have the same words, and the same numbers but for one per cent.

    Processors round differently, and layouts of tables and curves follow. Where the numbers are
    the last digits themselves, only the words are compared.

    >>> alike("loss  0.69315", "loss 0.6931")
    True
    >>> alike("loss 0.69", "loss 0.72"), alike("loss 0.69", "slope 0.69")
    (False, False)
    """
    one, other = (DERIVED.sub("", text) for text in (one, other))
    words, others = ("".join(NUMBER.sub("#", text).split()) for text in (one, other))
    if words != others or last_digits:
        return words == others
    pairs = zip(*(map(float, NUMBER.findall(text)) for text in (one, other)), strict=True)
    return all(abs(a - b) <= max(0.01 * abs(b), 1e-5) for a, b in pairs)


def texts(output) -> list[str]:
    return (
        [output.text] if "text" in output else [output.data[kind] for kind in sorted(output.data)]
    )


def difference(recorded: list, ran: list) -> str:
    """Return a sentence on the first difference between two lists of cells, "" if there is none."""
    if [cell.source for cell in recorded] != [cell.source for cell in ran]:
        return "other cells were recorded than the page has now"
    for old, new in zip(recorded, ran, strict=True):
        one, other = (
            [text for output in cell.outputs for text in texts(output)] for cell in (old, new)
        )
        if len(one) != len(other):
            return f"{len(other)} outputs where {len(one)} were recorded, below\n{new.source}"
        for before, now in zip(one, other, strict=True):
            if not alike(before, now, LAST_DIGITS in new.metadata.get("tags", [])):
                return (
                    f"recorded was\n{before[:500]}\nand now it is\n{now[:500]}\nbelow\n{new.source}"
                )
    return ""


def hold(srcdir, page: str, cells: list) -> None:
    """Hold what ran to its recording, or record it if this build is to record."""
    differs = difference(read(srcdir, page).cells, cells)
    if not differs:
        return
    if os.environ.get("SIXPIECES_RECORD"):
        write(srcdir, page, cells)
    else:
        complain(f"{page}: MXNet's outputs are not those in docs/{RECORDED}: {differs}\n{REMEDY}")


def take(srcdir, page: str, sources: list[str]) -> list:
    """Return the recorded cells of a page, which must be those that it has now."""
    cells = read(srcdir, page).cells
    if [cell.source for cell in cells] == sources:
        return cells
    complain(
        f"{page}: what needs MXNet has changed since it was recorded in docs/{RECORDED}: run "
        "`nox -s record` where MXNet installs (Linux on x86-64, Python 3.11), and commit it."
    )
    return [nbformat.v4.new_code_cell(source) for source in sources]


def complain(sentence: str) -> None:
    """Stop the build; who edits a page is only told."""
    if os.environ.get("SIXPIECES_LIVE"):
        logger.warning(sentence)
    else:
        raise ExtensionError(sentence)


# -- Pages ---------------------------------------------------------------------------------------
class Reading:
    """What the hooks of a notebook need to know of the page that is being read."""

    srcdir = page = ""


def begin(app, page: str, source: list[str]) -> None:
    """Remember the page whose cells run next; show or hold a script's page, which has run."""
    Reading.srcdir, Reading.page = app.srcdir, page
    if page.removeprefix("gallery/") not in app.config.needs_mxnet_scripts:
        return
    if MXNET:
        hold(app.srcdir, page, script_cells(app.srcdir, source[0]))
    else:
        source[0] = with_outputs(app.srcdir, page, source[0])


def tagged(notebook) -> list:
    return [cell for cell in notebook.cells if TAG in cell.metadata.get("tags", [])]


def before_running(notebook) -> None:
    """Where MXNet is missing: skip the cells that need it, with their recorded outputs."""
    cells = tagged(notebook)
    if MXNET or not cells:
        return
    recorded = take(Reading.srcdir, Reading.page, [cell.source for cell in cells])
    for cell, kept in zip(cells, recorded, strict=True):
        cell.outputs = kept.outputs
        cell.metadata.tags = [*cell.metadata.tags, SKIP]


def after_running(notebook) -> None:
    """Hold what the cells gave that need MXNet to the recording, unless the page failed."""
    failed = any(
        output.output_type == "error"
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    for cell in tagged(notebook):
        cell.metadata.tags = [tag for tag in cell.metadata.tags if tag != SKIP]
    if MXNET and not failed:
        hold(Reading.srcdir, Reading.page, [as_recorded(cell) for cell in tagged(notebook)])


def note_dependency(app, _doctree) -> None:
    """Let a page be read again when its recording changed."""
    path = path_of(app.srcdir, app.env.docname)
    if path.exists():
        app.env.note_dependency(os.path.relpath(path, app.srcdir))


def say_what_ran(app, _page, _template, context, _doctree) -> None:
    """Say under each page with programs that the engine ran them, where it did."""
    if not MXNET and 'class="highlight-' in context.get("body", ""):
        context["body"] += BUILT_WITHOUT


# -- Scripts -------------------------------------------------------------------------------------
def code_of(block: str) -> str:
    return textwrap.dedent(block.partition("\n")[2]).strip()


def script_cells(srcdir, rst: str) -> list:
    """Return a script's page as cells: code, and below it what it printed and drew."""
    cells = []
    for block in BLOCK.finditer(rst):
        cell = nbformat.v4.new_code_cell(code_of(block[1]))
        if shown := block[2].strip():
            data = {RST: shown}
            if image := IMAGE.search(shown):
                data[SVG] = Path(srcdir, image[1]).read_text("utf-8")
            cell.outputs = [nbformat.v4.new_output("display_data", data)]
        cells.append(as_recorded(cell))
    return cells


def with_outputs(srcdir, page: str, rst: str) -> str:
    """Return the page of a script that did not run with the recorded outputs below its code."""
    sources = [code_of(block[1]) for block in BLOCK.finditer(rst)]
    outputs = iter([cell.outputs for cell in take(srcdir, page, sources)])

    def with_output(block) -> str:
        shown = next(outputs)
        return f"{block[1]}{shown[0].data[RST]}\n\n\n" if shown else block[1]

    rst = BLOCK.sub(with_output, rst)
    said = f".. rst-class:: needs-mxnet-note\n\nIts outputs were {mark(srcdir, page)}.\n\n"
    return rst.replace(BEGIN, said + BEGIN, 1)


def lay_pictures(app) -> None:
    """Write the recorded pictures of scripts where sphinx-gallery looks for its thumbnails."""
    for script in () if MXNET else app.config.needs_mxnet_scripts:
        for cell in read(app.srcdir, f"gallery/{script}").cells:
            for output in cell.outputs:
                if image := IMAGE.search(output.data[RST]):
                    path = Path(app.srcdir, image[1])
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(output.data[SVG], "utf-8")


def pattern(needs_mxnet_scripts: list[str]) -> str:
    """Return which scripts of the gallery run, as a regular expression: all that can.

    >>> bool(re.search(pattern(["9_scale/plot_server"]), "examples/1_data/plot_a.py"))
    True
    """
    left_out = [] if MXNET else needs_mxnet_scripts
    return "".join(rf"(?<!{re.escape(name)})" for name in left_out) + r"\.py$"


# -- Recording anew ------------------------------------------------------------------------------
def drop_old(app, env, _pages) -> None:
    """In a build that is to record, drop the recordings of pages that need MXNet no more."""
    if not os.environ.get("SIXPIECES_RECORD"):
        return
    scripts = {f"gallery/{name}" for name in app.config.needs_mxnet_scripts}
    needed = {page for page in env.found_docs if has_tag(env.doc2path(page))} | scripts
    folder = Path(app.srcdir, RECORDED)
    for path in sorted(folder.rglob("*.ipynb")):
        if path.relative_to(folder).with_suffix("").as_posix() not in needed:
            path.unlink()


def has_tag(path) -> bool:
    return re.search(rf"^:?tags: .*{TAG}", Path(path).read_text("utf-8"), re.MULTILINE) is not None


def setup(app):
    NotebookClient.on_notebook_start.default_value = before_running
    NotebookClient.on_notebook_complete.default_value = after_running
    app.add_config_value("needs_mxnet_scripts", [], "env", list)
    app.add_config_value(
        "runs_on", MXNET or "the engine", "env", str
    )  # another one: all runs again
    app.connect("builder-inited", lay_pictures, priority=250)  # before the gallery is made
    app.connect("env-before-read-docs", drop_old)
    app.connect("source-read", begin)
    app.connect("doctree-read", note_dependency)
    app.connect("html-page-context", say_what_ran)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
