"""The built site, served from this machine, and a Chromium that reaches nothing else."""

import functools
import http.server
import os
import threading
from pathlib import Path

import pytest

SITE = Path(os.environ.get("SITE", "build/site")).resolve()
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NOT_A_PAGE = {"genindex.html", "py-modindex.html", "search.html", "404.html"}

if "SITE" not in os.environ:  # only `nox -s site` has a built site and a browser
    collect_ignore_glob = ["*"]


def pages() -> list[str]:
    """Return the addresses of all built pages, relative to the site; not those that moved."""
    found = (path.relative_to(SITE) for path in SITE.rglob("*.html") if not is_moved(path))
    return sorted(
        str(path) for path in found if not path.parts[0].startswith(("_static", "_downloads"))
    )


def is_moved(path: Path) -> bool:
    """Return whether a page only leads to its new address."""
    return path.stat().st_size < 4000 and 'http-equiv="refresh"' in path.read_text("utf-8")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the site as GitHub Pages does: no header but those of every file.

    What the file `_headers` asks of other hosts is a host's to add, and nothing relies on it.
    """

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".whl": "application/octet-stream",
        ".woff2": "font/woff2",
        ".mjs": "text/javascript",
    }

    def log_message(self, *arguments):
        pass


def pytest_terminal_summary(terminalreporter):
    """Print what tests measured."""
    for test in terminalreporter.stats.get("passed", []):
        for name, value in getattr(test, "user_properties", []):
            if name == "report":
                terminalreporter.write_line(f"{test.nodeid}: {value}")


@pytest.fixture(scope="session")
def address():
    """Serve the site on the loopback interface and return its address."""
    handler = functools.partial(QuietHandler, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=CHROMIUM_FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address):
    """A fresh page that notes its errors and the requests that would leave the machine.

    Its reader asked for reduced motion, so that nothing is looked at on its way to somewhere else.
    """
    context = browser.new_context(base_url=address, accept_downloads=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(180_000)  # the longest page of the reference, on a busy machine
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and page.problems.append(f"console: {message.text}")
        ),
    )

    def watch(route):
        url = route.request.url
        if url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            page.problems.append(f"request leaves the machine: {url}")
            route.abort()

    context.route("**/*", watch)
    yield page
    context.close()
