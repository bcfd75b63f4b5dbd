"""The explorable figures in Chromium: moved by keyboard and by pointer, held to the engine."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import SITE

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "conf"))

import explorable  # noqa: E402
from explorable import fixed, short  # noqa: E402

STATIC = ROOT / "conf" / "_static" / "explorables"


def page_with(name):
    """Return the address of the page that shows a figure."""
    mark = f'data-explorable="{name}"'
    found = [path for path in SITE.rglob("*.html") if mark in path.read_text("utf-8")]
    if not found:
        pytest.fail(f"no page shows the explorable {name}")
    return str(found[0].relative_to(SITE))


def open_figure(page, name):
    page.goto(page_with(name))
    figure = page.locator(f'[data-explorable="{name}"].explorable-ready')
    figure.scroll_into_view_if_needed()
    return figure


def shown(figure, kind):
    return figure.locator(f".reading.{kind} output").inner_text()


def set_slider(figure, name, value):
    """Set a slider as a script can, for tests that try every position."""
    figure.locator(f"[name={name}]").evaluate(
        "(slider, value) => { slider.value = value;"
        " slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        str(value),
    )


def readings_at(figure, name, values):
    """Return what all readings say at each position of a slider."""
    return figure.locator(f"[name={name}]").evaluate(
        """(slider, values) => values.map((value) => {
            slider.value = value;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            const outputs = slider.closest("figure").querySelectorAll(".reading output");
            return [...outputs].map((output) => output.value);
        })""",
        values,
    )


def drag(page, slider, share):
    """Drag a slider's thumb to a share of its width."""
    box = slider.bounding_box()
    low, high, now = (float(slider.get_attribute(name)) for name in ("min", "max", "value"))
    thumb = 8  # half the thumb: where its middle stops at both ends
    start = box["x"] + thumb + (now - low) / (high - low) * (box["width"] - 2 * thumb)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(start, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + thumb + share * (box["width"] - 2 * thumb), middle, steps=5)
    page.mouse.up()


# -- Every position equals the engine ------------------------------------------------------------
@pytest.mark.parametrize("label", [0, 1])
def test_logit_equals_the_engine(page, label):
    figure = open_figure(page, "logit")
    figure.get_by_role("radio", name=str(label), exact=True).check()
    logits = [step / 4 for step in range(-32, 33)]
    seen = readings_at(figure, "logit", logits)
    assert seen == [[fixed(value, 4) for value in explorable.row(z, label)] for z in logits]


def test_learning_rate_equals_the_engine(page):
    figure = open_figure(page, "learning-rate")
    rates = [round(step / 100, 2) for step in range(1, 29)]
    seen = readings_at(figure, "rate", rates)
    places = [explorable.descent(rate) for rate in rates]
    wanted = [
        [short(path[0][2]), short(path[-1][2]), explorable.outcome(rate)]
        for rate, path in zip(rates, places, strict=True)
    ]
    assert seen == wanted
    assert len({outcome for *_, outcome in seen}) == 5


def test_underflow_equals_the_engine(page):
    figure = open_figure(page, "underflow")
    for tenths in range(1, 10):
        set_slider(figure, "p", tenths / 10)
        seen = readings_at(figure, "rows", list(range(1, 201)))
        wanted = [
            [short(product), fixed(explorable.logarithm(product), 2), fixed(total, 2)]
            for product, total in explorable.running(tenths / 10, 200)
        ]
        assert seen == wanted


def test_the_drawn_path_is_the_engines(page):
    figure = open_figure(page, "learning-rate")
    set_slider(figure, "rate", 0.2)
    points = figure.locator(".path").get_attribute("points").split()
    scales = json.loads(figure.get_attribute("data-scales"))
    x, y = (explorable.Scale(*scales[axis][0], *scales[axis][1]) for axis in "xy")
    for point, (first, second, _) in zip(points, explorable.descent(0.2), strict=True):
        assert [float(part) for part in point.split(",")] == pytest.approx(
            [x(first), y(second)], abs=0.02
        )


