"""Each questionnaire is completed in every way in which people come: keyboard, any width, zoom,
no script, no style, right to left, one question at a time, a network that comes and goes."""

import json
import re
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from app.questionnaire.reading import read_questionnaire
from tests.browser.answering_site import CAMPAIGNS
from tests.browser.checks import Checks
from tests.browser.fitting import unfit
from tests.browser.keyboard import turn_by_keyboard
from tests.browser.walking import turn, walk
from tests.browser.wavering import Wavering, turn_until_it_goes
from tests.programs import ROOT
from tests.robot.comparing import differences, lost, receipt_hash
from tests.site import Site

pytestmark = pytest.mark.browser

Turned = Callable[[Page, str], None]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 225}  # 1280 by 900 at 400 %
APART = ("F_CONTACT", "R_CONTACT", "T_CONTACT")  # contacts lie apart from answers
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0.0.0 Mobile Safari/537.36"
each_campaign = pytest.mark.parametrize("campaign", CAMPAIGNS)


LEFT_TO_RIGHT = """() => [...document.body.querySelectorAll("*")].filter(each =>
  each.checkVisibility() && !each.closest("[dir=auto], [dir=ltr], .code, [type=tel]")
  && getComputedStyle(each).direction !== "rtl").map(each => each.outerHTML.slice(0, 120))"""
QUESTIONS = "main form .question:not(:has(.question)):visible"


class Walker:
    """Goes through a questionnaire from its first page to the receipt, in browsers of any kind."""

    def __init__(self, chromium: Browser, address: str, checks: Checks) -> None:
        self.chromium, self.address, self.checks = chromium, address, checks
        self.contexts: list[BrowserContext] = []

    def page(self, **options: Any) -> Page:
        """As a context of these options opens it, 320 px wide if they do not say."""
        context = self.chromium.new_context(**{"viewport": NARROW, **options})
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        return context.new_page()

    def completes(self, way: str, path: str, page: Page, turned: Turned = turn) -> None:
        """Every page of it fits its window, but for one that has no style."""
        kinds = []
        for kind in walk(page, f"{self.address}{path}", turned):
            kinds.append(kind)
            assert way == "no-style" or unfit(page) == [], f"{kind} at {page.url}"
        assert kinds[0] == "intro"
        assert kinds[-2:] == ["review", "thanks"]
        assert page.locator("[data-receipt]").get_attribute("data-receipt")
        self.checks.used(kinds, [way])


@pytest.fixture
def walker(chromium: Browser, answering: Site, checks: Checks) -> Iterator[Walker]:
    walker = Walker(chromium, answering.address, checks)
    yield walker
    for each in walker.contexts:
        each.close()


@each_campaign
@pytest.mark.parametrize(
    ("way", "width"), [("narrow", NARROW), ("wide", WIDE)], ids=["320", "1280"]
)
def test_at_any_width(walker: Walker, campaign: str, way: str, width: dict[str, int]) -> None:
    walker.completes(way, f"/en/s/{campaign}", walker.page(viewport=width))


@each_campaign
def test_by_keyboard_alone(walker: Walker, campaign: str) -> None:
    page = walker.page(viewport=WIDE)
    walker.completes("keyboard", f"/en/s/{campaign}", page, turn_by_keyboard)


@each_campaign
def test_without_scripts(walker: Walker, campaign: str) -> None:
    walker.completes("no-script", f"/fr/s/{campaign}", walker.page(java_script_enabled=False))


@each_campaign
def test_without_style(walker: Walker, campaign: str) -> None:
    page = walker.page()
    page.route(re.compile(r"\.css(\?|$)"), lambda route: route.abort())
    walker.completes("no-style", f"/en/s/{campaign}", page)


@each_campaign
def test_at_four_times_the_size(walker: Walker, campaign: str) -> None:
    page = walker.page(viewport=ZOOMED, device_scale_factor=4)
    walker.completes("zoom", f"/de/s/{campaign}", page)


@each_campaign
def test_right_to_left(walker: Walker, campaign: str) -> None:
    def turned(page: Page, way: str) -> None:
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.evaluate(LEFT_TO_RIGHT) == [], page.url
        turn(page, way)

    walker.completes("right-to-left", f"/ar/s/{campaign}", walker.page(), turned)


@each_campaign
def test_one_question_at_a_time_on_a_phone(walker: Walker, campaign: str) -> None:
    asked = []

    def turned(page: Page, way: str) -> None:
        asked.append(page.locator(QUESTIONS).count())
        turn(page, way)

    page = walker.page(user_agent=PHONE, has_touch=True, is_mobile=True)
    walker.completes("phone", f"/en/s/{campaign}", page, turned)
    assert len(asked) > 15
    assert statistics.mode(asked[1:]) == 1


@each_campaign
def test_over_a_network_that_goes_and_comes(
    walker: Walker, answering: Site, campaign: str, tmp_path: Path
) -> None:
    """Nothing lost, nothing twice. No other way of this file answers in Spanish."""
    page = walker.page(viewport=WIDE)
    network = Wavering(page, campaign)
    walker.completes("network", f"/es/s/{campaign}", page, turn_until_it_goes)
    assert network.losses > 3
    receipt = page.locator("[data-receipt]").get_attribute("data-receipt") or ""
    out = tmp_path / "out.jsonl"
    exporting = answering.command("responses", "export", campaign, "--to", "jsonl", str(out))
    assert exporting.returncode == 0, exporting.stderr
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    begun = [row for row in rows if row["language"] == "es"]
    assert [row["receipt_hash"] for row in begun] == [receipt_hash(receipt)]
    asked = read_questionnaire(ROOT / "surveys" / f"{campaign}.yaml", ROOT / "translations")
    assert len(network.journey.accepted) > 10
    assert differences(network.journey, begun[0], APART) == []
    assert lost(network.journey, begun[0], asked) == []
