"""A consent is kept with the words that were shown, their language and the moment; no more is
kept of it than that, and nothing once it is taken back."""

import hashlib
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.questionnaire.reading import read_questionnaire
from app.store import keys, responses
from app.store.responses import Response
from tests.pages.respond.conftest import SMALL
from tests.pages.respond.person import SITE, START, Person


def kept(app: Flask, person: Person) -> Response:
    with app.app_context():
        return responses.by_key_hash(keys.hashed(person.key), lock=False)


def digest(language: str) -> str:
    privacy = read_questionnaire(SMALL / "small.yaml", SMALL / "translations").privacy
    return hashlib.sha256(privacy.in_language(language).encode()).hexdigest()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_that_were_shown_are_known_by_their_digest(
    app: Flask, client: FlaskClient, language: str
) -> None:
    before = datetime.now(UTC)
    person = Person(client).begin(language)
    assert kept(app, person).consented_at is None
    person.answer(START)
    found = kept(app, person)
    assert (found.consent_notice, found.consent_language) == (digest(language), language)
    assert found.consented_at is not None
    assert before <= found.consented_at <= datetime.now(UTC)
    assert digest("en") != digest("fr")


@pytest.mark.parametrize("address", ["/en/s/small", ""])
def test_first_page_and_consent_show_the_version_of_the_note(
    client: FlaskClient, address: str
) -> None:
    person = Person(client).open(address) if address else Person(client).begin("en")
    assert digest("en")[:8] in person.html
    assert "version 1.0" in person.html.lower()


def test_who_goes_on_in_another_language_agreed_in_the_first(
    app: Flask, client: FlaskClient
) -> None:
    person = Person(client).begin("fr").answer(START)
    first = kept(app, person)
    person.open(person.address.replace("/fr/", "/en/")).answer(SITE)
    person.open(f"/en/r/{person.key}/p0").answer(START)
    then = kept(app, person)
    assert (then.consent_notice, then.consent_language) == (digest("fr"), "fr")
    assert then.consented_at == first.consented_at


def test_a_consent_taken_back_leaves_nothing_and_can_be_given_anew(
    app: Flask, client: FlaskClient
) -> None:
    person = Person(client).begin().answer(START)
    person.open(f"/en/r/{person.key}/p0").press({"S_PLACE": "t_one1"})
    assert person.status == 422
    found = kept(app, person)
    assert (found.consent_notice, found.consent_language, found.consented_at) == (None, None, None)
    person.open(f"/fr/r/{person.key}/p0").answer(START)
    assert kept(app, person).consent_language == "fr"


def test_sending_keeps_it(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review()
    before = kept(app, person)
    person.press(go="send")
    after = kept(app, person)
    assert after.sent_at is not None
    assert after.consent_notice == before.consent_notice == digest("en")
    assert after.consented_at == before.consented_at
