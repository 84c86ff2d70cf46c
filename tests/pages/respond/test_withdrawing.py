"""Answers that were not sent can be taken back with the key; what was sent needs its receipt."""

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.store import contacts, keys, responses
from app.store.contacts import Contact
from app.store.database import db, transaction
from app.store.responses import Response
from tests.pages.respond.person import START, Person

SURE = {"confirm": "on", "erase": "erase"}


def numbers(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return tuple(  # type: ignore[return-value]  # two of them
            db.session.scalar(sa.select(sa.func.count()).select_from(each))
            for each in (Response, Contact)
        )


def test_a_draft_goes_with_its_contact_and_its_way_back(app: Flask, client: FlaskClient) -> None:
    other = Person(client).begin().answer(START)
    person = Person(client).begin().answer(START)
    key = person.key
    with app.app_context(), transaction():
        contacts.keep(responses.seen(keys.hashed(key)), {"email": "asha@example.org"})
        code = keys.code_of(key)
    assert numbers(app) == (2, 1)
    person.open(f"/en/r/{key}/answers")
    assert 'href="answers/erase"' in person.html
    person.open(f"/en/r/{key}/answers/erase")
    assert numbers(app) == (2, 1)
    person.send({**person.hidden, **SURE})
    assert (person.status, person.page.kind) == (200, "erase")
    assert numbers(app) == (1, 0)
    assert client.get(f"/en/r/{key}").status_code == 404
    assert client.post("/en/resume", data={"code": code}).status_code == 404
    assert client.get(f"/en/r/{other.key}").status_code == 303


def test_nothing_goes_unconfirmed_or_from_a_foreign_form(app: Flask, client: FlaskClient) -> None:
    person = Person(client).begin().answer(START)
    person.open(f"/fr/r/{person.key}/answers/erase")
    hidden = person.hidden
    for fields in (hidden, SURE, {**SURE, "token": "x"}):
        person.send(fields)
        assert person.status == 422
        assert 'role="alert"' in person.html
    assert numbers(app) == (1, 0)


def test_what_was_sent_stays_until_its_receipt_comes(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review()
    form = Person(client).open(f"/en/r/{person.key}/answers/erase")
    person.press(go="send")
    form.send({**form.hidden, **SURE})
    assert form.page.kind == "thanks"
    assert numbers(app) == (1, 0)
