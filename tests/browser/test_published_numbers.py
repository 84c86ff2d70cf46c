"""Every digit on a dashboard stands in its release."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site import Site

pytestmark = pytest.mark.browser

FINDINGS = (
    "", "/dialogue", "/skills", "/hiring", "/outlook", "/staying",
    "/course-time", "/coverage", "/quality",
)  # fmt: skip
TERRITORIES = ("demo_fr", "demo_es", "demo_ro", "demo_fi", "demo_ie")
OUTSIDE = """() => {
  const main = document.querySelector('main').cloneNode(true);
  const named = '[data-indicator], time, .label, th';
  main.querySelectorAll(named).forEach(each => each.remove());
  return main.textContent;
}"""
MARKED = """() => [...document.querySelectorAll('[data-indicator]')].map(each => ({
  ...each.dataset, text: each.textContent}))"""
SHARES = {"IND01", "IND03", "IND16", "IND20", "IND28", "IND35"}  # but for these measures of theirs:
WHOLE = {"hires", "effective", "joined", "left_out", "minutes", "gap"}
DECIMALS = {"agility", "alpha", "postponed"}
PARTS = {"lonely", "starved"}
YEAR = re.compile(r"\b20(30|35)\b")


@pytest.fixture(scope="module")
def cells(site: Site) -> dict[tuple[str, str, str, str], dict[str, Any]]:
    *_, newest = json.loads(site.command("release", "list", "--json").stdout)
    shown = json.loads(site.command("release", "show", str(newest["number"]), "--json").stdout)
    return {
        (cell["indicator"], cell["territory"], cell["audience"], by_of(cell)): cell
        for cell in shown["cells"]
    }


def by_of(cell: dict[str, Any]) -> str:
    return ";".join(f"{name}={code}" for name, code in sorted(cell["by"].items()))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("finding", FINDINGS)
def test_every_digit_stands_in_the_release(
    page: Page, site: Site, cells: dict[Any, dict[str, Any]], finding: str
) -> None:
    for territory in TERRITORIES:
        page.goto(f"{site.address}/en/territories/{territory}{finding}")
        outside = YEAR.sub("", page.evaluate(OUTSIDE))
        assert not re.search(r"\d", outside), re.findall(r".{30}\d.{30}", outside)
        marked = page.evaluate(MARKED)
        assert marked
        for each in marked:
            key = (each["indicator"], each["territory"], each["audience"], each["by"])
            agrees(each, cells.get(key))


def agrees(shown: dict[str, str], cell: dict[str, Any] | None) -> None:
    if "suppressed" in shown:
        assert "value" not in shown
        assert "n" not in shown
        assert not re.search(r"\d", shown["text"])
        assert cell is None or cell["suppressed"]
        return
    assert cell is not None, shown
    assert not cell["suppressed"]
    assert float(shown["value"]) == cell["value"]
    assert shown["n"] == str(cell["n"])
    known = {text for name in ("value", "low", "high") for text in written(cell, cell[name])}
    for number in re.findall(r"\d+(?:\.\d+)?", shown["text"].replace(",", "")):
        assert number in known | set(re.findall(r"\d+", str(cell["n"]))), (shown, cell)


def written(cell: dict[str, Any], value: float) -> tuple[str, ...]:
    """A share in per cent; a correlation, a multiple or a mean with its decimals; others whole."""
    measure = cell["by"].get("measure")
    if cell["indicator"] == "IND14" or measure in DECIMALS:
        return (f"{abs(value):g}",)
    is_share = cell["indicator"] in SHARES or "answer" in cell["by"] or measure in PARTS
    of_two = not {"beside", "change"}.isdisjoint(cell["by"])
    is_gap = of_two or {"activity", "against"} <= cell["by"].keys()
    is_whole = measure in WHOLE or is_gap
    return (f"{abs(round(100 * value if is_share and not is_whole else value))}",)
