"""Pictures and sounds of a question in Chromium: drawn in each language, with and without scripts,
on the narrowest phone, in the dark and on paper."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from app.commands.survey import survey
from app.store import campaigns, questionnaires
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from tests import made_media
from tests.browser.own_campaign import asked_in, served_here
from tests.browser.rules import violations
from tests.browser.walking import press

pytestmark = pytest.mark.browser
EVERY_KIND = Path(__file__).parent.parent / "every_kind.yaml"
NARROW = {"width": 320, "height": 700}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = """async () => {
  const found = [...document.querySelectorAll("main img")];
  found.forEach((each) => { each.loading = "eager"; });
  await Promise.all(found.map((each) => each.decode()));
  return found.map((each) => [each.naturalWidth, each.clientWidth > 0 && each.clientHeight > 0]);
}"""
IN_LANGUAGE = {"en": ("tree_en", "oak", "elm"), "fr": ("tree_fr", "oak", "elm_fr", "told_fr")}


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    form = made_media.written(tmp_path_factory.mktemp("form"))
    with asked_in(tmp_path_factory.mktemp("trees"), EVERY_KIND, "every") as app:
        assert app.test_cli_runner().invoke(survey, ["import", str(form)]).exit_code == 0
        with app.app_context(), transaction():
            campaigns.add(
                NewCampaign(
                    code="trees",
                    questionnaire_id=questionnaires.latest("trees").id,
                    wave="w2026",
                    territories=("demo_fr",),
                    opens_on=datetime.now(UTC).date(),
                    closes_on=date.max,
                )
            )
        yield app


@pytest.fixture(scope="module")
def address(trees: Flask) -> Iterator[str]:
    with served_here(trees) as address:
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=NARROW, locale="en")
    yield context
    context.close()


def opened(context: BrowserContext, address: str, language: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/{language}/s/trees")
    press(page, "next")
    return page


@pytest.mark.parametrize("language", IN_LANGUAGE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_language_draws_its_own_pictures(
    context: BrowserContext, address: str, language: str, scheme: str
) -> None:
    page = opened(context, address, language)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    widths = [made_media.WIDTHS[f"{name}.png"] for name in IN_LANGUAGE[language]]
    assert page.evaluate(DRAWN) == [[width, True] for width in widths]
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == []


def test_a_picture_chooses_its_choice_which_its_words_name(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "en")
    page.get_by_role("img", name="Elm", exact=True).click()
    assert page.locator('[name="tree"]:checked').get_attribute("value") == "elm"
    page.get_by_role("radio", name="Oak", exact=True).check()
    page.fill('[name="rings"]', "12")
    press(page, "next")
    assert page.locator("main").get_attribute("data-page") == "review"
    assert "Oak" in page.inner_text("main")


def test_a_sound_plays_when_it_is_asked_to_and_not_before(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "en")
    sounds = page.locator("audio")
    assert sounds.count() == 2
    states = "all => all.map(each => [each.paused, each.readyState, each.error])"
    assert sounds.evaluate_all(states) == [[True, 0, None]] * 2
    heard = """async (each) => { each.muted = true; await each.play(); return each.duration; }"""
    assert sounds.first.evaluate(heard) == pytest.approx(0.1, abs=0.02)


def test_without_scripts_and_in_print_pictures_stay(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/en/s/trees")
    page.locator("button.go").click()
    for name in ("Which tree grows here?", "Oak", "Elm"):
        picture = page.get_by_role("img", name=name, exact=True)
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] > 0
    page.emulate_media(media="print")
    assert page.get_by_role("img", name="Elm", exact=True).is_visible()
    assert not page.locator("audio").first.is_visible()
    context.close()


def test_the_larger_picture_opens_beside_what_was_typed(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "en")
    page.fill('[name="rings"]', "12")
    with context.expect_page() as beside:
        page.get_by_role("link", name="Larger picture: Which tree grows here?").click()
    beside.value.wait_for_load_state()
    drawn = beside.value.evaluate("document.images[0].naturalWidth")
    assert drawn == made_media.WIDTHS["tree_big.png"]
    assert page.input_value('[name="rings"]') == "12"
