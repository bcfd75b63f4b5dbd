"""Say in each page's head what it is about, for search results and previews of links.

A page's description stands in its front matter; a gallery page is described by its first
paragraph. The picture and the address of a preview need to be absolute, so they are there only
where the site's own address is known.

Kept: sphinxext-opengraph describes a page by its first words, not by its description.
"""

from __future__ import annotations

import re
from html import escape

from docutils import nodes

PICTURE = "_static/social.png"
PICTURE_SAYS = "The six pieces of a training loop: data, loader, model, parameters, loss, trainer"
LONGEST = 200


def description_of(doctree) -> str:
    """Return a page's own description, or the beginning of its first paragraph."""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            return meta["content"]
    for paragraph in doctree.findall(nodes.paragraph):
        in_text = isinstance(paragraph.parent, nodes.section)
        if in_text and not any(paragraph.findall(nodes.math)):
            text = " ".join(paragraph.astext().split())
            if len(text) <= LONGEST:
                return text
            return text[:LONGEST].rsplit(" ", 1)[0] + " ..."
    return ""


def tags(title: str, description: str, address: str, page: str) -> list[tuple[str, str, str]]:
    """Return what the head says: kind of name, name, content."""
    said = [("property", "og:title", title), ("property", "og:type", "website")]
    said.append(("property", "og:site_name", "Six Pieces"))
    if description:
        said.append(("property", "og:description", description))
    if address:
        said += [
            ("property", "og:url", address + page),
            ("property", "og:image", address + PICTURE),
            ("property", "og:image:alt", PICTURE_SAYS),
            ("name", "twitter:card", "summary_large_image"),
        ]
    return said


def add_tags(app, pagename, _template, context, doctree) -> None:
    """Add the page's title, description and picture to its head."""
    if doctree is None:
        return
    description = description_of(doctree)
    said = tags(
        re.sub("<[^>]+>", "", context["title"]),
        description,
        app.config.html_baseurl,
        app.builder.get_target_uri(pagename),
    )
    if description and 'name="description"' not in context["metatags"]:
        said.insert(0, ("name", "description", description))
    context["metatags"] += "".join(
        f'<meta {kind}="{name}" content="{escape(content)}">\n' for kind, name, content in said
    )


def setup(app):
    """Add to every page's head."""
    app.connect("html-page-context", add_tags)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
