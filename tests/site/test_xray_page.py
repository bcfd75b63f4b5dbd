"""The page that X-rays a program in the browser: guess, look, mend; and one's own program."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from pyodide_from_disk import serve
from test_runner import CONTEXT, HANG

from conftest import SITE

PAGE = "how_to/xray_in_the_browser.html"
STATUS = ".xray-bench [role=status]"
OWN = """\
from mxnet import autograd, nd
print("<b>mine</b>")
x = nd.random.normal(shape=(40, 3))
y = nd.dot(x, nd.array([1, 2, 3]))
w = nd.zeros((3, 1))
w.attach_grad()
for step in range(20):
    with autograd.record():
        loss = ((nd.dot(x, w) - y) ** 2).mean()
    loss.backward()
    w[:] = w - 0.1 * w.grad
"""


@pytest.fixture(scope="module")
def bench(browser, address):
    """The page, whose Python is started once for all tests."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(2 * HANG)
    page.problems, page.asked = [], []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    serve(context, page.asked)
    page.goto(PAGE)
    page.locator(".xray-choose button").first.wait_for()
    yield page
    context.close()


def choose(page, name):
    page.locator(".xray-choose button", has_text=name).click()


def look(page):
    """Look, wait for the end, and return what the status says."""
    page.get_by_role("button", name="Look", exact=True).click()
    page.locator('.xray-bench .runner-go[aria-disabled="false"]').wait_for(state="attached")
    return page.locator(STATUS).inner_text()


def violations(page):
    found = Axe().run(page, context=CONTEXT).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in found]


def test_a_program_is_guessed_at_looked_through_and_mended(bench):
    choose(bench, "Near one half")
    assert bench.asked == [], "something was fetched before the click"
    bench.locator(".xray-guess button", has_text="meets").click()
    assert look(bench).startswith("✓ You guessed it: shapes-broadcast in line 20.")
    assert "answers == labels" in bench.locator(".xray-result mark").inner_text()
    assert "200 \N{MULTIPLICATION SIGN} 3" in bench.locator(".piece.data").first.text_content()
    assert "blamed" in bench.locator(".piece.loss").first.get_attribute("class")
    assert "200, 200" in bench.locator(".xray-result .xray-found").inner_text()
    assert violations(bench) == []
    field = bench.locator(".xray-code textarea")
    field.fill(field.input_value().replace("net(features) > 0", "net(features)[:, 0] > 0"))
    assert look(bench).startswith("✓ Mended")
    bench.emulate_media(color_scheme="dark")
    assert violations(bench) == []
    assert bench.problems == []


def test_a_program_of_ones_own(bench):
    choose(bench, "My own program")
    bench.locator(".xray-code textarea").fill(OWN)
    assert look(bench).startswith("One mistake: shapes-broadcast in line 9.")
    assert bench.locator(".xray-printed pre").text_content() == "<b>mine</b>\n"
    bench.locator(".xray-go").click()
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert "loss = " in bench.locator(".xray-code textarea").evaluate(selected)
    bench.locator(".xray-code textarea").fill(OWN + "1 / 0\n")
    assert "ended with an error" in look(bench)
    assert "ZeroDivisionError in line 12" in bench.locator(".xray-ended").inner_text()
    assert bench.problems == []


def test_a_loop_without_end_can_be_stopped_and_is_seen_until_then(bench):
    choose(bench, "My own program")
    bench.locator(".xray-code textarea").fill(OWN + "while True:\n    pass\n")
    bench.get_by_role("button", name="Look", exact=True).click()
    bench.locator(".xray-heading", has_text="It runs").wait_for()
    bench.locator(".piece.trainer", has_text="20 steps").first.wait_for(state="attached")
    bench.get_by_role("button", name="Stop").click()
    assert bench.locator(STATUS).inner_text().startswith("Stopped.")
    assert "shapes-broadcast" in bench.locator(".xray-result .xray-found").inner_text()
    assert bench.problems == []


def test_without_javascript_the_answers_stand_on_the_page(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    assert page.get_by_text("divided-twice").first.is_visible()
    assert not page.locator(".xray-bench").is_visible()
    page.locator(".xray-case summary").first.click()
    page.locator(".xray-answer summary").first.click()
    assert page.locator(".xray-answer").first.inner_text().startswith("Look")
    assert "shapes-broadcast" in page.locator(".xray-answer").first.inner_text()
    context.close()


def test_it_is_light_and_of_this_page_only():
    script = (SITE / "_static" / "xray" / "bench.js").read_bytes()
    assert len(gzip.compress(script)) < 8_000
    with_it = [path for path in SITE.rglob("*.html") if b"xray/bench.js" in path.read_bytes()]
    assert [path.relative_to(SITE).as_posix() for path in with_it] == [PAGE]
