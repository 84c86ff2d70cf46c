"""The whole way of a respondent in French; the client refuses every page with English in it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import StrictUndefined

from tests.pages.respond.person import NEEDED, START, Person

NOWHERE = ("/fr/nowhere", "/fr/s/none", "/fr/r/none", "/fr/r/none/review", "/fr/territories/none")


@pytest.fixture
def person(app: Flask) -> Person:
    app.jinja_env.undefined = StrictUndefined
    return Person(app.test_client())


def test_from_the_first_page_to_the_receipt(person: Person) -> None:
    person.begin("fr").press()
    assert (person.status, person.page.has_alert) == (422, True)
    person.answer(START)
    person.press({"S_STAFF": "beaucoup", "S_AREA": "-1", "S_WORDS": "x" * 30, "S_WORK": "none"})
    assert (person.status, len(person.page.invalid)) == (422, 4)
    while person.page.kind in {"question", "offer"}:
        shown = {name: text for name, text in NEEDED.items() if f'name="{name}"' in person.html}
        person.answer(shown)
    assert person.page.kind == "review"
    assert person.press(go="send").page.kind == "thanks"
    assert "Merci\xa0!" in person.html


def test_what_is_left_of_an_open_form_is_said_in_french(person: Person) -> None:
    person.begin("fr").press({**START, "unknown": "1"})
    assert person.page.has_alert
    person.send({**START, "go": "next", "token": "old"})
    assert person.page.has_alert


@pytest.mark.parametrize("campaign", ["small-closed", "small-early"])
def test_a_campaign_that_is_not_open_says_when_in_french(person: Person, campaign: str) -> None:
    assert person.open(f"/fr/s/{campaign}").page.kind == "closed"


def test_code_and_receipt_pages_and_their_mistakes(person: Person) -> None:
    for address, mistakes in (
        ("/fr/resume", [{"code": "?"}, {"code": "K7MQ-4TPX-9D"}]),
        ("/fr/erase", [{"receipt": "?"}, {"receipt": "ABCD-EFGH-JKMN-PQRS", "confirm": "on"}]),
    ):
        assert person.open(address).status == 200
        for fields in mistakes:
            assert person.send(fields, address).status in {404, 422}


def test_problems_and_the_first_page(person: Person, client: FlaskClient) -> None:
    assert person.open("/fr/").page.kind == "landing"
    assert "Métiers et compétences de demain\xa0: votre avis compte" in person.html
    for address in NOWHERE:
        assert (person.open(address).status, person.page.kind) == (404, "problem")
    assert client.post("/fr/").status_code == 405
