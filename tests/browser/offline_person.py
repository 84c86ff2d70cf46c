"""Somebody who answers without a connection: opens, keeps, fills, presses, cuts the network."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.browser.walking import press
from tests.site import Site

MOST_STEPS = 60
PASSPHRASE = "nine slow rivers of stone"  # noqa: S105 -- of a test
FILL = """() => {
  const step = document.querySelector(".step:not([hidden])");
  for (const each of step.querySelectorAll("details:not([open])")) each.open = true;
  const told = (field) => ["input", "change"].forEach(
    (kind) => field.dispatchEvent(new Event(kind, { bubbles: true })));
  const done = new Set();
  for (const field of step.querySelectorAll("input, select, textarea")) {
    if (field.offsetParent === null || !field.name || done.has(field.name)) continue;
    done.add(field.name);
    if (/radio|checkbox/.test(field.type)) { if (!field.checked) field.click(); continue; }
    if (field.tagName === "SELECT") field.selectedIndex = 1;
    else if (/numeric|decimal/.test(field.inputMode)) field.value = "2";
    else if (field.type === "email") field.value = "somebody@example.org";
    else continue;
    told(field);
  }
  return step.dataset.step;
}"""
ON_DISK = """async () => {
  const wait = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await wait(indexedDB.open("foreterre"));
  const found = await wait(database.transaction("sealed").objectStore("sealed").getAll());
  database.close();
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) : JSON.stringify(value);
  return found.map((each) => Object.values(each).map(text).join(" "));
}"""
"""Each record as the disk holds it, bytes as characters."""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      found.push([request.url, await (await cache.match(request)).text()]);
  }
  return found;
}"""


@dataclass
class Offline:
    """A page of answering without a connection, in a browser of its own."""

    context: BrowserContext
    page: Page

    def shown(self, view: str) -> None:
        self.page.wait_for_selector(f'[data-view="{view}"]:not([hidden])', timeout=20_000)

    def kept(self) -> None:
        """All that was answered is on the device."""
        self.page.wait_for_selector("body:not([data-keeping])", timeout=10_000)

    def cut(self) -> None:
        self.context.set_offline(True)

    def by_hand(self) -> None:
        """From here on the page does nothing by itself after a while: a press alone sends."""
        self.page.evaluate("globalThis.setTimeout = () => 0")

    def connect(self) -> None:
        self.context.set_offline(False)

    @property
    def step(self) -> str:
        return str(self.page.locator(".step:not([hidden])").get_attribute("data-step"))

    def fill(self) -> str:
        """Answers the step shown in the plainest way; gives its code."""
        step = str(self.page.evaluate(FILL))
        self.kept()
        return step

    def next(self) -> None:
        self.page.locator('[data-view="steps"] [value="next"]').click()

    def walk(self, *, most: int = MOST_STEPS) -> Iterator[str]:
        """Step by step to the review; yields the code of each step once it is filled in."""
        for _step in range(most):
            if self.page.locator('[data-view="review"]:not([hidden])').count():
                return
            before = self.fill()
            yield before
            self.next()
            self.page.wait_for_function(
                """before => !document.querySelector('[data-view="review"]').hidden
                  || document.querySelector(".step:not([hidden])").dataset.step !== before""",
                arg=before,
                timeout=10_000,
            )

    def to_review(self) -> None:
        for _step in self.walk():
            pass
        self.shown("review")

    def do(self, action: str) -> None:
        self.page.locator(f'[data-do="{action}"]:visible').first.click()

    def on_disk(self) -> str:
        return "\n".join(self.page.evaluate(ON_DISK))

    def cached(self) -> list[tuple[str, str]]:
        return [(address, text) for address, text in self.page.evaluate(CACHED)]


def respondent(context: BrowserContext, address: str) -> Offline:
    """From an open link to the page that keeps answers on the device."""
    page = context.new_page()
    page.goto(address)
    press(page, "next")
    page.locator('a[href*="/offline#"]').click()
    found = Offline(context, page)
    found.shown("ask")
    return found


def keeping(context: BrowserContext, address: str) -> Offline:
    found = respondent(context, address)
    found.do("keep")
    found.shown("steps")
    return found


def interviewer(context: BrowserContext, address: str) -> Offline:
    """A device prepared with a passphrase."""
    page = context.new_page()
    page.goto(address)
    found = Offline(context, page)
    found.shown("begin")
    page.locator("#new-passphrase").fill(PASSPHRASE)
    page.locator("#same-passphrase").fill(PASSPHRASE)
    page.locator('[data-view="begin"] .go').click()
    found.shown("queue")
    return found


def unlock(found: Offline, passphrase: str = PASSPHRASE) -> None:
    found.shown("locked")
    found.page.locator("#passphrase").fill(passphrase)
    found.page.locator('[data-view="locked"] .go').click()


def interview_address(site_address: str, key_page: str, language: str = "en") -> str:
    """From what `campaign key` printed to the page for interviewers."""
    key = re.search(r"/c/([a-z2-7]{26})", key_page)
    assert key, key_page
    return f"{site_address}/{language}/c/{key[1]}"


def sent_in(site: Site, campaign: str) -> int:
    """Responses of a campaign that the store holds as sent."""
    store = Path(site.settings["FORETERRE_DATA_DIR"]) / "foreterre.sqlite"
    query = (
        "SELECT count(*) FROM response JOIN campaign ON campaign.id = response.campaign_id"
        " WHERE campaign.code = ? AND response.sent_at IS NOT NULL"
    )
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        return int(database.execute(query, (campaign,)).fetchone()[0])
