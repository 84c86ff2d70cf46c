"""The pages of indicators on a phone: short, light, folded where they are long, whole in print."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from app.dashboards.indicators.sheets import sheets
from tests.browser.checks import Checks
from tests.browser.rules import assert_clean
from tests.browser.windows import window
from tests.site import Site

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
MOST_BYTES, MOST_PIXELS = 150_000, 6_300
HEIGHT = "document.documentElement.scrollHeight"
WIDTH = "document.documentElement.scrollWidth"
FOLDED = ".fold > details:not([open])"
UNSEEN = """() => [...document.querySelectorAll("main [data-indicator]")].filter(each =>
  !each.checkVisibility({contentVisibilityAuto: true}) || !each.offsetHeight).length"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with window(chromium, PHONE, has_scripts=False) as page:
        yield page


def address(site: Site, code: str, more: str = "", language: str = "en") -> str:
    return f"{site.address}/{language}/territories/demo_fr/indicators/{code}{more}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_indicator_is_light_and_short(page: Page, site: Site, language: str) -> None:
    found = {}
    for code in sheets():
        answer = page.goto(address(site, code, language=language))
        assert answer is not None
        assert answer.status == 200
        found[code] = (len(answer.body()), page.evaluate(HEIGHT), page.evaluate(WIDTH))
    assert {code: each for code, each in found.items() if each[0] > MOST_BYTES} == {}
    assert {code: each for code, each in found.items() if each[1] > MOST_PIXELS} == {}
    assert {each[2] for each in found.values()} == {PHONE["width"]}


def test_a_link_of_the_list_opens_what_is_folded(page: Page, site: Site) -> None:
    page.goto(address(site, "IND28"))
    folded = page.locator(FOLDED)
    before = folded.count()
    assert before > 0
    target = folded.first.locator(".target").get_attribute("id")
    page.locator(f'nav.contents a[href="#{target}"]').click()
    assert page.locator(FOLDED).count() == before - 1
    assert page.locator(f'[id="{target}"]').bounding_box() is not None


def test_what_is_folded_opens_by_keyboard(page: Page, site: Site) -> None:
    page.goto(address(site, "IND28"))
    before = page.locator(FOLDED).count()
    page.locator(FOLDED).first.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(FOLDED).count() == before - 1


@pytest.mark.parametrize("code", ["IND13", "IND28"])
def test_in_print_every_number_of_the_page_is_seen(page: Page, site: Site, code: str) -> None:
    page.goto(address(site, code))
    assert page.evaluate(UNSEEN) > 0
    page.emulate_media(media="print")
    assert page.locator("details:not([open]) [data-indicator]").count() > 0
    assert page.evaluate(UNSEEN) == 0
    page.emulate_media(media="screen")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_them(
    chromium: Browser, site: Site, checks: Checks, language: str
) -> None:
    """With scripts: axe is one."""
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address(site, "IND13", language=language))
        assert_clean(page, checks)
        page.locator("nav.contents a:not([href^='#'])").first.click()
        assert_clean(page, checks)
