"""What was answered without a connection comes as one packet: stored once, or told what is open."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.store import campaign_keys, campaigns, keys, responses
from app.store.database import db, transaction
from app.store.responses import Response
from tests.pages.respond.conftest import NOW
from tests.pages.respond.person import SITE, START, Person

WHOLE: Mapping[str, str | list[str]] = {**START, **SITE, "S_HIRE": "no"}


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin()


def held(person: Person) -> dict[str, object]:
    answer = person.client.get(f"/en/r/{person.key}/offline")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return dict(answer.get_json())


def put(person: Person, fields: Mapping[str, object], **more: str) -> TestResponse:
    taken = held(person)
    proof = {"token": taken["token"], "base": taken["base"], "go": "send"}
    return person.client.post(f"/en/r/{person.key}/offline", data={**fields, **proof, **more})


def stored(app: Flask, key: str) -> Response:
    with app.app_context():
        return responses.by_key_hash(keys.hashed(key), lock=False)


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count(Response.id))) or 0


# --- The way of answering -------------------------------------------------------------------


@pytest.mark.parametrize("said", [{}, {"assisted": "no"}, {"assisted": "yes"}])
def test_help_is_told_with_a_packet(app: Flask, person: Person, said: Mapping[str, str]) -> None:
    assert put(person, WHOLE, **said).status_code == 200
    assert stored(app, person.key).is_assisted is (said == {"assisted": "yes"})


def test_easy_words_that_a_questionnaire_lacks_are_not_believed(app: Flask, person: Person) -> None:
    assert put(person, WHOLE, words="easy").status_code == 200
    assert stored(app, person.key).words == "usual"


# --- A respondent's own -----------------------------------------------------------------------


def test_a_packet_is_stored_as_the_pages_would_and_sent(app: Flask, person: Person) -> None:
    answer = put(person, WHOLE)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    response = stored(app, person.key)
    assert response.sent_at is not None
    assert response.answers["S_STAFF"] == 12
    assert response.answers["S_AREA"] == 2.5
    with app.app_context():
        assert answer.get_json()["receipt"] == keys.receipt_of(person.key)


def test_the_same_packet_again_gives_the_same_receipt(app: Flask, person: Person) -> None:
    token = held(person)["token"]
    first = put(person, WHOLE)
    sent_at = stored(app, person.key).sent_at
    again = person.client.post(
        f"/en/r/{person.key}/offline", data={**WHOLE, "S_STAFF": "99", "token": token}
    )
    assert again.get_json()["receipt"] == first.get_json()["receipt"]
    response = stored(app, person.key)
    assert (response.answers["S_STAFF"], response.sent_at) == (12, sent_at)
    assert count(app) == 1


def test_what_is_wrong_is_told_by_field_and_the_good_is_kept(app: Flask, person: Person) -> None:
    answer = put(person, {**WHOLE, "S_STAFF": "many"})
    told = answer.get_json()
    assert answer.status_code == 422
    assert "S_STAFF" in told["faults"]
    assert told["address"].endswith(told["step"])
    response = stored(app, person.key)
    assert response.sent_at is None
    assert response.answers["S_PLACE"] == "t_one1"
    assert "S_STAFF" not in response.answers
    assert response.answers["S_WORDS"] == "Wood & stone"


def test_nothing_is_stored_without_the_consent(app: Flask, person: Person) -> None:
    given = {name: text for name, text in WHOLE.items() if name != "S_CONSENT"}
    assert put(person, given).status_code == 422
    kept = stored(app, person.key).answers
    assert {path for path, value in kept.items() if value is not None} == {"S_MODULE"}


def test_leaving_keeps_what_was_answered_and_passes_nothing(app: Flask, person: Person) -> None:
    answer = put(person, {**START, "S_WORDS": "Stone"}, go="back")
    assert answer.get_json()["kept"]
    response = stored(app, person.key)
    assert response.sent_at is None
    assert response.answers["S_WORDS"] == "Stone"
    assert "S_AREA" not in response.answers


def test_what_was_changed_elsewhere_is_not_overwritten_unasked(app: Flask, person: Person) -> None:
    taken = held(person)
    person.answer(START, SITE)
    proof = {"token": str(taken["token"]), "base": str(taken["base"]), "go": "send"}
    where, sent = f"/en/r/{person.key}/offline", {**WHOLE, "S_STAFF": "7", **proof}
    answer = person.client.post(where, data=sent)
    assert answer.status_code == 409
    assert answer.get_json()["changed"]
    assert stored(app, person.key).answers["S_STAFF"] == 12
    assert person.client.post(where, data={**sent, "anyway": "1"}).status_code == 200
    assert stored(app, person.key).answers["S_STAFF"] == 7


def test_a_packet_without_the_response_s_own_token_is_refused(app: Flask, person: Person) -> None:
    answer = put(person, WHOLE, token="0" * 64)
    assert answer.status_code == 403
    assert answer.get_json()["said"]
    assert stored(app, person.key).sent_at is None


def test_a_device_takes_over_what_was_answered_before(person: Person) -> None:
    person.answer(START, SITE)
    taken = held(person)
    assert taken["fields"]["S_STAFF"] == ["12"]  # type: ignore[index]  # as the device gets it
    assert "S_STAFF" in taken["passed"]  # type: ignore[operator]  # a list


def test_the_page_itself_holds_no_answer_and_no_key(client: FlaskClient, person: Person) -> None:
    person.answer(START, SITE)
    first = client.get("/en/s/small/offline")
    assert first.status_code == 200
    text = first.get_data(as_text=True)
    assert person.key not in text
    assert "Wood" not in text
    assert client.get("/en/s/small/offline").get_data(as_text=True) == text
    assert first.headers["ETag"].strip('"') in text


def test_a_step_leads_there(person: Person) -> None:
    assert f"/en/s/small/offline#{person.key}" in person.html


def test_after_sending_only_the_receipt_is_given(person: Person) -> None:
    put(person, WHOLE)
    told = person.client.get(f"/en/r/{person.key}/offline").get_json()
    assert set(told) == {"receipt", "address"}


# --- Interviews -------------------------------------------------------------------------------


@pytest.fixture
def given_pass(app: Flask) -> str:
    with app.app_context(), transaction():
        key_hash = keys.hashed(keys.new_key())
        campaign_keys.give(campaigns.by_code("small"), key_hash, NOW, replaces=True)
        return keys.interview_pass(key_hash)


def entries(client: FlaskClient, given_pass: str, number: int = 1) -> list[dict[str, object]]:
    where = "/en/s/small/interviews/entries"
    answer = client.post(where, data={"pass": given_pass, "count": str(number)})
    assert answer.status_code == 200
    return list(answer.get_json()["entries"])


def sent(client: FlaskClient, given_pass: str, entry: object, **more: str) -> TestResponse:
    data = {**WHOLE, "pass": given_pass, "entry": entry, "go": "send", **more}
    return client.post("/en/s/small/interviews", data=data)


def test_ten_interviews_sent_twice_are_ten_responses(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    stock = [each["entry"] for each in entries(client, given_pass, 10)]
    assert count(app) == 0
    first = [sent(client, given_pass, each).get_json()["receipt"] for each in stock]
    again = [sent(client, given_pass, each).get_json()["receipt"] for each in stock]
    assert first == again
    assert len(set(first)) == 10
    assert count(app) == 10
    with app.app_context():
        modes = db.session.scalars(sa.select(Response.mode)).all()
        assert set(modes) == {"interview"}


def test_the_seed_that_a_device_draws_from_is_that_of_the_response(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    sent(client, given_pass, each["entry"])
    with app.app_context():
        assert db.session.scalar(sa.select(Response.seed)) == each["seed"]


def test_without_the_pass_there_are_no_entries_and_nothing_is_taken(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    data = {"pass": "", "count": "5"}
    assert client.post("/en/s/small/interviews/entries", data=data).status_code == 403
    assert sent(client, "0" * 32, each["entry"]).status_code == 403
    assert sent(client, given_pass, "made up").status_code == 403
    assert count(app) == 0


def test_another_key_of_the_campaign_ends_the_pass(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    with app.app_context(), transaction():
        campaign_keys.give(campaigns.by_code("small"), "f" * 64, NOW, replaces=True)
    data = {"pass": given_pass, "count": "1"}
    assert client.post("/en/s/small/interviews/entries", data=data).status_code == 403


def test_an_entry_of_another_campaign_is_refused(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    with app.app_context(), transaction():
        key_hash = keys.hashed(keys.new_key())
        campaign_keys.give(campaigns.by_code("small-french"), key_hash, NOW, replaces=True)
        other = keys.interview_pass(key_hash)
    data = {**WHOLE, "pass": other, "entry": each["entry"], "go": "send"}
    assert client.post("/fr/s/small-french/interviews", data=data).status_code == 403
    assert count(app) == 0


def test_an_interview_with_a_fault_is_kept_open_and_sent_once_mended(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    answer = sent(client, given_pass, each["entry"], S_STAFF="many")
    assert answer.status_code == 422
    assert "S_STAFF" in answer.get_json()["faults"]
    asked = sent(client, given_pass, each["entry"], go="ask")
    assert asked.get_json() == {"asked": True}
    assert sent(client, given_pass, each["entry"]).get_json()["receipt"]
    assert sent(client, given_pass, each["entry"], go="ask").get_json()["receipt"]
    assert count(app) == 1


def test_a_closed_campaign_says_so_and_tells_what_was_sent_before(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    before, after = (each["entry"] for each in entries(client, given_pass, 2))
    receipt = sent(client, given_pass, before).get_json()["receipt"]
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("small"), NOW)
    refused = sent(client, given_pass, after)
    assert refused.status_code == 409
    assert refused.get_json()["said"]
    assert sent(client, given_pass, before).get_json()["receipt"] == receipt
    assert count(app) == 1


def test_what_was_erased_since_does_not_come_back(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    receipt = sent(client, given_pass, each["entry"]).get_json()["receipt"]
    client.post("/en/erase", data={"receipt": receipt, "confirm": "on"})
    assert sent(client, given_pass, each["entry"]).get_json() == {"erased": True}
    assert count(app) == 0


def test_an_interview_in_french_is_a_response_in_french(
    app: Flask, client: FlaskClient, given_pass: str
) -> None:
    (each,) = entries(client, given_pass)
    data = {**WHOLE, "S_AREA": "2,5", "pass": given_pass, "entry": each["entry"], "go": "send"}
    assert client.post("/fr/s/small/interviews", data=data).status_code == 200
    with app.app_context():
        response = db.session.scalars(sa.select(Response)).one()
        assert (response.language, response.answers["S_AREA"]) == ("fr", 2.5)
