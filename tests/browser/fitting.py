"""Whether a page fits: nothing wider than the window, no text cut, no button over another."""

from playwright.sync_api import Page

UNFIT = """() => {
  const found = [], root = document.documentElement;
  const name = each => `${each.outerHTML.slice(0, 80)} … ${each.textContent.trim().slice(0, 40)}`;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  const isSeen = each => each.checkVisibility() && each.getBoundingClientRect().width > 1;
  const scrolls = each => { for (let at = each; at && at !== root; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true; return false; };
  const hasText = each => [...each.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isHidden = each => { for (let at = each; at && at !== root; at = at.parentElement)
    if (getComputedStyle(at).clipPath !== "none") return true; return false; };
  for (const each of document.body.querySelectorAll("*")) {
    if (!hasText(each) || each.localName === "option" || !isSeen(each)) continue;
    if (scrolls(each) || isHidden(each) || each.closest(".skip")) continue;
    const box = each.getBoundingClientRect();
    const isInline = getComputedStyle(each).display === "inline";
    const isOutside = box.right > root.clientWidth + 1 || box.left < -1;
    const isSpilt = !isInline && each.scrollWidth > each.clientWidth + 1;
    if (isOutside || isSpilt) found.push(`cut: ${name(each)}`);
  }
  const pressed = [...document.querySelectorAll("button, a.go, summary, .choice")]
    .filter(each => isSeen(each) && !isHidden(each));
  const boxes = pressed.map(each => each.getBoundingClientRect());
  boxes.forEach((one, place) => boxes.slice(place + 1).forEach((two, more) => {
    const isOver = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
      && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1;
    const pair = [pressed[place], pressed[place + 1 + more]];
    if (isOver && !pair[0].contains(pair[1])) found.push(`over one another: ${pair.map(name)}`);
  }));
  return found;
}"""


def unfit(page: Page) -> list[str]:
    """What does not fit on the page as it is shown now; empty when everything does."""
    return list(page.evaluate(UNFIT))
