"""No wait of the runner is without an end: Stop, lost and damaged files, endless prints."""

import time

from pyodide_from_disk import ANY_ORIGIN, SETTING, content, serve
from test_runner import (
    HANG,
    SHORTEST,
    near_address,  # noqa: F401 (a fixture, and the next one)
    run_cell,
    said,
    wait_until_done,
    woken,  # noqa: F401
    write_and_run,
)

CODE = "'fit ' + 'again'"


def works(page):
    return "fit again" in run_cell(page, CODE).inner_text()


# -- Stop ----------------------------------------------------------------------------------------
def test_stop_ends_the_worker(woken):  # noqa: F811
    assert len(woken.workers) == 1
    cell = write_and_run(woken, "while True: pass")
    cell.get_by_role("button", name="Stop").click()
    assert said(cell).startswith("Stopped")
    for _ in range(50):  # a browser may take a moment to end a loop
        if not woken.workers:
            break
        woken.wait_for_timeout(100)
    assert woken.workers == []
    assert works(woken)


def test_loading_can_be_stopped(page):
    """In two ways, at two moments: while files come, and while Python starts."""
    serve(page.context)

    def start(moment):
        cell = write_and_run(page, CODE)
        page.locator(".runner-foot .runner-status", has_text=moment).wait_for(timeout=HANG)
        return cell

    def reset(moment):
        cell = start(moment)
        page.get_by_role("button", name="Reset page").click()
        assert cell.locator(".runner-foot").count() == 0

    def stop(moment):
        cell = start(moment)
        cell.get_by_role("button", name="Stop").click()
        assert said(cell, 1000).startswith("Stopped")

    page.goto(SHORTEST)
    largest = f"{SETTING['address']}pyodide.asm.wasm"
    page.context.route(largest, lambda route: None)  # not answered yet
    reset("Fetching")
    stop("Fetching")
    page.context.unroute(largest)
    stop("Starting Python")
    reset("Starting Python")
    assert works(page)


def test_reset_ends_what_runs(woken):  # noqa: F811
    write_and_run(woken, "while True: pass")
    woken.get_by_role("button", name="Reset page").click()
    assert works(woken)


# -- Files that do not come, or not whole --------------------------------------------------------
def tell(page):
    """Press Run, and return what the reader is told when it failed."""
    page.get_by_role("button", name="Run this page").click()
    text = wait_until_done(page, HANG)
    assert text.startswith("Python could not be run here"), text
    assert "Traceback" not in text
    assert page.locator(".cell_output[hidden], .sphx-glr-script-out[hidden]").count() == 0
    return text


def answer_with(page, name, **answer):
    page.context.route(
        f"{SETTING['address']}{name}", lambda route: route.fulfill(headers=ANY_ORIGIN, **answer)
    )


NUMPY = SETTING["packages"]["numpy"]["file_name"]


def test_lost_and_damaged_files_are_told_in_a_sentence(page):
    serve(page.context)
    wasm = content("pyodide.asm.wasm")
    for name, answer, words in [
        ("pyodide.asm.wasm", {"status": 404}, "answers 404 for pyodide.asm.wasm"),
        ("pyodide.asm.wasm", {"body": wasm[: len(wasm) // 2]}, "pyodide.asm.wasm arrived damaged"),
        ("pyodide.js", {"body": "// another version"}, "pyodide.js arrived damaged"),
        (NUMPY, {"body": content(NUMPY)[:-1] + b"x"}, f"{NUMPY} arrived damaged"),
        (NUMPY, {"status": 500}, "answers 500"),
    ]:
        answer_with(page, name, **answer)
        page.goto(SHORTEST)
        assert words in tell(page)
        page.context.unroute(f"{SETTING['address']}{name}")


def test_a_connection_that_stalls_is_given_up(page):
    """The page's clock is put forward, so that nobody waits here."""
    page.clock.install()
    page.context.route(f"{SETTING['address']}**", lambda route: None)  # never answered
    page.goto(SHORTEST)
    page.get_by_role("button", name="Run this page").click()
    page.locator(".runner > .runner-status", has_text="Fetching").wait_for()
    page.clock.fast_forward(31_000)
    assert "sent nothing for 30 seconds" in wait_until_done(page, HANG)
    page.context.unroute(f"{SETTING['address']}**")
    serve(page.context)
    page.get_by_role("button", name="Try again").click()
    page.locator(".runner > .runner-status", has_text="Starting Python").wait_for(timeout=HANG)


def test_without_network_a_plain_message(page):
    page.goto(SHORTEST)
    text = tell(page)
    assert "check the connection" in text
    assert "stays" in text


def test_a_policy_of_the_host_is_named_as_the_cause(page):
    strict = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'"

    def add(route):
        response = route.fetch()
        headers = response.headers | {"content-security-policy": strict}
        route.fulfill(response=response, headers=headers)

    page.context.route(f"**/{SHORTEST}", add)
    serve(page.context)
    page.goto(SHORTEST)
    assert "Content-Security-Policy" in tell(page)


# -- Prints --------------------------------------------------------------------------------------
def test_many_prints_leave_the_page_usable(woken):  # noqa: F811
    started = time.monotonic()
    output = run_cell(woken, "for i in range(20_000): print('step', i, 'loss', 0.5)")
    assert time.monotonic() - started < 10
    assert "step 0 loss" in output.inner_text()
    assert "step 19999 loss" in output.inner_text()
    assert "step 10000 loss" not in output.inner_text()
    output.get_by_role("button", name="Show the").click()
    assert "step 10000 loss" in output.locator("pre").first.inner_text()
    lines = output.locator("pre").first.evaluate("(pre) => pre.textContent.split('\\n').length")
    assert lines == 20_001


def test_endless_prints_can_be_stopped(woken):  # noqa: F811
    cell = write_and_run(woken, "while True: print('x' * 100)")
    woken.locator(".runner-output", has_text="xxx").wait_for()
    woken.wait_for_timeout(1500)
    started = time.monotonic()
    cell.get_by_role("button", name="Stop").click()
    assert said(cell).startswith("Stopped")
    assert time.monotonic() - started < 3
