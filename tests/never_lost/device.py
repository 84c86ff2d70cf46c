"""A device without scripts, or with one that saves: it knows what its page marks, no more."""

import random
import re
import urllib.parse
from dataclasses import dataclass, field
from http import HTTPStatus

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.never_lost.reckoning import Page, Said, said
from tests.robot.filling import Pairs, filled
from tests.robot.reading import Field, Form, Seen

OWN = {"token", "of", "was", "seen", "tried", "shown"}
CODE = re.compile(r'class="code">([0-9A-Z-]+)<')
RANKED = ("E_RANK",)  # several fields, one answer
ACKNOWLEDGED = ("E_ACK",)  # stored by a word of its own
SHARES = {
    "E_SPLIT[make].share": "60", "E_SPLIT[sell].share": "30", "E_SPLIT[rest].share": "10",
}  # fmt: skip
TYPES = {"date": "2024-05-03", "time": "08:30", "datetime-local": "2024-05-03T08:30"}
UNSENT = {"hidden", "submit", "file", "button"}


@dataclass(slots=True)
class Device:
    client: FlaskClient
    language: str
    chance: random.Random
    address: str = ""
    status: int = 0
    html: str = ""
    location: str = ""
    seen: Seen = field(default_factory=lambda: Seen(""))
    page: Page = field(default_factory=Page)
    refusals: int = 0
    was: str = ""  # what the script was told to say that the page showed
    tried: list[str] = field(default_factory=list)

    def open(self, address: str) -> "Device":
        self._read(self.client.get(address, follow_redirects=True))
        assert self.status == HTTPStatus.OK, f"{self.status} for {address}"
        self.page = Page.showing(self.shown)
        self.refusals, self.was, self.tried = 0, "", []
        return self

    def post(self, pairs: Pairs) -> "TestResponse":
        """One request, its redirect not followed: the answer to it is the acknowledgement."""
        body = urllib.parse.urlencode(pairs)
        kind = "application/x-www-form-urlencoded"
        answer = self.client.post(self.address, data=body, content_type=kind)
        self.status, self.location = answer.status_code, answer.headers.get("Location", "")
        return answer

    def stay(self, answer: TestResponse) -> None:
        """On the page that came back: it shows what is stored beside what was typed."""
        self._read(answer)
        self.refusals += self.status != HTTPStatus.OK
        self.was, self.tried = "", []

    def _read(self, answer: TestResponse) -> None:
        self.status, self.html = answer.status_code, answer.get_data(as_text=True)
        where = urllib.parse.urlsplit(answer.request.url)
        self.address = where.path + (f"?{where.query}" if where.query else "")
        self.seen = Seen(self.html)

    @property
    def form(self) -> Form | None:
        return next((each for each in self.seen.forms if each.ways), None)

    @property
    def key(self) -> str:
        return self.address.split("/")[3]

    @property
    def code(self) -> str:
        found = CODE.search(self.html)
        assert found is not None, self.address
        return found[1]

    @property
    def shown(self) -> dict[str, Said]:
        """What the fields of the page hold, as it came."""
        raw = self._raw(self.form) if self.form else {}
        pairs = [(name, value) for name, values in raw.items() for value in values or [""]]
        return sent_of(pairs)

    def offers(self, name: str, must: Said) -> Said:
        """What is left of an answer where a choice is not offered any more."""
        fields = [each for each in self.form.fields if each.name == name] if self.form else []
        listed = [each for each in fields if each.kind in {"radio", "checkbox", "select"}]
        offered = said(text for each in listed for text in (each.value, *each.options))
        return tuple(each for each in must if each in offered) if listed else must

    def fill(self) -> Pairs:
        """Some fields anew, the others as the page shows them."""
        form = self.form
        assert form is not None
        anew = {name: self._values(form, name) for name in self._raw(form)} | self._ranks(form)
        hidden = {each.name: each.value for each in form.fields if each.kind == "hidden"}
        hidden |= {"was": self.was} if self.was else {}
        pairs = [*hidden.items(), *(("tried", each) for each in self.tried)]
        for name, shown in self._raw(form).items():
            is_kept = (
                any(shown)
                and not self.refusals
                and unit_of(name) not in RANKED
                and self.chance.random() < 0.6
            )
            values = shown if is_kept else anew[name]
            pairs += [(name, value) for value in values]
        return pairs

    def _raw(self, form: Form) -> dict[str, list[str]]:
        """As shown() has it, letter by letter."""
        held: dict[str, list[str]] = {}
        for each in form.fields:
            if each.kind not in UNSENT and each.name not in OWN:
                is_on = each.is_checked or each.kind not in {"radio", "checkbox"}
                held.setdefault(each.name, []).extend([each.value] if is_on else [])
        return held

    def _values(self, form: Form, name: str) -> list[str]:
        fields = [each for each in form.fields if each.name == name]
        given = fields[0].marks.get("type", "")
        if name in SHARES:
            return [SHARES[name]]
        if given in TYPES:
            return [TYPES[given]] if self.chance.random() < 0.5 else []
        if is_agreement(fields):
            return ["on"]
        pairs = filled(Form("", fields), self.chance, self.refusals)
        return [value for _name, value in pairs]

    def _ranks(self, form: Form) -> dict[str, list[str]]:
        names = list(
            dict.fromkeys(each.name for each in form.fields if unit_of(each.name) in RANKED)
        )
        self.chance.shuffle(names)
        return {name: [str(rank)] for rank, name in enumerate(names, start=1)}


def is_agreement(fields: list[Field]) -> bool:
    first = fields[0]
    return len(fields) == 1 and first.kind == "checkbox" and first.value == "on"


def unit_of(name: str) -> str:
    """The answer that a field belongs to."""
    owner = name.partition(".")[0]
    return owner if owner in RANKED else name


def sent_of(pairs: Pairs) -> dict[str, Said]:
    """By answer; what the page carries for itself is left out."""
    held: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in OWN or name == "go":
            continue
        is_rank = unit_of(name) != name and value.strip()
        told = f"{name.partition('.')[2]}:{value}" if is_rank else value
        held.setdefault(unit_of(name), []).append(told)
    return {name: said(values) for name, values in held.items()}
