"""The rules of WCAG as axe knows them, run over a page as it stands, in light and dark."""

import json
from contextlib import closing
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.browser.checks import AXE, Checks

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SENSIBLE = ["heading-order", "page-has-heading-one", "tabindex", "landmark-unique", "empty-heading"]
"""Best practice that fits pages without a bar of navigation."""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """async () => (await axe.run(%s))
  .violations.map(each => [each.id, each.nodes.map(node => node.html)])"""


class Axe:
    """The rules, ready on a page as it stands: loaded once, run as often as the page changes looks.

    Its script runs in a world of its own, so that the page's policy stays.
    """

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        frame = self._session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self._session.send(
            "Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"}
        )
        self._context = world["executionContextId"]
        self._evaluated({"expression": script()})

    def violations(self, rules: list[str] | None = None) -> list[list[object]]:
        """What is found, by all rules or these alone: the name of each broken rule, and where."""
        expression = f"({RUN % json.dumps(options(rules))})()"
        found = self._evaluated(
            {"expression": expression, "awaitPromise": True, "returnByValue": True}
        )
        return list(found["result"]["value"])

    def close(self) -> None:
        self._session.detach()

    def _evaluated(self, asked: dict[str, object]) -> Any:
        found = self._session.send("Runtime.evaluate", {**asked, "contextId": self._context})
        assert "exceptionDetails" not in found, found
        return found


@cache
def script() -> str:
    return AXE.read_text()


def violations(page: Page) -> list[list[object]]:
    with closing(Axe(page)) as axe:
        return axe.violations()


def options(rules: list[str] | None) -> dict[str, object]:
    if rules is not None:
        return {"runOnly": rules}
    sensible = {name: {"enabled": True} for name in SENSIBLE}
    return {"runOnly": {"type": "tag", "values": TAGS}, "rules": sensible}


def assert_clean(page: Page, checks: Checks) -> None:
    """Nothing is broken on the page in light, nor its colours in dark; noted for the statement."""
    kind = page.locator("main").get_attribute("data-page") or ""
    page.emulate_media(reduced_motion="reduce")  # no colour is measured on its way to another
    with closing(Axe(page)) as axe:
        found = axe.violations()
        page.emulate_media(color_scheme="dark")
        found += axe.violations(OF_COLOUR)
    page.emulate_media(color_scheme="light")
    language = page.locator("html").get_attribute("lang") or ""
    checks.ruled(kind, [language], [str(rule) for rule, _places in found])
    checks.used([kind], ["dark"])
    assert found == [], f"{kind} at {page.url}: {found}"
