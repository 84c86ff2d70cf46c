"""A respondent answers while the network is cut at every step of the way; nothing is lost, nothing
can be read on the device, and what is sent is stored once."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.offline_person import Offline, keeping, respondent, sent_in
from tests.browser.test_accessibility import violations
from tests.browser.walking import fill, kind_of, press
from tests.site import Site

pytestmark = pytest.mark.browser
IS_NOT_LOST = """() => document.querySelector('[data-view="sending"] .state').textContent
  .includes("Nothing is lost")"""
CAMPAIGNS = ("demo-firms", "demo-residents", "demo-trainers")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context
    context.close()
    assert broken == []


def receipt_of(found: Offline) -> str:
    found.page.wait_for_url("**/thanks", timeout=20_000)
    return str(found.page.locator("[data-receipt]").get_attribute("data-receipt"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_all_of_it_without_a_network_then_sent_once(
    phone: BrowserContext, site: Site, campaign: str, language: str
) -> None:
    before = sent_in(site, campaign)
    found = keeping(phone, f"{site.address}/{language}/s/{campaign}")
    found.cut()
    for step in found.walk():
        width = found.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{step} is {width} px wide"
    found.do("send")
    found.shown("sending")
    assert sent_in(site, campaign) == before
    found.connect()
    assert receipt_of(found)
    assert sent_in(site, campaign) == before + 1


def test_cut_before_the_first_question_the_page_says_what_it_needs(
    phone: BrowserContext, site: Site
) -> None:
    found = respondent(phone, f"{site.address}/en/s/demo-trainers")
    found.cut()
    found.do("keep")
    found.page.wait_for_selector(".problem:not([hidden])")
    assert "connection once" in found.page.locator(".problem").inner_text()
    found.connect()
    found.do("keep")
    found.shown("steps")


def test_the_page_opens_again_where_it_was_without_a_network(
    phone: BrowserContext, site: Site
) -> None:
    """After every step: reloaded, then closed and opened in another tab."""
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    address = found.page.url
    found.cut()
    for place, step in enumerate(found.walk()):
        if place % 2:
            found.page.reload()
        else:
            found.page.close()
            found.page = phone.new_page()
            found.page.goto(address)
        found.shown("steps")
        assert found.step == step
        assert found.page.url == address
    found.page.reload()
    found.shown("review")
    found.do("send")
    found.shown("sending")
    found.page.close()
    found.page = phone.new_page()
    found.page.goto(address)
    found.shown("sending")
    found.connect()
    assert receipt_of(found)


def test_what_was_typed_a_moment_ago_is_there_after_a_closed_tab(
    phone: BrowserContext, site: Site
) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    found.fill()
    found.next()
    found.page.locator('[name="F_EMP"]').wait_for(state="attached")
    while not found.page.locator('[name="F_EMP"]').is_visible():
        found.fill()
        found.next()
    address = found.page.url
    found.cut()
    before = found.on_disk()
    found.page.locator('[name="F_EMP"]').fill("31")
    while found.on_disk() == before:
        found.page.wait_for_timeout(50)
    found.kept()
    found.page.close()
    found.page = phone.new_page()
    found.page.goto(address)
    found.shown("steps")
    assert found.page.locator('[name="F_EMP"]').input_value() == "31"


def test_a_lost_answer_of_the_server_does_not_store_twice(
    phone: BrowserContext, site: Site
) -> None:
    before = sent_in(site, "demo-trainers")
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    found.to_review()

    def lose(route: Route) -> None:
        route.fetch()  # it arrives and is stored; what the server answers does not come back
        route.abort()

    found.page.route(
        "**/offline", lambda route: lose(route) if is_post(route) else route.fallback()
    )
    found.do("send")
    found.page.wait_for_function(IS_NOT_LOST)
    assert sent_in(site, "demo-trainers") == before + 1
    found.page.unroute_all()
    assert receipt_of(found)
    assert sent_in(site, "demo-trainers") == before + 1


def test_a_network_that_comes_back_while_sending_is_not_missed(
    phone: BrowserContext, site: Site
) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    found.to_review()
    under_way: list[Route] = []
    found.page.route("**/offline", lambda route: under_way.append(route))
    found.do("send")
    while not under_way:
        found.page.wait_for_timeout(50)
    found.page.evaluate("dispatchEvent(new Event('online'))")
    under_way[0].abort()
    found.page.unroute_all()
    assert receipt_of(found)


def test_a_press_sends_at_once(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    found.to_review()
    found.by_hand()
    found.page.route("**/offline", lambda route: route.abort())
    found.do("send")
    found.page.wait_for_function(IS_NOT_LOST)
    found.page.unroute_all()
    found.do("again")
    assert receipt_of(found)


def is_post(route: Route) -> bool:
    return route.request.method == "POST"


def test_on_and_off_and_on_again(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/fr/s/demo-firms")
    for place, _step in enumerate(found.walk()):
        (found.cut if place % 2 else found.connect)()
    found.connect()
    found.do("send")
    assert receipt_of(found)


def test_nothing_can_be_read_on_the_device(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    key = found.page.url.partition("#")[2]
    words = "a secret between us"
    found.cut()
    for _step in found.walk():
        for each in found.page.locator('.step:not([hidden]) [type="text"]:visible').all():
            each.fill(words)
    held = found.on_disk()
    assert len(held) > 500
    for plain in (words, "somebody@example.org", key, "T_NOW", "passed", "fields"):
        assert plain not in held, f"{plain} stands on the disk"
    cached = found.cached()
    assert {address.rpartition("/")[2].partition("?")[0] for address, _text in cached} == {
        "offline", "offline.css", "offline.js", "icon.svg"
    }  # fmt: skip
    assert [address for address, text in cached if key in address + text or words in text] == []


def test_what_was_sent_leaves_nothing_behind(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    address = found.page.url
    found.to_review()
    found.do("send")
    receipt_of(found)
    assert found.on_disk() == ""
    assert found.cached() == []
    workers = "async () => (await navigator.serviceWorker.getRegistrations()).length"
    assert found.page.evaluate(workers) == 0
    found.page.goto(address)
    found.shown("ask")


def test_somebody_may_take_the_answers_off_the_device(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    found.fill()
    found.next()
    found.page.locator(".forget:visible summary").click()
    found.do("forget")
    found.shown("forgotten")
    assert found.on_disk() == ""
    assert found.cached() == []


def test_one_may_go_on_with_a_connection_from_there(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    key = found.page.url.partition("#")[2]
    found.cut()
    for place, _step in enumerate(found.walk()):
        if place == 3:
            break
    found.connect()
    found.do("online")
    found.page.wait_for_url(f"**/r/{key}/*")
    assert kind_of(found.page) == "question"
    found.page.goto(f"{site.address}/en/r/{key}/p1_profile-2")
    assert found.page.locator('[name="F_EMP"]').input_value() == "2"
    assert found.on_disk() == ""


def test_answers_given_before_come_along(phone: BrowserContext, site: Site) -> None:
    page = phone.new_page()
    page.goto(f"{site.address}/en/s/demo-firms")
    for _page in range(4):
        fill(page)
        press(page, "next")
    step = page.url.rpartition("/")[2]
    page.locator('a[href*="/offline#"]').click()
    found = Offline(phone, page)
    found.shown("ask")
    found.do("keep")
    found.shown("steps")
    assert found.step == step


def test_what_changed_elsewhere_is_asked_about(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    key = found.page.url.partition("#")[2]
    found.to_review()
    other = phone.new_page()
    other.goto(f"{site.address}/en/r/{key}")
    fill(other)
    press(other, "next")
    found.do("send")
    found.shown("changed")
    found.do("anyway")
    assert receipt_of(found)


def test_a_fault_is_told_beside_its_field_without_a_network(
    phone: BrowserContext, site: Site
) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    found.cut()
    found.next()
    summary = found.page.locator(".faults")
    assert summary.is_visible()
    assert found.page.evaluate("document.activeElement.className") == "summary faults"
    assert found.page.locator('[name="F_CONSENT"][aria-invalid="true"]').count() == 1
    before = found.page.url
    summary.locator("a").first.click()
    assert found.page.evaluate("document.activeElement.name") == "F_CONSENT"
    assert found.page.url == before
    assert violations(found.page) == []


def test_the_check_of_an_answer_against_another_page_says_what_the_server_says(
    phone: BrowserContext, site: Site
) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    found.cut()
    for _step in found.walk():
        if found.page.locator('[name="F_AGE55"]').is_visible():
            break
    found.page.locator('[name="F_AGE55"]').fill("3")
    found.next()
    offline, step = found.page.locator('[id="F_AGE55-error"]').inner_text(), found.step
    key = found.page.url.partition("#")[2]
    found.page.locator('[name="F_AGE55"]').fill("2")
    found.connect()
    found.do("online")
    found.page.wait_for_url(f"**/r/{key}/*")
    page = found.page
    page.goto(f"{site.address}/en/r/{key}/{step}")
    page.locator('[name="F_AGE55"]').fill("3")
    press(page, "next")
    assert page.locator('[id="F_AGE55-error"]').inner_text() == offline


def test_two_tabs_do_not_write_over_one_another(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    second = phone.new_page()
    second.goto(found.page.url)
    second.wait_for_selector(".problem:not([hidden])")
    assert "another tab" in second.locator(".problem").inner_text()


def test_without_javascript_the_page_says_what_it_needs(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/en/s/demo-firms")
    press(page, "next")
    page.locator('a[href*="/offline#"]').click()
    assert "JavaScript" in page.locator("main").inner_text()
    assert page.locator("form:visible").count() == 0
    context.close()


def test_nothing_is_kept_and_no_worker_runs_until_somebody_wishes_it(
    phone: BrowserContext, site: Site
) -> None:
    found = respondent(phone, f"{site.address}/en/s/demo-firms")
    workers = "async () => (await navigator.serviceWorker.getRegistrations()).length"
    assert found.page.evaluate(workers) == 0
    assert found.cached() == []
    found.do("keep")
    found.shown("steps")
    page = phone.new_page()
    page.goto(f"{site.address}/en/s/demo-firms")
    assert page.evaluate("navigator.serviceWorker.controller") is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing(phone: BrowserContext, site: Site, language: str) -> None:
    found = respondent(phone, f"{site.address}/{language}/s/demo-firms")
    assert violations(found.page) == []
    found.do("keep")
    found.shown("steps")
    for place, step in enumerate(found.walk()):
        if place % 4 == 1:
            assert violations(found.page) == [], step
    assert violations(found.page) == []
    found.cut()
    found.do("send")
    found.shown("sending")
    assert violations(found.page) == []


def test_the_drawn_order_is_that_of_the_server(phone: BrowserContext, site: Site) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-trainers")
    key = found.page.url.partition("#")[2]
    found.cut()
    for _step in found.walk():
        if found.page.locator('[name="T_NOW"]:visible').count():
            break
    codes = "fields => fields.map(each => each.value)"
    offline = found.page.locator('[name="T_NOW"]').evaluate_all(codes)
    step = found.step
    found.connect()
    found.do("online")
    found.page.wait_for_url(f"**/r/{key}/*")
    found.page.goto(f"{site.address}/en/r/{key}/{step}")
    online = found.page.locator('[name="T_NOW"]').evaluate_all(codes)
    assert offline == online
    assert offline != sorted(offline)


def test_the_link_to_the_content_leaves_the_address_as_it_is(
    phone: BrowserContext, site: Site
) -> None:
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    before = found.page.url
    found.page.locator(".skip").focus()
    found.page.keyboard.press("Enter")
    assert found.page.url == before
    assert found.page.evaluate("document.activeElement.id") == "main"


def test_by_keyboard_alone(phone: BrowserContext, site: Site) -> None:
    """Tab, space, arrows and Enter, from the wish to keep the answers to their arrival."""
    found = respondent(phone, f"{site.address}/en/s/demo-trainers")
    keyboard = found.page.keyboard
    found.page.locator('[data-do="keep"]').focus()
    keyboard.press("Enter")
    found.shown("steps")
    found.cut()
    for _step in range(40):
        if found.page.locator('[data-view="review"]:not([hidden])').count():
            break
        before = found.fill()
        for _tab in range(300):
            keyboard.press("Tab")
            if found.page.evaluate("document.activeElement.value") == "next":
                break
        keyboard.press("Enter")
        found.page.wait_for_function(
            """before => !document.querySelector('[data-view="review"]').hidden
              || document.querySelector(".step:not([hidden])").dataset.step !== before""",
            arg=before,
        )
    found.connect()
    found.page.locator('[data-do="send"]').focus()
    keyboard.press("Enter")
    assert receipt_of(found)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_who_does_not_wish_it_pays_nothing_for_it(
    phone: BrowserContext, site: Site, campaign: str
) -> None:
    """The first page: at most 4 requests and 40 kB compressed, and none of what this loads."""
    page = phone.new_page()
    came: dict[str, int] = {}
    page.on("response", lambda each: came.update({each.url: len(gzip.compress(each.body()))}))
    page.goto(f"{site.address}/en/s/{campaign}", wait_until="networkidle")
    assert len(came) <= 4, sorted(came)
    assert sum(came.values()) <= 40 * 1024, came
    press(page, "next")
    page.wait_for_load_state("networkidle")
    assert [address for address in came if "offline" in address or "worker" in address] == []


def test_a_long_list_is_narrowed_and_keeps_to_what_is_offered(
    phone: BrowserContext, site: Site
) -> None:
    """What was chosen among the skills of today is not offered among those of tomorrow."""
    found = keeping(phone, f"{site.address}/en/s/demo-firms")
    found.cut()
    chosen = ""
    for _step in found.walk():
        if found.page.locator('[name="F_SK"]:visible').count():
            chosen = str(found.page.locator('[name="F_SK"]:checked').first.get_attribute("value"))
        if found.page.locator('[name="F_SKNEW"]:visible').count():
            break
    rows = found.page.locator('.choice:visible:has([name="F_SKNEW"])')
    all_rows = rows.count()
    box = found.page.locator(".narrowing:visible input")
    box.press_sequentially("wood")
    assert 0 < rows.count() < all_rows
    box.fill("")
    assert rows.count() == all_rows
    assert found.page.locator(f'[name="F_SKNEW"][value="{chosen}"]').is_hidden()
