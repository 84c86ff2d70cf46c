"""A network that goes and comes: some posts never arrive, the answer to others is lost."""

import random
from contextlib import suppress
from urllib.parse import parse_qs

from playwright.sync_api import Error, Page, Response, Route

from tests.browser.walking import fill
from tests.robot.respondent import Journey

MOST_PRESSES, MOST_LOOKS = 12, 600
ON_THE_WAY, ON_THE_WAY_BACK = 0.25, 0.5  # up to which draws a post is lost there
FAILED = "chrome-error://"
SIGNED = {"token", "of", "seen", "go", "entry"}  # no answers


class Wavering:
    """Between a page and its site. journey: what was last accepted under each field's name."""

    def __init__(self, page: Page, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- no secret
        self.journey = Journey()
        self.losses = 0
        page.route("**/*", self._carry)
        page.on("response", self._note)

    def _carry(self, route: Route) -> None:
        drawn = self.chance.random() if route.request.method == "POST" else 1
        if drawn >= ON_THE_WAY_BACK:
            route.continue_()
            return
        self.losses += 1
        if drawn >= ON_THE_WAY:
            route.fetch(max_redirects=0)
        route.abort("connectionfailed")

    def _note(self, response: Response) -> None:
        if response.request.method == "POST" and response.status == 303:
            sent = parse_qs(response.request.post_data or "")
            self.journey.accepted |= {
                name: values for name, values in sent.items() if name not in SIGNED
            }


def turn_until_it_goes(page: Page, way: str) -> None:
    """Answers a page and leaves it; where the browser says that nothing came, sends it again."""
    fill(page)
    for press in range(MOST_PRESSES):
        page.evaluate("window.isLeft = true")
        with suppress(Error):  # the browser's own page says that nothing came
            if press:
                page.reload()
            else:
                page.locator(f'main [name="go"][value="{way}"]').click()
        wait_for_another(page)
        if not page.url.startswith(FAILED):
            return
    raise AssertionError(f"nothing came through after {MOST_PRESSES} presses")


def wait_for_another(page: Page) -> None:
    """Until a new page is there, the browser's own or the site's. The policy of pages forbids
    wait_for_function()."""
    for _look in range(MOST_LOOKS):
        with suppress(Error):  # between two pages
            if page.evaluate("!window.isLeft && document.readyState === 'complete'"):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"no other page came after {page.url}")
