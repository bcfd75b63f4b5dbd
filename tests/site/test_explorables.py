"""The explorable figures in Chromium: moved by keyboard and by pointer, held to the engine."""

import gzip
import itertools
import json
import re
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import SITE

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "conf"))

import explorable  # noqa: E402
from explorable import (  # noqa: E402
    bend,
    fixed,
    kit,
    learning_rate,
    logit,
    loop,
    rate,
    short,
    surprise,
    switchboard,
    tune,
    underflow,
    walk_back,
)
from explorable.people import PEOPLE, batch, loop_trace  # noqa: E402

STATIC = ROOT / "conf" / "_static" / "explorables"


def page_with(name, also=""):
    """Return the address of a page that shows a figure."""
    mark = f'data-explorable="{name}"'
    texts = {path: path.read_text("utf-8") for path in sorted(SITE.rglob("*.html"))}
    found = [path for path, text in texts.items() if mark in text and also in text]
    if not found:
        pytest.fail(f"no page shows the explorable {name}")
    return str(found[0].relative_to(SITE))


def open_figure(page, name, also=""):
    page.goto(page_with(name, also))
    figure = page.locator(f'[data-explorable="{name}"].explorable-ready')
    figure.scroll_into_view_if_needed()
    return figure


def lesson_of(figure):
    return json.loads(figure.get_attribute("data-scales"))["lesson"]


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
        [*(learning_rate.plain(path[end][2]) for end in (0, -1)), learning_rate.outcome(rate)]
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


@pytest.mark.parametrize("lesson", tune.LESSONS)
def test_tune_equals_the_engine(page, lesson):
    figure = open_figure(page, "tune", f"&quot;lesson&quot;:&quot;{lesson}&quot;")
    scales = json.loads(figure.get_attribute("data-scales"))
    y = kit.Scale(*scales["y"][0], *scales["y"][1])
    grid = itertools.product((-5, 3), (-2, 0.25, 5), (-1.5, 4), (-3, 1))
    for *weights, bias in grid:
        for place, value in enumerate((*weights, bias)):
            set_slider(figure, f"w{place}", value)
        found = batch(weights, bias)
        assert shown(figure, "right") == f"{tune.right(found)} of 4"
        for place, p in enumerate(found["probabilities"]):
            drawn = figure.locator(f".person-{place}").get_attribute("cy")
            assert float(drawn) == pytest.approx(y(p), abs=0.01)
        if lesson != "model":
            assert shown(figure, "mean") == fixed(found["mean"], 3)
            prices = [figure.locator(f".price-of-{place}").text_content() for place in range(4)]
            assert prices == [fixed(loss, 3) for loss in found["losses"]]
        if lesson == "trainer":
            gradients = [fixed(value, 3) for value in found["gradients"]]
            assert shown(figure, "gradients").split(", ") == gradients


def test_tune_steps_as_the_trainer_does(page):
    figure = open_figure(page, "tune", "&quot;lesson&quot;:&quot;trainer&quot;")
    for at in loop_trace(tune.RATE, 20)["rounds"][1:]:
        figure.get_by_role("button", name="One step").press("Enter")
        assert shown(figure, "mean") == fixed(at["mean"], 3)
        assert fixed(at["mean"], 3) in figure.locator(".explorable-spoken").inner_text()
    figure.get_by_role("button", name="Start again").click()
    assert shown(figure, "mean") == fixed(batch()["mean"], 3)


def test_surprise_equals_the_engine(page):
    figure = open_figure(page, "surprise")
    grid = [step / 100 for step in range(1, 100)]
    seen = readings_at(figure, "p", grid)
    pairs = [(surprise.price(p), surprise.price(p / 2)) for p in grid]
    assert seen == [[fixed(a, 3), fixed(b, 3), fixed(b - a, 3)] for a, b in pairs]
    for place, name in enumerate(PEOPLE):
        figure.get_by_role("button", name=name).click()
        assert shown(figure, "price") == fixed(batch()["losses"][place], 3)
        assert shown(figure, "price") in figure.locator(".explorable-spoken").inner_text()


def test_rate_shows_what_the_engine_trained(page):
    figure = open_figure(page, "rate")
    losses, accuracies = rate.curves()
    seen = readings_at(figure, "rate", list(range(len(rate.RATES))))
    assert seen == [
        [fixed(found[-1], 3), fixed(shares[-1], 3), rate.verdict(found)]
        for found, shares in zip(losses, accuracies, strict=True)
    ]


def test_bend_draws_the_engines_line(page):
    figure = open_figure(page, "bend")
    scales = json.loads(figure.get_attribute("data-scales"))
    x, y = (kit.Scale(*scales[axis][0], *scales[axis][1]) for axis in "xy")

    def numbers(path):
        return [float(number) for number in re.findall(r"-?[\d.]+", path)]

    for hidden in bend.HIDDEN:
        figure.get_by_role("radio", name=bend.words(hidden), exact=True).check()
        found = bend.trained(hidden)
        seen = readings_at(figure, "step", list(range(len(bend.STOPS))))
        assert seen == [[fixed(at["loss"], 3), f"{at['right']} of {bend.POINTS}"] for at in found]
        for stop in (1, 4, len(bend.STOPS) - 1):
            set_slider(figure, "step", stop)
            drawn = numbers(figure.locator(".border").get_attribute("d"))
            wanted = numbers(bend.path(bend.border(found[stop]["parameters"], hidden), x, y))
            assert drawn == pytest.approx(wanted, abs=0.11)


