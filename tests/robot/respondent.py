"""Answers a campaign over plain HTTP from its link to the thank-you page."""

import random
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from tests.robot.filling import Pairs, filled
from tests.robot.reading import Form, Seen

MOST_PAGES = 400
MOST_REFUSALS = 12


class StuckError(AssertionError):
    """The respondent cannot go on: the message says where and why."""


@dataclass(slots=True)
class Journey:
    """A completed response: its receipt, and what was last accepted under each field's name.

    unsure: names last sent with "back", which keeps valid values only.
    """

    receipt: str = ""
    pages: int = 0
    accepted: dict[str, list[str]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def note(self, form: Form, pairs: Pairs, way: str) -> None:
        names = {each.name for each in form.fields if each.kind not in {"hidden", "submit"}}
        for name in names:
            self.accepted[name] = [value for key, value in pairs if key == name and value]
        self.unsure = self.unsure | names if way == "back" else self.unsure - names


class Respondent:
    def __init__(self, site: str, language: str, chance: random.Random, *, wanders: bool) -> None:
        self.site, self.language, self.chance, self.wanders = site, language, chance, wanders
        self.wanted = language
        self.address = ""
        self.status = 0

    def fetch(self, address: str, pairs: Pairs | None = None) -> Seen:
        """One request. Only the first says which language it wants: then the address keeps it."""
        body = None if pairs is None else urllib.parse.urlencode(pairs).encode()
        where = urllib.parse.urljoin(self.site + "/", address)
        headers = {"Accept-Language": self.wanted}
        self.wanted = "fi"
        request = urllib.request.Request(where, body, headers)  # noqa: S310 -- our own test site
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310 -- our own site
                self.status, self.address = reply.status, reply.geturl()
                return Seen(reply.read().decode())
        except urllib.error.HTTPError as error:
            self.status, self.address = error.code, error.geturl()
            return Seen(error.read().decode(errors="replace"))

    def answer(self, campaign: str) -> Journey:
        """From the open link to the receipt. Raises StuckError."""
        return self.answer_from(f"/s/{campaign}")

    def answer_from(self, address: str) -> Journey:
        """From any link to a first page to the receipt. Raises StuckError."""
        journey, refusals = Journey(), 0
        page, last = self.fetch(address), None
        for _page in range(MOST_PAGES):
            self._judge(page, refusals)
            if page.kind == "thanks":
                return self._finished(journey, page, last)
            form = self._form(page)
            way = self._way(form, refusals)
            pairs = [*filled(form, self.chance, refusals), ("go", way)]
            last = (form.address or self.address, pairs)
            if self.wanders and way == "next" and self.chance.random() < 0.05:
                self.fetch(*last)
            page = self.fetch(*last)
            journey.pages += 1
            refusals = refusals + 1 if self.status == 422 else 0
            if not refusals:
                journey.note(form, pairs, way)
        raise StuckError(f"no end after {MOST_PAGES} pages, at {self.address}")

    def _judge(self, page: Seen, refusals: int) -> None:
        if self.status >= 400 and self.status != 422:
            raise StuckError(f"{self.status} {page.kind} at {self.address}")
        if page.language != self.language:
            raise StuckError(f"wanted {self.language}, got {page.language} at {self.address}")
        if self.status == 422 and not (page.invalid and page.has_alert):
            raise StuckError(f"a refusal that names no field at {self.address}")
        if refusals > MOST_REFUSALS:
            raise StuckError(f"cannot satisfy {page.invalid[:5]} at {self.address}")

    def _form(self, page: Seen) -> Form:
        forms = [form for form in page.forms if form.ways]
        if len(forms) != 1:
            raise StuckError(f"{len(forms)} forms with a way on at {self.address} ({page.kind})")
        return forms[0]

    def _way(self, form: Form, refusals: int) -> str:
        if "send" in form.ways:
            return "send"
        wants_back = self.wanders and not refusals and self.chance.random() < 0.12
        return "back" if wants_back and "back" in form.ways else "next"

    def _finished(self, journey: Journey, page: Seen, last: tuple[str, Pairs] | None) -> Journey:
        if not page.receipt:
            raise StuckError(f"no receipt at {self.address}")
        if self.wanders and last:
            again = self.fetch(*last)
            if again.kind != "thanks" or again.receipt != page.receipt:
                raise StuckError(f"a second send gave {again.kind}, {again.receipt}")
        journey.receipt = page.receipt
        return journey
