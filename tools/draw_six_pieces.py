"""Draw the six pieces for places outside the pages: the README's picture and the social preview.

Run it with `PYTHONPATH=conf CHROMIUM=/usr/bin/chromium python tools/draw_six_pieces.py` in an
environment of the session `docs`. It writes docs/_static/six-pieces.svg and, where CHROMIUM names
a browser, conf/_static/social.png.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from palette import DARK, FONTS, LIGHT
from piecemap import draw

ROOT = Path(__file__).parents[1]
SITE_CSS = (ROOT / "conf/_static/css/site.css").read_text(encoding="utf-8")
PAGE = """<!doctype html><meta charset="utf-8"><style>
{fonts} {css}
* {{ box-sizing: border-box; }}
body {{ margin: 0; width: 1200px; height: 630px; padding: 50px 72px 0; }}
body {{ background: {ground}; {colours} }}
h1 {{ font: 400 68px/1 var(--font-stack--headings); margin: 0 0 14px; color: {ink}; }}
p {{ font: 30px/1.3 "Liberation Sans", sans-serif; margin: 0 0 26px; color: {quiet}; }}
svg.piecemap.wide {{ width: 940px; margin: 0 auto; }}
</style><h1>Six Pieces</h1><p>See how a neural network learns, one piece at a time</p>{svg}"""


def declarations(variables: dict[str, str]) -> str:
    """Return variables as CSS declares them."""
    return "".join(f"--{name}:{value};" for name, value in variables.items())


def drawing_rules() -> str:
    """Return the rules of the site's style sheet that concern the drawing."""
    return "\n".join(
        line for line in SITE_CSS.splitlines() if line.startswith("svg.piecemap") and "{" in line
    )


def standalone() -> str:
    """Return the wide form as a file of its own that follows light and dark."""
    svg = draw("wide", links={})
    style = (
        f"<style>svg{{{declarations(FONTS | LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{svg{{{declarations(DARK)}}}}}"
        f"{drawing_rules()}</style>"
    )
    return svg.replace("<defs>", f"{style}<defs>", 1) + "\n"


def social_page() -> str:
    """Return the page whose picture is the social preview."""
    font = ROOT / "conf/_static/fonts/stix-two-math.woff2"
    return PAGE.format(
        fonts=f'@font-face {{ font-family: "STIX Two Math Web"; src: url("{font.as_uri()}"); }}',
        css=drawing_rules(),
        ground=LIGHT["color-background-primary"],
        ink=LIGHT["color-foreground-primary"],
        quiet=LIGHT["color-foreground-secondary"],
        colours=declarations(FONTS | LIGHT),
        svg=draw("wide", links={}),
    )


def main() -> None:
    """Write both pictures."""
    picture = ROOT / "docs/_static/six-pieces.svg"
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(standalone(), encoding="utf-8")
    if chromium := os.environ.get("CHROMIUM"):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "social.html"
            page.write_text(social_page(), encoding="utf-8")
            subprocess.run(
                [
                    *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                    *(f"--user-data-dir={folder}/user", "--hide-scrollbars"),
                    *("--allow-file-access-from-files", "--window-size=1200,630"),
                    f"--screenshot={ROOT / 'conf/_static/social.png'}",
                    page.as_uri(),
                ],
                check=True,
            )


if __name__ == "__main__":
    main()
