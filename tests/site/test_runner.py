"""Run in the browser: every page that has Run, with Pyodide answered from disk."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from pyodide_from_disk import SETTING, serve, start_host

from conftest import SITE, QuietHandler, pages

HANG = 120_000  # milliseconds: far more than a first output takes on a busy machine
RUNNABLE = [page for page in pages() if 'class="runner"' in (SITE / page).read_text("utf-8")]
LESSON = "pieces/data.html"
GALLERY_PAGE = "gallery/4_model/plot_activations.html"
# Where the page's own button is pressed; the cells of the others run one after another.
PRESSED = [
    "index.html",
    "start/first_model.html",
    LESSON,
    GALLERY_PAGE,
    "how_to/xray_your_program.html",
    "inside/autograd.html",  # it shows how many numbers its Python has counted
]
# The theme needs the switches of its folded columns outside of all landmarks.
CONTEXT = {"exclude": [["pre"], ["math"], ["#__toc"], ["#__navigation"]]}
# Pages whose first weights come from MXNet's own random numbers, which the engine's differ from:
# they say the same around other numbers, and their cells assert in the browser what they claim.
OTHER_RANDOM_NUMBERS = {
    "how_to/coming_from_pytorch.html",
    "how_to/diagnose_a_bad_score.html",
    "how_to/use_your_own_data.html",
    "log_loss/mistakes.html",
    "log_loss/own_or_gluon.html",
    "pieces/model.html",
    "pieces/parameters.html",
    "pieces/together.html",
    "start/first_model.html",
}
SHOWS_A_DEFECT = (
    "gallery/7_log_loss/plot_gradient_at_zero.html"  # of MXNet's, so its numbers differ
)
# What a cell says instead where the repository's own tests are not at hand.
ONLY_IN_THE_REPOSITORY = "The programs stand in tests/xray of the repository."
# What the runner fetches from this site when it is asked to.
FETCHED = re.compile(r"/runner/(?!runner\.)|\.whl")
CELL = ".runner-cell:visible"  # one that no fold hides
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")
SHORTEST = min(RUNNABLE, key=lambda path: (SITE / path).stat().st_size, default="")


# -- What a test does and sees -------------------------------------------------------------------
@pytest.fixture
def requests():
    return []


@pytest.fixture
def run_page(page, requests):
    serve(page.context, requests)
    page.on("request", lambda request: FETCHED.search(request.url) and requests.append(request.url))

    def run(path):
        page.goto(path, wait_until="networkidle")
        assert requests == [], "something was fetched before the click"
        page.get_by_role("button", name="Run this page").click()
        return page

    return run


def wait_until_done(page, milliseconds=5 * HANG):
    """Wait until the page's run ended, and return what the status says."""
    ended = page.locator('.runner > .runner-go[aria-disabled="false"]')
    ended.wait_for(state="attached", timeout=milliseconds)
    return page.locator(".runner > .runner-status").inner_text()


def write_and_run(page, code, cell=0):
    """Open a cell, write into it and run it with the keyboard; return the cell."""
    place = page.locator(f"{CELL}:not(section.exercise *)").nth(cell)
    if not place.locator("textarea").count():
        place.locator("pre").first.click(position={"x": 5, "y": 5})
        place.locator("textarea").wait_for()
    place.locator("textarea").fill(code)
    place.locator("textarea").press("Control+Enter")
    return place


def said(place, milliseconds=HANG):
    """Wait until a cell's run ended, and return what is said there."""
    ended = place.locator('.runner-foot > .runner-go[aria-disabled="false"]')
    ended.wait_for(state="attached", timeout=milliseconds)
    return place.locator(".runner-foot .runner-status").inner_text()


def run_cell(page, code, cell=0):
    """Run a text as a cell; return the outputs of the page's first cell that has some."""
    said(write_and_run(page, code, cell))
    return page.locator(".runner-output").first


