"""The fieldwork page in a browser: on a phone nothing is wider than it, and axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import Checks
from tests.browser.rules import assert_clean, violations
from tests.browser.windows import LANGUAGES
from tests.site import Site

pytestmark = pytest.mark.browser

AUDIENCES = ("firms", "residents", "trainers")
WIDER = """() => [...document.querySelectorAll('main *')]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && each.offsetParent)
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """The path of each campaign's page, as the command prints it."""
    found = {}
    for audience in AUDIENCES:
        done = site.command("campaign", "key", f"w2026-{audience}")
        assert done.returncode == 0, done.stderr
        found[audience] = done.stdout.strip().removeprefix(site.address)
    return found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_page_fits_and_axe_finds_nothing(
    page: Page, site: Site, addresses: dict[str, str], checks: Checks, audience: str
) -> None:
    for language in LANGUAGES:
        page.goto(f"{site.address}/{language}{addresses[audience]}")
        assert page.locator("main").get_attribute("data-page") == "fieldwork"
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(WIDER) == []
        assert_clean(page, checks)


def test_a_test_answer_begins_from_the_button(
    page: Page, site: Site, addresses: dict[str, str]
) -> None:
    page.goto(f"{site.address}/en{addresses['firms']}")
    page.get_by_role("link", name="Begin a test answer").click()
    page.get_by_role("button", name="Start").click()
    assert page.locator(".test").inner_text() == "Test: these answers do not count"
    assert violations(page) == []
