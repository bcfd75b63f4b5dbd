"""Every pair of ink and ground that pages and figures use is legible (WCAG 2.2, level AA)."""

import itertools
import re
import sys
from pathlib import Path

import pytest

CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

from inks import FIGURE_INKS  # noqa: E402
from palette import DARK, LIGHT  # noqa: E402

TEXT = 4.5
SHAPES = 3.0


def luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


GROUNDS = [
    "color-background-primary",
    "color-background-secondary",
    "color-admonition-background",
    "box",
]
INKS = [
    "color-foreground-primary",
    "color-foreground-secondary",
    "color-foreground-muted",
    "color-brand-content",
    "color-brand-visited",
    "color-problematic",
    "forward",
    "backward",
    "hint",
    "solution",
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_is_legible(palette, ink, ground):
    assert contrast(palette[ink], palette[ground]) >= TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_lit_piece_is_legible(palette):
    assert contrast(palette["on-lit"], palette["lit"]) >= TEXT


def test_both_palettes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_lines_of_figures_stand_out_and_their_text_is_legible(scheme):
    inks = [pair[scheme] for pair in FIGURE_INKS.items()]
    text, *_, ground = inks
    cycle = inks[3:9]
    assert contrast(text, ground) >= TEXT
    assert all(contrast(colour, ground) >= SHAPES for colour in cycle)


# How the two common kinds of colour-blind eyes see a colour: Machado, Oliveira and Fernandes
# (2009), full severity, on linear light.
SEEN = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def seen_as(colour, kind):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    mixed = [sum(m * c for m, c in zip(row, linear, strict=True)) for row in SEEN[kind]]
    seen = [min(max(c, 0), 1) for c in mixed]
    return [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in seen]


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_first_colours_of_the_cycle_differ_for_colour_blind_eyes(kind, scheme):
    cycle = [pair[scheme] for pair in FIGURE_INKS.items()][3:6]
    for one, other in itertools.combinations(cycle, 2):
        apart = zip(seen_as(one, kind), seen_as(other, kind), strict=True)
        assert sum((a - b) ** 2 for a, b in apart) ** 0.5 > 0.2, (one, other)


def test_the_house_style_draws_only_in_inks_that_have_a_dark_counterpart():
    style = (CONF / "matplotlibrc").read_text(encoding="utf-8")
    assert {f"#{ink}" for ink in re.findall(r"\b[0-9a-f]{6}\b", style)} <= set(FIGURE_INKS)
