"""A later answer: what it hides is left out and said so, what it contradicts is asked again."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.respond import actions
from app.respond.beginning import Manner
from app.store import contacts, keys, responses
from app.store.database import transaction
from tests.pages.respond.person import SITE, START, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def stored(person: Person) -> responses.Response:
    return responses.by_key_hash(keys.hashed(person.key), lock=False)


def counts(app: Flask, person: Person) -> tuple[str | None, bool]:
    """The territory in which the response counts, and whether it does."""
    with app.app_context():
        response = stored(person)
        return response.territory_code, response.core_completed_at is not None


def change(person: Person, step: str, fields: dict[str, str]) -> Person:
    """As the review's link does it."""
    return person.open(f"/en/r/{person.key}/{step}?to=review").press(fields)


def at_review(person: Person) -> Person:
    person.answer(SITE, {"S_OLD": "9", "S_HIRE": "no"}, {}, {"S_OFFER": "no"}, {})
    assert person.page.kind == "review"
    return person


def test_an_answer_that_a_later_one_makes_wrong_is_asked_again_and_says_why(
    app: Flask, person: Person
) -> None:
    change(at_review(person), "p1", {**SITE, "S_STAFF": "3"})
    assert (person.status, person.step) == (200, "p2")
    assert person.page.has_alert
    assert "You said that 3 people work there" in person.html
    with app.app_context(), pytest.raises(actions.IncompleteError):
        actions.send(responses.seen(keys.hashed(person.key)), person.key)
    assert person.open(f"/en/r/{person.key}/review").step == "p2"
    person.press({"S_OLD": "2", "S_HIRE": "no"})
    assert person.page.kind == "review"
    with app.app_context():
        assert (stored(person).answers["S_STAFF"], stored(person).answers["S_OLD"]) == (3, 2)


def test_none_is_an_answer_too(app: Flask, person: Person) -> None:
    at_review(person)
    change(person, "p2", {"S_OLD": "0", "S_HIRE": "no"})
    with app.app_context():
        assert stored(person).answers["S_OLD"] == 0


def test_what_a_roster_held_is_left_out_by_the_name_of_its_item(person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook"]}, {"S_LOOP[cook].n": "4"})
    person.answer({}, {"S_OFFER": "no"}, {})
    change(person, "p2", {"S_HIRE": "no"})
    assert person.page.kind == "review"
    assert "<dt>Cooks: How many?</dt><dd>4</dd>" in person.html


def test_a_hidden_answer_counts_again_once_it_is_asked_again(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook"]}, {"S_LOOP[cook].n": "4"})
    person.answer({}, {"S_OFFER": "no"}, {})
    change(person, "p2", {"S_HIRE": "no"})
    change(person, "p2", {"S_HIRE": "yes"})
    assert "Left out" not in person.html
    key = person.key
    person.press(go="send")
    with app.app_context():
        sent = responses.by_key_hash(keys.hashed(key), lock=False).answers
    assert (sent["S_JOBS"], sent["S_LOOP[cook]/n"]) == (("cook",), 4)


def test_who_turns_out_to_live_elsewhere_may_come_back(app: Flask, person: Person) -> None:
    change(at_review(person), "p0", {**START, "S_PLACE": "left"})
    assert person.page.kind == "review"
    assert "Left out because of later answers" in person.html
    assert counts(app, person) == (None, False)
    change(person, "p0", dict(START))
    assert counts(app, person) == ("t_one", True)
    assert "Left out" not in person.html
    key = person.key
    person.press(go="send")
    with app.app_context():
        assert responses.by_key_hash(keys.hashed(key), lock=False).answers["S_STAFF"] == 12


def test_a_contact_that_is_not_asked_any_more_is_not_kept(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "no"}, {}, {"S_OFFER": "no"})
    person.answer({"S_CONTACT.email": "ana@example.org"})
    with app.app_context():
        assert contacts.read(stored(person)) == {"email": "ana@example.org"}
    change(person, "p0", {**START, "S_PLACE": "left"})
    key = person.key
    assert person.press(go="send").page.kind == "thanks"
    with app.app_context():
        assert contacts.read(responses.by_key_hash(keys.hashed(key), lock=False)) == {}


def test_a_text_typed_beside_a_choice_not_chosen_is_left_out_and_the_review_shows_it(
    app: Flask, person: Person
) -> None:
    person.answer({**SITE, "S_WORK": "farm", "S_WORK.other": "Bees"})
    person.answer({"S_HIRE": "no"}, {}, {"S_OFFER": "no"}, {})
    assert "<dt>Which work?</dt><dd>Bees</dd>" in person.html
    key = person.key
    person.press(go="send")
    with app.app_context():
        sent = responses.by_key_hash(keys.hashed(key), lock=False).answers
    assert (sent["S_WORK"], "S_WORK.other" in sent) == ("farm", False)


def test_a_choice_that_is_not_needed_can_be_taken_back(app: Flask, person: Person) -> None:
    assert "No answer" not in person.html
    person.answer(SITE).open(f"/en/r/{person.key}/p1")
    assert "No answer" in person.html
    person.press({**SITE, "S_WORK": ""})
    with app.app_context():
        assert stored(person).answers["S_WORK"] is None
    assert "No answer" not in person.open(f"/en/r/{person.key}/p1").html


def test_a_choice_that_is_needed_cannot_be_taken_back(person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "no"}).open(f"/en/r/{person.key}/p2")
    assert person.chosen("S_HIRE") == ["no"]
    assert "No answer" not in person.html


