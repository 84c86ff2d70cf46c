"""The rules of WCAG as axe knows them, run over a page as it stands, in light and dark."""

import json

from playwright.sync_api import Page

from tests.browser.checks import AXE, Checks

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SENSIBLE = ["heading-order", "page-has-heading-one", "tabindex", "landmark-unique", "empty-heading"]
"""Best practice that fits pages without a bar of navigation."""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = """async () => (await axe.run(%s))
  .violations.map(each => [each.id, each.nodes.map(node => node.html)])"""


def violations(page: Page, rules: list[str] | None = None) -> list[list[object]]:
    """What axe finds, by all rules or these alone: the name of each broken rule, and where.

    Its script runs in a world of its own, so that the page's policy stays.
    """
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
    context = world["executionContextId"]
    session.send("Runtime.evaluate", {"expression": AXE.read_text(), "contextId": context})
    found = session.send(
        "Runtime.evaluate",
        {
            "expression": f"({RUN % json.dumps(options(rules))})()",
            "contextId": context,
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    session.detach()
    assert "exceptionDetails" not in found, found
    return list(found["result"]["value"])


def options(rules: list[str] | None) -> dict[str, object]:
    if rules is not None:
        return {"runOnly": rules}
    sensible = {name: {"enabled": True} for name in SENSIBLE}
    return {"runOnly": {"type": "tag", "values": TAGS}, "rules": sensible}


def assert_clean(page: Page, checks: Checks) -> None:
    """Nothing is broken on the page in light, nor its colours in dark; noted for the statement."""
    kind = page.locator("main").get_attribute("data-page") or ""
    page.emulate_media(reduced_motion="reduce")  # no colour is measured on its way to another
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    language = page.locator("html").get_attribute("lang") or ""
    checks.ruled(kind, [language], [str(rule) for rule, _places in found])
    checks.used([kind], ["dark"])
    assert found == [], f"{kind} at {page.url}: {found}"
