"""Leave a page at every address that a page once had, which leads to where it is now.

A browser goes on by itself, without a script; who reads with something else finds the link.
`moved_pages` in conf.py lists the old names and the new ones.

Kept: sphinx-reredirects needs an inline script, and does not ask whether the page is there.
"""

from __future__ import annotations

from sphinx.util import logging

logger = logging.getLogger(__name__)
TEMPLATE = "moved.html"


def check(app, env) -> None:
    """Warn of a move that leads nowhere, and of one that would overwrite a page."""
    for old, new in app.config.moved_pages.items():
        if new not in env.found_docs:
            logger.warning("moved_pages: %r moved to %r, which is no page", old, new)
        if old in env.found_docs:
            logger.warning("moved_pages: there is a page %r, so it did not move", old)


def pages(app):
    """Give Sphinx one small page for each old name."""
    for old, new in sorted(app.config.moved_pages.items()):
        context = {
            "title": app.env.titles[new].astext(),
            "address": app.builder.get_relative_uri(old, new),
        }
        yield old, context, TEMPLATE


def setup(app):
    """Register the list and the pages."""
    app.add_config_value("moved_pages", {}, "html", dict)
    app.connect("env-check-consistency", check)
    app.connect("html-collect-pages", pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
