"""Questions read aloud: only with a voice on the device, by a button that any key reaches."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site import Site

pytestmark = pytest.mark.browser
VOICES = """
window.said = [];
class Said { constructor(text) { this.text = text; } }
const voices = [{lang: "en-GB", localService: %s, name: "one"}];
const speech = {
  getVoices: () => voices, speak: (each) => said.push(each.text),
  cancel: () => {}, addEventListener: () => {},
};
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Said});
Object.defineProperty(window, "speechSynthesis", {value: speech});
"""


def asked(chromium: Browser, site: Site, *, script: str) -> Page:
    """The first page of questions."""
    page = chromium.new_context(viewport={"width": 390, "height": 800}).new_page()
    if script:
        page.add_init_script(script)
    page.goto(f"{site.address}/en/s/demo-residents")
    page.click(".ways .go")
    return page


@pytest.fixture
def reading(chromium: Browser, site: Site) -> Iterator[Page]:
    page = asked(chromium, site, script=VOICES % "true")
    yield page
    page.context.close()


def test_the_button_reads_question_and_hint_and_stops(reading: Page) -> None:
    button = reading.locator(".listen").first
    button.focus()
    reading.keyboard.press("Enter")
    said = reading.evaluate("said")
    assert said[0].startswith("If you are under 16")
    assert any("I agree to take part" in each for each in said)
    assert button.inner_text().startswith("Stop reading")
    reading.keyboard.press("Enter")
    assert button.inner_text().startswith("Read aloud")


@pytest.mark.parametrize("script", ["", VOICES % "false"])
def test_there_is_none_without_a_voice_on_the_device(
    chromium: Browser, site: Site, script: str
) -> None:
    page = asked(chromium, site, script=script)
    assert page.locator(".question").count() > 0
    assert page.locator(".listen").count() == 0
    page.context.close()
