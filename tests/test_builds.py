"""What benchmarks/ says of builds and weights follows from what was measured."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

pytest.importorskip("myst_nb")
builds = pytest.importorskip("builds")
import weigh  # noqa: E402


def test_text_is_weighed_gzipped_and_what_is_packed_as_it_is():
    assert weigh.sent_bytes("http://127.0.0.1/_static/site.css?v=1", b"a" * 9000) < 100
    assert weigh.sent_bytes("http://127.0.0.1/font.woff2", b"a" * 9000) == 9000
    assert weigh.sent_bytes("http://127.0.0.1/figure.PNG?v=1", b"a" * 9000) == 9000


def test_figures_are_counted_apart():
    weight = weigh.weight_of(
        [
            ("document", "page.html", b"<p>"),
            ("font", "a.woff2", bytes(700)),
            ("image", "a.png", bytes(50)),
            ("image", "b.webp", bytes(30)),
            ("fetch", "list.woff", bytes(7)),
        ]
    )
    assert (weight["requests"], weight["figures"]) == (3, 2)
    assert weight["bytes"]["fonts"] == 700
    assert weight["bytes"]["figures"] == 80
    assert weight["bytes"]["scripts"] == 0
    assert weight["bytes"]["other"] == 7


def test_the_limit_is_the_work_shared_by_all_processors():
    code = {"pages": {"a": 3.0, "b": 5.0, builds.LESSON: 4.0}}
    limits = builds.limits(["a", builds.LESSON, "no/cells"], code, scripts=9.0, processors=2)
    assert limits["cold"] == 8.0
    assert limits["nothing changed"] == limits["a page of prose edited"] == 0
    assert limits["a lesson edited"] == 4.0, "one kernel runs it, whatever the processors"


def test_the_lessons_have_no_page_twice_and_hold_what_is_edited():
    pages = builds.lesson_pages(ROOT / "docs")
    assert len(set(pages)) == len(pages) > 10
    assert {builds.PROSE, builds.LESSON} <= set(pages)
