"""Let the inks of a figure follow light and dark, in the build and in the reader's browser.

Kept: it runs in the reader's browser, too, on the figures that are drawn there.
"""

import re

# Figures are drawn in the light inks; `follow_scheme` gives each its dark counterpart.
FIGURE_INKS = {
    "#22272e": "#d8dce2",  # text and axes
    "#8b929c": "#7f8791",  # ticks and frames
    "#d9dce1": "#363c44",  # grid
    "#0b62a4": "#6db8f2",  # C0 blue
    "#b8460e": "#f39563",  # C1 vermilion
    "#00734f": "#4fc79b",  # C2 green
    "#9b3c7c": "#e493c8",  # C3 purple
    "#8a6a00": "#e0bb4a",  # C4 ochre
    "#1f7f94": "#74cfe2",  # C5 sea
    "#fefdfb": "#16191d",  # the page's own ground
}
MARK = '<style id="inks">'


def follow_scheme(svg: str) -> str:
    """Return the figure with inks that follow the reader's scheme; other pictures unchanged."""
    if MARK in svg or "matplotlib" not in svg:
        return svg
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    for number, light in enumerate(FIGURE_INKS):
        svg = re.sub(rf"(?<=[ :\"']){light}\b", f"var(--i{number})", svg)
    light, dark = (
        "".join(f"--i{number}:{ink};" for number, ink in enumerate(inks))
        for inks in (FIGURE_INKS.keys(), FIGURE_INKS.values())
    )
    rules = f"{MARK}:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    return re.sub(r"(<svg\b[^>]*>)", rf"\1{rules}", svg, count=1)
