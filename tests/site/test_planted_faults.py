"""The checks of the runner can fail: each fault, planted into a file on its way, is found."""

import pytest
import test_runner
from pyodide_from_disk import SETTING
from test_runner import opened, requests, run_page  # noqa: F401 (fixtures)

WITH_FIGURE = "gallery/4_model/plot_activations.html"


@pytest.fixture
def plant(page, run_page):  # noqa: F811
    """Change a text in a file that the page is about to fetch."""

    def plant(address, old, new):
        def answer(route):
            response = route.fetch()
            text = response.text()
            assert old in text, f"{address} has no {old!r} to put a fault in"
            route.fulfill(response=response, body=text.replace(old, new))

        page.context.route(address, answer)

    return plant


def run_anew(page):
    """Fetch the page and its files again, and run it."""
    page.reload()
    page.get_by_role("button", name="Run this page").click()
    test_runner.wait_until_done(page)


def test_a_dropped_figure_is_found(plant, run_page, page):  # noqa: F811
    plant("**/runner/cells.py*", 'outputs.append({"kind": "svg"', '({"kind": "svg"')
    with pytest.raises(AssertionError):
        test_runner.test_page_runs_and_agrees_with_what_was_built(WITH_FIGURE, run_page, page)


def test_a_worker_that_survives_stop_is_found(plant, opened):  # noqa: F811
    plant("**/runner/runner.js*", "worker?.terminate();", "")
    run_anew(opened)
    with pytest.raises(AssertionError):
        test_runner.test_stop_ends_the_worker(opened)


def test_a_request_before_the_click_is_found(plant, run_page):  # noqa: F811
    plant("**/runner/runner.js*", "bar.classList.add(", "load(); bar.classList.add(")
    with pytest.raises(AssertionError, match="before the click"):
        run_page(test_runner.SHORTEST)


def test_another_version_of_python_is_found(page, run_page):  # noqa: F811
    page.context.route(
        f"{SETTING['address']}pyodide.js",
        lambda route: route.fulfill(
            body="// another version", headers={"access-control-allow-origin": "*"}
        ),
    )
    run_page(test_runner.SHORTEST)
    assert test_runner.wait_until_done(page).startswith("Python could not be run here")


def test_an_engine_of_another_version_is_found(plant, run_page, page):  # noqa: F811
    plant("**/install.html", ".whl", "-other.whl")
    run_page("start/install.html")
    assert test_runner.wait_until_done(page).startswith("Python could not be run here")


def test_an_error_that_is_not_shown_is_found(plant, opened):  # noqa: F811
    plant("**/runner/runner.js*", "if (error) cell.output", "if (false) cell.output")
    run_anew(opened)
    with pytest.raises(AssertionError):
        test_runner.test_error_is_shown_with_the_readers_line_only(opened)
