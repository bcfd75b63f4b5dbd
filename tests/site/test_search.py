"""Search finds the section that a reader needs, by one file, by keys, and for every reader."""

import gzip
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import SITE

DIAGNOSE = "how_to/diagnose_a_bad_score.html"
TERM = "reference/glossary.html#term-"
# What is typed, what must be found, and at which place at the latest.
QUESTIONS = [
    ("nan", f"{DIAGNOSE}#loss-nan", 2),
    ("nan", "log_loss/stability.html", 6),
    ("loss 0", f"{DIAGNOSE}#loss-zero", 2),
    ("step batch_size", "pieces/trainer.html#what-step-divides", 1),
    ("sigmoid twice", "log_loss/mistakes.html#count-the-sigmoids", 1),
    ("worse scores", DIAGNOSE, 1),
    ("worse scores", "log_loss/own_or_gluon.html#half-the-square", 3),
    ("0.693", f"{DIAGNOSE}#loss-flat", 1),
    ("0.6931472", f"{DIAGNOSE}#loss-flat", 1),
    ("gradients", "mathematics/gradients.html", 2),
    ("overfitting", f"{TERM}over-fitting", 1),
    ("overfitting", "network/seen_and_new.html", 3),
    ("overfitting", f"{DIAGNOSE}#new-rows", 3),
    ("stuck", f"{DIAGNOSE}#loss-flat", 1),
    ("loss goes up", f"{DIAGNOSE}#loss-grows", 1),
    ("worse", f"{DIAGNOSE}#accuracy-half", 2),
    ("not learning", f"{DIAGNOSE}#loss-flat", 1),
    ("my loss does not decrease", f"{DIAGNOSE}#loss-flat", 1),
    ("the loss does not fall", f"{DIAGNOSE}#loss-flat", 1),
    ("my loss doesn't go down", f"{DIAGNOSE}#loss-flat", 1),
    ("weights do not change", f"{DIAGNOSE}#loss-flat", 1),
    ("one prediction", f"{DIAGNOSE}#one-prediction", 1),
    ("always predicts the same class", f"{DIAGNOSE}#one-prediction", 1),
    ("0.236", f"{DIAGNOSE}#accuracy-share", 1),
    ("negative loss", f"{DIAGNOSE}#loss-negative", 3),
    ("vanishing gradients", f"{DIAGNOSE}#loss-deep", 2),
    ("The current array is not a scalar", f"{DIAGNOSE}#error-scalar", 1),
    ("data leak", f"{DIAGNOSE}#accuracy-too-good", 3),
    ("overfiting", f"{TERM}over-fitting", 1),
    ("optimizer", f"{TERM}optimiser", 2),
    ("majority share", f"{TERM}majority-share", 1),
    ("learning rate", f"{TERM}learning-rate", 1),
    ("DataLoader", "reference/api/gluon.data.html#sixpieces.gluon.data.DataLoader", 3),
    ("how do I save my model", "network/save_and_predict.html", 1),
    ("backpropagation", "pieces/backward.html", 2),
]
FOUND = "links => links.map((link) => link.getAttribute('href').replace(/^\\.\\//, ''))"
FILES = re.compile(r"search|minisearch")


def ask(page, question):
    """Type a question and return the addresses found, once the page has said how many."""
    field = page.get_by_label("Words to search for")
    field.fill(question)
    page.keyboard.press("Enter")
    return page.locator("#search-list a").evaluate_all(FOUND)


@pytest.fixture
def search(page):
    page.goto("search.html")
    return page


def test_questions_lead_to_the_section_that_answers(search):
    missed = []
    for question, wanted, place in QUESTIONS:
        found = ask(search, question)
        if wanted not in found[:place]:
            missed.append(f"{question!r}: {found[:3]}, not {wanted}")
    assert missed == []
    assert search.problems == []


def test_terms_come_before_names_and_lessons_before_scripts(search):
    def first(found, beginning):
        return next((place for place, each in enumerate(found) if each.startswith(beginning)), 99)

    for term in ("softmax", "sigmoid", "dropout", "dot product", "loss", "dataset"):
        found = ask(search, term)
        assert found[0].startswith(TERM), (term, found[:3])
        assert first(found, TERM) < first(found, "reference/api"), term
    for word in ("hidden layer", "shuffle", "logistic regression", "calibration", "softmax"):
        found = ask(search, word)
        lessons = min(first(found, each) for each in ("pieces/", "network/", "log_loss/", "math"))
        assert lessons < first(found, "gallery/"), (word, found)