def test_walk_back_goes_arrow_by_arrow(page):
    figure = open_figure(page, "walk-back")
    for person, name in enumerate(PEOPLE):
        figure.get_by_role("radio", name=name, exact=True).check()
        figure.get_by_role("button", name="Start again").click()
        found = walk_back.walk(person)
        told = walk_back.sentences(found)
        assert not figure.locator(".value-loss").is_visible()
        for turn, words in enumerate(told[1:], 1):
            figure.get_by_role("button", name="Next arrow").press("Enter")
            assert figure.locator(".explorable-said").inner_text() == words
            assert figure.locator(".explorable-spoken").inner_text() == words
            names = [*(f".value-{n}" for n in walk_back.FORTH)]
            names += [f".slope-{n}" for n in walk_back.BACK]
            shown_now = [figure.locator(selector).is_visible() for selector in names]
            assert shown_now == [place < turn for place in range(len(names))]
        assert figure.get_by_role("button", name="Next arrow").is_disabled()
        for kind, part in (("value", "values"), ("slope", "slopes")):
            for node, value in found[part].items():
                written = figure.locator(f".{kind}-{node}").text_content()
                assert written == fixed(value, walk_back.DIGITS)
        figure.get_by_role("button", name="Back").press("Enter")
        assert not figure.locator(".slope-w").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_number_lights_its_row_and_its_column(browser, address, javascript):
    context = browser.new_context(base_url=address, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(page_with("row-times-column"))
    figure = page.locator('[data-explorable="row-times-column"]')
    figure.get_by_role("radio").last.focus()
    page.keyboard.press("ArrowDown")  # round to the first number

    def lit(selector):
        colours = figure.locator(selector).evaluate_all(
            "cells => cells.map((cell) => getComputedStyle(cell).backgroundColor)"
        )
        return {colour != "rgba(0, 0, 0, 0)" for colour in colours}

    assert lit(".row-0") == lit(".column-0") == {True}
    assert lit(".row-1") == lit(".row-3") == lit(".column-1") == {False}
    told = figure.locator(".of-0-0")
    assert told.is_visible()
    assert told.inner_text().endswith("= 3")
    assert not figure.locator(".of-3-1").is_visible()
    if javascript:
        assert figure.locator(".explorable-spoken").inner_text() == told.inner_text()
        figure.locator("td:has([value='1-1'])").hover()
        assert figure.locator(".of-1-1").is_visible()
    else:
        figure.locator("td:has([value='1-1'])").click()
        assert figure.locator(".of-1-1").is_visible()
    context.close()


# -- Hands ---------------------------------------------------------------------------------------
SLIDERS = [
    ("logit", "logit", "loss"),
    ("learning-rate", "rate", "last"),
    ("underflow", "rows", "product"),
    ("underflow", "p", "sum"),
    ("tune", "w1", "right"),
    ("surprise", "p", "price"),
    ("rate", "rate", "loss"),
    ("bend", "step", "loss"),
]


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_the_built_numbers_are_the_first_ones(page, name, slider, reading):
    figure = open_figure(page, name)
    lesson = {"lesson": lesson_of(figure)} if name == "tune" else {}
    built = [words for _, words in explorable.FIGURES[name]("id", **lesson).numbers.values()]
    assert figure.locator(".reading output").all_inner_texts() == built


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_moved_by_keyboard(page, name, slider, reading):
    figure = open_figure(page, name)
    handle = figure.locator(f"[name={slider}]")
    handle.focus()
    low, high, step = (float(handle.get_attribute(part)) for part in ("min", "max", "step"))
    before = float(handle.input_value())
    key, change = ("ArrowRight", step) if before < high else ("ArrowLeft", -step)
    page.keyboard.press(key)
    assert float(handle.input_value()) == pytest.approx(before + change)
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


def test_surprise_and_rate_follow_the_pointer(page):
    for name, slider, low in [("surprise", "p", 0.01), ("rate", "rate", 0)]:
        figure = open_figure(page, name)
        svg = figure.locator("svg")
        svg.scroll_into_view_if_needed()
        box = svg.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + 2, box["y"] + 60, steps=4)
        page.mouse.up()
        assert float(figure.locator(f"[name={slider}]").input_value()) == low