@pytest.fixture(scope="session")
def near_address():
    """Serve the site so that its Pyodide comes from a real host on this machine.

    Requests that a test answers are kept by no browser, and take twice as long.
    """
    import functools
    import http.server
    import threading

    host = start_host()
    near_host = f"http://127.0.0.1:{host.server_port}/"

    class Near(QuietHandler):
        def do_GET(self):  # noqa: N802 (the library names it so)
            path = SITE / self.path.split("?")[0].lstrip("/")
            if path.suffix not in (".html", ".json"):
                return super().do_GET()
            far = SETTING["address"]
            text = path.read_text("utf-8").replace(far, near_host)
            far_origin, near_origin = ("/".join(one.split("/")[:3]) for one in (far, near_host))
            body = text.replace(far_origin, near_origin).encode()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    handler = functools.partial(Near, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    host.shutdown()


@pytest.fixture
def near(browser, near_address):
    context = browser.new_context(base_url=near_address)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def woken(browser, near_address):
    """A page whose Python has started, for tests that leave it fit for the next one."""
    context = browser.new_context(base_url=near_address, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(HANG)
    page.goto(SHORTEST)
    said(write_and_run(page, "1 + 1"))
    yield page
    context.close()


# -- Every page ----------------------------------------------------------------------------------
def without_errors(text):
    """Return an output but for errors: each engine has its own words for those."""
    return re.sub(r"^\w*(Error|Warning): .*$", "", text, flags=re.MULTILINE)


def same_words(built, new):
    built, new = (NUMBER.sub("0", without_errors(text)) for text in (built, new))
    return "".join(built.split()) == "".join(new.split())


def same_numbers(built, new):
    """Equal to what a page shows: last digits differ between NumPys and machines."""
    built, new = ([*map(float, NUMBER.findall(without_errors(text)))] for text in (built, new))
    return len(built) == len(new) and all(
        abs(a - b) <= 2e-2 + 2e-2 * max(abs(a), abs(b)) for a, b in zip(built, new, strict=True)
    )


@pytest.mark.parametrize("path", PRESSED)
def test_page_runs_and_agrees_with_what_was_built(path, run_page, page):
    built_figures = page_figures(path)
    run_page(path)
    status = wait_until_done(page)
    assert status.startswith("Done"), (
        status + "\n" + "\n".join(page.locator(".runner-error").all_inner_texts())
    )
    assert page.problems == []
    assert page.locator(".runner-output img").count() == built_figures
    warned = page.locator(".runner-output", has_text="FigureCanvasAgg is non-interactive")
    assert warned.count() == 0
    agree = same_words if path in OTHER_RANDOM_NUMBERS else same_numbers
    drift = [pair for pair in page.evaluate(PAIRS) if not agree(*pair)]
    assert [pair for pair in drift if ONLY_IN_THE_REPOSITORY not in pair[1]] == []


# The text of each cell's built output beside that of the run in the browser.
PAIRS = """() => [...document.querySelectorAll('.runner-output')].map((output) => {
  const cell = output.closest('.cell');
  const text = (elements) => [...elements].map((one) => one.textContent).join(' ');
  const built = cell ? text(cell.querySelectorAll('.cell_output pre')) : '';
  return [built, cell ? text(output.querySelectorAll('pre')) : ''];
})"""


@pytest.mark.parametrize("part", range(4))
def test_cells_of_every_page_agree_with_what_was_built(part, page):
    """One Python runs many pages, one after another: how a page runs its own is seen above."""
    serve(page.context)
    page.goto(GALLERY_PAGE)
    found = {}
    for path in [path for path in RUNNABLE if path not in PRESSED][part::4]:
        ran = page.evaluate(RUN_CELLS, path)
        only_words = path in OTHER_RANDOM_NUMBERS or path == SHOWS_A_DEFECT
        agree = same_words if only_words else same_numbers
        drift = [pair for pair in ran["pairs"] if not agree(*pair)]
        if ran["errors"] or drift or ran["figures"] != page_figures(path):
            found[path] = ran["errors"] or drift or f"{ran['figures']} figures"
    assert page.problems == []
    assert found == {}


# Runs the cells of another page: its errors, figures, and its texts in pairs.
RUN_CELLS = """async (path) => {
  const bar = document.querySelector(".runner");
  const here = (name) => new URL(bar.dataset[name], document.baseURI).href;
  window.woken ??= (await import(here("python"))).Python.at(here("settings"));
  const python = await window.woken;
  const text = await (await fetch("/" + path)).text();
  const parts = new DOMParser().parseFromString(text, "text/html");
  const texts = (elements) => [...elements].map((one) => one.textContent).join(" ");
  const errors = [], pairs = [];
  let figures = 0;
  const cells = "div.cell:not(.tag_needs-mxnet, .tag_answer), div.highlight-Python";
  for (const block of parts.querySelectorAll(cells)) {
    const source = block.matches(".cell") ? block.querySelector(".cell_input") : block;
    if (!source) continue;
    const code = texts(source.querySelectorAll("pre"));
    let printed = "";
    const result = await python.run({ name: path, code, hear: (piece) => { printed += piece; } });
    if (result.error) { errors.push(result.error); break; }
    let built = texts(block.querySelectorAll(".cell_output pre"));
    let next = source; // in the gallery, what was printed stands beside the code
    while ((next = next.nextElementSibling)?.matches("[class*=sphx-glr-]")) {
      built += texts(next.querySelectorAll("pre"));
    }
    figures += result.outputs.filter(({ kind }) => kind === "svg").length;
    const said = result.outputs.filter(({ kind }) => kind !== "svg" && kind !== "html");
    pairs.push([built, printed + said.map(({ data }) => data).join(" ")]);
  }
  return { errors, figures, pairs };
}"""


def page_figures(path):
    from bs4 import BeautifulSoup

    soup = BeautifulSoup((SITE / path).read_text("utf-8"), "html.parser")
    in_cells = soup.select("div.cell:not(.tag_needs-mxnet) .cell_output img")
    return len(in_cells) or len(soup.select("img.sphx-glr-single-img, .sphx-glr-multi-img"))


# -- How long a reader waits ---------------------------------------------------------------------
def seconds_to_first_output(page):
    started = time.monotonic()
    page.get_by_role("button", name="Run this page").click()
    page.locator(".runner-output:visible").first.wait_for(timeout=HANG)
    return time.monotonic() - started


def test_the_next_page_of_a_visit_starts_python_before_it_is_asked(near, record_property):
    near.goto("start/first_model.html")
    assert near.workers == []
    first = seconds_to_first_output(near)
    with near.expect_worker(timeout=HANG):
        near.goto(LESSON)
    near.wait_for_timeout(1000 * first)  # its reader reads as long as the first start took
    second = seconds_to_first_output(near)
    record_property("report", f"first output after {first:.1f} s, next page {second:.1f} s")


def test_what_is_fetched_is_said_in_its_true_size(page):
    core = sum(SETTING["sizes"][name] for name in SETTING["core"])
    numpy = SETTING["sizes"][SETTING["packages"]["numpy"]["file_name"]]
    page.context.route(f"{SETTING['address']}**", lambda route: None)  # it never comes
    page.goto(SHORTEST)
    page.get_by_role("button", name="Run this page").click()
    said = page.locator(".runner > .runner-status", has_text=f"of {(core + numpy) / 1e6:.1f} MB")
    said.wait_for(timeout=HANG)
    assert page.locator(".runner > progress").get_attribute("max") == str(core + numpy)


def test_matplotlib_is_fetched_for_a_figure_only(requests, page):
    serve(page.context, requests)
    page.goto(LESSON)
    assert "import matplotlib" in page.locator(".runner-cell").first.text_content()
    first = page.locator(CELL).first
    first.get_by_role("button", name="Run").click()
    assert said(first).startswith("Done")
    assert not any(name.startswith("matplotlib") for name in requests)


# -- One cell at a time --------------------------------------------------------------------------
COLOURED = "() => document.querySelectorAll('.runner-cell pre span[class]').length"


def test_running_a_page_leaves_its_code_as_it_is(run_page, page):
    page.goto(SHORTEST)
    before = page.evaluate(COLOURED)
    run_page(SHORTEST)
    wait_until_done(page)
    assert page.evaluate(COLOURED) == before > 0
    assert page.locator("textarea.runner-editor").count() == 0


def test_a_click_into_code_opens_that_cell_where_it_stands(page):
    page.goto(LESSON)
    cells = page.locator(CELL)
    pre = cells.nth(1).locator("pre").first
    pre.scroll_into_view_if_needed()
    box = pre.bounding_box()
    pre.click(position={"x": 60, "y": 20})
    field = cells.nth(1).locator("textarea")
    field.wait_for()
    assert page.locator("textarea.runner-editor").count() == 1
    after = pre.bounding_box()
    assert (after["x"], after["y"]) == (box["x"], box["y"])
    # The letters of the field stand on those that are seen.
    assert page.evaluate(SAME_LETTERS, field.element_handle()) == []
    field.press("End")
    field.type("\nif True:\nx = 'mine'")
    assert "    x = " in pre.inner_text()  # a line after a colon is set in
    assert pre.locator("span.s2", has_text="mine").count() == 1
    field.press("Escape")
    assert page.locator("textarea.runner-editor").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Edit"
    assert page.problems == []


SAME_LETTERS = """(field) => {
  const pre = field.parentElement.querySelector('pre');
  const [one, other] = [getComputedStyle(field), getComputedStyle(pre)];
  const names = ["fontFamily", "fontSize", "lineHeight", "paddingLeft", "paddingTop", "tabSize"];
  const differ = names.filter((name) => one[name] !== other[name]);
  const [a, b] = [field.getBoundingClientRect(), pre.getBoundingClientRect()];
  if (Math.abs(a.left - b.left) > 0.1 || Math.abs(a.top - b.top) > 0.1) differ.push("place");
  if (Math.abs(a.height - b.height) > 0.1) differ.push("height");
  return differ;
}"""


def test_a_cell_opens_and_runs_from_the_keyboard(page):
    serve(page.context)
    page.goto(SHORTEST)
    strip = page.locator(".runner-strip:visible").first
    strip.get_by_role("button", name="Run").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("textarea.runner-editor").wait_for()
    assert page.evaluate("document.activeElement.matches('textarea.runner-editor')")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("print('by keys')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Enter")
    page.locator(".runner-output", has_text="by keys").wait_for()


# -- Exercises -----------------------------------------------------------------------------------
def test_check_answers_where_it_was_pressed_and_is_kept(page):
    serve(page.context)
    page.goto(LESSON)
    card = page.locator("section.exercise").first
    assert card.locator(".exercise-title").inner_text() == "Exercise 1"
    field = card.get_by_role("textbox", name="Your answer to exercise 1")
    assert not card.locator("pre").first.is_visible(), "a field of one line is enough"
    field.fill("1 - 0.246")
    card.get_by_role("button", name="Check").scroll_into_view_if_needed()
    top = card.evaluate("(card) => card.getBoundingClientRect().top")
    card.get_by_role("button", name="Check").click()
    status = card.locator("[role=status]")
    assert status.inner_text(), "nothing is said at once"
    assert card.get_by_role("button", name="Stop").is_visible()
    card.locator(".runner-verdict.right").wait_for()
    assert abs(card.evaluate("(card) => card.getBoundingClientRect().top") - top) < 1
    assert status.inner_text().startswith("✓")
    # What the exercise needs ran unseen: the page's own outputs stand as they were.
    assert page.locator(".runner-output").count() == 0
    assert page.locator("textarea.runner-editor").count() == 0
    page.reload()
    assert card.locator(".runner-verdict.right").inner_text().startswith("✓")
    assert "Not answered yet" not in card.inner_text()
    assert field.input_value() == "1 - 0.246"
    field.fill("0.3")
    assert card.locator(".runner-verdict").count() == 0, "the verdict of another answer stays"
    field.press("Enter")
    card.locator(".runner-verdict.open").wait_for()
    assert status.inner_text().startswith("Not yet")
    card.get_by_role("button", name="More lines").click()
    card.locator("textarea").fill('x = 0.1\nanswer = 3 * x\ncheck("data-1", answer)')
    card.get_by_role("button", name="Done").click()
    assert "3 * x" in card.locator("pre").first.inner_text()
    assert not field.is_visible(), "an answer of two lines does not fit"
    page.get_by_role("button", name="Clear my answers").click()
    assert field.input_value() == ""
    assert card.locator(".runner-verdict").count() == 0
    assert page.problems == []


def test_an_answer_of_several_lines_has_the_editor_with_its_gap_chosen(page):
    page.goto("pieces/loader.html")
    card = page.locator("section.exercise", has_text="def sizes_of_batches").first
    card.get_by_role("button", name="Answer here").click()
    field = card.locator("textarea")
    assert field.evaluate("f => f.value.slice(f.selectionStart, f.selectionEnd)") == "..."
    assert page.problems == []


# -- What a reader changed -----------------------------------------------------------------------
def test_changes_are_kept_and_outputs_older_than_one_say_so(page):
    page.goto(LESSON)
    cell = page.locator(CELL).first
    cell.locator("pre").click(position={"x": 5, "y": 5})
    code = cell.locator("textarea").input_value()
    cell.locator("textarea").fill("mine = 1\n" + code)
    old = page.locator(".runner-old")
    old.nth(1).wait_for(state="attached")
    later = old.count()
    assert page.locator(".runner-old-note").count() > 1
    page.reload()
    old.first.wait_for(state="attached")
    assert cell.locator("pre").inner_text().startswith("mine = 1")
    assert old.count() == later
    page.get_by_role("button", name="Reset page").click()
    page.locator(".runner-old").first.wait_for(state="detached")
    assert cell.locator("pre").inner_text().rstrip() == code
    assert page.locator(".runner-foot:not(section.exercise *)").count() == 0
    page.reload()
    assert cell.locator("pre").inner_text().rstrip() == code
    assert page.problems == []


def test_reset_brings_back_what_was_built(run_page, page):
    page.goto(SHORTEST)
    article = page.locator("article").first
    built, coloured = article.inner_text(), page.evaluate(COLOURED)
    run_page(SHORTEST)
    wait_until_done(page)
    run_cell(page, "print('mine')")
    page.get_by_role("button", name="Reset page").click()
    page.locator(".runner > .runner-status", has_text="as it was built").wait_for()
    page.locator(".runner-strip:visible").first.wait_for()
    assert article.inner_text().split("as it was built")[-1].split()[:3] != ["mine"]
    assert "mine" not in article.inner_text()
    assert page.evaluate(COLOURED) == coloured
    assert page.locator("textarea.runner-editor, .runner-output").count() == 0
    assert page.locator(".cell_output[hidden]").count() == 0
    assert built.split("\n")[0] in article.inner_text()


# -- Figures -------------------------------------------------------------------------------------
def test_a_script_keeps_its_shape_and_figures_are_dark_in_the_dark(page):
    serve(page.context)
    page.emulate_media(color_scheme="dark")
    page.goto(GALLERY_PAGE)
    block = page.locator(".highlight-Python pre").first
    box = block.bounding_box()
    page.get_by_role("button", name="Run this page").click()
    assert wait_until_done(page).startswith("Done")
    page.locator(".highlight-Python").first.locator("pre").click(position={"x": 5, "y": 5})
    assert block.bounding_box()["width"] == box["width"]
    figure = page.locator(".runner-output img").last
    look = "(image) => getComputedStyle(image).backgroundColor"
    assert figure.evaluate(look) == "rgba(0, 0, 0, 0)"
    size = "(image) => image.decode().then(() => [image.naturalWidth > 100, image.width > 100])"
    assert figure.evaluate(size) == [True, True]
    assert "UserWarning" not in page.locator("article").first.inner_text()


def test_addresses_of_figures_are_given_back(page):
    serve(page.context)
    page.add_init_script(
        "window.given = new Set();"
        "const [make, drop] = [URL.createObjectURL, URL.revokeObjectURL];"
        "URL.createObjectURL = (blob) => { const url = make(blob); given.add(url); return url; };"
        "URL.revokeObjectURL = (url) => { given.delete(url); drop(url); };"
    )
    page.goto(SHORTEST)
    figure = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    for _ in range(2):
        run_cell(page, figure)
        page.locator(".runner-output img").wait_for()
    assert page.evaluate("given.size") == 1
    page.get_by_role("button", name="Reset page").click()
    assert page.evaluate("given.size") == 0


# -- What runs, and what it may not --------------------------------------------------------------
def test_error_is_shown_with_the_readers_line_only(woken):
    said(write_and_run(woken, "x = 1\n1 / 0"))
    text = woken.locator(".runner-error").first.inner_text()
    assert "ZeroDivisionError" in text
    assert "line 2" in text
    assert "cells.py" not in text
    assert "pyodide" not in text


def test_output_is_text_or_cut_down(woken):
    output = run_cell(
        woken,
        "from IPython.display import HTML\n"
        "print('<img src=x onerror=alert(1)>')\n"
        "HTML('<table><tr><td onclick=\"x\">1</td></tr></table><script>document.title=1</script>')",
    )
    assert output.locator("script, img, [onclick]").count() == 0
    assert output.locator("td").inner_text() == "1"
    output = run_cell(
        woken,
        "from sixpieces.practice.diagnosis.measuring import Lines\n"
        "Lines([('L2Loss', '3,769.4', '0.795', 'repaired')])",
    )
    assert output.get_by_role("cell", name="repaired").is_visible(), "a table stays a table"
    assert output.locator("td").last.get_attribute("data-label") == "what comes out"


def test_mxnet_is_the_engine_there(woken):
    output = run_cell(woken, "import mxnet\nprint(mxnet.__name__, mxnet.nd.ones((2,)).shape)")
    assert "sixpieces (2,)" in output.inner_text()


def test_the_readers_code_reaches_no_other_place(woken):
    """The page's policy governs its worker, also where a host sends no headers."""
    output = run_cell(
        woken,
        "import js\n"
        "for way in ('XMLHttpRequest', 'eval', 'importScripts', 'Worker'):\n"
        "    try:\n"
        "        if way == 'XMLHttpRequest':\n"
        "            request = js.XMLHttpRequest.new()\n"
        "            request.open('GET', 'https://elsewhere.example/', False)\n"
        "            request.send()\n"
        "        elif way == 'Worker':\n"
        "            js.Worker.new('https://elsewhere.example/x.js')\n"
        "        else:\n"
        "            getattr(js, way)('https://elsewhere.example/x.js')\n"
        "        print(way, 'allowed')\n"
        "    except Exception as error:\n"
        "        print(way, 'refused')\n",
    )
    ways = ["XMLHttpRequest", "eval", "importScripts", "Worker"]
    assert output.inner_text().strip().split("\n") == [f"{way} refused" for way in ways]


def test_address_with_code_runs_nothing(page):
    page.goto(SHORTEST + "?code=print(1)#run=print(1)")
    page.wait_for_timeout(300)
    assert page.workers == []
    assert page.problems == []


def test_runner_is_light():
    import gzip

    files = (SITE / "_static" / "runner").iterdir()
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in files}
    assert sizes["runner.js"] + sizes["runner.css"] < 12_000, "what every page loads"
    assert sum(sizes.values()) < 30_000, "with what a click loads, besides Python"


def test_a_page_works_where_nothing_may_be_kept(page):
    serve(page.context)
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {configurable: true,"
        " get() { throw new DOMException('denied', 'SecurityError'); }});"
    )
    page.goto(SHORTEST)
    assert "2" in run_cell(page, "1 + 1").inner_text()
    page.locator("button.theme-toggle:visible").click()
    assert page.problems == []


def test_axe_is_clean_during_and_after_a_run(run_page, page):
    def violations():
        found = Axe().run(page, context=CONTEXT).response["violations"]
        return [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in found]

    run_page(LESSON)
    assert violations() == []
    assert wait_until_done(page).startswith("Done")
    page.locator(f"{CELL} pre").first.click(position={"x": 5, "y": 5})
    page.locator("textarea.runner-editor").press("End")
    assert violations() == []
