"""axe finds nothing on the dashboards, light or dark, in five languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import Checks
from tests.browser.rules import assert_clean
from tests.browser.walking import kind_of
from tests.browser.windows import LANGUAGES, window
from tests.site import Site

pytestmark = pytest.mark.browser

FINDINGS = (
    "", "/dialogue", "/skills", "/hiring", "/outlook", "/staying",
    "/course-time", "/coverage", "/quality",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with window(chromium) as page:
        yield page


@pytest.mark.parametrize("language", LANGUAGES)
def test_dashboards(page: Page, site: Site, checks: Checks, language: str) -> None:
    for finding in FINDINGS:
        page.goto(f"{site.address}/{language}/territories/demo_fr{finding}")
        assert kind_of(page) == "dashboard"
        assert_clean(page, checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_to_explore(page: Page, site: Site, checks: Checks, language: str) -> None:
    page.goto(f"{site.address}/{language}/territories/demo_fr/hiring/explore")
    page.locator(".plotly svg").first.wait_for()
    assert_clean(page, checks)
