"""The page of one's own progress counts what this browser has kept, and forgets it when asked."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_counts_and_forgets(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("progress.html")
    total = page.locator(".progress-sum")
    assert re.match(
        r"Read: 0 of \d+ pages\. Guessed: 0 of \d+\. Solved: 0 of \d+ ", total.inner_text()
    )
    assert page.locator(".progress-clear").is_hidden()
    guessing = page.locator('table.progress tr[data-guesses]:not([data-guesses=""])').first
    name = guessing.get_attribute("data-guesses").split(" ")[0]
    page.goto(guessing.get_by_role("link").get_attribute("href"))  # until its script has run
    box = page.locator(f'section.predict[data-predict="{name}"]')
    if box.locator("form").count():
        box.get_by_role("textbox").fill("0.5")
        box.get_by_role("button").click()
    else:
        box.locator(".predict-choices button").first.click()
    page.locator(".takeaway").scroll_into_view_if_needed()
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.endsWith(' read'))")
    here = page.evaluate("location.pathname")
    page.goto("progress.html")
    assert re.match(r"Read: 1 of \d+ pages\. Guessed: 1 of ", total.inner_text())
    mark = page.locator(".sidebar-tree a .kept")
    assert mark.count() == 1
    assert mark.get_attribute("aria-label") == "read"
    assert mark.locator("xpath=..").get_attribute("href") == here.removeprefix("/")
    page.evaluate("path => localStorage.setItem(`sixpieces ${path} solved`, 'yes')", here)
    page.reload()
    assert (mark.inner_text(), mark.get_attribute("title")) == ("✓✓", "read and solved")
    assert Axe().run(page).response["violations"] == []
    clear = page.locator(".progress-clear")
    clear.focus()
    page.keyboard.press("Enter")
    assert "Guessed: 1 of" in total.inner_text()
    page.keyboard.press("Enter")
    assert total.inner_text().startswith("Read: 0 of")
    assert total.inner_text().endswith("All is forgotten.")
    assert clear.is_hidden()
    assert mark.count() == 0


def test_it_says_what_is_asked_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/progress.html")
    assert page.locator("table.progress tbody tr").count() > 10
    assert "runs no script" in page.locator("noscript").inner_text()
    context.close()
