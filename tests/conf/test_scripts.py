"""The picture on a card of the gallery: what is drawn, without a letter."""

import io
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("matplotlib")
from matplotlib import pyplot

sys.path.insert(0, str(Path(__file__).parents[2] / "conf"))
from scripts import picture


def drawn(figure):
    written = io.StringIO()
    figure.savefig(written, format="svg")
    pyplot.close(figure)
    return written.getvalue()


def box(svg):
    return [float(one) for one in re.search(r'viewBox="([^"]*)"', svg)[1].split()]


def test_a_picture_keeps_its_curves_and_loses_its_letters():
    figure, axes = pyplot.subplots()
    axes.plot([1, 2, 3], label="loss")
    axes.set(title="It rises", xlabel="step", ylabel="loss")
    axes.legend()
    axes.annotate("here", (1, 2))
    whole = drawn(figure)
    cut = picture(whole)
    for letters in ('id="text_', "matplotlib.axis", 'id="legend', "DejaVuSans"):
        assert letters in whole, letters
        assert letters not in cut, letters
    assert 'id="line2d_' in cut
    assert box(cut)[2] < box(whole)[2]
    assert box(cut)[3] < box(whole)[3]
    assert picture(cut) == cut


def test_two_panels_are_both_in_the_picture():
    figure, panels = pyplot.subplots(2, 1)
    for axes in panels:
        axes.plot([1, 2])
    whole = drawn(figure)
    panel = [
        float(one) for one in re.findall(r'id="patch_\d+">\s*<path d="M [\d.]+ ([\d.]+)', whole)
    ]
    _, above, _, height = box(picture(whole))
    assert above < min(panel[1:])
    assert above + height > max(panel[1:])


def test_a_panel_without_a_frame_leaves_the_picture_its_size():
    figure, axes = pyplot.subplots()
    axes.imshow([[1, 2], [3, 4]])
    axes.set_axis_off()
    whole = drawn(figure)
    assert box(picture(whole)) == box(whole)
    assert "<image" in picture(whole)
