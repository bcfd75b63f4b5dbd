"""Ask Lighthouse about the built site: `ask_lighthouse.py SITE LIGHTHOUSE`, with CHROME_PATH set.

This is Lighthouse 12: the thirteenth needs Node 22, which Debian 13 does not have.
Accessibility, best practices and search engines' wishes must have full marks. Performance depends
on the machine, and is only reported.
"""

import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

PAGES = [
    "index.html",
    "pieces/loss.html",
    "gallery/4_model/plot_activations.html",
    "reference/api/autograd.html",
]
WANTED = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": None}
TEXT = (".html", ".css", ".js", ".svg", ".json", ".txt", ".xml")
CHROMIUM_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
MEASURES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "weight",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves as static hosts do: text is compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def ask(lighthouse: str, address: str) -> dict:
    """Return Lighthouse's report on a page."""
    done = subprocess.run(
        [
            *(lighthouse, address, "--quiet", "--output=json", "--no-enable-error-reporting"),
            *(f"--only-categories={','.join(WANTED)}", f"--chrome-flags={CHROMIUM_FLAGS}"),
        ],
        capture_output=True,
        text=True,
        timeout=180,
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}:\n{done.stderr}")
    return json.loads(done.stdout)


def lost_marks(report: dict, category: str) -> list[str]:
    """Return what took marks in a category, with the places found."""
    lines = []
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] not in (None, 1):
            lines.append(f"    {audit['id']}: {audit['title']}")
            for item in audit.get("details", {}).get("items", [])[:3]:
                lines.append(f"      {json.dumps(item)[:300]}")
    return lines


def main(site: str, lighthouse: str) -> None:
    if "CHROME_PATH" not in os.environ:
        raise SystemExit("Set CHROME_PATH to a Chromium or Chrome.")
    handler = functools.partial(Handler, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    failed = False
    for page in PAGES:
        report = ask(lighthouse, f"http://127.0.0.1:{server.server_port}/{page}")
        marks = {name: round(100 * report["categories"][name]["score"]) for name in WANTED}
        print(page, "  ".join(f"{name} {mark}" for name, mark in marks.items()), sep=": ")
        shown = [f"{MEASURES[k]} {report['audits'][k]['displayValue']}" for k in MEASURES]
        print("   ", ", ".join(shown), flush=True)
        for name, least in WANTED.items():
            if least is not None and marks[name] < least:
                failed = True
                print("\n".join(lost_marks(report, name)), flush=True)
    if failed:
        raise SystemExit("A page has less than full marks.")


if __name__ == "__main__":
    main(*sys.argv[1:])
