"""What readers take with them: copied code, downloads, and the whole site to open from disk."""

import ast
import json
import zipfile

import pytest

from conftest import SITE

LESSON = "pieces/loss.html"
GALLERY_PAGE = "gallery/4_model/plot_activations.html"
REFERENCE = "reference/api/autograd.html"


# -- Copied code ---------------------------------------------------------------------------------
def copies(page, path, selector, most):
    """Press the copy buttons of a page, and return each code as shown and as copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(path, wait_until="load")
    found = []
    for block in page.locator(selector).all()[:most]:
        button = block.locator("button.copybtn")
        button.focus()
        page.keyboard.press("Enter")
        block.locator("button.copybtn.success").wait_for()
        found.append(
            (
                block.locator("pre").text_content(),
                page.evaluate("navigator.clipboard.readText()"),
            )
        )
    assert found
    return found


@pytest.mark.parametrize(
    ("path", "selector"),
    [(LESSON, "div.cell_input:visible div.highlight"), (GALLERY_PAGE, "div.highlight-Python")],
)
def test_copied_code_is_the_code(page, path, selector):
    for shown, copied in copies(page, path, selector, most=4):
        assert copied.strip() == shown.strip()
        ast.parse(copied)
    assert page.problems == []


def test_copied_examples_have_no_prompts_and_no_outputs(page):
    examples = copies(page, REFERENCE, "div.highlight:has(.gp)", most=3)
    for shown, copied in examples:
        assert ">>> " in shown
        assert ">>>" not in copied
        ast.parse(copied)
    assert page.problems == []


# -- Downloads -----------------------------------------------------------------------------------
def download(page, link):
    with page.expect_download() as waiting:
        link.click()
    return waiting.value


@pytest.mark.parametrize("kind", [".py", ".ipynb", ".zip"])
def test_script_of_a_gallery_page_downloads(page, kind):
    page.goto(GALLERY_PAGE, wait_until="load")
    got = download(page, page.locator(f'div.sphx-glr-footer a[href$="{kind}"]'))
    assert got.suggested_filename == f"plot_activations{kind}"
    if kind == ".zip":
        assert any(name.endswith(".py") for name in zipfile.ZipFile(got.path()).namelist())
    elif kind == ".ipynb":
        assert json.loads(got.path().read_text("utf-8"))["cells"]
    else:
        ast.parse(got.path().read_text("utf-8"))
    assert page.problems == []


def test_wheel_downloads(page):
    page.goto("start/install.html", wait_until="load")
    got = download(page, page.locator('a[href$=".whl"]').first)
    assert zipfile.ZipFile(got.path()).testzip() is None


# -- The offline copy ----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The archive of the site, unpacked on disk."""
    place = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(SITE / "downloads" / "six-pieces-site.zip") as archive:
        archive.extractall(place)
    return place / "six-pieces"


@pytest.fixture
def from_disk(browser):
    """A page that may open files only, and notes every other request and every error."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.problems = []

    def note(request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            page.problems.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on(
        "console", lambda said: said.type == "error" and page.problems.append(f"said: {said.text}")
    )
    yield page
    context.close()


def test_lesson_opens_from_disk(from_disk, folder):
    from_disk.goto((folder / LESSON).as_uri(), wait_until="load")
    from_disk.evaluate("document.fonts.ready")
    assert from_disk.evaluate("document.fonts.check('16px \"STIX Two Math Web\"', '∑')")
    assert from_disk.locator("div.math math").first.is_visible()
    figure = from_disk.locator("div.cell_output img").first
    assert figure.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert not from_disk.locator(".runner").is_visible(), "Run cannot work from disk"
    assert not from_disk.locator(".runner-answer").first.is_visible()
    before = from_disk.locator("body").get_attribute("data-theme")
    from_disk.locator("button.theme-toggle:visible").click()
    assert from_disk.locator("body").get_attribute("data-theme") != before
    assert from_disk.problems == []


def test_search_works_from_disk(from_disk, folder):
    from_disk.goto((folder / "index.html").as_uri(), wait_until="load")
    from_disk.locator("input.sidebar-search").fill("sigmoid")
    from_disk.keyboard.press("Enter")
    result = from_disk.locator("#search-list a").first
    result.wait_for()
    result.click()
    from_disk.locator("article h1").wait_for()
    assert from_disk.url.startswith(folder.as_uri())
    assert "search.html" not in from_disk.url
    assert from_disk.problems == []
