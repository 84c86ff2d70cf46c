"""What is typed is on the server without a press, and the page says so: with a real network cut."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from app.store import keys, responses
from tests.browser.own_campaign import asked_in, served_here
from tests.browser.test_accessibility import violations
from tests.browser.walking import press

pytestmark = pytest.mark.browser
EVERY_KIND = Path(__file__).parent.parent / "every_kind.yaml"
PATIENCE = 30_000  # milliseconds, on a busy machine
SAVED, UNSAVED = re.compile("Saved at"), re.compile("Not saved yet")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with asked_in(tmp_path_factory.mktemp("autosave"), EVERY_KIND, "every") as app:
        yield app


@pytest.fixture(scope="module")
def address(asked: Flask) -> Iterator[str]:
    with served_here(asked) as address:
        yield f"{address}/en/s/every"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """At the first page of questions."""
    page = context.new_page()
    page.goto(address)
    press(page, "next")
    return page


def stored(app: Flask, where: str) -> dict[str, object]:
    key = where.split("/")[5]
    with app.app_context():
        return dict(responses.seen(keys.hashed(key)).answers)


def says(page: Page, words: "re.Pattern[str]") -> None:
    expect(page.locator(".kept")).to_have_text(words, timeout=PATIENCE)


def is_save(request: Request) -> bool:
    return request.method == "POST" and "go=keep" in (request.post_data or "")


def saving(page: Page) -> "re.Pattern[str]":
    """Of the requests that the script makes."""
    return re.compile(re.escape(page.url))


def test_what_is_typed_is_stored_after_a_pause_and_the_focus_stays(
    asked: Flask, page: Page
) -> None:
    page.fill("[name=E_LONG]", "A new workshop")
    page.focus("[name=E_TRADE], [name=E_SHORT]")
    says(page, SAVED)
    assert stored(asked, page.url)["E_LONG"] == "A new workshop"
    assert "E_AREA" not in stored(asked, page.url)
    assert page.evaluate("document.activeElement.name") == "E_SHORT"
    assert page.locator(".kept").get_attribute("role") == "status"
    assert violations(page) == []
    page.reload()
    assert page.input_value("[name=E_LONG]") == "A new workshop"


def test_a_page_that_is_left_without_a_press_is_stored(asked: Flask, page: Page) -> None:
    page.fill("[name=E_LONG]", "Closed at once")
    where = page.url
    page.goto("about:blank")
    end = time.monotonic() + PATIENCE / 1000
    while "E_LONG" not in stored(asked, where) and time.monotonic() < end:
        time.sleep(0.1)
    page.goto(where)
    assert page.input_value("[name=E_LONG]") == "Closed at once"


def test_without_a_network_the_page_says_so_and_saves_once_there_is_one(
    asked: Flask, context: BrowserContext, page: Page
) -> None:
    context.set_offline(True)
    page.fill("[name=E_LONG]", "In a tunnel")
    says(page, UNSAVED)
    assert "E_LONG" not in stored(asked, page.url)
    context.set_offline(False)
    says(page, SAVED)
    assert stored(asked, page.url)["E_LONG"] == "In a tunnel"


def test_an_answer_lost_on_the_way_is_no_other_device(asked: Flask, page: Page) -> None:
    """The server stored the save; the page never heard of it, and goes on with another text."""

    def lose(route: Route) -> None:
        if is_save(route.request):
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route(saving(page), lose)
    page.fill("[name=E_LONG]", "First")
    page.fill("[name=E_SHORT]", "Joiner")
    says(page, UNSAVED)
    assert stored(asked, page.url)["E_LONG"] == "First"
    page.fill("[name=E_LONG]", "Second")
    press(page, "next")
    assert "/p2" in page.url
    assert stored(asked, page.url)["E_LONG"] == "Second"


def test_a_press_while_a_save_is_on_its_way_is_no_other_device(asked: Flask, page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if is_save(route.request):
            route.fetch()
            held.append(route)
        else:
            route.fallback()

    page.route(saving(page), hold)
    page.fill("[name=E_SHORT]", "Joiner")
    with page.expect_request(is_save, timeout=PATIENCE):
        page.fill("[name=E_LONG]", "First")
    page.fill("[name=E_LONG]", "Second")
    press(page, "next")
    assert held
    assert "/p2" in page.url
    assert stored(asked, page.url)["E_LONG"] == "Second"


def test_two_tabs_say_what_differs_and_lose_nothing(
    asked: Flask, context: BrowserContext, page: Page
) -> None:
    other = context.new_page()
    other.goto(page.url)
    page.fill("[name=E_SHORT]", "Joiner")
    says(page, SAVED)
    other.fill("[name=E_SHORT]", "Carpenter")
    other.fill("[name=E_LONG]", "Much")
    says(other, UNSAVED)
    assert (stored(asked, page.url)["E_SHORT"], stored(asked, page.url)["E_LONG"]) == (
        "Joiner",
        "Much",
    )
    press(other, "next")
    assert "“Joiner” was answered elsewhere. Here it is “Carpenter”" in other.inner_text("main")
    assert violations(other) == []
    with other.expect_navigation():
        other.locator("[name=take]").click()
    assert other.input_value("[name=E_SHORT]") == "Joiner"
    press(other, "next")
    assert stored(asked, page.url)["E_SHORT"] == "Joiner"


def test_nothing_is_sent_where_nothing_was_typed(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.method))
    page.wait_for_timeout(3000)
    page.goto("about:blank")
    assert "POST" not in sent
