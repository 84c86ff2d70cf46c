"""axe finds nothing on any page of the thread, with and without JavaScript, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import fill, kind_of, press, walk
from tests.site import Site

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = f"""async () => (await axe.run({{runOnly: {TAGS}}}))
  .violations.map(each => [each.id, each.nodes.map(node => node.html)])"""
LANGUAGES = ("en", "fr")
CAMPAIGNS = ("demo-firms", "demo-residents", "demo-trainers")
FINDINGS = (
    "", "/dialogue", "/skills", "/hiring", "/outlook", "/staying",
    "/course-time", "/coverage", "/quality",
)  # fmt: skip
STATIC = (
    "/",
    "/resume",
    "/erase",
    "/answers",
    "/s/demo-residents/who-sees-what",
    "/nowhere",
    "/r/aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "/s/nowhere",
)


def violations(page: Page) -> list[object]:
    """What axe finds; its script runs in a world of its own, so that the page's policy stays."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
    context = world["executionContextId"]
    session.send("Runtime.evaluate", {"expression": AXE.read_text(), "contextId": context})
    found = session.send(
        "Runtime.evaluate",
        {
            "expression": f"({RUN})()",
            "contextId": context,
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    assert "exceptionDetails" not in found, found
    return list(found["result"]["value"])


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A phone. Without script, no script of the page arrives: axe itself needs an engine."""
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    if not request.param:
        context.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_page_of_a_questionnaire(
    page: Page, site: Site, campaign: str, language: str
) -> None:
    kinds = []
    for kind in walk(page, f"{site.address}/{language}/s/{campaign}"):
        kinds.append(kind)
        assert violations(page) == [], f"{kind} at {page.url}"
    assert {"intro", "question", "review", "thanks"} <= set(kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_page(page: Page, site: Site, language: str) -> None:
    page.goto(f"{site.address}/{language}/s/demo-firms")
    press(page, "next")
    press(page, "next")
    assert page.locator('[role="alert"]').count() == 1
    assert page.locator('[aria-invalid="true"]').count() > 0
    assert violations(page) == []
    fill(page)
    press(page, "next")
    assert page.locator('[role="alert"]').count() == 0
    assert kind_of(page) == "question"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", STATIC)
def test_pages_outside_a_questionnaire(page: Page, site: Site, address: str, language: str) -> None:
    page.goto(f"{site.address}/{language}{address}")
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finding", FINDINGS)
def test_dashboards(page: Page, site: Site, finding: str, language: str) -> None:
    page.goto(f"{site.address}/{language}/territories/demo_fr{finding}")
    assert kind_of(page) == "dashboard"
    assert violations(page) == []


def test_the_check_sees_seeded_faults(page: Page) -> None:
    page.set_content(
        "<html><head><title>x</title></head><body><main><h1>x</h1><img src='x.png'><input name='y'>"
        "<p style='color:#999;background:#fff'>pale</p></main></body></html>"
    )
    assert {"html-has-lang", "image-alt", "label", "color-contrast"} <= {
        name
        for name, _nodes in violations(page)  # type: ignore[misc, str-unpack]  # pairs
    }
