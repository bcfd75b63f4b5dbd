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
from explorable import fixed, kit, learning_rate, logit, loop, short, underflow  # noqa: E402
from explorable.people import loop_trace  # noqa: E402

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
    thumb = 10  # half the thumb: where its middle stops at both ends
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
    assert seen == [[fixed(value, 4) for value in logit.row(z, label)] for z in logits]


def test_learning_rate_equals_the_engine(page):
    figure = open_figure(page, "learning-rate")
    rates = [round(step / 100, 2) for step in range(1, 29)]
    seen = readings_at(figure, "rate", rates)
    places = [learning_rate.descent(rate) for rate in rates]
    wanted = [
        [short(path[0][2]), short(path[-1][2]), learning_rate.outcome(rate)]
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
            [short(product), fixed(underflow.logarithm(product), 2), fixed(total, 2)]
            for product, total in underflow.running(tenths / 10, 200)
        ]
        assert seen == wanted


def test_the_drawn_path_is_the_engines(page):
    figure = open_figure(page, "learning-rate")
    set_slider(figure, "rate", 0.2)
    points = figure.locator(".path").get_attribute("points").split()
    scales = json.loads(figure.get_attribute("data-scales"))
    x, y = (kit.Scale(*scales[axis][0], *scales[axis][1]) for axis in "xy")
    for point, (first, second, _) in zip(points, learning_rate.descent(0.2), strict=True):
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
    built = [output for _, output in explorable.FIGURES[name]("id").numbers.values()]
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
    assert shown(figure, "gradient") == fixed(logit.row(-3, 0)[2], 4)


def test_the_drawing_follows_the_slider(page):
    figure = open_figure(page, "underflow")
    set_slider(figure, "rows", 149)
    high = float(figure.locator(".on-product").get_attribute("cy"))
    set_slider(figure, "rows", 150)
    low = float(figure.locator(".on-product").get_attribute("cy"))
    assert low - high > 40
    assert "dead" in figure.get_attribute("class")


def test_the_thumb_stands_under_its_point(page):
    for name, slider, dot in [("logit", "logit", ".on-loss"), ("underflow", "rows", ".on-sum")]:
        figure = open_figure(page, name)
        handle = figure.locator(f"[name={slider}]")
        for end in ("min", "max"):
            set_slider(figure, slider, handle.get_attribute(end))
            box, point = handle.bounding_box(), figure.locator(dot).bounding_box()
            thumb = box["x"] + 10 if end == "min" else box["x"] + box["width"] - 10
            assert point["x"] + point["width"] / 2 == pytest.approx(thumb, abs=1.5)


def drag_in_drawing(page, figure, selector, across, down=0):
    """Take hold of a part of a drawing, move the pointer and let go."""
    svg = figure.locator("svg.draggable")
    svg.scroll_into_view_if_needed()
    box = figure.locator(selector).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=5)
    page.mouse.up()
    return svg.bounding_box()["width"] / kit.WIDTH  # pixels a unit


def test_the_dot_follows_the_pointer(page):
    figure = open_figure(page, "logit")
    drag_in_drawing(page, figure, ".on-loss", 0)
    scale = drag_in_drawing(page, figure, ".on-loss", 100)
    z = float(figure.locator("[name=logit]").input_value())
    assert z == pytest.approx(-3 + 100 / scale / (kit.END - kit.START) * 16, abs=0.25)
    assert shown(figure, "loss") == fixed(logit.row(z, 1)[1], 4)


def test_the_start_of_the_walk_follows_the_pointer(page):
    figure = open_figure(page, "learning-rate")
    drag_in_drawing(page, figure, ".start", 60, -20)
    scales = json.loads(figure.get_attribute("data-scales"))
    x, y = (kit.Scale(*scales[axis][0], *scales[axis][1]) for axis in "xy")
    points = [
        [float(part) for part in point.split(",")]
        for point in figure.locator(".path").get_attribute("points").split()
    ]
    places = [
        (w / 4, b / 4)
        for w in range(-4, 29)
        for b in range(-5, 14)
        if points[0] == pytest.approx([x(w / 4), y(b / 4)], abs=0.02)
    ]
    assert len(places) == 1
    assert places[0] != learning_rate.FROM
    path = learning_rate.descent(0.1, places[0])
    assert shown(figure, "last") == short(path[-1][2])
    for point, (first, second, _) in zip(points, path, strict=True):
        assert point == pytest.approx([x(first), y(second)], abs=0.02)


def test_the_dot_follows_a_finger(browser, address):
    context = browser.new_context(
        base_url=address, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    figure = open_figure(page, "logit")
    figure.locator("svg").scroll_into_view_if_needed()
    box = figure.locator("svg").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * kit.END / kit.WIDTH, box["y"] + 40)
    assert float(figure.locator("[name=logit]").input_value()) == 8
    context.close()


# -- The loop ------------------------------------------------------------------------------------
def numbers_of(figure, part):
    return figure.locator(f'[data-of="{part}"]').all_text_contents()


