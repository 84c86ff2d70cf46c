"""Two devices at one response: nothing that was acknowledged is dropped without a word."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.store import contacts, keys, responses
from tests.pages.respond.person import SITE, START, Person

AT_REVIEW = ({"S_OLD": "9", "S_HIRE": "no"}, {}, {"S_OFFER": "no"})


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def answers(app: Flask, person: Person) -> dict[str, object]:
    with app.app_context():
        return dict(responses.seen(keys.hashed(person.key)).answers)


def beside(app: Flask, person: Person, step: str = "") -> Person:
    """The same response on another device, at the same page."""
    return Person(app.test_client()).open(f"/en/r/{person.key}/{step or person.step}")


def test_what_only_one_changed_holds_whoever_comes_last(app: Flask, person: Person) -> None:
    other = beside(app, person)
    person.press(SITE)
    other.press({"S_STAFF": "12", "S_WORDS": "Oak"})
    assert (other.status, other.page.invalid) == (422, ["S_WORDS"])
    stored = answers(app, person)
    assert (stored["S_AREA"], stored["S_WORK"], stored["S_WORDS"]) == (2.5, "farm", "Wood & stone")


def test_both_answers_are_said_and_the_next_press_decides(app: Flask, person: Person) -> None:
    other = beside(app, person)
    person.press(SITE)
    other.press({**SITE, "S_STAFF": "15", "S_WORK": "craft"})
    assert other.page.invalid == ["S_STAFF", "S_WORK"]
    assert "“12” was answered elsewhere. Here it is “15”" in other.html
    assert "“Farming” was answered elsewhere. Here it is “Craft”" in other.html
    assert (other.typed("S_STAFF"), other.chosen("S_WORK")) == ("15", ["craft"])
    assert answers(app, person)["S_STAFF"] == 12
    assert other.press({**SITE, "S_STAFF": "15", "S_WORK": "craft"}).status == 200
    assert (answers(app, person)["S_STAFF"], answers(app, person)["S_WORK"]) == (15, "craft")


def test_the_answers_of_the_other_device_are_taken_over_by_one_press(
    app: Flask, person: Person
) -> None:
    other = beside(app, person)
    person.press(SITE)
    other.press({**SITE, "S_STAFF": "15", "S_WORK": "craft", "S_WORDS": "Oak"})
    taken = next(e.value for f in other.page.forms for e in f.fields if e.name == "take")
    hidden = other.hidden
    other.send({**hidden, "S_STAFF": "15", "S_WORK": "craft", "S_WORDS": "Elm", "take": taken})
    assert (other.status, other.typed("S_STAFF"), other.chosen("S_WORK")) == (200, "12", ["farm"])
    assert other.typed("S_WORDS") == "Wood & stone"


def test_an_answer_taken_back_elsewhere_is_not_brought_back(app: Flask, person: Person) -> None:
    person.answer(SITE)
    other = beside(app, person, "p1")
    person.open(f"/en/r/{person.key}/p1").answer({**SITE, "S_WORDS": "", "S_WORK": ""})
    other.answer(SITE)
    stored = answers(app, person)
    assert (stored["S_WORDS"], stored["S_WORK"]) == (None, None)


def test_words_beside_a_choice_that_were_taken_back_elsewhere_stay_so(
    app: Flask, person: Person
) -> None:
    written = {**SITE, "S_WORK": "other", "S_WORK.other": "Bees"}
    person.answer(written)
    other = beside(app, person, "p1")
    person.open(f"/en/r/{person.key}/p1").answer(SITE)
    other.answer({**written, "S_STAFF": "13"})
    stored = answers(app, person)
    assert (stored["S_STAFF"], stored["S_WORK"], "S_WORK.other" in stored) == (13, "farm", False)


def test_a_change_against_an_answer_taken_back_is_asked_about(app: Flask, person: Person) -> None:
    person.answer(SITE)
    other = beside(app, person, "p1")
    person.open(f"/en/r/{person.key}/p1").answer({**SITE, "S_WORDS": ""})
    other.press({**SITE, "S_WORDS": "Oak"})
    assert (other.status, other.page.invalid) == (422, ["S_WORDS"])
    assert "taken back elsewhere" in other.html


def test_going_back_is_asked_too(app: Flask, person: Person) -> None:
    other = beside(app, person)
    person.press(SITE)
    other.press({"S_STAFF": "15"}, go="back")
    assert (other.status, other.page.invalid) == (422, ["S_STAFF"])


def test_a_refused_answer_does_not_hide_that_there_is_another(app: Flask, person: Person) -> None:
    other = beside(app, person)
    person.press(SITE)
    other.press({**SITE, "S_STAFF": "many"})
    assert "“12” was answered elsewhere. Here it is “many”" in other.html


def test_the_same_answer_twice_is_no_question(app: Flask, person: Person) -> None:
    other = beside(app, person)
    person.press(SITE)
    assert other.press({**SITE, "S_AREA": "2.50"}).status == 200


def test_a_double_press_is_no_question(person: Person) -> None:
    sent, address = {**person.hidden, **SITE, "go": "next"}, person.address
    assert person.send(sent, address).send(sent, address).step == "p2"


def test_choices_ticked_in_another_order_are_the_same(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"})
    other = beside(app, person)
    person.answer({"S_JOBS": ["cook", "driver"]})
    assert other.press({"S_JOBS": ["driver", "cook"]}).status == 200


def test_rows_of_a_list_hold_each_for_itself(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook", "nurse"]})
    other = beside(app, person)
    person.answer({"S_LOOP[cook].n": "1"})
    other.answer({"S_LOOP[nurse].n": "2"})
    stored = answers(app, person)
    assert (stored["S_LOOP[cook]/n"], stored["S_LOOP[nurse]/n"]) == (1, 2)


def test_a_row_that_is_gone_is_said(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook", "nurse"]})
    old, address = person.hidden, person.address
    beside(app, person, "p2-2").answer({"S_JOBS": ["cook"]})
    person.send({**old, "S_LOOP[cook].n": "1", "S_LOOP[nurse].n": "2", "go": "next"}, address)
    assert (person.status, person.page.has_alert) == (422, True)
    assert "is not asked any more" in person.html
    assert answers(app, person)["S_LOOP[cook]/n"] == 1


def test_a_page_that_is_not_asked_any_more_shows_what_it_held(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"})
    old, address = person.hidden, person.address
    beside(app, person, "p2").answer({"S_HIRE": "no"})
    person.send({**old, "S_JOBS": "cook", "go": "next"}, address)
    assert (person.status, person.page.kind) == (409, "problem")
    assert "<dt>Which jobs?</dt><dd>Cooks</dd>" in person.html
    assert person.send({**old, "go": "next"}, address).status == 200


def test_consent_taken_back_elsewhere_stays_so_and_what_was_typed_is_shown(
    app: Flask, person: Person
) -> None:
    old, address, key = person.hidden, person.address, person.key
    person.open(f"/en/r/{key}/p0").press({"S_PLACE": "t_one1"})
    other = Person(app.test_client())
    other.send({**old, **SITE, "go": "next"}, address)
    assert (other.status, other.page.kind) == (409, "problem")
    assert "<dd>Wood &amp; stone</dd>" in other.html
    assert "S_WORDS" not in answers(app, person)


def test_a_contact_is_put_beside_the_stored_one(app: Flask, person: Person) -> None:
    person.answer(SITE, *AT_REVIEW)
    other = beside(app, person)
    person.answer({"S_CONTACT.email": "ana@example.org"})
    other.press({"S_CONTACT.email": "ana@example.com", "S_CONTACT.name": "Ana"})
    assert (other.status, other.page.invalid) == (422, ["S_CONTACT.email"])
    with app.app_context():
        kept = contacts.read(responses.seen(keys.hashed(other.key)))
    assert kept == {"email": "ana@example.org", "name": "Ana"}


def test_a_contact_given_elsewhere_is_not_erased_by_an_empty_page(
    app: Flask, person: Person
) -> None:
    person.answer(SITE, *AT_REVIEW)
    other = beside(app, person)
    person.answer({"S_CONTACT.email": "ana@example.org"})
    assert other.press().page.kind == "review"
    with app.app_context():
        kept = contacts.read(responses.seen(keys.hashed(other.key)))
    assert kept == {"email": "ana@example.org"}


def test_a_part_of_a_contact_that_was_taken_back_stays_so(app: Flask, person: Person) -> None:
    person.answer(SITE, *AT_REVIEW)
    step, known = person.step, {"S_CONTACT.email": "ana@example.org", "S_CONTACT.phone": "1"}
    person.answer(known)
    other = beside(app, person, step)
    person.open(f"/en/r/{person.key}/{step}").answer({**known, "S_CONTACT.phone": ""})
    other.answer({**known, "S_CONTACT.name": "Ana"})
    with app.app_context():
        kept = contacts.read(responses.seen(keys.hashed(other.key)))
    assert kept == {"email": "ana@example.org", "name": "Ana"}


def test_what_is_typed_after_sending_is_not_stored_and_it_is_said(
    app: Flask, client: FlaskClient
) -> None:
    person = Person(client).to_review()
    other = beside(app, person, "p1")
    person.press(go="send")
    other.press({"S_STAFF": "12", "S_WORDS": "Oak"})
    assert (other.page.kind, other.page.receipt) == ("thanks", person.page.receipt)
    assert "came too late" in other.html


def test_a_page_from_before_pages_said_what_they_showed_holds_as_it_is_sent(
    app: Flask, person: Person
) -> None:
    old, address = person.hidden, person.address
    person.answer(SITE)
    del old["was"]
    person.send({**old, "S_STAFF": "7", "go": "next"}, address)
    assert answers(app, person)["S_STAFF"] == 7
