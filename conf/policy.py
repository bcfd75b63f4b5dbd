"""State what a page may load, so that nothing from elsewhere can slip into it.

Each page carries the policy as a meta element, which works on any host and from disk. The runner's
worker is made from a blob, and a blob's worker is governed by the policy of the page that made it:
so the reader's code, too, reaches this site and Pyodide's host only. What a meta element cannot say
stands in the file `_headers`, which several static hosts read, and which nothing here relies on.

Kept: no extension writes a policy, and the hashes of the theme's scripts belong in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import furo

CONF = Path(__file__).parent
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Where a browser keeps nothing, even to ask for what was kept is an error; the theme asks.
FORGET = """\
try { localStorage.getItem("theme"); } catch {
  const nothing = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  Object.defineProperty(window, "localStorage", { value: nothing });
}"""


def script_hash(text: str) -> str:
    """Return an inline script's hash as policies write it.

    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def theme_scripts() -> list[str]:
    """Return the theme's inline scripts: it sets the reader's scheme before the first paint."""
    return INLINE_SCRIPT.findall((furo.THEME_PATH / "base.html").read_text(encoding="utf-8"))


def page_policy(runner_host: str) -> str:
    """Return the policy of every page, and so of the worker that it may start."""
    hashes = " ".join(script_hash(script) for script in [FORGET, *theme_scripts()])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            f"connect-src 'self' {runner_host}",
            "worker-src blob:",
            "style-src 'self' 'unsafe-inline'",  # MathML and the theme use inline styles
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


def headers() -> str:
    """Return the file `_headers`: what a host may add to the policy of each page."""
    return "\n".join(
        [
            "/*",
            "  X-Content-Type-Options: nosniff",
            "  Referrer-Policy: no-referrer",
            "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
            "  Content-Security-Policy: frame-ancestors 'self'",
            "/_static/fonts/*",
            "  Cache-Control: public, max-age=31536000, immutable",
            "",
        ]
    )


def runner_host(app) -> str:
    """Return the host that Python is fetched from."""
    setting = json.loads((CONF / "pyodide.json").read_text(encoding="utf-8"))
    address = getattr(app.config, "pyodide_address", "") or setting["address"]
    return "{0.scheme}://{0.netloc}".format(urlsplit(address))


def add_policy(app, _pagename, _template, context, _doctree) -> None:
    """Put the policy before everything that it governs."""
    policy = escape(page_policy(runner_host(app)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    if os.environ.get("SIXPIECES_LIVE"):
        meta = ""  # the script that reloads an edited page stands in the page
    context["metatags"] = f"{meta}<script>{FORGET}</script>\n" + context.get("metatags", "")


def write_headers(app, exception) -> None:
    """Write `_headers` into the top folder of the site."""
    if exception is None and app.builder.format == "html":
        (Path(app.outdir) / "_headers").write_text(headers(), encoding="utf-8")


def setup(app):
    """Give each page its policy and the host its headers."""
    app.connect("html-page-context", add_policy, priority=900)
    app.connect("build-finished", write_headers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
