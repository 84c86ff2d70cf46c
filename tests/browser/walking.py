"""Walks a questionnaire in Chromium as a person would: tick, type, press Continue."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page

MOST_PAGES = 150  # one question at a time
VISIBLE = """fields => fields.map(each => [
  each.offsetParent === null ? "" : each.name, each.type,
  ["numeric", "decimal"].includes(each.inputMode)])"""


def kind_of(page: Page) -> str:
    return page.locator("main").get_attribute("data-page") or ""


def press(page: Page, way: str) -> None:
    with page.expect_navigation():
        page.locator(f'main [name="go"][value="{way}"]').click()


def turn(page: Page, way: str) -> None:
    """Answers a page and leaves it."""
    fill(page)
    press(page, way)


def walk(page: Page, address: str, turned: Callable[[Page, str], None] = turn) -> Iterator[str]:
    """Goes from an open link to the thank-you page; yields the kind of every page on the way.

    turned: answers a page and leaves it by the button of that value.
    """
    page.goto(address)
    for _page in range(MOST_PAGES):
        kind = kind_of(page)
        yield kind
        if kind == "thanks":
            return
        turned(page, "send" if kind == "review" else "next")
    raise AssertionError(f"no end after {MOST_PAGES} pages, at {page.url}")


def fill(page: Page) -> None:
    """Answers every question of a page in the plainest way."""
    form = page.locator("main form:has([name=go])")
    folded = form.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    fields = form.locator("input, select, textarea")
    seen: set[str] = set()
    for place, (name, kind, is_number) in enumerate(fields.evaluate_all(VISIBLE)):
        if name and name not in seen:
            seen.add(name)
            answer(fields.nth(place), kind, is_number=is_number)


def answer(field: Locator, kind: str, *, is_number: bool) -> None:
    if kind in {"radio", "checkbox"}:
        field.check()
    elif kind == "select-one":
        field.select_option(index=1)
    elif is_number:
        field.fill("2")
    elif kind == "email":
        field.fill("somebody@example.org")
