"""A phone shows one question at a time, a wide screen a section; each response keeps its way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.questionnaire.model import Layout
from app.questionnaire.reading import UnreadableError, read_questionnaire
from tests.pages.respond.conftest import SMALL
from tests.pages.respond.person import SITE, START, Person

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"}
ASKED = ("S_STAFF", "S_AREA", "S_WORDS", "S_WORK")


class OnPhone(Person):
    def open(self, address: str) -> Person:
        return self.read(self.client.get(address, headers=PHONE, follow_redirects=True))

    def begin(self, language: str = "en", campaign: str = "small") -> Person:
        self.open(f"/{language}/s/{campaign}")
        data = {**self.hidden, "go": "next"}
        answer = self.client.post(self.address, data=data, headers=PHONE, follow_redirects=True)
        return self.read(answer)


def asked_on(person: Person) -> list[str]:
    return [code for code in ASKED if f'name="{code}"' in person.html]


def walked(person: Person) -> Iterator[list[str]]:
    """The questions of each page of the section, answered one page after the other."""
    person.begin()
    while "S_CONSENT" in person.html or "S_PLACE" in person.html:
        person.answer({code: START[code] for code in START if f'name="{code}"' in person.html})
    while asked := asked_on(person):
        yield asked
        person.answer({code: SITE[code] for code in asked})


def test_a_wide_screen_shows_a_section(client: FlaskClient) -> None:
    assert list(walked(Person(client))) == [list(ASKED)]


def test_a_phone_shows_one_question_at_a_time(client: FlaskClient) -> None:
    assert list(walked(OnPhone(client))) == [[code] for code in ASKED]


def test_a_response_goes_on_as_it_began_on_any_device(client: FlaskClient) -> None:
    on_phone = OnPhone(client)
    pages = walked(on_phone)
    assert next(pages) == ["S_STAFF"]
    elsewhere = Person(client).open(on_phone.address)
    assert asked_on(elsewhere) == ["S_STAFF"]
    elsewhere.answer({"S_STAFF": "3"})
    assert asked_on(elsewhere) == ["S_AREA"]
    elsewhere.press(go="back")
    assert (asked_on(elsewhere), elsewhere.typed("S_STAFF")) == (["S_STAFF"], "3")


@pytest.mark.parametrize("layout", list(Layout))
def test_a_questionnaire_may_say_it_itself(tmp_path: Path, layout: Layout) -> None:
    text = (SMALL / "small.yaml").read_text().replace("minutes:", f'layout: "{layout}"\nminutes:')
    (tmp_path / "vocabulary.yaml").write_text((SMALL / "vocabulary.yaml").read_text())
    (tmp_path / "small.yaml").write_text(text)
    assert read_questionnaire(tmp_path / "small.yaml", SMALL / "translations").layout is layout


def test_a_layout_that_nobody_knows_is_named(tmp_path: Path) -> None:
    text = (SMALL / "small.yaml").read_text().replace("minutes:", 'layout: "sectoin"\nminutes:')
    (tmp_path / "vocabulary.yaml").write_text((SMALL / "vocabulary.yaml").read_text())
    (tmp_path / "small.yaml").write_text(text)
    with pytest.raises(UnreadableError, match=r"No layout is called 'sectoin'"):
        read_questionnaire(tmp_path / "small.yaml", SMALL / "translations")