def test_every_entry_has_an_address_on_the_site():
    text = (SITE / "search-index.js").read_text("utf-8")
    index = json.loads(text.removeprefix("searchIndex(").removesuffix(");\n"))
    rows = iter(index["entries"])
    missing, count = [], 0
    for address, _, number in index["pages"]:
        ids = set(re.findall(r'\bid="([^"]+)"', (SITE / address).read_text("utf-8")))
        for anchor, title, *more in (next(rows) for _ in range(number)):
            count += 1
            if anchor == 1:
                slug = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")
                anchor = f"sixpieces.{title}" if more[-1] == "name" else slug
            if anchor and anchor not in ids:
                missing.append(f"{address}#{anchor}")
    assert missing == []
    assert next(rows, None) is None
    assert count > 800
    assert not any("⟨" in row[2] for row in index["entries"])


def test_the_search_weighs_little(record_property):
    def weight(name):
        return len(gzip.compress((SITE / name).read_bytes(), 9))

    scripts = weight("_static/search/minisearch.js") + weight("_static/search/search.js")
    record_property("report", f"list {weight('search-index.js')}, scripts {scripts} bytes gzipped")
    assert weight("search-index.js") < 85_000
    assert scripts < 14_000
    assert not (SITE / "searchindex.js").exists()


def test_one_file_is_fetched_and_no_page_for_its_results(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.goto("search.html?q=nan")
    page.locator("#search-list a").first.wait_for()
    fetched = [name.partition("?")[0] for name in requests]
    assert sorted(filter(FILES.search, fetched)) == [
        *("minisearch.js", "search-index.js", "search.html", "search.js"),
    ]
    assert [name for name in fetched if name.endswith(".html")] == ["search.html"]
    assert re.match(r"\d+ results for “nan”", page.get_by_role("status").inner_text())
    assert page.problems == []


def test_other_pages_fetch_the_list_when_their_field_is_used(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.goto("pieces/data.html")
    assert not any(map(FILES.search, requests))
    with page.expect_request("**/search-index.js"):
        page.locator("input.sidebar-search").focus()
    assert page.problems == []


def test_results_are_counted_walked_by_arrows_and_shown_ten_at_a_time(search):
    ask(search, "gradient")
    said = search.get_by_role("status").inner_text()
    count = int(re.match(r"(\d+) results for “gradient”", said)[1])
    links = search.locator("#search-list a")
    assert links.count() == 10 < count
    search.keyboard.press("ArrowDown")
    search.keyboard.press("ArrowDown")
    assert links.nth(1).evaluate("link => link === document.activeElement")
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    assert search.get_by_label("Words to search for").evaluate("it => it.matches(':focus')")
    more = search.get_by_role("button", name="more")
    more.focus()
    search.keyboard.press("Enter")
    assert links.count() == 30
    assert links.nth(10).evaluate("link => link === document.activeElement")
    assert search.url.endswith("search.html?q=gradient")
    assert search.problems == []


def test_a_question_without_an_answer_is_told_and_the_lists_stay(search):
    assert ask(search, "xyzzyq") == []
    assert "Nothing found for “xyzzyq”" in search.get_by_role("status").inner_text()
    assert search.get_by_role("link", name="The loss is nan").is_visible()
    assert ask(search, "overfiting") != []
    assert "results for words like “overfiting”" in search.get_by_role("status").inner_text()
    assert ask(search, "sigmoid xyzzyq") != []
    assert "Nothing has all the words" in search.get_by_role("status").inner_text()
    ask(search, "nan")
    assert not search.locator("#search-start").is_visible()


def test_a_question_is_never_read_as_html(search):
    ask(search, "<img src=x onerror=alert(1)> loss")
    assert search.locator("main img, article img").count() == 0
    assert search.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_the_page_is_accessible_at_every_width(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("search.html", "search.html?q=loss"):
        page.goto(address)
        field = page.get_by_label("Words to search for")
        assert field.is_visible()
        assert field.bounding_box()["height"] >= 24
        assert not page.locator("input.sidebar-search").is_visible()
        if "?" in address:
            page.locator("#search-list a").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        violations = Axe().run(page, context="article").response["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in violations] == []
    assert page.problems == []


def test_without_javascript_the_page_leads_on(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("search.html")
    for name in ("The loss is nan", "glossary", "index", "5 Loss: say how bad an answer is"):
        assert page.locator("article").get_by_role("link", name=name, exact=True).is_visible()
    assert not page.get_by_label("Words to search for").is_visible()
    page.locator("article").get_by_role("link", name="The loss is nan", exact=True).click()
    assert page.url.endswith(f"{DIAGNOSE}#loss-nan")
    context.close()
