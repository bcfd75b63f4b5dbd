"""Every built page in Chromium: light and dark, phone and desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import pages

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
# Rules that are not asked, each with its reason.
AXE_EXCEPTIONS = {}
AXE_OPTIONS = {"rules": {rule: {"enabled": False} for rule in AXE_EXCEPTIONS}}


@pytest.mark.parametrize("address_of_page", pages())
def test_page(page, address_of_page):
    page.goto(address_of_page, wait_until="load")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for device, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(50)
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                found.append(f"{scheme}, {device}: scrolls sideways by {overflow} px")
            for violation in Axe().run(page, options=AXE_OPTIONS).response["violations"]:
                where = [node["target"] for node in violation["nodes"][:3]]
                found.append(f"{scheme}, {device}: {violation['id']}: {violation['help']} {where}")
    assert page.problems + found == []


def test_search_finds_a_known_term(page):
    page.goto("search.html?q=logit")
    page.wait_for_selector("ul.search li a", timeout=10_000)
    assert page.problems == []


def test_a_page_reads_without_javascript(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("start/first_model.html")
    assert page.locator("main h1, article h1").first.is_visible()
    assert page.locator("div.cell_output").first.is_visible()
    context.close()
