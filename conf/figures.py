"""Give figures the house style, as SVG whose inks follow light and dark.

Pages and scripts just plot: matplotlib reads its style from conf/matplotlibrc, and after the build
each figure's inks become variables with a light and a dark value (conf/inks.py).

Kept: sphinx-gallery and MyST-NB save figures; neither knows of light and dark.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from inks import follow_scheme


def svg_scraper(*arguments, **options):
    """Save the figures of a gallery script as SVG, described by the figure's label.

    sphinx-gallery's own default is PNG, and its description of a figure is the figure's title.
    """
    import matplotlib.pyplot as plt
    from sphinx_gallery.scrapers import matplotlib_scraper

    said = iter([plt.figure(number).get_label() for number in plt.get_fignums()])
    rst = matplotlib_scraper(*arguments, **options, format="svg")
    return re.sub(r"(:alt:) ?(.*)", lambda alt: f"{alt[1]} {next(said, '') or alt[2]}", rst)


def describe_thumbnails(app, doctree) -> None:
    """Give each thumbnail the alternative text of the figure that it shows in small."""
    from docutils import nodes

    for image in doctree.findall(nodes.image):
        thumbnail = re.fullmatch(r"/?(.*)/images/thumb/sphx_glr_(.*)_thumb\.svg", image["uri"])
        if thumbnail and not image.get("alt"):
            page = Path(app.srcdir, *thumbnail.groups()).with_suffix(".rst")
            if alternative := re.search(r":alt: (.*)", page.read_text(encoding="utf-8")):
                image["alt"] = alternative[1]


def reset(_gallery_conf, _script) -> None:
    """Begin each script alike: the house style, and every source of chance from its seed."""
    import random

    import matplotlib
    import mxnet
    import numpy

    matplotlib.rc_file(os.environ["MATPLOTLIBRC"])
    random.seed(0)
    numpy.random.seed(0)
    mxnet.random.seed(0)
    numpy.set_printoptions(edgeitems=3, precision=8, suppress=False, threshold=1000)


def recolour(app, exception) -> None:
    """Let every figure that the build published follow light and dark."""
    images = Path(app.outdir) / "_images"
    if exception is not None or not images.is_dir():
        return
    for path in sorted(images.glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        if (followed := follow_scheme(svg)) != svg:
            path.write_text(followed, encoding="utf-8")


def setup(app):
    app.connect("doctree-read", describe_thumbnails)
    app.connect("build-finished", recolour, priority=400)  # before archives are packed
    return {"parallel_read_safe": True, "parallel_write_safe": True}
