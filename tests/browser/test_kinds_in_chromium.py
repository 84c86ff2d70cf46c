"""Every kind of question as a respondent sees it: on a phone and wide, with and without scripts,
light on the way, and nothing for axe to find."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.own_campaign import asked_in, served_here
from tests.browser.rules import violations
from tests.browser.walking import kind_of, press

pytestmark = pytest.mark.browser
EVERY_KIND = Path(__file__).parent.parent / "every_kind.yaml"
PHONE, WIDE = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
TYPED = {
    "E_SHORT": "Joiner", "E_MIXED[t1].people": "2", "E_MIXED[t2].people": "3",
    "E_SPLIT[make].share": "60", "E_SPLIT[sell].share": "30", "E_SPLIT[rest].share": "10",
}  # fmt: skip
CHOSEN = {"E_YES": ["yes"], "E_WOOD": ["some"], "E_TOWNS": ["t1", "t2"], "E_BUS": ["4"]}
MOST_REQUESTS, MOST_BYTES = 4, 40_000
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with asked_in(tmp_path_factory.mktemp("every"), EVERY_KIND, "every") as app:
        yield app


@pytest.fixture(scope="module")
def address(every_kind: Flask) -> Iterator[str]:
    with served_here(every_kind) as address:
        yield f"{address}/en/s/every"


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=request.param, locale="en")
    yield context
    context.close()


@pytest.fixture
def wide(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=WIDE, locale="en")
    yield context.new_page()
    context.close()


def steps(page: Page, address: str) -> Iterator[str]:
    """From the first page of questions to the review; yields the code of each."""
    page.goto(address)
    press(page, "next")
    while kind_of(page) == "question":
        yield step_of(page)
        answer(page)
        press(page, "next")
    assert kind_of(page) == "review", page.url


def step_of(page: Page) -> str:
    return page.url.partition("?")[0].rpartition("/")[2]


def answer(page: Page) -> None:
    for name, text in TYPED.items():
        if page.locator(f'[name="{name}"]').count():
            page.fill(f'[name="{name}"]', text)
    for name, codes in CHOSEN.items():
        for code in codes:
            if page.locator(f'[name="{name}"][value="{code}"]').count():
                page.check(f'[name="{name}"][value="{code}"]')


def at(page: Page, address: str, wanted: str) -> Page:
    return next(page for step in steps(page, address) if step == wanted)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    context: BrowserContext, address: str, direction: str, *, has_scripts: bool
) -> None:
    if not has_scripts:
        context.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
    page, seen = context.new_page(), []
    for step in steps(page, address):
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert violations(page) == [], step
        assert page.evaluate(OVERFLOW) == 0, step
        seen.append(step)
    assert {"p1", "p2", "p3", "p3-2", "p5", "p6", "p7", "p8", "p9", "p9-2", "p10"} <= set(seen)


def test_each_page_opened_cold_keeps_to_the_budget_of_a_first_page(
    chromium: Browser, wide: Page, address: str
) -> None:
    for step in steps(wide, address):
        cold, sizes = chromium.new_context(), list[int]()
        page = cold.new_page()
        page.on(
            "requestfinished",
            lambda done, sizes=sizes: sizes.append(done.sizes()["responseBodySize"]),
        )
        page.goto(wide.url, wait_until="networkidle")
        cold.close()
        assert len(sizes) <= MOST_REQUESTS, step
        assert sum(sizes) <= MOST_BYTES, step


def test_a_choice_of_a_table_is_named_by_its_row_and_its_column(wide: Page, address: str) -> None:
    page = at(wide, address, "p3")
    page.get_by_role("radio", name="Work wood needed Often", exact=True).check()
    assert page.locator('[name="E_WOOD"]:checked').get_attribute("value") == "often"
    box = page.get_by_role("rowheader", name="Work wood").bounding_box()
    mark = page.locator('[name="E_WOOD"]').first.bounding_box()
    assert box is not None
    assert mark is not None
    assert box["y"] < mark["y"] < box["y"] + box["height"]


def test_a_table_is_a_card_a_row_on_a_phone_and_a_table_in_print(wide: Page, address: str) -> None:
    page = at(wide, address, "p3")
    rows = """() => new Set([...document.querySelectorAll('[name=E_WOOD]')]
      .map(each => Math.round(each.getBoundingClientRect().top))).size"""
    assert page.evaluate(rows) == 1
    page.set_viewport_size(PHONE)
    assert page.evaluate(rows) == 4
    page.emulate_media(media="print")
    assert page.evaluate(rows) == 1


def test_a_cell_is_named_by_its_row_and_its_column(wide: Page, address: str) -> None:
    page = at(wide, address, "p5")
    page.get_by_role("textbox", name="Millau People needed").fill("7")
    assert page.input_value('[name="E_MIXED[t2].people"]') == "7"
    page.get_by_role("combobox", name="Foix Somebody leaves soon?").select_option("yes")
    press(page, "next")
    assert page.locator('[aria-invalid="true"]').get_attribute("name") == "E_MIXED[t1].people"
    assert page.input_value('[name="E_MIXED[t1].leaves"]') == "yes"


def test_shares_are_summed_up_while_they_are_typed(wide: Page, address: str) -> None:
    page = at(wide, address, "p7")
    said = page.get_by_role("region", name="How is your week shared out").get_by_role("status")
    assert said.inner_text() == ""
    page.fill('[name="E_SPLIT[make].share"]', "60")
    page.fill('[name="E_SPLIT[sell].share"]', "30.5")
    assert said.inner_text() == "So far 90.5 of 100"
    page.fill('[name="E_SPLIT[sell].share"]', "many")
    assert said.inner_text() == ""
    page.fill('[name="E_SPLIT[sell].share"]', "45")
    assert "over" in (said.get_attribute("class") or "")


def test_an_item_is_added_and_removed_by_keyboard(wide: Page, address: str) -> None:
    page = at(wide, address, "p9")
    page.get_by_role("button", name="Add one more: Person").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Person 2").is_visible()
    page.get_by_role("button", name="Remove the last one").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Person 2").count() == 0
