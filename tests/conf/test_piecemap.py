"""The drawing of the six pieces: one source, three forms, readable without eyes."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("sphinx")
CONF = Path(__file__).parents[2] / "conf"
sys.path.insert(0, str(CONF))

import piecemap  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
LINKS = {key: f"pieces/{key}.html" for key in piecemap.PIECES}


def drawing(form, **options):
    return ElementTree.fromstring(piecemap.draw(form, LINKS, **options))


@pytest.mark.parametrize("form", piecemap.FORMS)
def test_every_piece_is_a_link_with_a_name(form):
    links = list(drawing(form).iter(f"{SVG}a"))
    assert {link.get("href") for link in links} == set(LINKS.values())
    assert len(links) == 6
    for link in links:
        shown = "".join(link.itertext())
        assert link.get("aria-label").split(":")[0] in shown  # what is seen begins what is heard


@pytest.mark.parametrize("form", piecemap.FORMS)
def test_no_numeral_is_shown(form):
    assert not re.search(r"\d", "".join(drawing(form).itertext()))


@pytest.mark.parametrize("form", piecemap.FORMS)
def test_boxes_lie_inside_and_apart(form):
    svg = drawing(form)
    _, _, width, height = map(float, svg.get("viewBox").split())
    boxes = [
        tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
        for rect in svg.iter(f"{SVG}rect")
    ]
    assert len(boxes) == 6
    for x, y, w, h in boxes:
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    for n, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[n + 1 :]:
            assert x + w < x2 or x2 + w2 < x or y + h < y2 or y2 + h2 < y


@pytest.mark.parametrize("form", piecemap.FORMS)
def test_the_loop_closes(form):
    arrows = list(drawing(form).iter(f"{SVG}path"))
    assert sum(path.get("marker-end") is not None for path in arrows) == len(piecemap.ARROWS)
    after = {start: end for start, end, *_ in piecemap.ARROWS if start not in ("data", "loader")}
    piece, seen = "parameters", []
    while piece not in seen:
        seen.append(piece)
        piece = after[piece]
    assert seen == ["parameters", "model", "loss", "trainer"]


def test_the_current_piece_is_lit_and_said():
    lit = [a for a in drawing("small", lit="loss").iter(f"{SVG}a") if a.get("aria-current")]
    assert [link.get("href") for link in lit] == ["pieces/loss.html"]
    assert lit[0].get("aria-current") == "location"
    assert "lit" in lit[0].get("class").split()
    (page,) = [
        a for a in drawing("small", lit="loss", here=True).iter(f"{SVG}a") if a.get("aria-current")
    ]
    assert page.get("aria-current") == "page"


def test_the_way_of_a_mini_batch_is_told_in_words():
    svg = drawing("wide")
    (flow,) = [group for group in svg.iter(f"{SVG}g") if group.get("role") == "img"]
    for word in ("mini-batch", "features", "labels", "gradient", "step"):
        assert word in flow.get("aria-label")
    assert not list(flow.iter(f"{SVG}a"))  # an image may hold no link


def test_ids_of_the_forms_differ():
    ids = [
        element.get("id")
        for form in piecemap.FORMS
        for element in drawing(form).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("docname", "metadata", "piece"),
    [
        ("pieces/loss", {"piece": "loss"}, "loss"),
        ("mathematics/probability", {"piece": "loss"}, "loss"),
        ("gallery/1_data/plot_x", {}, "data"),
        ("gallery/7_log_loss/plot_x", {}, "loss"),
        ("gallery/8_together/plot_x", {}, None),
        ("gallery/index", {}, None),
        ("start/first_model", {}, None),
    ],
)
def test_a_page_says_which_piece_it_is_about(docname, metadata, piece):
    assert piecemap.lit_piece(docname, metadata) == piece
