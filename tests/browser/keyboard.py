"""Answers a page by keyboard alone: Tab, Space, Enter, arrows, and letters in fields."""

from typing import TypedDict

from playwright.sync_api import Page

MOST_TABS = 400  # on one page
LOOK = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getBoundingClientRect();
  const isOutlined = each => each && getComputedStyle(each).outlineStyle !== "none"
    && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const fold = here.localName === "summary" ? here.parentElement : null;
  const inside = [...(fold ?? here.parentElement).querySelectorAll("input")];
  const names = new Set(inside.map(each => each.name));
  const group = fold ? [...document.querySelectorAll("input")].filter(each => names.has(each.name))
    : here.name ? [...document.getElementsByName(here.name)] : [];
  return {
    tag: here.localName, type: here.type ?? "", name: here.name ?? "", value: here.value ?? "",
    isNumber: ["numeric", "decimal"].includes(here.inputMode),
    isFold: Boolean(fold) && !fold.open && group.length > 0,
    isChosen: group.some(each => each.checked),
    isMarked: isOutlined(here) || isOutlined(here.closest("label")),
    isInSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    html: here.outerHTML.slice(0, 120)};
}"""


class Focused(TypedDict):
    """What has the focus, and whether a person sees that."""

    tag: str
    type: str
    name: str
    value: str
    isNumber: bool
    isFold: bool
    isChosen: bool
    isMarked: bool
    isInSight: bool
    html: str


def turn_by_keyboard(page: Page, way: str) -> None:
    """Answers a page and leaves it by the button of that value, never touching the mouse."""
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        here: Focused | None = page.evaluate(LOOK)
        if here is None:
            continue
        assert here["isMarked"], f"the focus is not to be seen at {page.url}: {here['html']}"
        assert here["isInSight"], f"the focus is out of sight at {page.url}: {here['html']}"
        if here["name"] == "go" and here["value"] == way:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        answer_by_keyboard(page, here)
    raise AssertionError(f"no button {way!r} within {MOST_TABS} tabs at {page.url}")


def answer_by_keyboard(page: Page, here: Focused) -> None:
    """In the plainest way, once. Arrows walk through the choices and back."""
    if here["isFold"] and not here["isChosen"]:
        page.keyboard.press("Enter")
    elif here["type"] == "radio" and not here["isChosen"]:
        for key in ("Space", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
    elif here["type"] == "checkbox" and not here["isChosen"]:
        page.keyboard.press("Space")
    elif here["tag"] == "select" and not here["value"]:
        page.keyboard.press("ArrowDown")
    elif here["isNumber"] and not here["value"]:
        page.keyboard.type("2")
    elif here["type"] == "email" and not here["value"]:
        page.keyboard.type("somebody@example.org")
