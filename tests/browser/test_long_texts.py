"""With texts a third longer than the English, nothing is cut on a window of 320 px."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests import databases
from tests.browser.answering_site import CAMPAIGNS, CLOSED, filled
from tests.browser.checks import Checks
from tests.browser.fitting import unfit
from tests.browser.own_campaign import served_here
from tests.browser.pseudo import BEARER, LONGER, pseudo, written
from tests.browser.walking import fill, kind_of, press, walk
from tests.browser.windows import window

pytestmark = pytest.mark.browser
NARROW: ViewportSize = {"width": 320, "height": 640}
AROUND = ("/", "/accessibility", "/resume", "/erase", "/nowhere", f"/s/{CLOSED}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pseudo")
    app = filled(folder / "data", written(folder))
    with served_here(app) as address:
        yield f"{address}/{BEARER}"
    databases.disconnect(app)


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with window(chromium, NARROW) as page:
        yield page


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_nothing_is_cut_on_the_way_through(
    page: Page, address: str, checks: Checks, campaign: str
) -> None:
    kinds = []
    for kind in walk(page, f"{address}/s/{campaign}"):
        kinds.append(kind)
        assert page.locator("h1").first.inner_text().startswith("["), page.url
        assert unfit(page) == [], f"{kind} at {page.url}"
    assert kinds[-2:] == ["review", "thanks"]
    checks.used(kinds, ["long-texts"])


def test_nothing_is_cut_on_a_refused_page(page: Page, address: str) -> None:
    page.goto(f"{address}/s/firms")
    press(page, "next")
    press(page, "next")
    assert page.locator('[role="alert"]').count() == 1
    assert unfit(page) == []
    fill(page)
    press(page, "next")
    assert kind_of(page) == "question"


@pytest.mark.parametrize("path", AROUND)
def test_nothing_is_cut_around_a_questionnaire(
    page: Page, address: str, checks: Checks, path: str
) -> None:
    page.goto(f"{address}{path}")
    page.locator("details.all-languages > summary").click()
    assert unfit(page) == []
    checks.used([kind_of(page)], ["long-texts"])


def test_a_planted_cut_is_seen(page: Page) -> None:
    page.goto("about:blank")
    page.set_content(
        "<main style='inline-size:300px'><p style='inline-size:40px;overflow:hidden'>Donau"
        "dampfschifffahrt</p><button>One</button><button style='margin-inline-start:-30px'>Two"
        "</button></main>"
    )
    assert [each.split(":")[0] for each in unfit(page)] == ["cut", "over one another"]


def test_pseudo_texts_keep_their_places_and_grow() -> None:
    said = pseudo("About %(num)d minutes left of ${F_EMP}")
    assert "%(num)d" in said
    assert "${F_EMP}" in said
    long = "Firms, residents and trainers of a territory answer the same questions."
    assert len(pseudo(long)) >= LONGER * len(long)
    assert pseudo("${item}") == "${item}"
