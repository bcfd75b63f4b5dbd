"""What the site hands out besides pages: the engine's wheel, archives of scripts, an offline copy.

Once the pages are written, each script and notebook gets a head that says what it needs and where
that is, and archives are packed anew: with one file time, so that two builds give the same bytes,
and with the engine's wheel inside, so that the scripts run anywhere.

Kept: sphinx-gallery packs with the clock's time, and knows no wheel. Flit makes the wheel.
"""

import json
import os
import re
import time
import zipfile
from functools import partial
from pathlib import Path

from docutils import nodes
from flit_core.wheel import make_wheel_in
from lessons import lessons
from sphinx.util.docutils import SphinxRole

ROOT = Path(__file__).parent.parent
FOLDER = "downloads"
OFFLINE_COPY = "six-pieces-site.zip"
PRELOAD = re.compile(rb'<link rel="preload"[^>]*>\n?')
SCRIPT_ARCHIVES = "gallery_*.zip"
NEEDS = """\
# Needs matplotlib{tqdm} and the engine's wheel, {wheel}.
# The wheel is on no package registry: it is in the archive of all scripts, and at
# {address}
"""
SCRIPT_HEAD = """\
{needs}# With MXNet 1.9.1:  python {name}
# without it:        python -m sixpieces {name}

"""
NOTEBOOK_HEAD = """\
{needs}# Where MXNet is missing, the engine takes its place.
try:
    import mxnet
except ImportError:
    import sixpieces

    sixpieces.install_as_mxnet()"""
HOW_TO_RUN = """\
These scripts are written against MXNet 1.9.1. They also run without it, on the engine beside them:

    python -m pip install ./{wheel} matplotlib tqdm
    python -m sixpieces SCRIPT.py

With MXNet installed (Python 3.11 or older, NumPy below 1.24), `python SCRIPT.py` runs them on it;
those that use the shipped data need the wheel in both cases.
"""


def file_time() -> tuple[int, ...]:
    """Return the one time that all packed files carry (the earliest that the format knows)."""
    return time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH", 0)), 315532800))[:6]


def write_archive(path: Path, contents: dict[str, bytes]) -> None:
    """Write the named contents to a zip archive whose bytes depend on nothing else."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, file_time())
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name], zipfile.ZIP_DEFLATED)


def read_archive(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_head(name: str, content: bytes, wheel: str, address: str) -> bytes:
    """Return a script or a notebook with its head; anything else, or a second time, unchanged."""
    if f"engine's wheel, {wheel}".encode() in content:
        return content
    tqdm = ", tqdm" if b"from tqdm" in content else ""
    needs = NEEDS.format(wheel=wheel, address=address, tqdm=tqdm)
    if name.endswith(".py"):
        return SCRIPT_HEAD.format(needs=needs, name=Path(name).name).encode() + content
    if name.endswith(".ipynb"):
        notebook = json.loads(content)
        source = NOTEBOOK_HEAD.format(needs=needs).splitlines(keepends=True)
        head = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
        notebook["cells"].insert(0, head | {"source": source})
        return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()
    return content


def for_disk(path: Path) -> bytes:
    """Return a file without what browsers refuse to a page that is opened from disk.

    That is to fetch a font ahead of its use.
    """
    content = path.read_bytes()
    return PRELOAD.sub(b"", content) if path.suffix == ".html" else content


def pack(app, exception) -> None:
    """Write the wheel, head every script, pack the archives anew, and pack the offline copy."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    folder = out / FOLDER
    if os.environ.get("SIXPIECES_LIVE") and folder.exists():
        return  # who edits a page need not wait for archives
    folder.mkdir(exist_ok=True)
    wheel = folder / make_wheel_in(ROOT / "pyproject.toml", folder).file.name
    base = app.config.html_baseurl.rstrip("/") or "the site that this is from"
    head = partial(with_head, wheel=wheel.name, address=f"{base}/{FOLDER}/{wheel.name}")
    for name, content in lessons(app).items():
        (folder / name).write_bytes(head(name, content))
    for path in sorted((out / "_downloads").glob("*/*")):
        content = path.read_bytes()
        if (headed := head(path.name, content)) != content:
            path.write_bytes(headed)
    for path in sorted((out / "_downloads").glob("*/*.zip")):
        contents = read_archive(path)
        contents = {name: head(name, content) for name, content in contents.items()}
        if path.match(SCRIPT_ARCHIVES):
            contents[wheel.name] = wheel.read_bytes()
            contents["HOW_TO_RUN.txt"] = HOW_TO_RUN.format(wheel=wheel.name).encode()
        write_archive(path, contents)
    offline_copy = folder / OFFLINE_COPY
    offline_copy.unlink(missing_ok=True)
    left_out = {".buildinfo", ".buildinfo.bak"}
    files = [
        path for path in sorted(out.rglob("*")) if path.is_file() and path.name not in left_out
    ]
    contents = {f"six-pieces/{path.relative_to(out)}": for_disk(path) for path in files}
    write_archive(offline_copy, contents)


class Download(SphinxRole):
    """``{wheel}`text``` and ``{offline-copy}`text``` link to what `pack` writes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.file = name

    def run(self):
        up = "../" * self.env.docname.count("/")
        target = f"{up}{FOLDER}/{self.file.format(version=self.config.version)}"
        return [nodes.reference(self.rawtext, self.text, refuri=target, internal=True)], []


def setup(app):
    app.add_role("wheel", Download("sixpieces-{version}-py3-none-any.whl"))
    app.add_role("offline-copy", Download(OFFLINE_COPY))
    app.connect("build-finished", pack)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
