"""What cannot be taken is named, in the respondent's language; what is good stays."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.store import keys, responses
from tests.pages.respond.person import SITE, START, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client).begin().answer(START)


def answers(app: Flask, person: Person) -> dict[str, object]:
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(person.key), lock=False).answers)


@pytest.mark.parametrize(
    "number", ["abc", "1e400", "nan", "-1", "5001", "2.5", "9" * 400, "12abc", "0x10"]
)
def test_what_is_no_number_of_people_is_refused_and_the_rest_kept(
    app: Flask, person: Person, number: str
) -> None:
    person.press({**SITE, "S_STAFF": number})
    assert (person.status, person.page.invalid) == (422, ["S_STAFF"])
    assert person.page.has_alert
    assert 'href="#S_STAFF"' in person.html
    assert person.typed("S_STAFF") == number
    assert "between 0 and 5,000" in person.html
    stored = answers(app, person)
    assert "S_STAFF" not in stored
    assert stored["S_WORDS"] == "Wood & stone"


def test_a_refused_number_leaves_the_former_one(app: Flask, person: Person) -> None:
    person.answer(SITE).open(f"/en/r/{person.key}/p1").press({**SITE, "S_STAFF": "many"})
    assert person.status == 422
    assert answers(app, person)["S_STAFF"] == 12


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_french_number_may_hold_any_space(app: Flask, person: Person, space: str) -> None:
    person.open(f"/fr/r/{person.key}/p1")
    person.answer({**SITE, "S_STAFF": f"1{space}234", "S_AREA": f"1{space}234,5"})
    stored = answers(app, person)
    assert (stored["S_STAFF"], stored["S_AREA"]) == (1234, 1234.5)


def test_a_text_too_long_is_refused_by_name_and_still_there(app: Flask, person: Person) -> None:
    person.press({**SITE, "S_WORDS": "x" * 5000})
    assert (person.status, person.page.invalid) == (422, ["S_WORDS"])
    assert person.typed("S_WORDS") == "x" * 5000
    assert answers(app, person)["S_STAFF"] == 12


def test_markup_in_an_answer_is_shown_as_text(person: Person) -> None:
    person.answer({**SITE, "S_WORDS": "<b>&x</b>"}, {"S_HIRE": "no"})
    assert "<b>&x</b>" not in person.html
    person.open(f"/en/r/{person.key}/p1")
    assert person.typed("S_WORDS") == "<b>&x</b>"


def test_an_unknown_code_is_refused(app: Flask, person: Person) -> None:
    person.press({**SITE, "S_WORK": "<script>"})
    assert (person.status, person.page.invalid) == (422, ["S_WORK"])
    assert answers(app, person)["S_STAFF"] == 12


def test_too_many_choices_are_refused_and_shown_as_chosen(person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"})
    person.press({"S_JOBS": ["cook", "driver", "nurse"]})
    assert (person.status, person.page.invalid) == (422, ["S_JOBS"])
    assert sorted(person.chosen("S_JOBS")) == ["cook", "driver", "nurse"]
    assert "Keep 2 answers at most" in person.html


def test_none_goes_with_no_other_choice(person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"})
    person.press({"S_JOBS": ["cook", "none"]})
    assert (person.status, person.page.invalid) == (422, ["S_JOBS"])


def test_a_thousand_extra_fields_are_refused_by_name_and_the_rest_kept(
    app: Flask, person: Person
) -> None:
    person.press({**SITE, **{f"extra{number}": "1" for number in range(1000)}})
    assert (person.status, person.page.has_alert) == (422, True)
    assert "extra0, extra1, extra2 and 997 more" in person.html
    assert answers(app, person)["S_STAFF"] == 12


def test_a_thousand_times_the_same_field_is_refused_by_name(app: Flask, person: Person) -> None:
    person.answer(SITE, {"S_HIRE": "yes"})
    person.press({"S_JOBS": ["cook"] * 1000})
    assert person.status == 422
    assert "S_JOBS" in person.html
    assert answers(app, person)["S_JOBS"] == ("cook",)


def test_a_stale_page_of_another_step_changes_nothing_else(app: Flask, person: Person) -> None:
    person.answer({**SITE, "S_HIRE": "yes", "S_LOOP[cook].n": "4"})
    assert "S_HIRE" not in answers(app, person)


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_without_its_own_token_a_page_is_shown_again_as_typed(
    app: Flask, person: Person, token: str
) -> None:
    person.send({**SITE, "token": token, "go": "next"})
    assert (person.status, person.page.has_alert) == (422, True)
    assert person.typed("S_WORDS") == "Wood & stone"
    assert "S_WORDS" not in answers(app, person)
    assert person.press(SITE).status == 200


def test_the_token_of_another_response_is_foreign(client: FlaskClient, person: Person) -> None:
    foreign = Person(client).begin().hidden["token"]
    assert person.send({**SITE, "token": foreign, "go": "next"}).status == 422


def test_a_review_without_its_token_sends_nothing(client: FlaskClient) -> None:
    person = Person(client).to_review().send({"go": "send"})
    assert (person.status, person.page.kind) == (422, "review")
    assert person.press(go="send").page.kind == "thanks"


def test_a_body_too_large_is_a_problem_page_in_the_language(person: Person) -> None:
    person.send({"S_WORDS": "x" * 20_000_000}, f"/fr/r/{person.key}/p1")
    assert (person.status, person.page.kind, person.page.language) == (413, "problem", "fr")


def test_a_step_that_does_not_exist_leads_to_where_one_was(person: Person) -> None:
    assert person.open(f"/en/r/{person.key}/nowhere").step == "p1"
    assert person.send({"go": "next"}, f"/en/r/{person.key}/nowhere").step == "p1"


def test_nobody_skips_ahead_by_the_address(person: Person) -> None:
    assert person.open(f"/en/r/{person.key}/p9").step == "p1"


def test_a_change_of_language_keeps_what_is_typed_and_stores_nothing(
    app: Flask, person: Person
) -> None:
    person.send(
        {**person.hidden, "S_STAFF": "many", "S_WORDS": "Bois", "S_WORK": "craft", "switch": "fr"},
        f"/fr/r/{person.key}/p1",
    )
    assert (person.status, person.page.language) == (200, "fr")
    assert (person.typed("S_STAFF"), person.typed("S_WORDS")) == ("many", "Bois")
    assert person.chosen("S_WORK") == ["craft"]
    assert not person.page.has_alert
    assert "Combien de personnes" in person.html
    assert "S_WORDS" not in answers(app, person)


def test_the_language_can_be_changed_from_a_refused_page(person: Person) -> None:
    person.press({**SITE, "S_STAFF": "many"})
    assert f'formaction="/fr/r/{person.key}/p1"' in person.html