@pytest.mark.parametrize(("known", "shown"), [(4, "4"), ("many", ""), (-2, "")])
def test_what_is_known_is_shown_where_it_would_be_a_right_answer(
    app: Flask, client: FlaskClient, known: int | str, shown: str
) -> None:
    with app.app_context(), transaction():
        entry = actions.new_entry("small")
        key = actions.start(
            "small", entry, Manner(language="en"), prefill={"frame.employment": known}
        )
        for page, given in (
            ("p0", {"S_CONSENT": True, "S_PLACE": "t_one1"}),
            ("p1", {"S_STAFF": 12}),
        ):
            actions.answer_page(responses.seen(keys.hashed(key)), page, given)
    person = Person(client).open(f"/en/r/{key}/p2")
    assert person.typed("S_OLD") == shown


def test_what_a_page_never_showed_is_not_passed(app: Flask, client: FlaskClient) -> None:
    """An answer of another tab has added a question: this tab's page did not hold it."""
    person = Person(client).begin().answer(START, SITE)
    person.answer({"S_HIRE": "yes"}).answer({"S_JOBS": ["cook"]})
    assert person.step == "p2-3"
    old = {**person.hidden, "S_LOOP[cook].n": "3", "go": "next"}
    other = Person(client).open(f"/en/r/{person.key}/p2-2")
    other.press({"S_JOBS": ["cook", "nurse"]}).press(
        {"S_LOOP[cook].n": "1", "S_LOOP[nurse].n": "2"}
    )
    person.send(old, f"/en/r/{person.key}/p2-3")
    assert (person.status, person.page.has_alert) == (422, True)
    assert person.typed("S_LOOP[cook].n") == "3"
    with app.app_context():
        assert stored(person).answers["S_LOOP[nurse]/n"] == 2


def test_who_takes_consent_back_leaves_nothing_new_and_counts_no_more(
    app: Flask, client: FlaskClient
) -> None:
    person = Person(client).to_review()
    with app.app_context():
        assert stored(person).core_completed_at is not None
    person.open(f"/en/r/{person.key}/p0").press({"S_PLACE": "t_two1"})
    assert person.status == 422
    with app.app_context():
        response = stored(person)
        assert (response.answers["S_CONSENT"], response.answers["S_PLACE"]) == (None, "t_one1")
        assert response.core_completed_at is None