@pytest.mark.parametrize(("name", "slider", "reading"), SLIDERS)
def test_moved_by_touch(browser, address, name, slider, reading):
    context = browser.new_context(
        base_url=address, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    figure = open_figure(page, name)
    handle = figure.locator(f"[name={slider}]")
    handle.evaluate("slider => slider.scrollIntoView({ block: 'center' })")
    box = handle.bounding_box()
    assert box["height"] >= 40
    at_ends = []
    for end, x in (("min", box["x"] + 9), ("max", box["x"] + box["width"] - 9)):
        page.touchscreen.tap(x, box["y"] + box["height"] / 2)
        assert handle.input_value() == handle.get_attribute(end)
        at_ends.append(shown(figure, reading))
    assert at_ends[0] != at_ends[1]
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
    assert shown(figure, "last") == learning_rate.plain(path[-1][2])
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
    for speed in loop.RATES:
        figure.get_by_role("button", name="Restart").click()
        figure.get_by_role("radio", name=str(speed), exact=True).check()
        rounds = loop_trace(speed, loop.ROUNDS)["rounds"]
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


def test_the_loop_turns_by_touch(browser, address):
    context = browser.new_context(
        base_url=address, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("index.html")
    figure = page.locator('[data-explorable="loop"].explorable-ready')
    figure.get_by_role("button", name="Step").tap()
    assert figure.get_by_role("radio", name="loader").is_checked()
    figure.locator("label", has_text="5 loss").tap()
    assert figure.locator(".of-loss").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


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
    assert figure.locator("svg[role=img], table.matrix").first.is_visible()
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


def weight(*texts):
    return len(gzip.compress(b"".join(texts)))


def test_figures_are_small(record_property):
    style = ROOT / "conf" / "_static" / "css" / "explorables.css"
    kit_weight = weight((STATIC / "kit.js").read_bytes(), style.read_bytes())
    assert kit_weight <= 6_000
    found = {"kit": kit_weight}
    for name, figure in explorable.FIGURES.items():
        written = figure("id").head(name, "id").encode()
        found[name] = weight((STATIC / f"{name}.js").read_bytes(), written)
        assert found[name] <= 6_000, name
    assert {path.stem for path in STATIC.glob("*.js")} == {"kit", *explorable.FIGURES}
    record_property("report", f"bytes, gzipped: {found}")


@pytest.mark.parametrize("name", explorable.FIGURES)
def test_a_figure_answers_within_a_tenth_of_a_second(page, name, record_property):
    """Time from the input to the next painted frame, the quickest of eleven.

    The others also measure what else the machine does.
    """
    figure = open_figure(page, name)
    times = figure.evaluate(
        """async (figure) => {
            const times = [];
            const control = figure.querySelector("input[type=range], button:enabled, input");
            for (let turn = 0; turn < 11; turn += 1) {
                const began = performance.now();
                if (control.type === "range") {
                    control.value = turn % 2 ? control.min : control.max;
                    control.dispatchEvent(new Event("input", { bubbles: true }));
                } else {
                    control.click();
                }
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                times.push(performance.now() - began);
            }
            return times.sort((a, b) => a - b);
        }"""
    )
    record_property("report", f"{times[0]:.0f} ms, the middle one {times[5]:.0f} ms")
    assert times[0] < 100


def test_scripts_stand_only_where_they_are_used():
    for path in SITE.rglob("*.html"):
        text = path.read_text("utf-8")
        for name in explorable.FIGURES:
            used, loaded = f'data-explorable="{name}"' in text, f"explorables/{name}.js" in text
            assert used == loaded, path


# -- The switchboard -----------------------------------------------------------------------------
def test_the_switchboard_shows_what_was_run(page):
    figure = open_figure(page, "switchboard")
    for changed in (
        {"reduce": "mean"},
        {"sigmoid": "twice", "scoring": "half"},
        {"labels": "flat"},
    ):
        setting = switchboard.REFERENCE | changed
        for switch, position in setting.items():
            figure.locator(f'[name$="-{switch}"][value="{position}"]').check()
        printed, score, verdict = switchboard.run_of(setting)
        seen = [shown(figure, kind) for kind in ("loss", "accuracy", "verdict")]
        assert seen == [switchboard.words(printed), fixed(score, 3), verdict]
        lines = [
            switchboard.line_of(names, texts, setting)
            for names, texts in switchboard.LINES
            if switchboard.line_of(names, texts, setting)
            != switchboard.line_of(names, texts, switchboard.REFERENCE)
        ]
        assert figure.locator(".program .changed").all_text_contents() == lines
        assert figure.locator(".causes li").count() >= 1
    link = figure.locator(".causes a").first
    link.click()
    assert page.locator(":target").count() == 1


def test_the_switchboard_finds_what_a_program_printed(page):
    figure = open_figure(page, "switchboard")
    printed, score, _ = switchboard.run_of(switchboard.REFERENCE | {"reduce": "mean"})
    figure.get_by_role("textbox", name="loss").fill(f"{printed:.0f}")
    figure.get_by_role("textbox", name="accuracy").fill(f"{score:.3f}")
    figure.locator(".answers button").first.press("Enter")
    assert figure.locator('[name$="-reduce"][value="mean"]').is_checked()
    assert shown(figure, "accuracy") == fixed(score, 3)
    figure.get_by_role("textbox", name="loss").fill("123456789")
    assert figure.locator(".answers").inner_text() == "No combination that was run prints this."
