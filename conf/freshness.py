"""Leave nothing stale: run scripts again whose ground changed, finish what a cut-off build began.

sphinx-gallery runs a script again when the script itself changed, and Sphinx writes a page again
when its own file did. Both would keep old numbers after a change in the engine, or after a build
that was stopped half-way. What pages depend on is noted by ``kernels.py``.

Kept: sphinx-gallery compares the script alone, and Sphinx does not see a build cut off.
"""

import hashlib
import shutil
from pathlib import Path

import recorded
from sphinx.util import logging

logger = logging.getLogger(__name__)
ROOT = Path(__file__).parents[1]
GROUND = ("conf/figures.py", "conf/matplotlibrc", recorded.LOCK)


# -- Scripts -------------------------------------------------------------------------------------
def ground(script: Path) -> str:
    """Return a digest of what the results of a script depend on besides the script itself."""
    files = [ROOT / name for name in GROUND]
    if not recorded.MXNET or "sixpieces" in script.read_text(encoding="utf-8"):
        found = (ROOT / "src" / "sixpieces").rglob("*")
        files += sorted(path for path in found if path.is_file() and path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def forget_scripts(app) -> None:
    """Let sphinx-gallery run every script again that stands on other ground than when it ran."""
    conf = app.config.sphinx_gallery_conf
    forgotten = 0
    for examples, gallery in zip(conf["examples_dirs"], conf["gallery_dirs"], strict=True):
        folder = Path(app.srcdir, examples)
        for script in sorted(folder.rglob("*.py")):
            kept = Path(app.srcdir, gallery, script.relative_to(folder))
            record, now = kept.with_suffix(".ground"), ground(script)
            if record.exists() and record.read_text() == now:
                continue
            kept.with_suffix(".py.md5").unlink(missing_ok=True)  # without it, it runs
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(now)
            forgotten += 1
    if forgotten > 1:  # workers that find nothing to do would cost half a second
        conf["parallel"] = app.parallel if app.parallel > 1 else False


# -- Builds that were cut off --------------------------------------------------------------------
def mark(app) -> Path:
    return Path(app.doctreedir, f"unfinished-{app.builder.name}")


def begin(app) -> None:
    """Write the whole site afresh, from what was read, where the last build did not end."""
    if mark(app).exists():
        logger.info("The last build was cut off: all pages are written again.")
        shutil.rmtree(app.outdir, ignore_errors=True)
        Path(app.outdir).mkdir(parents=True)
    mark(app).touch()


def end(app, exception) -> None:
    if exception is None:
        mark(app).unlink(missing_ok=True)


def setup(app):
    app.connect("builder-inited", begin, priority=100)
    app.connect("builder-inited", forget_scripts, priority=200)  # before the gallery is made
    app.connect("build-finished", end, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
