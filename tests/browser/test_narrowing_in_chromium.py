"""A long list shows what holds the letters typed; what was chosen stays in sight and is sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.own_campaign import asked_in, served_here
from tests.browser.walking import press
from tests.programs import ROOT

pytestmark = pytest.mark.browser
FOUND = "Find an answer in this list"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    asked = ROOT / "surveys" / "trainers.yaml"
    folder = tmp_path_factory.mktemp("trainers")
    with asked_in(folder, asked, "trainers") as app, served_here(app) as address:
        yield address


def at_skills(page: Page, address: str) -> Locator:
    """The list of the skills that courses develop."""
    page.goto(f"{address}/en/s/trainers")
    press(page, "next")
    page.check("[name=T_CONSENT]")
    page.check("[name=T_PLACE] >> nth=0")
    page.check("[name=T_TYPE] >> nth=0")
    press(page, "next")
    return page.locator("fieldset#T_NOW")


def in_sight(question: Locator) -> list[str]:
    return [each.inner_text().strip() for each in question.locator(".choice:visible").all()]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_letters_leave_what_holds_them(page: Page, address: str) -> None:
    question = at_skills(page, address)
    before = in_sight(question)
    box = page.get_by_label(FOUND)
    box.fill("ENERG")
    assert 0 < len(in_sight(question)) < len(before)
    chosen = question.locator(".choice:visible").first
    name = chosen.inner_text().strip()
    chosen.click()
    box.fill("wood")
    assert name in in_sight(question)
    box.fill("")
    assert in_sight(question) == before
    box.press("Enter")
    assert page.get_by_label(FOUND).count() == 1
    press(page, "next")
    press(page, "back")
    assert page.locator("fieldset#T_NOW :checked").count() == 1


def test_accents_and_capitals_do_not_matter(page: Page, address: str) -> None:
    question = at_skills(page, address)
    page.get_by_label(FOUND).fill("ÉNERGY")
    assert any("energy" in each.lower() for each in in_sight(question))


def test_nothing_found_is_said(page: Page, address: str) -> None:
    question = at_skills(page, address)
    page.get_by_label(FOUND).fill("xyz")
    assert question.get_by_role("status").inner_text() == "Nothing found: try fewer letters."


def test_without_scripts_there_is_no_box(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    question = at_skills(context.new_page(), address)
    assert question.locator(".narrowing").is_hidden()
    assert len(in_sight(question)) > 20
    context.close()
