"""Serve little: one style sheet for the whole site, and to each page only the scripts it uses.

The theme and the extensions bring a dozen style sheets. They are joined, in their order, into
`_static/all.css`, which a reader's browser fetches once; large ones for what few pages have stay
apart. Live builds join nothing, so that an edited style sheet is seen at once.

Kept: most extensions link their files on every page, and none joins those of the others.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from pathlib import Path

import furo
import sphinx
from sphinx.errors import ExtensionError

ALL = "all.css"
THUMBNAIL = re.compile(r'(<div class="sphx-glr-thumbcontainer"[^>]*><img )')
PAGE_STYLES = ["runner/runner.css"]  # registered late, by the pages that use them
# Style sheets that stay apart, and what a page that needs one has in its body. The dropdowns of
# sphinx-design, which every lesson has, are styled in css/site.css.
STYLE_NEEDED = {
    "sphinx-design.min.css": r"\bsd-(tab-set|container|row|col|btn|badge|shadow-sm)\b",
    "sg_gallery.css": r"\bsphx-glr-",
    "sg_gallery-binder.css": "binder-badge",
    "sg_gallery-dataframe.css": 'class="dataframe',
    "sg_gallery-rendered-html.css": "rendered_html",
}
# Which pages need a script: those whose body or name matches.
SCRIPT_NEEDED = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "design-tabs.js": "sd-tab-set",
    "sg-tags.js": "sphx-glr-tag",
    "sphinx_highlight.js": "nothing: it marks what Sphinx's own search was asked for",
    "translations.js": "nothing: the site is in English, and its plural rule would be evaluated",
}


def joined(static: Path, names: list[str]) -> str:
    """Return the style sheets as one, their relative addresses seen from `_static`."""
    parts = []
    for name in names:
        if name == "pygments.css":
            text = furo.get_pygments_stylesheet()  # the theme overwrites the file only at the end
        else:
            text = (static / name).read_text(encoding="utf-8")
        folder = posixpath.dirname(name)
        text = re.sub(
            r"url\((['\"]?)(?!data:|#|/|https?:)([^)'\"]+)\1\)",
            lambda m, folder=folder: f'url("{posixpath.normpath(posixpath.join(folder, m[2]))}")',
            text,
        )
        text = re.sub(r"/\*(?!!).*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"\n\s+", "\n", text)
        text = re.sub(r"[^{}]*\.-Color[^{}]*\{[^{}]*\}", "", text)  # of terminals: no page has any
        parts.append(f"/* {name} */\n{text.strip()}\n")
    return "".join(parts)


def _name(asset) -> str:
    return str(getattr(asset, "filename", asset)).removeprefix("_static/").split("?")[0]


def note_styles(app, builder) -> None:
    """Remember the style sheets that every page would link, and a version of their sum."""
    if builder.format != "html":
        return
    ordered = sorted(builder._css_files, key=lambda css: css.priority)
    own = [Path(app.confdir) / path for path in app.config.html_static_path]
    names = [_name(css) for css in ordered]
    names += [name for name in PAGE_STYLES if any((folder / name).exists() for folder in own)]
    app.style_names = [name for name in dict.fromkeys(names) if name not in STYLE_NEEDED]
    # Some extensions write their style sheets only when the build ends: their names and versions
    # stand for them.
    version = hashlib.sha256(f"{app.style_names} {sphinx.__version__} {furo.__version__}".encode())
    for folder in own:
        for path in sorted(folder.rglob("*.css")):
            version.update(path.read_bytes())
    app.joined_styles = f"_static/{ALL}?v={version.hexdigest()[:8]}"


def _joins(app) -> bool:
    return bool(app.config.html_join_styles) and not os.environ.get("SIXPIECES_LIVE")


def write_joined(app, exception) -> None:
    """Write the joined style sheet, once every extension has written its own."""
    # Where no page was out of date, the style sheet of the last build still stands.
    if exception is None and hasattr(app, "style_names") and _joins(app):
        static = Path(app.outdir) / "_static"
        (static / ALL).write_text(joined(static, app.style_names), encoding="utf-8")


def trim(app, _pagename, _template, context, _doctree) -> None:
    """Link one style sheet and the scripts that this page needs."""
    body = context.get("body", "")
    context["script_files"] = [
        script for script in context["script_files"] if SCRIPT_NEEDED.get(_name(script), "") in body
    ]
    if not _joins(app):
        return
    context["css_files"] = [
        app.joined_styles,
        *(
            css
            for css in context["css_files"]
            if _name(css) not in app.style_names
            and re.search(STYLE_NEEDED.get(_name(css), ""), body)
        ),
    ]


def find_font(app) -> None:
    """Note where the font of formulas lies, or stop with how to make it."""
    static = Path(app.confdir) / "_static"
    css = (static / "css" / "mathfont.css").read_text(encoding="utf-8")
    app.math_font = re.search(r'url\("\.\./(.*?)"\)', css)[1]
    file = app.math_font.partition("?")[0]  # behind it stands the version
    if not (static / file).exists():
        raise ExtensionError(
            f"the font of formulas is missing: conf/_static/{file}. Restore it, or make it anew as "
            "the head of tools/make_math_font.py says."
        )


def preload_font(app, _pagename, _template, context, _doctree) -> None:
    """Let the browser fetch the font beside the style sheet, so that it is there for the paint."""
    href = context["pathto"](f"_static/{app.math_font}", 1)
    context["metatags"] += (
        f'<link rel="preload" href="{href}" as="font" type="font/woff2" crossorigin>\n'
    )


def mend_theme(_app, _pagename, _template, context, _doctree) -> None:
    """Mend roles that captions and citations may not have; load small pictures when seen."""
    context["metatags"] = re.sub(r'<meta name="viewport"[^>]*>\s*', "", context["metatags"])
    for part in ("body", "furo_navigation_tree"):
        if context.get(part):
            context[part] = context[part].replace(' role="heading"', "")
            context[part] = context[part].replace('role="doc-biblioentry"', 'role="listitem"')
            context[part] = THUMBNAIL.sub(r'\1loading="lazy" ', context[part])


def setup(app):
    """Trim each page after all other extensions have added to it."""
    app.add_config_value("html_join_styles", True, "html", bool)
    app.connect("builder-inited", find_font)
    app.connect("write-started", note_styles)
    app.connect("build-finished", write_joined)
    app.connect("html-page-context", trim, priority=950)
    app.connect("html-page-context", preload_font, priority=950)
    app.connect("html-page-context", mend_theme, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
