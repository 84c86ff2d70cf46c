"""One of each questionnaire on a phone of 360 px; nothing runs over the edge."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import press, walk
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    context.close()
    assert [line for line in refused if "422" not in line] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("campaign", ["demo-firms", "demo-residents", "demo-trainers"])
def test_a_phone_completes_it(phone: Page, site: Site, campaign: str, language: str) -> None:
    for kind in walk(phone, f"{site.address}/{language}/s/{campaign}"):
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{kind} at {phone.url} is {width} px wide"
        assert phone.locator("html").get_attribute("lang") == language
    assert phone.locator("[data-receipt]").get_attribute("data-receipt")


@pytest.mark.parametrize("campaign", ["demo-firms", "demo-residents", "demo-trainers"])
def test_it_is_complete_without_javascript(chromium: Browser, site: Site, campaign: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    kinds = list(walk(context.new_page(), f"{site.address}/fr/s/{campaign}"))
    context.close()
    assert kinds[0] == "intro"
    assert kinds[-2:] == ["review", "thanks"]


def test_the_open_link_speaks_the_language_of_the_phone(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/s/demo-residents")
    assert phone.url == f"{site.address}/fr/s/demo-residents"


def test_a_change_of_language_keeps_what_was_typed(phone: Page, site: Site) -> None:
    for _kind in walk(phone, f"{site.address}/en/s/demo-firms"):
        if phone.locator('[name="F_EMP"]').count():
            break
    phone.locator('[name="F_EMP"]').fill("many")
    with phone.expect_navigation():
        phone.locator(".all-languages > summary").click()
        phone.locator('.switch[value="fr"]').click()
    assert phone.locator("html").get_attribute("lang") == "fr"
    assert phone.locator('[name="F_EMP"]').input_value() == "many"
    assert phone.locator('[role="alert"]').count() == 0
    press(phone, "next")
    assert phone.locator('[name="F_EMP"][aria-invalid="true"]').count() == 1


def test_enter_in_a_field_goes_on_and_does_not_switch_the_language(phone: Page, site: Site) -> None:
    for _kind in walk(phone, f"{site.address}/en/s/demo-firms"):
        if phone.locator('[name="F_EMP"]').count():
            break
    before = phone.url
    phone.locator('[name="F_EMP"]').fill("3")
    with phone.expect_navigation():
        phone.locator('[name="F_EMP"]').press("Enter")
    assert phone.locator("html").get_attribute("lang") == "en"
    assert phone.url != before