# -- Hands ---------------------------------------------------------------------------------------
SLIDERS = [
    ("logit", "logit", "loss"),
    ("learning-rate", "rate", "last"),
    ("underflow", "rows", "product"),
    ("underflow", "p", "sum"),
]


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_the_built_numbers_are_the_first_ones(page, name, slider, reading):
    figure = open_figure(page, name)
    built = [output for _, output in explorable.FIGURES[name]("id")[4].values()]
    assert figure.locator(".reading output").all_inner_texts() == built


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_moved_by_keyboard(page, name, slider, reading):
    figure = open_figure(page, name)
    handle = figure.locator(f"[name={slider}]")
    handle.focus()
    low, high, step = (float(handle.get_attribute(part)) for part in ("min", "max", "step"))
    before = float(handle.input_value())
    page.keyboard.press("ArrowRight")
    assert float(handle.input_value()) == pytest.approx(before + step)
    page.keyboard.press("Home")
    assert float(handle.input_value()) == low
    at_low = shown(figure, reading)
    page.keyboard.press("End")
    assert float(handle.input_value()) == high
    assert shown(figure, reading) != at_low
    assert shown(figure, reading).split(":")[0] in handle.get_attribute("aria-valuetext")


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_moved_by_pointer(page, name, slider, reading):
    figure = open_figure(page, name)
    handle = figure.locator(f"[name={slider}]")
    handle.scroll_into_view_if_needed()
    low, high = (float(handle.get_attribute(part)) for part in ("min", "max"))
    drag(page, handle, 0)
    assert float(handle.input_value()) == low
    at_low = shown(figure, reading)
    drag(page, handle, 1)
    assert float(handle.input_value()) == high
    assert shown(figure, reading) != at_low
    assert page.problems == []


def test_moved_by_touch(browser, address):
    context = browser.new_context(
        base_url=address, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    figure = open_figure(page, "logit")
    handle = figure.locator("[name=logit]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    assert float(handle.input_value()) == 8
    assert box["height"] >= 40
    context.close()


def test_the_label_is_chosen_by_keyboard(page):
    figure = open_figure(page, "logit")
    figure.get_by_role("radio", name="1", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    assert figure.get_by_role("radio", name="0", exact=True).is_checked()
    assert shown(figure, "gradient") == fixed(explorable.row(-3, 0)[2], 4)


def test_the_drawing_follows_the_slider(page):
    figure = open_figure(page, "underflow")
    set_slider(figure, "rows", 149)
    high = float(figure.locator(".on-product").get_attribute("cy"))
    set_slider(figure, "rows", 150)
    low = float(figure.locator(".on-product").get_attribute("cy"))
    assert low - high > 40
    assert "dead" in figure.get_attribute("class")


# -- Without the script, and what it costs -------------------------------------------------------
@pytest.mark.parametrize("name", explorable.FIGURES)
def test_without_javascript_the_facts_stand(browser, address, name):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(page_with(name))
    figure = page.locator(f'[data-explorable="{name}"]')
    assert figure.locator("svg").is_visible()
    assert figure.locator("figcaption > p").first.is_visible()
    assert not figure.locator("input").first.is_visible()
    figure.locator("summary").click()
    assert figure.locator("table").is_visible()
    context.close()


@pytest.mark.parametrize("name", explorable.FIGURES)
def test_nothing_moves_when_the_script_wakes(browser, address, name):
    def height_of_figure(**options):
        context = browser.new_context(base_url=address, **options)
        page = context.new_page()
        if options:  # the script is kept away, but scripting is on
            page.route("**/explorables/*.js*", lambda route: route.abort())
        page.goto(page_with(name))
        height = page.locator(f'[data-explorable="{name}"]').bounding_box()["height"]
        context.close()
        return height

    assert height_of_figure() == height_of_figure(viewport={"width": 1280, "height": 720})


@pytest.mark.parametrize("name", explorable.FIGURES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_is_used(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    figure = open_figure(page, name)
    figure.locator("summary").click()
    page.keyboard.press("Shift+Tab")
    found = Axe().run(page, context=f'[data-explorable="{name}"]').response["violations"]
    assert found == []


def test_scripts_are_small_and_only_where_they_are_used():
    for path in STATIC.glob("*.js"):
        assert len(gzip.compress(path.read_bytes())) < 10_000
    for path in SITE.rglob("*.html"):
        text = path.read_text("utf-8")
        for name in explorable.FIGURES:
            used, loaded = f'data-explorable="{name}"' in text, f"explorables/{name}.js" in text
            assert used == loaded, path
