"""A page with rules shows, hides and checks at once; the server has the last word, with the same
words; without JavaScript nothing is lost."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.store import keys, responses
from tests.browser.own_campaign import asked_in, served_here
from tests.browser.walking import press

pytestmark = pytest.mark.browser
RULES = """\
format: "foreterre-questionnaire/1"
imported: true
code: "rules"
version: "1.0"
audience: "firms"
language: "en"
title: "Rules"
intro: "Some."
privacy: "Nobody."
pages:
  - code: "p1"
    questions:
      - {code: "V_ALL", type: "integer", text: "How many work here?", required: true, min: 0}
  - code: "p2"
    title: "Who works here"
    questions:
      - {code: "V_WHICH", type: "text", text: "Which contract?", show_if: "${V_FIXED} > 0",
         required: true, max_characters: 5}
      - {code: "V_OLD", type: "integer", text: "How many are 55 or older?", hint: "Count yourself.",
         constraint: ". <= ${V_ALL}", constraint_text: "You said ${V_ALL} work here.",
         warning: ". * 2 <= ${V_ALL}", warning_text: "More than half?", min: 0}
      - {code: "V_FIXED", type: "integer", text: "How many leave soon?", min: 0}
  - code: "p3"
    questions:
      - {code: "V_END", type: "text", text: "Anything else?"}
"""
MOST_REQUESTS = 4
MOST_BYTES = 40_000
OLD, FIXED, WHICH = '[name="V_OLD"]', '[name="V_FIXED"]', '[name="V_WHICH"]'


@pytest.fixture(scope="module")
def rules_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("rules")
    file = folder / "rules.yaml"
    file.write_text(RULES)
    with asked_in(folder, file, "rules") as app:
        yield app


@pytest.fixture(scope="module")
def address(rules_app: Flask) -> Iterator[str]:
    with served_here(rules_app) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    yield from opened(chromium, address, has_scripts=True)


@pytest.fixture
def plain_page(chromium: Browser, address: str) -> Iterator[Page]:
    yield from opened(chromium, address, has_scripts=False)


def opened(chromium: Browser, address: str, *, has_scripts: bool) -> Iterator[Page]:
    """At the second page, after 10 people were said to work there."""
    context = chromium.new_context(java_script_enabled=has_scripts, locale="en")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/en/s/rules")
    press(page, "next")
    page.locator('[name="V_ALL"]').fill("10")
    press(page, "next")
    yield page
    context.close()
    assert faults == []


def kept(app: Flask, page: Page) -> dict[str, object]:
    key = page.url.split("/r/")[1].partition("/")[0]
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(key), lock=False).answers)


def test_an_answer_against_a_rule_is_told_as_soon_as_the_field_is_left(page: Page) -> None:
    page.fill(OLD, "11")
    page.locator(FIXED).focus()
    assert page.inner_text("#V_OLD-error") == "You said 10 work here."
    assert page.get_attribute(OLD, "aria-invalid") == "true"
    assert page.get_attribute(OLD, "aria-describedby") == "V_OLD-hint V_OLD-error"
    page.fill(OLD, "10")
    assert page.locator("#V_OLD-error").count() == 0
    assert page.get_attribute(OLD, "aria-invalid") is None
    assert page.inner_text("#V_OLD-warning") == "More than half?"
    page.fill(OLD, "5")
    assert page.locator("#V_OLD-warning").count() == 0
    assert page.get_attribute(OLD, "aria-describedby") == "V_OLD-hint"


@pytest.mark.parametrize("typed", ["11", "-1", "abc", "2.5"])
def test_the_server_says_the_same(page: Page, typed: str) -> None:
    page.fill(OLD, typed)
    page.locator(FIXED).focus()
    said = page.inner_text("#V_OLD-error")
    press(page, "next")
    assert page.inner_text("#V_OLD-error") == said
    assert page.get_attribute(OLD, "aria-invalid") == "true"


def test_a_question_comes_and_goes_with_the_answer_that_decides(
    rules_app: Flask, page: Page
) -> None:
    assert not page.locator(WHICH).is_visible()
    page.fill(FIXED, "3")
    page.fill(WHICH, "short")
    page.fill(FIXED, "0")
    assert not page.locator(WHICH).is_visible()
    page.fill(FIXED, "2")
    assert page.input_value(WHICH) == "short"
    press(page, "next")
    assert page.url.endswith("/p3")
    assert kept(rules_app, page)["V_WHICH"] == "short"


def test_a_question_hidden_at_the_end_keeps_no_answer(rules_app: Flask, page: Page) -> None:
    page.fill(FIXED, "3")
    page.fill(WHICH, "long text")
    page.fill(FIXED, "0")
    press(page, "next")
    assert page.url.endswith("/p3")
    assert "V_WHICH" not in kept(rules_app, page)


def test_a_question_brought_in_must_be_answered_where_it_is_needed(page: Page) -> None:
    page.fill(FIXED, "3")
    press(page, "next")
    assert page.inner_text("#V_WHICH-error") == "Write a few words here."
    page.fill(WHICH, "too long")
    page.locator(FIXED).focus()
    assert page.inner_text("#V_WHICH-error").startswith("Shorten your text to 5 characters")


def test_without_scripts_the_page_is_asked_once_more(rules_app: Flask, plain_page: Page) -> None:
    page = plain_page
    assert not page.locator(WHICH).is_visible()
    page.fill(FIXED, "3")
    press(page, "next")
    assert page.url.endswith("/p2")
    assert page.locator('[aria-invalid="true"]').count() == 0
    assert "V_WHICH" not in kept(rules_app, page)
    page.fill(WHICH, "short")
    press(page, "next")
    assert page.url.endswith("/p3")
    assert kept(rules_app, page)["V_WHICH"] == "short"


def test_a_number_that_only_the_server_can_read_is_left_to_it(page: Page) -> None:
    page.fill(OLD, "1 100")
    page.locator(FIXED).focus()
    assert page.locator("#V_OLD-error").count() == 0
    press(page, "next")
    assert page.inner_text("#V_OLD-error") == "You said 10 work here."
    page.fill(OLD, "1 000")
    assert page.inner_text("#V_OLD-error") == "You said 10 work here."
    page.fill(OLD, "4")
    assert page.locator("#V_OLD-error").count() == 0


def test_a_page_with_rules_keeps_to_the_budget_of_a_first_page(
    chromium: Browser, page: Page
) -> None:
    context = chromium.new_context()
    fresh, sizes = context.new_page(), []
    fresh.on("requestfinished", lambda done: sizes.append(done.sizes()["responseBodySize"]))
    fresh.goto(page.url, wait_until="networkidle")
    context.close()
    assert 3 <= len(sizes) <= MOST_REQUESTS + 1  # the icon of the browser's own tab too
    assert sum(sizes) <= MOST_BYTES


def test_only_what_its_rules_read_stands_in_a_page(page: Page) -> None:
    told = page.get_attribute("form", "data-rules") or ""
    assert '"values":{"V_ALL":10}' in told
    press(page, "next")
    assert page.get_attribute("form", "data-rules") is None
    assert page.locator('script[src*="rules.js"]').count() == 0
