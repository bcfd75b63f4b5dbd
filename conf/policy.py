"""State what a page may load, so that nothing from elsewhere can slip into it.

Each page carries the policy as a meta element, which works on any host and from disk. What a meta
element cannot say stands in the file `_headers`, which several static hosts read. A page's policy
does not govern a worker that comes from the network, so the runner's worker has its own lines.
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


def page_policy() -> str:
    """Return the policy of every page."""
    hashes = " ".join(script_hash(script) for script in theme_scripts())
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",  # MathML and the theme use inline styles
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


def headers(runner_address: str) -> str:
    """Return the file `_headers`: lines for all pages and for the runner's worker."""
    host = "{0.scheme}://{0.netloc}".format(urlsplit(runner_address))
    worker = (
        f"default-src 'self' {host}; script-src 'self' blob: 'wasm-unsafe-eval' {host}; "
        f"connect-src 'self' {host}"
    )
    return "\n".join(
        [
            "/*",
            "  X-Content-Type-Options: nosniff",
            "  Referrer-Policy: no-referrer",
            "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
            "  Content-Security-Policy: frame-ancestors 'self'",
            "/_static/runner/worker.js",
            "  ! Content-Security-Policy",
            f"  Content-Security-Policy: {worker}",
            "/_static/fonts/*",
            "  Cache-Control: public, max-age=31536000, immutable",
            "",
        ]
    )


def add_policy(_app, _pagename, _template, context, _doctree) -> None:
    """Put the policy before everything that it governs."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(page_policy())}">'
    if os.environ.get("SIXPIECES_LIVE"):
        meta = ""  # the script that reloads an edited page stands in the page
    context["metatags"] = meta + context.get("metatags", "")


def write_headers(app, exception) -> None:
    """Write `_headers` into the top folder of the site."""
    if exception is None and app.builder.format == "html":
        setting = json.loads((CONF / "pyodide.json").read_text(encoding="utf-8"))
        address = getattr(app.config, "pyodide_address", "") or setting["address"]
        (Path(app.outdir) / "_headers").write_text(headers(address), encoding="utf-8")


def setup(app):
    """Give each page its policy and the host its headers."""
    app.connect("html-page-context", add_policy, priority=900)
    app.connect("build-finished", write_headers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
