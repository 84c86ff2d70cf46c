"""An interviewer fills in for many without a network and sends later: each is stored once, the
queue tells of each, and nothing opens without the passphrase."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.offline_person import (
    PASSPHRASE,
    Offline,
    interview_address,
    interviewer,
    sent_in,
    unlock,
)
from tests.browser.test_accessibility import violations
from tests.site import Site

pytestmark = pytest.mark.browser
CAMPAIGN = "demo-trainers"
TEN = 10


@pytest.fixture
def tablet(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context
    context.close()
    assert broken == []


@pytest.fixture(scope="module")
def address(chromium: Browser, site: Site) -> str:
    """Of the page for interviewers, as the page of the fieldwork gives it."""
    told = site.command("campaign", "key", CAMPAIGN, "--new")
    page = chromium.new_page()
    page.goto(interview_address(site.address, told.stdout))
    link = page.locator('a[href*="/interviews#"]').get_attribute("href")
    page.close()
    return f"{site.address}{link}"


def states(found: Offline) -> list[str]:
    rows = found.page.locator(".queue li[data-state]")
    return [str(each.get_attribute("data-state")) for each in rows.all()]


def receipts(found: Offline) -> list[str]:
    rows = found.page.locator(".queue li[data-receipt]")
    return [str(each.get_attribute("data-receipt")) for each in rows.all()]


def fill_one(found: Offline) -> None:
    found.do("new")
    found.shown("steps")
    found.to_review()
    found.do("send")
    found.shown("queue")


def all_sent(found: Offline, count: int) -> None:
    found.page.wait_for_function(
        """count => document.querySelectorAll('.queue [data-state="sent"]').length === count""",
        arg=count,
        timeout=60_000,
    )


def test_ten_without_a_network_sent_twice_are_ten_responses(
    tablet: BrowserContext, site: Site, address: str
) -> None:
    """The first time, each arrives, but no answer of the server comes back: the device tries again
    by itself."""
    before = sent_in(site, CAMPAIGN)
    found = interviewer(tablet, address)
    found.cut()
    for _interview in range(TEN):
        fill_one(found)
    assert states(found) == ["waiting"] * TEN
    assert sent_in(site, CAMPAIGN) == before
    lost: list[str] = []
    tablet.route("**/interviews", lambda route: lose_first(route, lost))
    found.connect()
    all_sent(found, TEN)
    assert len(lost) == TEN
    assert len(set(receipts(found))) == TEN
    assert sent_in(site, CAMPAIGN) == before + TEN


def test_a_press_sends_what_waits(tablet: BrowserContext, address: str) -> None:
    found = interviewer(tablet, address)
    found.by_hand()
    tablet.route("**/interviews", lambda route: route.abort())
    fill_one(found)
    found.page.wait_for_selector('.queue [data-state="waiting"]')
    tablet.unroute_all()
    found.do("send-all")
    all_sent(found, 1)


def test_nothing_is_tried_again_behind_a_passphrase(tablet: BrowserContext, address: str) -> None:
    """What a closed device says stays as it is: how many interviews wait."""
    found = interviewer(tablet, address)
    asked: list[str] = []
    tablet.route("**/interviews", lambda route: refuse(route, asked))
    fill_one(found)
    found.page.wait_for_selector('.queue [data-state="waiting"]')
    found.do("lock")
    found.shown("locked")
    told, before = found.page.locator('[data-view="locked"] .state').inner_text(), len(asked)
    found.page.wait_for_timeout(3000)
    assert found.page.locator('[data-view="locked"] .state').inner_text() == told
    assert len(asked) == before


def refuse(route: Route, asked: list[str]) -> None:
    asked.append(route.request.url)
    route.abort()


def lose_first(route: Route, lost: list[str]) -> None:
    """Of each interview, what the server answers when it comes for the first time."""
    entry = re.search(r"entry=([^&]*)", route.request.post_data or "")
    if route.request.method != "POST" or entry is None or entry[1] in lost:
        route.fallback()
        return
    lost.append(entry[1])
    assert route.fetch().status == 200
    route.abort()


def unlock_at_second_try(found: Offline) -> None:
    unlock(found, "nine slow rivers of sand")
    found.page.wait_for_selector("#passphrase-error:not([hidden])")
    assert found.page.locator('[data-view="queue"]').is_hidden()
    unlock(found)
    found.shown("queue")


def test_the_queue_is_there_after_a_closed_tab_and_a_wrong_passphrase_opens_nothing(
    tablet: BrowserContext, site: Site, address: str
) -> None:
    before = sent_in(site, CAMPAIGN)
    found = interviewer(tablet, address)
    found.cut()
    fill_one(found)
    found.do("new")
    found.shown("steps")
    step = found.fill()
    found.page.close()
    found.page = tablet.new_page()
    found.page.goto(address)
    found.shown("locked")
    assert "2" in found.page.locator('[data-view="locked"] .state').inner_text()
    unlock_at_second_try(found)
    assert states(found) == ["waiting", "filling"]
    found.page.locator('.queue [data-state="filling"] button').click()
    found.shown("steps")
    assert found.step == step
    found.to_review()
    found.do("send")
    found.shown("queue")
    found.connect()
    all_sent(found, 2)
    assert sent_in(site, CAMPAIGN) == before + 2


def test_nothing_of_an_interview_can_be_read_on_the_device(
    tablet: BrowserContext, address: str
) -> None:
    found = interviewer(tablet, address)
    found.cut()
    found.do("new")
    found.shown("steps")
    words = "what somebody told me"
    for _step in found.walk():
        for each in found.page.locator('.step:not([hidden]) [type="text"]:visible').all():
            each.fill(words)
    found.do("send")
    found.shown("queue")
    held = found.on_disk()
    secret = address.partition("#")[2]
    for plain in (words, "somebody@example.org", PASSPHRASE, secret, "T_NOW", "entry", "seed"):
        assert plain not in held, f"{plain} stands on the disk"
    assert [where for where, text in found.cached() if secret in where + text] == []


def test_once_sent_only_the_receipt_stays_until_it_is_cleared(
    tablet: BrowserContext, address: str
) -> None:
    found = interviewer(tablet, address)
    fill_one(found)
    all_sent(found, 1)
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", receipts(found)[0])
    found.page.reload()
    unlock(found)
    found.shown("queue")
    assert len(receipts(found)) == 1
    size = len(found.on_disk())
    found.do("clear")
    found.page.wait_for_function("() => !document.querySelector('.queue [data-receipt]')")
    assert len(found.on_disk()) < size


def test_it_closes_itself_after_a_pause(tablet: BrowserContext, address: str) -> None:
    found = interviewer(tablet, address)
    found.page.clock.install()
    found.page.locator("h1:visible").click()
    found.do("new")
    found.shown("steps")
    found.fill()
    found.page.clock.fast_forward("11:00")
    found.shown("locked")
    assert found.page.locator(".step input:checked").count() == 0


def test_an_answer_that_the_server_refuses_needs_a_look(
    tablet: BrowserContext, site: Site, address: str
) -> None:
    """As where the questionnaire on the device is older than that of the server."""
    before = sent_in(site, CAMPAIGN)
    found = interviewer(tablet, address)
    found.cut()
    fill_one(found)
    tablet.route(
        "**/interviews",
        lambda route: (
            route.continue_(
                post_data=re.sub(r"T_PLACE=[^&]*", "T_PLACE=nowhere", route.request.post_data or "")
            )
            if route.request.method == "POST"
            else route.fallback()
        ),
    )
    found.connect()
    found.page.wait_for_selector('.queue [data-state="look"]')
    tablet.unroute_all()
    assert found.page.locator('.queue a[href*="/r/"]').count() == 1
    assert violations(found.page) == []
    found.page.locator('.queue [data-state="look"] button').click()
    found.shown("steps")
    assert found.page.locator('[name="T_PLACE"][aria-invalid="true"]').count() == 1
    found.to_review()
    found.do("send")
    all_sent(found, 1)
    assert sent_in(site, CAMPAIGN) == before + 1


def test_the_passphrase_is_slow_to_guess(tablet: BrowserContext, address: str) -> None:
    tablet.add_init_script(
        """globalThis.rounds = [];
        const derive = globalThis.crypto?.subtle?.deriveKey.bind(crypto.subtle);
        if (derive) crypto.subtle.deriveKey = (way, ...more) => {
          rounds.push(way.iterations);
          return derive(way, ...more);
        };"""
    )
    found = interviewer(tablet, address)
    assert found.page.evaluate("rounds") == [600_000]


def test_a_device_without_a_place_left_says_so(tablet: BrowserContext, address: str) -> None:
    tablet.route("**/interviews/entries", lambda route: route.fulfill(json={"entries": []}))
    found = interviewer(tablet, address)
    found.cut()
    found.do("new")
    found.page.wait_for_selector(".problem:not([hidden])")
    assert "Connect once" in found.page.locator(".problem").inner_text()


def test_a_pass_that_ended_keeps_the_interviews_and_says_so(
    tablet: BrowserContext, address: str
) -> None:
    found = interviewer(tablet, address)
    found.cut()
    fill_one(found)
    found.page.goto(address.partition("#")[0] + "#" + "0" * 32)
    unlock(found)
    found.shown("queue")
    found.connect()
    found.page.wait_for_selector(".problem:not([hidden])")
    assert "not valid any more" in found.page.locator(".problem").inner_text()
    assert states(found) == ["waiting"]


def test_forgetting_the_device_leaves_nothing(tablet: BrowserContext, address: str) -> None:
    found = interviewer(tablet, address)
    found.do("new")
    found.shown("steps")
    found.fill()
    found.do("pause")
    found.shown("queue")
    found.page.locator(".forget:visible summary").click()
    found.do("forget")
    found.shown("begin")
    assert found.on_disk() == ""
    assert found.cached() == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    tablet: BrowserContext, address: str, language: str
) -> None:
    page = tablet.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address.replace("/en/", f"/{language}/"))
    found = Offline(tablet, page)
    found.shown("begin")
    assert violations(page) == []
    for field in ("#new-passphrase", "#same-passphrase"):
        page.locator(field).fill("short")
    page.locator('[data-view="begin"] .go').click()
    assert page.locator("#new-passphrase-error").is_visible()
    assert violations(page) == []
    for field in ("#new-passphrase", "#same-passphrase"):
        page.locator(field).fill(PASSPHRASE)
    page.locator('[data-view="begin"] .go').click()
    found.shown("queue")
    found.cut()
    fill_one(found)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.reload()
    found.shown("locked")
    assert violations(page) == []
