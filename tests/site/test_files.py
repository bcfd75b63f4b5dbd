"""What stands in the built files: outputs, links, downloads, and nothing of the machine."""

import gzip
import itertools
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from conftest import NOT_A_PAGE, SITE, pages

PAGES = pages()
MACHINE = {
    "a process id": re.compile(r"ipykernel_\d+"),
    "a memory address": re.compile(r"\bat 0x[0-9a-f]{6,}"),
    "a path of the machine": re.compile(
        r"(?<![\w./])/(?:home|root|work|tmp|usr/lib|opt|Users|var/folders)/[\w.-]+"
    ),
}
FIRST_VIEW_KILOBYTES = 120
FIRST_VIEW_REQUESTS = 16  # three moving figures and the kit that they share


@pytest.fixture(scope="module")
def soups():
    return {page: BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser") for page in PAGES}


@pytest.fixture(scope="module")
def anchors(soups):
    """Return for each page the names that a link may lead to."""
    return {
        page: {tag["id"] for tag in soup.find_all(id=True)}
        | {tag["name"] for tag in soup.find_all("a", attrs={"name": True})}
        for page, soup in soups.items()
    }


def visible_text(soup) -> str:
    return soup.find("main").get_text() if soup.find("main") else soup.get_text()


def test_there_are_pages():
    assert "index.html" in PAGES
    assert any(page.startswith("gallery/") for page in PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_nothing_of_the_machine(page, soups):
    text = visible_text(soups[page])
    found = {what: rule.findall(text)[:3] for what, rule in MACHINE.items() if rule.search(text)}
    assert not found


def test_code_that_shall_be_folded_is(soups):
    folded = [cell for soup in soups.values() for cell in soup.select("div.cell.tag_hide-input")]
    assert folded
    assert [cell for cell in folded if not cell.select("details .cell_input")] == []


@pytest.mark.parametrize("page", PAGES)
def test_output_shows_no_unexpected_traceback(page, soups):
    outputs = soups[page].select("div.cell_output, .sphx-glr-script-out")
    assert not [output for output in outputs if "Traceback (most recent" in output.get_text()]


@pytest.mark.parametrize("page", PAGES)
def test_cells_were_executed(page, soups):
    """A page with code cells shows output, unless no cell of it has any to show."""
    cells = soups[page].select("div.cell")
    outputs = soups[page].select("div.cell_output")
    assert not cells or outputs


@pytest.mark.parametrize("page", PAGES)
def test_links_and_anchors_resolve(page, soups, anchors):
    broken = []
    for tag in soups[page].select("[href], [src]"):
        link = tag.get("href") or tag.get("src") or ""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or link.startswith("data:"):
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            target = SITE / path.lstrip("/")
        else:
            target = ((SITE / page).parent / path) if path else SITE / page
        target = Path(*target.resolve().parts)
        if target.is_dir():
            target = target / "index.html"
        if not target.exists():
            broken.append(link)
        elif parts.fragment and target.suffix == ".html":
            if unquote(parts.fragment) not in anchors[str(target.relative_to(SITE))]:
                broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", PAGES)
def test_page_has_one_title_and_a_description(page, soups):
    soup = soups[page]
    assert len(soup.select("h1")) == 1
    if page not in NOT_A_PAGE and not page.startswith(
        ("gallery/", "_modules/", "reference/generated/")
    ):
        description = soup.select_one('meta[name="description"]')
        assert description is not None, "the page has no description of its own"
        assert 30 <= len(description["content"]) <= 200


def test_descriptions_differ(soups):
    seen = {}
    for page, soup in soups.items():
        tag = soup.select_one('meta[name="description"]')
        if tag is not None:
            assert tag["content"] not in seen, f"{page} and {seen[tag['content']]}"
            seen[tag["content"]] = page


@pytest.mark.parametrize("page", PAGES)
def test_pictures_have_alternative_text(page, soups):
    lacking = [
        str(tag)[:120] for tag in soups[page].select("main img") if not tag.get("alt", "").strip()
    ]
    lacking += [
        tag["src"] for tag in soups[page].select("main img") if tag.get("alt") == tag["src"]
    ]
    assert not lacking


@pytest.mark.parametrize("page", PAGES)
def test_headings_stand_in_order(page, soups):
    levels = [int(tag.name[1]) for tag in soups[page].select("main h1, main h2, main h3, main h4")]
    jumps = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
    assert not jumps


def test_the_last_line_of_a_lesson_names_the_page_that_is_next(soups):
    said = {}
    for page, soup in soups.items():
        (line,) = [p for p in soup.select("p") if p.get_text().startswith("Next: ")][:1] or [None]
        if line:
            footer = soup.select_one("a.next-page")["href"]
            said[page] = line.select_one("a")["href"].partition("#")[0] == footer
    assert len(said) > 5
    assert [page for page, agrees in said.items() if not agrees] == []


def test_the_menu_numbers_the_six_pieces_and_nothing_else(soups):
    menu = [link.get_text() for link in soups["index.html"].select(".sidebar-tree a.reference")]
    numbered = [text.partition(":")[0] for text in menu if text[0].isdigit()]
    names = ("Data", "Loader", "Parameters", "Model", "Loss", "Trainer")
    assert numbered == [f"{number} {name}" for number, name in enumerate(names, start=1)]


def test_every_gallery_page_offers_its_script_and_notebook(soups):
    scripts = [
        page
        for page, soup in soups.items()
        if page.startswith("gallery/") and soup.select("div.sphx-glr-footer")
    ]
    assert scripts
    for page in scripts:
        names = {Path(tag["href"]).suffix for tag in soups[page].select("a.download[href]")}
        if page != "gallery/index.html":
            assert {".py", ".ipynb"} <= names, page


def test_every_gallery_page_shows_its_figure_before_its_code(soups):
    scripts = [page for page in soups if re.fullmatch(r"gallery/\w+/plot_\w+.html", page)]
    assert scripts
    for page in scripts:
        shown = soups[page].select("article img, article div.highlight-Python")
        assert shown[0].name == "img", page
        assert "figure-first" in shown[0]["class"], page
        for link in soups[page].select("a.next-page, a.prev-page"):
            assert not re.search(r"/?\d_\w+/index.html|^index.html", link["href"]), page


def letters_on_a_phone(svg: str) -> float:
    """Return the height in pixels of the smallest letter of a figure on a phone of 360 pixels."""
    width = float(re.search(r'viewBox="0 0 ([\d.]+) ', svg)[1]) * 96 / 72
    points = [100 * float(scale) for scale in re.findall(r"scale\((0\.\d+) -0\.\d+\)", svg)]
    return min(points, default=12) * 96 / 72 * min(1, 325 / width)


def test_the_letters_of_every_figure_can_be_read_on_a_phone():
    """Letters are drawn as paths, so that their size is asked of the file."""
    figures = {
        path.name: path.read_text("utf-8")
        for path in (SITE / "_images").glob("*.svg")
        if not path.stem.endswith("_thumb")
    }
    figures = {name: svg for name, svg in figures.items() if "matplotlib" in svg}
    assert len(figures) > 60
    small = {name: letters_on_a_phone(svg) for name, svg in figures.items()}
    assert {name: size for name, size in small.items() if size < 9.9} == {}


def test_pictures_of_the_gallery_have_no_letters_that_nobody_could_read():
    pictures = list((SITE / "_images").glob("sphx_glr_*_thumb.svg"))
    assert len(pictures) > 30
    for path in pictures:
        svg = path.read_text("utf-8")
        assert 'id="text_' not in svg, path.name
        assert "matplotlib.axis" not in svg, path.name
        assert len(re.findall(r"<(?:\w+:)?(?:path|image|use)\b", svg)) > 2, path.name


def test_downloads_are_not_empty():
    files = [path for path in (SITE / "_downloads").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert path.stat().st_size > 100, path
        if path.suffix == ".ipynb":
            assert json.loads(path.read_text("utf-8"))["cells"]
        if path.suffix == ".zip":
            assert zipfile.ZipFile(path).testzip() is None


def test_wheel_is_published_with_data_and_types():
    (wheel,) = (SITE / "downloads").glob("sixpieces-*-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "sixpieces/py.typed" in names
    assert any(name.endswith(".npz") for name in names)


def gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.startswith(("pieces/", "mathematics/", "log_loss/"))]
)
def test_first_view_of_a_lesson_is_light(page, soups):
    """The page with its scripts, styles and fonts, figures aside."""
    files = {SITE / page}
    for tag in soups[page].select('script[src], link[rel~="stylesheet"], link[rel="preload"]'):
        link = urlsplit(tag.get("src") or tag.get("href"))
        files.add(((SITE / page).parent / unquote(link.path)).resolve())
    for style in [path for path in files if path.suffix == ".css"]:
        for url in re.findall(r"url\(\"?'?([^)\"']+\.woff2)", style.read_text("utf-8")):
            files.add((style.parent / url).resolve())
    kilobytes = sum(gzipped(path) for path in files) / 1000
    assert kilobytes <= FIRST_VIEW_KILOBYTES
    assert len(files) <= FIRST_VIEW_REQUESTS
