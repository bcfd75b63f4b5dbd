"""Formulas in Chromium: set in the served font, and copied as TeX."""

import pytest
from playwright.sync_api import expect

MUCH_MATHEMATICS = "log_loss/from_coin_to_rows.html"


@pytest.fixture
def formulas(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(MUCH_MATHEMATICS)
    page.evaluate("document.fonts.ready")
    return page


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def select(page, selector):
    page.locator(selector).first.evaluate(
        "node => { const range = document.createRange(); range.selectNodeContents(node);"
        " const all = getSelection(); all.removeAllRanges(); all.addRange(range); }"
    )
    page.keyboard.press("Control+c")


def test_the_served_font_is_used(formulas):
    assert formulas.evaluate("document.fonts.check('16px \"STIX Two Math Web\"', '∑∂')")
    family = formulas.locator("math").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert family.startswith('"STIX Two Math Web"')


def test_the_button_copies_tex_and_can_be_reached_with_the_keyboard(formulas):
    formula = formulas.locator("div.math").first
    button = formula.get_by_role("button", name="Copy this formula as TeX")
    button.focus()
    assert button.evaluate("node => getComputedStyle(node).opacity") == "1"
    formulas.keyboard.press("Enter")
    expect(formula.locator(".copy-tex")).to_have_text("Copied")
    assert copied(formulas) == formula.locator("annotation").text_content()


def test_a_selected_sentence_is_copied_with_its_tex(formulas):
    select(formulas, "article p:has(span.math)")
    tex = formulas.locator("article p span.math annotation").first.text_content()
    assert f"${tex}$" in copied(formulas)


def test_the_mark_after_a_formula_is_copied_too(formulas):
    select(formulas, "article p:has(span.math > .together)")
    tied = formulas.locator("article p span.math > .together").first
    mark = tied.evaluate("node => node.lastChild.data")
    assert mark
    assert f"${tied.locator('annotation').text_content()}${mark}" in copied(formulas)


def test_a_selected_formula_is_copied_as_tex(formulas):
    select(formulas, "article p span.math")
    assert (
        copied(formulas) == formulas.locator("article p span.math annotation").first.text_content()
    )


def test_no_formula_on_a_line_of_its_own_is_cut_off(formulas):
    for width in (390, 1280):
        formulas.set_viewport_size({"width": width, "height": 900})
        cut = formulas.locator(".math-wrapper").evaluate_all(
            "boxes => boxes.filter(box => box.scrollHeight > box.clientHeight + 1).length"
        )
        assert cut == 0
