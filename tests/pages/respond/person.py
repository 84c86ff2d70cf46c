"""A respondent of a test: opens pages, fills fields by name, presses a button."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.robot.reading import Seen

Fields = Mapping[str, str | list[str]]
START: Fields = {"S_CONSENT": "on", "S_PLACE": "t_one1"}
SITE: Fields = {"S_STAFF": "12", "S_AREA": "2.5", "S_WORDS": "Wood & stone", "S_WORK": "farm"}

NEEDED = {"S_STAFF": "12", "S_HIRE": "no"}


@dataclass
class Person:
    client: FlaskClient
    status: int = 0
    address: str = ""
    html: str = ""
    page: Seen = field(default_factory=lambda: Seen(""))

    def open(self, address: str) -> "Person":
        return self.read(self.client.get(address, follow_redirects=True))

    def begin(self, language: str = "en", campaign: str = "small") -> "Person":
        return self.open(f"/{language}/s/{campaign}").press()

    def press(self, fields: Fields | None = None, *, go: str = "next") -> "Person":
        """Sends what the page hides, these fields, and the button."""
        return self.send({**self.hidden, **(fields or {}), "go": go})

    def send(self, fields: Fields, address: str = "") -> "Person":
        data = MultiDict(dict(fields))
        answer = self.client.post(address or self.address, data=data, follow_redirects=True)
        return self.read(answer)

    def answer(self, *pages: Fields) -> "Person":
        """Presses Continue on one page after the other; each must be taken."""
        for fields in pages:
            self.press(fields)
            assert self.status == 200, self.html
        return self

    def to_review(self) -> "Person":
        """From the first page to the review, with nothing but what is needed."""
        self.begin().answer(START)
        while self.page.kind in {"question", "offer"}:
            shown = {name: text for name, text in NEEDED.items() if f'name="{name}"' in self.html}
            self.answer(shown)
        assert self.page.kind == "review", self.html
        return self

    @property
    def hidden(self) -> dict[str, str]:
        fields = [each for form in self.page.forms for each in form.fields]
        return {each.name: each.value for each in fields if each.kind == "hidden"}

    @property
    def key(self) -> str:
        return self.address.split("/")[3]

    @property
    def step(self) -> str:
        return self.address.split("/")[4].partition("?")[0]

    def typed(self, name: str) -> str:
        """What a text field holds."""
        return next(
            each.value for form in self.page.forms for each in form.fields if each.name == name
        )

    def chosen(self, name: str) -> list[str]:
        fields = [each for form in self.page.forms for each in form.fields if each.name == name]
        return [each.value for each in fields if each.is_checked]

    def read(self, answer: TestResponse) -> "Person":
        self.status, self.html = answer.status_code, answer.get_data(as_text=True)
        where = urlsplit(answer.request.url)
        self.address = where.path + (f"?{where.query}" if where.query else "")
        self.page = Seen(self.html)
        return self
