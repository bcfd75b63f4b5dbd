"""What every reader gets: without scripts, on paper, in the dark, and with nothing that jumps."""

import base64
import re

import pytest

from conftest import SITE

LESSON = "pieces/loss.html"
GALLERY_PAGE = "gallery/4_model/plot_activations.html"
REFERENCE = "reference/api/autograd.html"
MUCH_MATHEMATICS = "log_loss/from_coin_to_rows.html"
PHONE, DESKTOP = (390, 844), (1280, 900)
PAPER = (690, 980)  # A4 with the browser's usual margins, in CSS pixels


# -- Without JavaScript --------------------------------------------------------------------------
@pytest.fixture
def scriptless(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_lesson_is_complete_without_javascript(scriptless):
    scriptless.goto(LESSON)
    for what in ("article h1", "article p", "div.cell_input pre", "div.math math", "svg.piecemap"):
        assert scriptless.locator(f"{what} >> visible=true").count(), what
    outputs = scriptless.locator("article section > div.cell > div.cell_output")
    assert outputs.count() > 3
    assert all(output.is_visible() for output in outputs.all())
    figures = scriptless.locator("div.cell_output img")
    assert figures.count() > 0
    for figure in figures.all():
        assert figure.is_visible()
        assert figure.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert not scriptless.locator(".runner").is_visible(), "a button that does nothing"


def test_hints_and_solutions_open_without_javascript(scriptless):
    scriptless.goto(LESSON)
    for kind in ("hint", "solution"):
        part = scriptless.locator(f"details.exercise-{kind}").first
        assert not part.locator("p").first.is_visible()
        part.locator("summary").click()
        assert part.locator("p").first.is_visible()


def test_a_menu_of_the_site_is_there_without_javascript(scriptless):
    scriptless.goto(LESSON)
    assert scriptless.locator(".sidebar-tree a").first.is_visible()
    scriptless.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    menu = scriptless.locator(".sidebar-tree a").first
    menu.wait_for(state="hidden")
    scriptless.locator(".mobile-header label.nav-overlay-icon").click()
    menu.click(trial=True)


# -- On paper ------------------------------------------------------------------------------------
# What a printer would cut off: boxes that hide or scroll a part of what they hold.
CUT_OFF = """() => [...document.querySelectorAll("article, article *")].filter((box) => {
    const style = getComputedStyle(box);
    const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
    const wide = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    const beyond = box.getBoundingClientRect().right > innerWidth + 1;
    // Some titles are for screen readers only.
    const secret = style.clipPath !== "none" || box.closest("svg, math, .visually-hidden");
    return box.checkVisibility() && !secret && ((clips && wide && box.clientWidth) || beyond);
  }).map((box) => box.outerHTML.slice(0, 160))"""
FOLDED = """() => [...document.querySelectorAll("article details")].filter((details) =>
    [...details.children].some((part) => !part.matches("summary")
      && !(part.checkVisibility() && part.getBoundingClientRect().height > 0))
  ).map((details) => details.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize(
    "path", [LESSON, MUCH_MATHEMATICS, GALLERY_PAGE, "reference/differences.html"]
)
def test_paper_shows_everything(page, path):
    page.goto(path, wait_until="load")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    assert page.evaluate(FOLDED) == []
    assert page.evaluate(CUT_OFF) == []
    buttons = "button:not(.predict-choices *)"  # the choices of a guess are words on paper
    for what in (".runner", ".runner-answer", buttons, ".sidebar-drawer", ".toc-drawer"):
        shown = [one for one in page.locator(what).all() if one.is_visible()]
        assert shown == [], what
    assert page.problems == []


def test_paper_is_white_for_a_reader_in_the_dark(page):
    page.goto(LESSON)
    page.evaluate("document.body.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="light")
    figure = page.locator("div.cell_output img").first
    figure.scroll_into_view_if_needed()
    chosen_dark = figure.screenshot()
    page.evaluate("document.body.dataset.theme = 'light'")
    seen = compare(page, figure.screenshot(), chosen_dark)
    assert seen["white"] > 0.8, "the paper is not white"
    assert seen["kept"] > 0.99, "the inks are made for a dark screen"


# -- Nothing jumps -------------------------------------------------------------------------------
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("index.html", PHONE),
        (LESSON, PHONE),
        (LESSON, DESKTOP),
        (GALLERY_PAGE, PHONE),
        (REFERENCE, DESKTOP),
    ],
)
def test_nothing_jumps_while_a_page_loads_slowly(page, path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(WATCH)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"latency": 60, "downloadThroughput": 800_000, "uploadThroughput": 800_000}
    network.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    page.goto(path, wait_until="load")
    page.evaluate("document.fonts.ready")
    for share in (0.3, 0.6, 1, 0):  # pictures below the first view load when they are near
        page.evaluate("share => scrollTo(0, share * document.body.scrollHeight)", share)
        page.wait_for_timeout(100)
    assert sum(page.evaluate("window.shifts")) < 0.02


# -- Formulas and figures ------------------------------------------------------------------------
INVISIBLE = re.compile(">[\u2061-\u2064]<")  # "applied to", "times": said aloud, not drawn


def test_formulas_are_drawn_with_the_served_font(page):
    """Asked of the browser's own list of the fonts it drew with, not of the style sheet."""
    page.goto(MUCH_MATHEMATICS, wait_until="load")
    page.evaluate("document.fonts.ready")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    found = devtools.send(
        "DOM.querySelectorAll", {"nodeId": root, "selector": "math mi, math mo, math mn"}
    )["nodeIds"]
    assert len(found) > 100
    wrong = []
    for node in found[::5]:
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        if any(not font["isCustomFont"] for font in fonts):
            sign = devtools.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            if not INVISIBLE.search(sign):
                wrong.append((sign, fonts))
    assert wrong == []


# Point by point: what stands out from the ground in one picture, and how much of it still does in
# another; and how much of the other is nearly white.
COMPARE = """async (addresses) => {
  const linear = (value) =>
    value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const lights = async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return Array.from({ length: data.length / 4 }, (_, i) => 0.2126 * linear(data[4 * i])
      + 0.7152 * linear(data[4 * i + 1]) + 0.0722 * linear(data[4 * i + 2]));
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const [before, now] = await Promise.all(addresses.map(lights));
  const ink = [...before.keys()].filter((i) => contrast(before[i], before[0]) >= 4.5);
  const kept = ink.filter((i) => contrast(now[i], now[0]) >= 3);
  const white = now.filter((light) => light > 0.8);
  return {
    ink: ink.length / before.length, kept: kept.length / ink.length,
    white: white.length / now.length,
  };
}"""


def compare(page, *pictures):
    """Compare two screenshots of one figure."""
    addresses = ["data:image/png;base64," + base64.b64encode(one).decode() for one in pictures]
    return page.evaluate(COMPARE, addresses)


def show(page, scheme, theme):
    """Let the reader's system ask for one scheme, and the reader choose another on the page."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("theme => { document.body.dataset.theme = theme }", theme)


@pytest.mark.parametrize("path", [LESSON, GALLERY_PAGE, "log_loss/many_classes.html"])
def test_figures_are_as_legible_in_the_dark(page, path):
    """Whether the reader's system is dark or the reader chose so on the page."""
    page.goto(path, wait_until="load")
    figures = page.locator("div.cell_output img, img.sphx-glr-single-img").all()[:3]
    assert figures
    for figure in figures:
        show(page, "light", "auto")
        in_light = figure.screenshot()
        for scheme, theme in (("dark", "auto"), ("light", "dark")):
            show(page, scheme, theme)
            seen = compare(page, in_light, figure.screenshot())
            assert seen["ink"] > 0.005
            assert seen["white"] < 0.1, "the ground of the figure is white"
            assert seen["kept"] > 0.95, "inks are lost in the dark"


# -- What fits where -----------------------------------------------------------------------------
WIDER = """(boxes) => [...document.querySelectorAll(boxes)]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.textContent.slice(0, 60))"""


@pytest.mark.parametrize("path", [LESSON, GALLERY_PAGE, "how_to/diagnose_a_bad_score.html"])
def test_code_and_what_it_prints_go_on_below_on_a_phone(page, path):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path, wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    assert page.evaluate(WIDER, "article pre") == []
    indent = page.locator("article pre").first.evaluate("pre => getComputedStyle(pre).textIndent")
    assert "hanging" in indent, "the rest of a line looks like a line of its own"


def test_the_editor_of_a_phone_lies_on_its_code(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(GALLERY_PAGE, wait_until="load")
    page.get_by_role("button", name="Edit cell 3").click()
    field = page.locator("textarea.runner-editor")
    field.wait_for()
    heights = field.evaluate(
        "f => [f.scrollHeight, f.parentElement.querySelector('pre').scrollHeight]"
    )
    assert heights[0] == heights[1]


def test_scripts_of_the_gallery_do_not_scroll_sideways_on_a_desktop(page):
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    for script in sorted(SITE.glob("gallery/*/plot_*.html")):
        page.goto(str(script.relative_to(SITE)))
        assert page.evaluate(WIDER, "article div.highlight-Python pre") == [], script.name


LETTERS = """() => [...document.querySelectorAll(".explorable svg text, .piecemap-bar text")]
  .filter((text) => text.checkVisibility() && text.textContent.trim())
  .map((text) => [parseFloat(getComputedStyle(text).fontSize)
    * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b), text.textContent])
  .filter(([size]) => size < 9.9)"""


@pytest.mark.parametrize(
    "path", ["index.html", LESSON, "pieces/model.html", "mathematics/gradients.html"]
)
def test_letters_of_what_moves_can_be_read_on_a_phone(page, path):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path, wait_until="load")
    assert page.locator(".explorable svg text").count()
    assert page.evaluate(LETTERS) == []


def test_a_line_has_some_66_letters(page):
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(LESSON, wait_until="load")
    widest = page.evaluate("""() => {
      const zeros = document.createElement("span");
      zeros.textContent = "0".repeat(100);
      zeros.style.cssText = "position: absolute; white-space: nowrap";
      return Math.max(...[...document.querySelectorAll("article section > p")].map((p) => {
        p.append(zeros); // as wide as in the type of this paragraph
        return (100 * p.getBoundingClientRect().width) / zeros.getBoundingClientRect().width;
      }));
    }""")
    assert 60 < widest < 66.5


def test_no_hairline_stands_beside_a_wide_box(page):
    """The layers that cover its shadow reach a pixel beyond the box, at whatever scale."""
    page.goto(LESSON, wait_until="load")
    for box in ("div.math-wrapper", "article .highlight pre"):
        style = page.locator(box).first.evaluate(
            """box => {
              const { backgroundPosition, backgroundSize } = getComputedStyle(box);
              return [backgroundPosition, backgroundSize];
            }"""
        )
        assert style[0].startswith("-1px 0px, calc(100% + 1px) 0px"), box
        assert style[1].startswith("41px 100%, 41px 100%"), box


# -- Where am I ----------------------------------------------------------------------------------
def test_the_map_stays_in_sight_where_there_is_room(page):
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(f"{LESSON}#exercises", wait_until="load")
    bar = page.locator(".piecemap-bar")
    assert page.evaluate("scrollY") > 1000
    assert bar.bounding_box()["y"] == pytest.approx(0, abs=1)
    title = page.locator("#exercises h2, #exercises > h2").first.bounding_box()
    assert title["y"] >= bar.bounding_box()["height"], "the map covers what was linked to"
    assert page.locator("html").evaluate("e => getComputedStyle(e).scrollBehavior") == "auto"
    assert not page.locator(".back-to-top").is_visible(), "it would cover what is read"
    page.set_viewport_size({"width": 1366, "height": 700})
    assert bar.bounding_box()["y"] < 0, "on a low screen it takes the room of the text"


@pytest.mark.parametrize("path", [LESSON, "log_loss/stability.html", REFERENCE, GALLERY_PAGE])
def test_the_menu_begins_at_this_page(page, path):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(path, wait_until="load")
    here = page.locator(".sidebar-tree .current-page > a").last.bounding_box()
    assert 0 < here["y"] < 768 - here["height"]


def test_a_page_says_its_version_and_licence(page):
    page.goto(LESSON)
    said = page.locator("footer .left-details").inner_text()
    assert "Version" in said
    assert "Apache License 2.0" in said
    page.locator("footer .left-details a", has_text="Version").click()
    page.wait_for_url("**/about/changelog.html")


def test_small_controls_are_seen_and_large_enough_for_a_finger(browser, address):
    context = browser.new_context(base_url=address, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(LESSON, wait_until="load")
    for button in ("button.copybtn", "button.copy-tex"):
        first = page.locator(button).first
        assert float(first.evaluate("one => getComputedStyle(one).opacity")) >= 0.7, button
        assert first.bounding_box()["height"] >= 24, button
    assert page.locator(".cell_output button.copybtn").count() == 0
    assert page.locator(".theme-toggle").first.bounding_box()["height"] >= 24
    context.close()


def test_the_names_with_a_parity_test_are_filtered_as_one_types(page):
    page.goto("reference/parity.html")
    lists = page.locator("article details.sd-dropdown")
    field = page.get_by_role("searchbox", name="Show the names with")
    field.fill("gluon.nn.Dense")
    assert page.locator(".name-filter [role=status]").inner_text() == "1 name"
    assert lists.locator("tbody tr >> visible=true").all_inner_texts()[0].startswith("gluon.nn.De")
    field.fill("")
    assert page.locator("article details.sd-dropdown:visible").count() == lists.count() > 20
    assert page.locator("article details.sd-dropdown[open]").count() == 0
    assert page.problems == []
