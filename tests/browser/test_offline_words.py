"""Without a connection too: easy words with their pictures, reading aloud, help that is told with
the response, and the words that somebody agrees to with their mark."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.offline_person import Offline, interview_address, interviewer
from tests.browser.test_accessibility import violations
from tests.browser.test_listening import VOICES
from tests.browser.walking import press
from tests.site import Site

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1280
ARE_DRAWN = """() => [...document.querySelectorAll(".step:not([hidden]) .sign use")].every(
  (each) => each.getBBox().width > 0)"""
MARK = re.compile(r"\b[0-9a-f]{8}\b")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": PHONE, "height": 844})
    context.add_init_script(VOICES % "true")
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context
    context.close()
    assert broken == []


def kept_in(context: BrowserContext, address: str, *, is_easy: bool = False) -> Offline:
    """From the first page to the questions on the device; the network is cut."""
    page = context.new_page()
    page.goto(address)
    if is_easy:
        page.check('[name="words"]')
    press(page, "next")
    page.locator('a[href*="/offline"]').click()
    found = Offline(context, page)
    found.shown("ask")
    found.do("keep")
    found.shown("steps")
    found.cut()
    return found


def told(site: Site) -> tuple[str, int, str]:
    """Words, help and mode of the response that was sent last."""
    store = Path(site.settings["FORETERRE_DATA_DIR"]) / "foreterre.sqlite"
    query = "SELECT words, is_assisted, mode FROM response ORDER BY sent_at DESC LIMIT 1"
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        words, is_assisted, mode = database.execute(query).fetchone()
    return words, is_assisted, mode


def reads_aloud(page: Page) -> str:
    """What is heard at the first button in sight."""
    button = page.locator(".listen:visible").first
    assert (button.inner_text(), page.evaluate("said.length = 0")) == ("Read aloud", 0)
    button.click()
    assert button.inner_text() == "Stop reading"
    return " ".join(page.evaluate("said"))


def test_easy_words_with_pictures_are_answered_and_told_with_the_response(
    phone: BrowserContext, answering: Site
) -> None:
    found = kept_in(phone, f"{answering.address}/en/s/residents", is_easy=True)
    found.page.reload()  # all that is shown comes from the device
    found.shown("steps")
    drawn = 0
    for step in found.walk():
        assert found.page.evaluate("document.documentElement.scrollWidth") <= PHONE, step
        assert found.page.locator(".step:not([hidden]) .question:visible").count() >= 1
        found.page.wait_for_function(ARE_DRAWN, timeout=10_000)
        drawn += found.page.locator(".step:not([hidden]) .sign").count()
    assert drawn > 20
    assert any(each.endswith("/en/s/residents/offline-easy") for each, _text in found.cached())
    assert any("/pictures.svg" in each for each, _text in found.cached())
    found.page.locator("[data-helped]").check()
    found.do("send")
    found.shown("sending")
    found.connect()
    found.page.wait_for_url("**/thanks", timeout=20_000)
    assert told(answering) == ("easy", 1, "web")


def test_the_other_version_is_one_link_away_and_counts_as_such(
    phone: BrowserContext, answering: Site
) -> None:
    found = kept_in(phone, f"{answering.address}/en/s/residents")
    assert found.fill()
    found.connect()
    found.page.locator(".other-words a").evaluate("each => each.click()")
    found.shown("steps")
    assert "/offline-easy#" in found.page.url
    found.cut()
    found.to_review()
    found.connect()
    found.do("send")
    found.page.wait_for_url("**/thanks", timeout=20_000)
    assert told(answering) == ("easy", 0, "web")
    assert found.page.evaluate("caches.keys()") == []


def test_questions_are_read_aloud_and_fall_silent_on_the_next_page(
    phone: BrowserContext, answering: Site
) -> None:
    found = kept_in(phone, f"{answering.address}/en/s/residents", is_easy=True)
    assert "I say yes" in reads_aloud(found.page)
    found.fill()
    found.next()
    found.page.wait_for_function("() => document.querySelector('.step:not([hidden]) h1')")
    heading = found.page.locator(".step:not([hidden]) h1")
    assert found.page.locator(".listen", has_text="Stop reading").count() == 0
    assert found.page.locator(".listen:visible").count() == 1
    assert heading.inner_text().splitlines()[0] in reads_aloud(found.page)
    button = found.page.get_by_role("button", name="Stop reading " + heading.inner_text())
    assert button.count() == 1
    assert violations(found.page) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_words_agreed_to_are_named_by_their_mark(
    phone: BrowserContext, answering: Site, language: str, width: int
) -> None:
    found = kept_in(phone, f"{answering.address}/{language}/s/firms")
    found.page.set_viewport_size({"width": width, "height": 844})
    found.page.locator(".privacy summary").click()
    line = found.page.locator(".privacy .hint")
    (mark,) = MARK.findall(line.inner_text())
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    found.connect()
    found.page.goto(f"{answering.address}/{language}/s/firms")
    assert mark in (found.page.locator(".privacy .hint").text_content() or "")


def test_an_interviewer_is_told_how_to_help_and_may_use_easy_words(
    phone: BrowserContext, answering: Site
) -> None:
    key = answering.command("campaign", "key", "residents", "--new")
    page = phone.new_page()
    page.goto(interview_address(answering.address, key.stdout))
    link = page.locator('a[href*="/interviews#"]').get_attribute("href")
    found = interviewer(phone, f"{answering.address}{link}".replace("#", "-easy#"))
    assert found.page.locator(".helping").is_visible()
    found.page.wait_for_function(
        "() => /\\d\\d/.test(document.querySelector('.stock').textContent)"
    )
    found.cut()
    found.do("new")
    found.shown("steps")
    found.to_review()
    found.do("send")
    found.shown("queue")
    found.connect()
    found.page.wait_for_selector('.queue [data-state="sent"]', timeout=30_000)
    assert told(answering) == ("easy", 0, "interview")
