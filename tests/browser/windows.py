"""Windows of Chromium, and the languages that pages are looked at in."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize

LANGUAGES = ("en", "fr", "ar", "fi", "el")
PHONE: ViewportSize = {"width": 360, "height": 780}
PATIENCE = 60_000  # milliseconds


@contextmanager
def window(
    chromium: Browser, size: ViewportSize = PHONE, *, has_scripts: bool = True
) -> Iterator[Page]:
    """One page in a context of its own; what opens it for a whole file keeps nothing in it."""
    context = chromium.new_context(viewport=size, java_script_enabled=has_scripts)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
