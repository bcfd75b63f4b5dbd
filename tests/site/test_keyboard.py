"""A reader without a mouse: every control is reached, is seen when reached, and does its work."""

import pytest

from conftest import SITE

LESSON = "pieces/loss.html"
GALLERY_PAGE = "gallery/4_model/plot_activations.html"
PHONE, DESKTOP = (390, 844), (1280, 900)
# What a lesson must offer to the keyboard.
CONTROLS = {
    "skip link": "a.skip-to-content",
    "search": "input.sidebar-search",
    "menu of the site": ".sidebar-tree a",
    "theme toggle": ".content-icon-container button.theme-toggle",
    "map of the pieces": "svg.piecemap a",
    "runner bar": ".runner button:not([hidden])",
    "copy button": "button.copybtn",
    "button for TeX": "button.copy-tex",
    "answer of an exercise": "section.exercise .runner-ask input",
    "hint": "details.exercise-hint > summary",
    "solution": "details.exercise-solution > summary",
    "contents of the page": ".toc-tree a",
    "next page": "a.next-page",
}
# Looks at what has the focus, with and without it; the parts and labels of a control show it too.
LOOK = """() => {
  const control = document.activeElement;
  if (!control || control === document.body || control.hasAttribute("data-reached")) return null;
  const names = ["outline", "boxShadow", "border", "background", "color", "opacity", "stroke",
                 "strokeWidth", "textDecoration", "visibility", "transform", "top"];
  const places = [control, control.parentElement, ...control.querySelectorAll("*"),
                  ...[...(control.labels ?? [])].flatMap((label) => [label, ...label.children])];
  const look = () => places.map((place) => {
    const style = getComputedStyle(place);
    return names.map((name) => style[name]).join("|");
  }).join();
  const box = (place) => place.getBoundingClientRect();
  const seen = (place) => box(place).width > 0 && box(place).height > 0
    && box(place).bottom > 0 && box(place).top < innerHeight
    && box(place).right > 0 && box(place).left < innerWidth
    && place.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const shown = [control, ...(control.labels ?? [])].some(seen);
  const focused = look();
  control.blur();
  const changes = focused !== look();
  control.focus();
  control.setAttribute("data-reached", "");
  const text = control.outerHTML.slice(0, 120);
  return { text, shown, changes };
}"""
NOT_REACHED = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), summary, select, textarea, [tabindex='0']")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true })
    && control.getClientRects().length && !control.hasAttribute("data-reached")
    && !control.disabled
    && !control.matches("[role=toolbar] [tabindex='-1'], [type=radio]:not(:checked)")) // by arrows
  .map((control) => control.outerHTML.slice(0, 120))"""


def walk(page, most=700):
    """Press Tab through the whole page, and return what was seen at each stop."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK)
        if stop is None:
            return stops
        stops.append(stop)
    pytest.fail(f"the page has more than {most} stops, or holds the focus")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["index.html", LESSON, GALLERY_PAGE])
def test_every_control_is_reached_and_shows_its_focus(page, path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path, wait_until="load")
    if path == LESSON and size == DESKTOP:
        missing = [what for what, where in CONTROLS.items() if page.locator(where).count() == 0]
        assert missing == []
    stops = walk(page)
    assert len(stops) > 20
    assert [stop["text"] for stop in stops if not stop["changes"]] == [], "focus is not seen"
    assert [stop["text"] for stop in stops if not stop["shown"]] == [], "the control is not seen"
    assert page.evaluate(NOT_REACHED) == []


def focus(page, selector):
    control = page.locator(selector).first
    control.focus()
    return control


def test_skip_link_is_first_and_leads_to_the_text(page):
    page.goto(LESSON)
    first = page.locator(":focus")
    for _ in range(3):  # two switches of the phone's layout may stand before it
        page.keyboard.press("Tab")
        if first.evaluate("node => node.matches('.skip-to-content')"):
            break
    assert first.inner_text() == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert first.evaluate("node => node.closest('#furo-main-content, article') !== null")


def test_a_second_link_leads_past_the_text_to_the_contents_of_the_page(page):
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(LESSON)
    link = focus(page, ".skip-to-contents")
    assert link.inner_text() == "On this page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("node => node.closest('.toc-drawer') !== null")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert not link.is_visible(), "it leads to what is folded away"


def test_the_switch_of_colours_says_which_are_on(page):
    page.goto(LESSON)
    switch = page.locator(".content-icon-container button.theme-toggle")
    names = set()
    for _ in range(3):
        names.add(switch.get_attribute("aria-label"))
        switch.click()
    assert names == {"Colours: as the system", "Colours: light", "Colours: dark"}


def test_theme_menu_map_and_hints_answer_to_keys(page):
    page.goto(LESSON)
    before = page.locator("body").get_attribute("data-theme")
    focus(page, ".content-icon-container button.theme-toggle")
    page.keyboard.press("Enter")
    assert page.locator("body").get_attribute("data-theme") != before
    for kind in ("hint", "solution"):
        part = page.locator(f"details.exercise-{kind}").first
        assert not part.locator("p").first.is_visible()
        focus(page, f"details.exercise-{kind} > summary")
        page.keyboard.press("Enter")
        assert part.locator("p").first.is_visible()
    link = focus(page, "svg.piecemap a")
    target = link.get_attribute("href") or link.get_attribute("xlink:href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.rpartition('/')[2]}")
    assert page.problems == []


def test_menu_of_a_phone_opens_by_key(page):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(LESSON)
    menu = page.locator("aside.sidebar-drawer")
    assert menu.bounding_box()["x"] < 0
    focus(page, "#__navigation")
    page.keyboard.press("Space")
    assert menu.bounding_box()["x"] >= 0
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.locator("input.sidebar-search").evaluate("node => node.matches(':focus')"):
            break
    else:
        pytest.fail("the opened menu is not reached")


def test_search_by_keys(page):
    page.goto(LESSON)
    focus(page, "input.sidebar-search")
    page.keyboard.type("sigmoid")
    page.keyboard.press("Enter")
    results = page.locator("#search-list a")
    results.first.wait_for()
    target = results.first.get_attribute("href").partition("#")[0].partition("?")[0]
    assert (SITE / target).exists()
    assert page.problems == []
