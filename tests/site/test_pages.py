"""Every built page in Chromium: light and dark, phone and desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import NOT_A_PAGE, pages

PHONE, DESKTOP = (390, 844), (1280, 900)
# Rules that depend on colours are asked in the dark too; all others where the layout differs.
# Only violations come back: what passed would be described node by node, for as long again.
ALL_RULES = {"resultTypes": ["violations"]}
RULES_OF_COLOUR = {
    **ALL_RULES,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
VIEWS = {
    "light, phone": ("light", PHONE, ALL_RULES),
    "light, desktop": ("light", DESKTOP, ALL_RULES),
    "dark, desktop": ("dark", DESKTOP, RULES_OF_COLOUR),
    "dark, phone": ("dark", PHONE, RULES_OF_COLOUR),
}
# Pages of one form share their colours and their parts: axe is asked where two views differ most.
ASKED_EVERYWHERE = ("light, phone", "dark, desktop")
# Pages that a machine writes, many in one form, are looked at in those two only.
WRITTEN_BY_MACHINE = ("_modules/", "gallery/", "reference/")
# Pages of nothing but source code, which axe is not asked about: one stands for all.
SOURCES, ONE_SOURCE = "_modules/sixpieces/", "_modules/sixpieces/autograd/autograd.html"
# The colours and the form of code and formulas are the same everywhere: three pages are enough.
CODE_AND_FORMULAS = {"exclude": [["pre"], ["math"]]}
WHOLE = {"index.html", "log_loss/many_classes.html", "reference/api/autograd.html"}
# Formulas that would have to be scrolled.
CUT_FORMULAS = """() => [...document.querySelectorAll(".math-wrapper")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.querySelector("annotation").textContent)"""
# Tables that a phone would have to scroll.
CUT_TABLES = """() => [...document.querySelectorAll("article table")]
  .filter((table) => table.checkVisibility())
  .map((table) => [table.closest(".table-wrapper") ?? table.parentElement, table])
  .filter(([box]) => box.scrollWidth > box.clientWidth + 1)
  .map(([, table]) => table.textContent.trim().slice(0, 40))"""
# Code that a desktop would have to scroll; on a phone long lines go on below.
CUT_CODE = """() => [...document.querySelectorAll("article pre")]
  .filter((code) => code.checkVisibility() && code.scrollWidth > code.clientWidth + 1)
  .map((code) => code.textContent.trim().slice(0, 40))"""
# Marks at the beginning of a line that belong to the formula at the end of the line before.
PARTED_MARKS = """() => [...document.querySelectorAll("span.math")].flatMap((formula) => {
  let outer = formula;
  while (!outer.nextSibling && outer.parentElement.matches("a, span")) outer = outer.parentElement;
  const after = outer.nextSibling;
  if (after?.nodeType !== Node.TEXT_NODE) return [];
  if (!/^[.,;:?!)\\]\u201d\u2019]/.test(after.data)) return [];
  const mark = document.createRange();
  mark.setStart(after, 0);
  mark.setEnd(after, 1);
  const parted = mark.getBoundingClientRect().top > formula.getBoundingClientRect().bottom - 2;
  return parted ? [after.data.slice(0, 20)] : [];
})"""
# What axe finds and is not asked, each with its reason.
EXCEPTIONS = {
    ("_modules/index.html", "list"): "Sphinx nests the list of modules without an item around it",
}
EXCEPTIONS_OF_PARTS = {
    ("#__navigation", "region"): "the theme's switches of its side columns stand before all parts",
    ("#__toc", "region"): "the same",
}


@pytest.mark.parametrize("address_of_page", pages())
def test_page(page, address_of_page):
    page.goto(address_of_page, wait_until="load")
    context = None if address_of_page in WHOLE else CODE_AND_FORMULAS
    found = []
    alike = address_of_page.startswith(WRITTEN_BY_MACHINE) and address_of_page not in WHOLE
    for view in ASKED_EVERYWHERE if alike else VIEWS:
        scheme, (width, height), options = VIEWS[view]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            found.append(f"{view}: scrolls sideways by {overflow} px")
        found += [f"{view}: a formula is cut off: {tex}" for tex in page.evaluate(CUT_FORMULAS)]
        if width == PHONE[0] and address_of_page not in NOT_A_PAGE:  # Sphinx lays out its indexes
            found += [f"{view}: a table is cut off: {t}" for t in page.evaluate(CUT_TABLES)]
        if width == DESKTOP[0] and not alike:
            found += [f"{view}: code is cut off: {code}" for code in page.evaluate(CUT_CODE)]
        found += [f"{view}: a line begins with {mark}" for mark in page.evaluate(PARTED_MARKS)]
        if view not in ASKED_EVERYWHERE and address_of_page not in WHOLE:
            continue
        if address_of_page.startswith(SOURCES) and address_of_page != ONE_SOURCE:
            continue
        for violation in Axe().run(page, context=context, options=options).response["violations"]:
            where = [
                node["target"]
                for node in violation["nodes"]
                if (node["target"][0], violation["id"]) not in EXCEPTIONS_OF_PARTS
            ]
            if where and (address_of_page, violation["id"]) not in EXCEPTIONS:
                found.append(f"{view}: {violation['id']}: {violation['help']} {where[:3]}")
    assert page.problems + found == []


def test_a_formula_that_is_cut_off_or_parted_from_its_mark_is_found(page):
    page.goto("log_loss/many_classes.html")
    assert page.evaluate(CUT_FORMULAS) == page.evaluate(PARTED_MARKS) == []
    page.evaluate("document.querySelector('div.math').style.width = '3000px'")
    assert len(page.evaluate(CUT_FORMULAS)) == 1
    page.locator("article p > span.math").first.evaluate(
        "formula => { formula.style.display = 'block'; formula.after(', and so') }"
    )
    assert page.evaluate(PARTED_MARKS) == [", and so"]


def test_a_wide_table_stacks_on_a_phone_and_stays_a_table(page):
    """Every cell says its column, in the order of reading, and by its role what it is."""
    page.set_viewport_size({"width": 360, "height": 800})
    for address in ("reference/differences.html", "reference/notation.html", "pieces/loss.html"):
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details').forEach((part) => { part.open = true })"
        )
        assert page.evaluate(CUT_TABLES) == [], address
        table = page.locator("table.stacks").first
        row = table.get_by_role("row").nth(1)
        first, second = (
            row.get_by_role("cell").or_(row.get_by_role("rowheader")).nth(i) for i in (0, 1)
        )
        assert second.bounding_box()["y"] >= first.bounding_box()["y"] + 10
        said = second.evaluate("cell => getComputedStyle(cell, '::before').content")
        head = table.get_by_role("columnheader").nth(1).inner_text()
        assert head
        assert head.split()[0] in said
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert (
        page.locator("table.stacks").first.evaluate("t => getComputedStyle(t).display") == "table"
    )
    page.evaluate(
        "document.querySelector('table.stacks').classList.remove('stacks', 'stacks-short')"
    )
    page.set_viewport_size({"width": 360, "height": 800})
    assert len(page.evaluate(CUT_TABLES)) == 1, "the check does not see a table that is cut off"
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.goto("reference/differences.html")
    assert page.evaluate(CUT_TABLES) == [], "a page without contents of its own has the room"


def test_a_page_reads_without_javascript(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("start/first_model.html")
    assert page.locator("main h1, article h1").first.is_visible()
    assert page.locator("div.cell_output").first.is_visible()
    context.close()
