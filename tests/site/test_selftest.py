"""The ten questions: each right answer and each mistake gets the bank's own words, in Chromium."""

import json

import pytest

PAGE = "mathematics/self_assessment.html"


def typed(numbers):
    return str(numbers[0]) if len(numbers) == 1 else f"({', '.join(map(str, numbers))})"


def answer(card, text):
    card.locator("input").fill(text)
    card.locator("button").click()
    return card.locator("form output").inner_text()


def test_answers_and_mistakes_get_the_words_of_the_bank(page):
    page.goto(PAGE)
    cards = page.locator("section.question").all()
    assert len(cards) == 10
    for card in cards:
        key = json.loads(card.get_attribute("data-key"))
        assert answer(card, typed(key["right"])) == key["says"]
        for numbers, hint in key["mistakes"]:
            assert answer(card, typed(numbers)) == f"Not yet: {hint}"
        assert answer(card, "12345.678").startswith("Not yet")
        assert answer(card, "(").startswith("Write a number")
    assert page.problems == []


@pytest.mark.parametrize("text", ["3 ln 2", "3*0.6931", "2,0794", "ln(2^3)"])
def test_expressions_are_understood(page, text):
    page.goto(PAGE)
    assert answer(page.locator("#question-self-2"), text).startswith("Right")


def test_the_list_names_what_is_left_to_read(page):
    page.goto(PAGE)
    answer(page.locator("#question-self-1"), "7")
    known = page.locator("li.to-read.known")
    assert known.count() == 1
    assert known.locator("a").first.get_attribute("href") == "exponents.html"
    assert page.locator(".reading-list [role=status]").inner_text().startswith("1 of 10 right")


def test_without_scripts_solutions_and_list_stay(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    assert page.locator("form.question-form:visible").count() == 0
    assert page.locator("details.question-solution").count() == 10
    assert page.locator("li.to-read").count() == 6
    context.close()
