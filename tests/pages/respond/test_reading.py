"""Opening any page of a response changes nothing in the store."""

from flask import Flask
from flask.testing import FlaskClient

from tests.pages.respond.person import START, Person
from tests.statements import watched


def test_opening_pages_of_an_open_response_writes_nothing(app: Flask, client: FlaskClient) -> None:
    person = Person(client).begin().answer(START)
    key, step = person.key, person.step
    with watched(app) as written:
        for part in ("", f"/{step}", "/p0", "/p9", "/review", "/thanks"):
            assert person.open(f"/fr/r/{key}{part}").status == 200
        for address in ("/s/small", "/fr/s/small", "/fr/s/small-closed", "/en/s/small-early"):
            assert person.open(address).status == 200
    assert written == []


def test_opening_pages_of_a_sent_response_writes_nothing(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review().press(go="send")
    assert person.page.kind == "thanks"
    key = person.key
    with watched(app) as written:
        for part in ("", "/p0", "/review", "/thanks"):
            assert person.open(f"/en/r/{key}{part}").page.kind == "thanks"
    assert written == []
