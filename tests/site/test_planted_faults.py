"""The checks of the runner can fail: each fault, planted into a file on its way, is found."""

import pytest
import test_runner
import test_runner_waits
from pyodide_from_disk import serve
from test_runner import requests, run_page  # noqa: F401 (fixtures)


@pytest.fixture
def plant(page):
    """Change a text in a file that the page is about to fetch."""

    def plant(address, old, new):
        def answer(route):
            response = route.fetch()
            text = response.text()
            assert old in text, f"{address} has no {old!r} to put a fault in"
            route.fulfill(response=response, body=text.replace(old, new))

        page.context.route(address, answer)

    return plant


def test_a_dropped_figure_is_found(plant, run_page, page):  # noqa: F811
    plant("**/runner/cells.py*", 'outputs.append({"kind": "svg"', '({"kind": "svg"')
    with pytest.raises(AssertionError):
        test_runner.test_page_runs_and_agrees_with_what_was_built(
            test_runner.GALLERY_PAGE, run_page, page
        )


def test_a_worker_that_survives_stop_is_found(plant, page):
    plant("**/runner/python.js*", "this.worker?.terminate();", "")
    serve(page.context)
    page.goto(test_runner.SHORTEST)
    test_runner.run_cell(page, "1 + 1")
    with pytest.raises(AssertionError):
        test_runner_waits.test_stop_ends_the_worker(page)


def test_a_request_before_the_click_is_found(plant, run_page):  # noqa: F811
    plant("**/runner/runner.js*", "bar.classList.add(", "wake(); bar.classList.add(")
    with pytest.raises(AssertionError, match="before the click"):
        run_page(test_runner.SHORTEST)


def test_a_damaged_file_that_is_let_through_is_found(plant, page):
    plant("**/runner/python.js*", "if (found !== sha256)", "if (false)")
    with pytest.raises(AssertionError):
        test_runner_waits.test_lost_and_damaged_files_are_told_in_a_sentence(page)