def test_the_loop_shows_the_engines_numbers_in_every_round(page):
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    for rate in loop.RATES:
        figure.get_by_role("button", name="Restart").click()
        figure.get_by_role("radio", name=str(rate), exact=True).check()
        rounds = loop_trace(rate, loop.ROUNDS)["rounds"]
        for turn in range(loop.ROUNDS):
            figure.get_by_role("radio", name="step").check(force=True)
            now, then = rounds[turn : turn + 2]
            for part in ("logits", "probabilities", "losses", "errors", "weights", "gradients"):
                assert numbers_of(figure, part) == [fixed(value, 3) for value in now[part]]
            assert numbers_of(figure, "new") == [fixed(value, 3) for value in then["weights"]]
            said = figure.locator(".of-step").inner_text()
            assert fixed(then["mean"], 3) in said
            assert fixed(now["mean"], 3) in said
            if turn + 1 < loop.ROUNDS:
                figure.get_by_role("button", name="Step").click()
        assert figure.get_by_role("button", name="Step").is_disabled()
        points = figure.locator(".fallen").get_attribute("points").split()
        assert len(points) == loop.ROUNDS + 1
    assert page.problems == []


def test_the_loop_goes_forth_and_back_and_says_where_it_is(page):
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    spoken = figure.locator(".explorable-spoken")
    assert spoken.inner_text() == ""
    step, back = (figure.get_by_role("button", name=name) for name in ("Step", "Back"))
    assert back.is_disabled()
    for name in ("loader", "parameters", "model", "loss", "trainer", "step"):
        step.press("Enter")
        assert figure.get_by_role("radio", name=name).is_checked()
        assert f"Round 1, {name}." in spoken.inner_text()
        assert figure.locator(f".of-{name}").is_visible()
    step.press("Enter")
    assert "Round 2, loader." in spoken.inner_text()
    back.press("Enter")
    assert "Round 1, step." in spoken.inner_text()
    figure.get_by_role("radio", name="step").press("ArrowLeft")
    assert "Round 1, trainer." in spoken.inner_text()
    figure.get_by_role("button", name="Restart").press("Enter")
    assert "Round 1, data." in spoken.inner_text()


def test_the_loop_plays_to_the_end_and_can_be_stopped(page):
    page.clock.install()
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    figure.get_by_role("button", name="Play").click()
    page.clock.run_for(2500)
    figure.get_by_role("button", name="Pause").click()
    at = figure.get_by_role("radio", name="model")
    assert at.is_checked()
    page.clock.run_for(5000)
    assert at.is_checked()
    figure.get_by_role("button", name="Play").click()
    page.clock.run_for(20_000)
    last = fixed(loop_trace(loop.RATE, loop.ROUNDS)["rounds"][-1]["mean"], 3)
    assert figure.locator(".next").inner_text() == last
    assert last in figure.locator(".explorable-spoken").inner_text()
    assert figure.get_by_role("button", name="Play").is_visible()


def test_the_loop_turns_without_javascript(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"]')
    figure.get_by_role("radio", name="data").press("ArrowRight")
    assert figure.locator(".of-loader").is_visible()
    assert not figure.locator(".of-data").is_visible()
    figure.get_by_role("radio", name="loss").check(force=True)
    assert figure.locator('[data-of="losses"]').first.is_visible()
    assert not figure.locator('[data-of="gradients"]').first.is_visible()
    fills = {
        name: figure.locator(f".piecemap.wide .piece.{name} rect").evaluate(
            "rect => getComputedStyle(rect).fill"
        )
        for name in ("loss", "data", "model")
    }
    assert fills["loss"] != fills["data"] == fills["model"]
    context.close()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_home_page_has_something_to_press_that_shows_learning(browser, address, size):
    width, height = size
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    for part in (figure.get_by_role("button", name="Play"), figure.locator(".loop-curve .now")):
        box = part.bounding_box()
        assert box["y"] + box["height"] <= height
    context.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_batch_slides_only_where_motion_is_wanted(browser, address, motion):
    context = browser.new_context(base_url=address, reduced_motion=motion)
    page = context.new_page()
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    figure.get_by_role("button", name="Step").click()
    page.wait_for_timeout(400)
    moved = figure.locator(".wide .batch").get_attribute("transform")
    assert (moved is None) == (motion == "reduce")
    context.close()


# -- Without the script, and what it costs -------------------------------------------------------
@pytest.mark.parametrize("name", explorable.FIGURES)
def test_without_javascript_the_facts_stand(browser, address, name):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(page_with(name))
    figure = page.locator(f'[data-explorable="{name}"]')
    assert figure.locator("svg[role=img]").first.is_visible()
    assert figure.locator("figcaption > p").first.is_visible()
    for control in figure.locator("input[type=range], button").all():
        assert not control.is_visible()
    figure.locator("summary").click()
    assert figure.locator("details table").is_visible()
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
