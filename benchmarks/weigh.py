"""Weigh the first view of a page: what a browser asks for, and the bytes that a host sends."""

import functools
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
THEMES = {
    "pydata_sphinx_theme": "PyData theme",
    "sphinx_rtd_theme": "Read the Docs theme",
    "sphinx_book_theme": "Sphinx Book Theme",
}
# What a user of these themes starts from: MyST-NB as it is, formulas by Sphinx's default, MathJax.
# Our two extensions are here since the page has their directives; the scripts for widgets, which
# MyST-NB links from other hosts whether there is a widget or not, are not counted against a theme.
PLAIN = """\
import sys
sys.path[:0] = [{conf!r}, {src!r}]
project = "Six Pieces"
extensions = ["myst_nb", "sphinx_copybutton", "sphinx_design", "practice", "explorable"]
myst_enable_extensions = {myst!r}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_ipywidgets_js = {{}}
"""
MYST = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
INDEX = "# Six Pieces\n\n```{toctree}\n%s\n```\n"
KINDS = {
    "document": "page",
    "stylesheet": "styles",
    "script": "scripts",
    "font": "fonts",
    "image": "figures",
}
PACKED = {".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp"}


def sent_bytes(name: str, body: bytes) -> int:
    """Return how many bytes a host sends for a file: gzipped, unless its format is packed already.

    >>> sent_bytes("font.woff2", b"a" * 1000)
    1000
    >>> sent_bytes("site.css", b"a" * 1000) < 50
    True
    """
    packed = Path(urlsplit(name).path).suffix.lower() in PACKED
    return len(body) if packed else len(gzip.compress(body, mtime=0))


def weight_of(files: list[tuple[str, str, bytes]]) -> dict:
    """Sum up the files of a first view, each with its kind in Chromium's words, name and body."""
    figures = sum(kind == "image" for kind, _, _ in files)
    sums = dict.fromkeys([*KINDS.values(), "other"], 0)
    for kind, name, body in files:
        sums[KINDS.get(kind, "other")] += sent_bytes(name, body)
    return {"requests": len(files) - figures, "figures": figures, "bytes": sums}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def first_view(browser, site: Path, page: str) -> dict:
    """Open a page of a built site; what is asked of other hosts is counted and not answered."""
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    answers, refused = [], []

    def answer(route):
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context = browser.new_context()
    try:
        context.route("**/*", answer)
        view = context.new_page()
        view.on("response", lambda response: answers.append(response))
        view.goto(address + page, wait_until="networkidle")
        files = [
            (found.request.resource_type, found.url, found.body())
            for found in answers
            if found.url.startswith(address) and found.ok
        ]
    finally:
        context.close()
        server.shutdown()
    return {**weight_of(files), "third_parties": len(refused)}


def build_with_themes(root: Path, page: str, folder: Path, env: dict) -> dict[str, Path]:
    """Build one page of the lessons with each theme, its cells run once; return the sites."""
    source = folder / "one-page"
    (source / page).parent.mkdir(parents=True)
    shutil.copyfile(root / "docs" / f"{page}.md", source / f"{page}.md")
    (source / "index.md").write_text(INDEX % page, encoding="utf-8")
    plain = PLAIN.format(conf=str(root / "conf"), src=str(root / "src"), myst=MYST)
    (source / "conf.py").write_text(plain, encoding="utf-8")
    sites = {}
    for theme in THEMES:
        sites[theme] = folder / theme
        words = ["-b", "html", "-Q", "-d", str(folder / "one-page-doctrees")]
        words += ["-D", f"html_theme={theme}", str(source), str(sites[theme])]
        subprocess.run([sys.executable, "-m", "sphinx", *words], check=True, env=env)
    return sites


def weigh(root: Path, ours: Path, page: str, folder: Path, env: dict) -> dict:
    """Return the weight of one page in our built site and in the three themes."""
    from playwright.sync_api import sync_playwright

    sites = {"ours": ours, **build_with_themes(root, page, folder, env)}
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        weights = {name: first_view(browser, site, f"{page}.html") for name, site in sites.items()}
        browser.close()
    for name, weight in weights.items():
        weight["name"] = THEMES.get(name, "this site")
    return {"page": page, "sites": weights}
