"""Walks a questionnaire in Chromium as a person would: tick, type, press Continue."""

from collections.abc import Iterator

from playwright.sync_api import Locator, Page

MOST_PAGES = 60


def kind_of(page: Page) -> str:
    return page.locator("main").get_attribute("data-page") or ""


def press(page: Page, way: str) -> None:
    with page.expect_navigation():
        page.locator(f'main [name="go"][value="{way}"]').click()


def walk(page: Page, address: str) -> Iterator[str]:
    """Goes from an open link to the thank-you page; yields the kind of every page on the way."""
    page.goto(address)
    for _page in range(MOST_PAGES):
        kind = kind_of(page)
        yield kind
        if kind == "thanks":
            return
        fill(page)
        press(page, "send" if kind == "review" else "next")
    raise AssertionError(f"no end after {MOST_PAGES} pages, at {page.url}")


def fill(page: Page) -> None:
    """Answers every question of a page in the plainest way."""
    form = page.locator("main form:has([name=go])")
    folded = form.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    answered: set[str] = set()
    for field in form.locator("input, select, textarea").all():
        name = field.get_attribute("name") or ""
        if name not in answered and field.is_visible():
            answered.add(name)
            answer(field)


def answer(field: Locator) -> None:
    kind = field.evaluate("each => each.type")
    if kind in {"radio", "checkbox"}:
        field.check()
    elif kind == "select-one":
        field.select_option(index=1)
    elif field.get_attribute("inputmode") in {"numeric", "decimal"}:
        field.fill("2")
    elif kind == "email":
        field.fill("somebody@example.org")
