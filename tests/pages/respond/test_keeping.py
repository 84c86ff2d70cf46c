"""Quiet saving while a page is open: good answers are stored, nothing is passed, nobody moved."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.store import campaigns, keys, responses
from app.store.database import transaction
from tests.pages.respond.person import SITE, START, Fields, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def answers(app: Flask, person: Person) -> dict[str, object]:
    with app.app_context():
        return dict(responses.seen(keys.hashed(person.key)).answers)


def keep(person: Person, fields: Fields, **own: str) -> tuple[int, dict[str, str]]:
    """As the script does it: the page stays."""
    data = {**person.hidden, **fields, **own, "go": "keep"}
    answer = person.client.post(person.address, data=data)
    return answer.status_code, answer.get_json()


def test_good_answers_are_stored_and_nothing_is_passed(app: Flask, person: Person) -> None:
    status, told = keep(person, {"S_WORDS": "Oak"})
    assert (status, told["says"]) == (200, "")
    stored = answers(app, person)
    assert stored["S_WORDS"] == "Oak"
    assert not {"S_STAFF", "S_AREA", "S_WORK"} & stored.keys()
    assert Person(app.test_client()).open(f"/en/r/{person.key}").step == "p1"


def test_what_is_not_good_yet_is_named_and_the_rest_stored(app: Flask, person: Person) -> None:
    _status, told = keep(person, {**SITE, "S_STAFF": "many"})
    assert told["says"] == "Saved, but for “How many people?”: check that answer."
    assert "S_STAFF" not in answers(app, person)
    assert answers(app, person)["S_WORDS"] == "Wood & stone"


def test_a_needed_answer_that_is_emptied_is_not_said_to_be_saved(
    app: Flask, person: Person
) -> None:
    person.answer(SITE).open(f"/en/r/{person.key}/p1")
    _status, told = keep(person, {**SITE, "S_STAFF": ""})
    assert "How many people?" in told["says"]
    assert answers(app, person)["S_STAFF"] == 12


def test_the_page_may_change_what_it_kept_itself(app: Flask, person: Person) -> None:
    _status, told = keep(person, SITE)
    _status, told = keep(person, {**SITE, "S_STAFF": "13"}, was=told["was"])
    assert told["says"] == ""
    person.press({**SITE, "S_STAFF": "14", "was": told["was"]})
    assert (person.status, answers(app, person)["S_STAFF"]) == (200, 14)


def test_a_save_that_nobody_heard_the_answer_to_is_no_other_device(
    app: Flask, person: Person
) -> None:
    keep(person, SITE)
    person.press({**SITE, "S_STAFF": "14", "tried": urlencode(SITE)})
    assert (person.status, answers(app, person)["S_STAFF"]) == (200, 14)


def test_an_old_save_that_comes_late_changes_nothing(app: Flask, person: Person) -> None:
    hidden, address = person.hidden, person.address
    person.press({**SITE, "S_STAFF": "14"})
    late = {**hidden, **SITE, "S_STAFF": "13", "go": "keep"}
    told = person.client.post(address, data=late).get_json()
    assert told["says"].startswith("Not saved yet")
    assert answers(app, person)["S_STAFF"] == 14


def test_another_device_is_not_overwritten(app: Flask, person: Person) -> None:
    other = Person(app.test_client()).open(person.address)
    person.press(SITE)
    _status, told = keep(other, {**SITE, "S_STAFF": "15", "S_AREA": "2.5"})
    assert told["says"].startswith("Not saved yet: this was answered on another device too")
    assert answers(app, person)["S_STAFF"] == 12
    other.press({**SITE, "S_STAFF": "15", "was": told["was"]})
    assert (other.status, other.page.invalid) == (422, ["S_STAFF"])


def test_a_stale_page_is_told_the_token_to_try_again_with(app: Flask, person: Person) -> None:
    status, told = keep(person, SITE, token="0" * 64)
    assert (status, "S_STAFF" in answers(app, person)) == (422, False)
    assert keep(person, SITE, token=told["token"])[1]["says"] == ""
    assert answers(app, person)["S_STAFF"] == 12


def test_nothing_is_kept_before_somebody_agrees_by_a_press(app: Flask, client: FlaskClient) -> None:
    person = Person(client).begin()
    assert "autosave" not in person.html
    assert keep(person, START)[0] == 409
    assert "S_CONSENT" not in answers(app, person)


def test_what_comes_after_the_end_is_not_taken(app: Flask, person: Person) -> None:
    keep(person, {"S_WORDS": "Oak"})
    with app.app_context(), transaction():
        campaigns.close(campaigns.by_code("small"), datetime.now(UTC))
    status, told = keep(person, {"S_WORDS": "Elm"})
    assert (status, told["says"]) == (409, "Not saved: no more answers are taken here.")
    person.press({"S_WORDS": "Elm"})
    assert (person.status, person.page.kind) == (200, "closed")
    assert "Your answers up to this page are kept." in person.html
    assert "<dd>Elm</dd>" in person.html
    assert answers(app, person)["S_WORDS"] == "Oak"


def test_what_comes_after_sending_is_not_taken(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review()
    other = Person(app.test_client()).open(f"/en/r/{person.key}/p1")
    person.press(go="send")
    assert keep(other, {**SITE, "S_STAFF": "15"})[0] == 409
