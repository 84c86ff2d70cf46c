"""axe finds nothing on any page, light or dark, with and without scripts, in five languages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.answering_site import CAMPAIGNS, CLOSED
from tests.browser.checks import Checks
from tests.browser.rules import assert_clean, violations
from tests.browser.walking import fill, kind_of, press, walk
from tests.browser.windows import LANGUAGES, window
from tests.site import Site

pytestmark = pytest.mark.browser

WALKED = (
    *(("firms", each) for each in LANGUAGES),  # has every kind of page
    *((each, "en") for each in CAMPAIGNS if each != "firms"),
)
STATIC = {
    "/": "landing",
    "/accessibility": "accessibility",
    "/resume": "resume",
    "/erase": "erase",
    "/answers": "own-answers",
    "/languages": "languages",
    "/s/firms/who-sees-what": "who-sees-what",
    "/s/firms/offline": "offline",
    "/s/firms/interviews": "interviews",
    "/nowhere": "problem",
    "/r/aaaaaaaaaaaaaaaaaaaaaaaaaa": "problem",
    "/s/nowhere": "problem",
    f"/s/{CLOSED}": "closed",
}
SHAPE = """() => [...new Set([...document.querySelectorAll("main *")].map(each =>
  `${each.localName} ${each.type ?? ""} ${each.className}`))].sort()"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A phone; one for the whole file, since pages keep nothing in it."""
    with window(chromium) as page:
        yield page


@pytest.fixture(scope="module")
def scriptless(chromium: Browser) -> Iterator[Page]:
    """No script of the page arrives: axe itself needs an engine."""
    with window(chromium) as page:
        page.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
        yield page


def every_shape(page: Page, address: str, checks: Checks) -> None:
    """Every kind of page, and of the pages of questions each that holds other kinds of fields."""
    kinds, seen = [], set()
    for kind in walk(page, address):
        kinds.append(kind)
        shape = f"{kind} {page.evaluate(SHAPE)}"
        if shape not in seen:
            assert_clean(page, checks)
        seen.add(shape)
    assert {"intro", "question", "review", "thanks"} <= set(kinds)


@pytest.mark.parametrize(("campaign", "language"), WALKED)
def test_every_page_of_a_questionnaire(
    page: Page, answering: Site, checks: Checks, campaign: str, language: str
) -> None:
    every_shape(page, f"{answering.address}/{language}/s/{campaign}", checks)
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("campaign", ["trainers"])
def test_every_page_of_a_questionnaire_without_scripts(
    scriptless: Page, answering: Site, checks: Checks, campaign: str
) -> None:
    every_shape(scriptless, f"{answering.address}/en/s/{campaign}", checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_page(page: Page, answering: Site, checks: Checks, language: str) -> None:
    page.goto(f"{answering.address}/{language}/s/firms")
    press(page, "next")
    press(page, "next")
    assert page.locator('[role="alert"]').count() == 1
    assert page.locator('[aria-invalid="true"]').count() > 0
    assert_clean(page, checks)
    fill(page)
    press(page, "next")
    assert page.locator('[role="alert"]').count() == 0
    assert kind_of(page) == "question"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_whoever_lives_elsewhere(
    page: Page, answering: Site, checks: Checks, language: str
) -> None:
    page.goto(f"{answering.address}/{language}/s/residents")
    press(page, "next")
    fill(page)
    page.locator("select[name=R_PLACE]").select_option("left")
    press(page, "next")
    assert kind_of(page) == "left"
    assert_clean(page, checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_outside_a_questionnaire(
    page: Page, answering: Site, checks: Checks, language: str
) -> None:
    for path, kind in STATIC.items():
        page.goto(f"{answering.address}/{language}{path}")
        assert kind_of(page) == kind
        assert page.locator("html").get_attribute("lang") == language
        assert_clean(page, checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_outside_a_questionnaire_is_refused(
    page: Page, answering: Site, checks: Checks, language: str
) -> None:
    for path in ("/resume", "/erase"):
        page.goto(f"{answering.address}/{language}{path}")
        with page.expect_navigation():
            page.locator("main .go").click()
        assert page.locator('[role="alert"]').count() == 1
        assert_clean(page, checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_around_a_response(
    page: Page, answering: Site, checks: Checks, language: str
) -> None:
    page.goto(f"{answering.address}/{language}/s/trainers")
    press(page, "next")
    response = page.url.rpartition("/")[0]
    for path, kind in (
        ("answers", "own-answers"),
        ("answers/erase", "erase"),
        ("mail/link", "mail"),
    ):
        page.goto(f"{response}/{path}")
        assert kind_of(page) == kind
        assert_clean(page, checks)
    for typed, kind in (("nobody", "mail"), (f"{language}@example.org", "mailed")):
        page.locator("main [name=email]").fill(typed)
        with page.expect_navigation():
            page.locator("main .go").click()
        assert kind_of(page) == kind
        assert_clean(page, checks)


def test_the_check_sees_seeded_faults(page: Page) -> None:
    page.goto("about:blank")  # the last page's policy would refuse the style below
    page.set_content(
        "<html><head><title>x</title></head><body><main><h1>x</h1><h4>y</h4><img src='x.png'>"
        "<input name='y'><p style='color:#999;background:#fff'>pale</p></main></body></html>"
    )
    found = {str(rule) for rule, _places in violations(page)}
    assert {"html-has-lang", "image-alt", "label", "color-contrast", "heading-order"} <= found
