"""A respondent who writes down what was acknowledged, and sends again what was not."""

import http.client
import random
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.faults.site import CAMPAIGN
from tests.robot.filling import Pairs, filled
from tests.robot.reading import Form, Seen
from tests.robot.respondent import MOST_PAGES, Journey

PATIENCE = 60  # seconds that a person goes on trying
PAUSE = 0.2
SLOWEST = 20  # seconds that a browser waits for an answer
TWICE = 0.1  # of the presses are double


class LostPatienceError(AssertionError):
    """Nothing was acknowledged for longer than a person would wait."""


@dataclass(slots=True)
class Reply:
    status: int
    location: str
    html: str


@dataclass(slots=True)
class Kept:
    """What one response was promised. entries: one-time keys that were posted."""

    entry: str = ""
    key: str = ""
    journey: Journey = field(default_factory=Journey)


@dataclass(slots=True)
class Counts:
    """acknowledged: posts answered by the next page. put_off: answered 503. broken: the
    connection ended without an answer. waited: the longest seconds until a post was taken."""

    acknowledged: int = 0
    put_off: int = 0
    broken: int = 0
    waited: float = 0.0


class Phone:
    """One response after the other, until told to stop; then the last one stays where it is."""

    def __init__(self, site: str, name: str, *, last: str = "thanks") -> None:
        """last: the kind of page at which it stops."""
        self.last = last
        self.host = urllib.parse.urlsplit(site).netloc
        self.chance = random.Random(name)  # noqa: S311 -- no secret
        self.counts = Counts()
        self.kept: list[Kept] = []
        self.faults: list[str] = []
        self.is_over = threading.Event()

    def answer_on(self) -> None:
        while not self.is_over.is_set():
            self.answer()

    def answer(self) -> None:
        """From the open link to the last page, or until told to stop."""
        kept = Kept()
        self.kept.append(kept)
        address, page = self.open(f"/en/s/{CAMPAIGN}")
        refusals = 0
        for _page in range(MOST_PAGES):
            if page.kind == "thanks":
                self._note_receipt(kept, page)
            if page.kind == self.last or self.is_over.is_set():
                return
            form = next(each for each in page.forms if each.ways)
            way = "send" if "send" in form.ways else "next"
            pairs = [*filled(form, self.chance, refusals), ("go", way)]
            reply = self._press(kept, address, form, pairs)
            if reply.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                refusals, page = refusals + 1, Seen(reply.html)
                continue
            refusals = 0
            address, page = self.open(reply.location)
        self.faults.append(f"no end after {MOST_PAGES} pages, at {page.kind}")

    def open(self, address: str) -> tuple[str, Seen]:
        """Follows redirects to a page, however often it has to be asked for."""
        while True:
            reply = self.persist("GET", address)
            if not reply.location:
                if reply.status != HTTPStatus.OK:
                    self.faults.append(f"{reply.status} for a page")
                return address, Seen(reply.html)
            address = reply.location

    def persist(self, method: str, address: str, pairs: Pairs | None = None) -> Reply:
        """Asks until there is an answer other than "not now". Raises LostPatienceError."""
        start = time.monotonic()
        while time.monotonic() < start + PATIENCE:
            try:
                reply = self.ask(method, address, pairs)
            except (OSError, http.client.HTTPException):
                self.counts.broken += 1
            else:
                if reply.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    self.counts.waited = max(self.counts.waited, time.monotonic() - start)
                    return reply
                pairs = self._put_off(reply, pairs)
            time.sleep(PAUSE)
        raise LostPatienceError(f"nothing for {PATIENCE} seconds")

    def ask(self, method: str, address: str, pairs: Pairs | None = None) -> Reply:
        """One request; redirects are not followed, so that each acknowledgement is seen."""
        connection = http.client.HTTPConnection(self.host, timeout=SLOWEST)
        try:
            body = None if pairs is None else urllib.parse.urlencode(pairs)
            headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            html = answer.read().decode()
            return Reply(answer.status, answer.getheader("Location") or "", html)
        finally:
            connection.close()

    def _press(self, kept: Kept, address: str, form: Form, pairs: Pairs) -> Reply:
        """Until the end of a post nobody knows whether its answers are stored."""
        where, is_first = urllib.parse.urljoin(address, form.address), not kept.key
        names = {name for name, _value in pairs}
        if is_first:
            kept.entry = dict(pairs)["entry"]
        kept.journey.unsure |= names
        reply = self.persist("POST", where, pairs)
        if reply.status != HTTPStatus.SEE_OTHER:
            self._judge_refusal(reply)
            return reply
        self.counts.acknowledged += 1
        if self.chance.random() < TWICE:
            self._press_again(where, pairs, reply)
        if is_first:
            kept.key = reply.location.split("/")[3]
        else:
            kept.journey.note(form, pairs, "next")
        return reply

    def _press_again(self, where: str, pairs: Pairs, first: Reply) -> None:
        """A double press leads to the same place, and makes nothing twice."""
        again = self.persist("POST", where, pairs)
        if again.location.split("/")[3:4] != first.location.split("/")[3:4]:
            self.faults.append("a double press led to another response")

    def _judge_refusal(self, reply: Reply) -> None:
        if reply.status != HTTPStatus.UNPROCESSABLE_ENTITY:
            self.faults.append(f"{reply.status} for a post")

    def _put_off(self, reply: Reply, pairs: Pairs | None) -> Pairs | None:
        """The page "not now" must carry all that was typed: from here on it is what is sent."""
        if reply.status != HTTPStatus.SERVICE_UNAVAILABLE:
            self.faults.append(f"{reply.status} for a request")
            return pairs
        self.counts.put_off += 1
        if pairs is None:
            return None
        forms = [form for form in Seen(reply.html).forms if form.ways]
        carried = [(each.name, each.value) for form in forms for each in form.fields]
        if sorted(carried) != sorted(pairs):
            self.faults.append("a page 503 does not carry what was typed")
            return pairs
        return carried

    def _note_receipt(self, kept: Kept, page: Seen) -> None:
        kept.journey.receipt = page.receipt or ""
        if not page.receipt:
            self.faults.append("a thank-you page without a receipt")
