"""From the open link to the receipt and back out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from app.respond import actions
from app.store import campaigns, contacts, keys, responses
from tests.pages.respond.person import SITE, START, Person


class LongAgo(TimestampSigner):
    """Signs as 31 days ago."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - 31 * 24 * 3600


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client)


def stored(key: str) -> responses.Response:
    return responses.by_key_hash(keys.hashed(key), lock=False)


def test_the_open_link_takes_the_language_of_the_browser(client: FlaskClient) -> None:
    answer = client.get("/s/small", headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    assert answer.location == "/fr/s/small"


def test_a_campaign_in_one_language_is_opened_in_it(client: FlaskClient, person: Person) -> None:
    answer = client.get("/s/small-french", headers={"Accept-Language": "en"})
    assert answer.location == "/fr/s/small-french"
    assert person.open("/en/s/small-french").address == "/fr/s/small-french"


def test_opening_the_first_page_writes_nothing(app: Flask, person: Person) -> None:
    person.open("/en/s/small").open("/en/s/small")
    with app.app_context():
        assert campaigns.counts()["small"] == (0, 0)


def test_the_same_first_page_sent_twice_is_one_response(app: Flask, person: Person) -> None:
    intro = person.open("/en/s/small").hidden
    first = person.send({**intro, "go": "next"}, "/en/s/small").key
    second = person.send({**intro, "go": "next"}, "/en/s/small").key
    assert first == second
    with app.app_context():
        assert campaigns.counts()["small"] == (1, 0)


@pytest.mark.parametrize("entry", ["", "tampered", "eyJ.x.y"])
def test_a_tampered_first_page_is_shown_again_with_a_new_key(
    app: Flask, person: Person, entry: str
) -> None:
    person.open("/en/s/small").send({"entry": entry, "go": "next"})
    assert (person.status, person.page.kind, person.page.has_alert) == (422, "intro", True)
    assert person.press().page.kind == "question"
    with app.app_context():
        assert campaigns.counts()["small"] == (1, 0)


def test_a_first_page_older_than_a_month_is_shown_again(app: Flask, person: Person) -> None:
    signer = URLSafeTimedSerializer(app.secret_key, salt="first page of small", signer=LongAgo)
    person.open("/en/s/small").send({"entry": signer.dumps("once"), "go": "next"})
    assert (person.status, person.page.kind, person.page.has_alert) == (422, "intro", True)
    assert person.press().page.kind == "question"


def test_the_key_of_another_campaign_opens_nothing(app: Flask, person: Person) -> None:
    with app.app_context():
        entry = actions.new_entry("small-french")
    person.open("/en/s/small").send({"entry": entry, "go": "next"})
    assert (person.status, person.page.kind) == (422, "intro")


def test_what_was_answered_is_stored_as_typed_values(app: Flask, person: Person) -> None:
    person.begin().answer(START, SITE)
    with app.app_context():
        response = stored(person.key)
        assert response.answers["S_CONSENT"] is True
        assert response.answers["S_STAFF"] == 12
        assert response.answers["S_AREA"] == 2.5
        assert response.answers["S_WORDS"] == "Wood & stone"
        assert response.territory_code == "t_one"
        assert response.answers["S_MODULE"] in {"A", "B"}


def test_both_modules_come_with_the_offer_between_them(person: Person) -> None:
    person.begin().answer(START, SITE, {"S_HIRE": "no"})
    first = person.step
    assert first in {"p3", "p4"}
    person.answer({})
    assert (person.page.kind, person.step) == ("offer", "p_offer")
    person.answer({"S_OFFER": "yes"})
    assert {first, person.step} == {"p3", "p4"}


def test_the_offer_refused_leads_to_the_end(person: Person) -> None:
    person.begin().answer(START, SITE, {"S_HIRE": "no"}, {}, {"S_OFFER": "no"})
    assert person.step == "p9"


def test_a_roster_asks_its_fields_for_each_item(app: Flask, person: Person) -> None:
    person.begin().answer(START, SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook", "nurse"]})
    assert ">Cooks</h2>" in person.html
    person.answer({"S_LOOP[cook].n": "2", "S_LOOP[nurse].n": "3"})
    with app.app_context():
        answers = stored(person.key).answers
    assert (answers["S_LOOP[cook]/n"], answers["S_LOOP[nurse]/n"]) == (2, 3)


def test_the_text_of_an_open_choice_is_kept_with_it(app: Flask, person: Person) -> None:
    person.begin().answer(START, {**SITE, "S_WORK": "other", "S_WORK.other": " Bees "})
    with app.app_context():
        assert stored(person.key).answers["S_WORK.other"] == "Bees"


def test_who_no_longer_lives_there_comes_to_a_short_end(person: Person) -> None:
    person.begin().answer({"S_CONSENT": "on", "S_PLACE": "left"})
    assert person.page.kind == "left"
    person.press()
    assert person.page.kind == "review"
    assert person.press(go="send").page.kind == "thanks"


def test_going_back_keeps_what_is_good_and_says_nothing_of_the_rest(
    app: Flask, person: Person
) -> None:
    person.begin().answer(START)
    person.press({"S_STAFF": "many", "S_WORDS": "Oak"}, go="back")
    assert (person.status, person.step, person.page.has_alert) == (200, "p0", False)
    with app.app_context():
        answers = stored(person.key).answers
    assert answers["S_WORDS"] == "Oak"
    assert "S_STAFF" not in answers
    assert "S_AREA" not in answers


def test_an_answer_hidden_by_a_later_one_is_left_out_and_the_review_says_so(
    app: Flask, person: Person
) -> None:
    person.begin().answer(START, SITE, {"S_HIRE": "yes"}, {"S_JOBS": ["cook"]}, {})
    person.open(f"/en/r/{person.key}/p2").answer({"S_HIRE": "no"}, {}, {"S_OFFER": "no"}, {})
    assert person.page.kind == "review"
    assert "Left out because of later answers" in person.html
    assert "Which jobs?" in person.html
    key = person.key
    person.press(go="send")
    with app.app_context():
        assert "S_JOBS" not in stored(key).answers


def test_a_change_from_the_review_leads_back_to_it(app: Flask, person: Person) -> None:
    person.to_review().open(f"/en/r/{person.key}/p1?to=review")
    person.answer({**SITE, "S_STAFF": "7"})
    assert person.page.kind == "review"
    with app.app_context():
        assert stored(person.key).answers["S_STAFF"] == 7


def test_sending_twice_gives_the_same_receipt_and_any_page_the_same_thanks(
    app: Flask, person: Person
) -> None:
    person.to_review()
    key, review = person.key, {**person.hidden, "go": "send"}
    receipt = person.send(review, f"/en/r/{key}/review").page.receipt
    again = person.send(review, f"/en/r/{key}/review")
    assert (again.page.kind, again.page.receipt) == ("thanks", receipt)
    for address in (f"/fr/r/{key}", f"/en/r/{key}/p1", f"/en/r/{key}/review"):
        assert person.open(address).page.receipt == receipt
    assert person.send({"S_STAFF": "99"}, f"/en/r/{key}/p1").page.receipt == receipt
    with app.app_context():
        assert stored(key).answers["S_STAFF"] == 12
        assert campaigns.counts()["small"] == (1, 1)


def test_nothing_is_sent_while_something_is_open(app: Flask, person: Person) -> None:
    key = person.begin().answer(START).key
    person.open(f"/en/r/{key}/review")
    assert person.step == "p1"
    with app.app_context(), pytest.raises(actions.IncompleteError) as raised:
        actions.send(responses.seen(keys.hashed(key)), key)
    assert raised.value.step == "p1"


def test_nothing_is_stored_before_consent(app: Flask, person: Person) -> None:
    key = person.begin().key
    person.send({"S_STAFF": "5", "go": "next"}, f"/en/r/{key}/p1")
    assert person.step == "p0"
    with app.app_context():
        assert "S_STAFF" not in stored(key).answers


def test_the_short_code_resumes_on_another_device(app: Flask, person: Person) -> None:
    key = person.begin().answer(START).key
    with app.app_context():
        code = keys.code_of(key)
    assert code in person.html
    person.open("/fr/resume").send({"code": f" {code.lower().replace('-', ' ')} ", "open": "open"})
    assert person.address == f"/fr/r/{key}/p1"


def test_an_unknown_code_is_a_problem_page_and_no_code_an_error(person: Person) -> None:
    person.open("/en/resume").send({"code": "K7MQ-4TPX-9D", "open": "open"})
    assert (person.status, person.page.kind) == (404, "problem")
    person.open("/en/resume").send({"code": "what?", "open": "open"})
    assert (person.status, person.page.kind, person.page.invalid) == (422, "resume", ["code"])
    assert person.typed("code") == "what?"


def test_a_receipt_erases_the_answers_and_the_contact(app: Flask, person: Person) -> None:
    person.to_review()
    key = person.key
    receipt = person.press(go="send").page.receipt
    person.open("/en/erase").send({"receipt": receipt or ""})
    assert (person.status, person.page.invalid) == (422, ["confirm"])
    person.send({"receipt": receipt or "", "confirm": "on"}, "/en/erase")
    assert (person.status, person.page.kind) == (200, "erase")
    assert person.open(f"/en/r/{key}").status == 404
    person.open("/en/erase").send({"receipt": receipt or "", "confirm": "on"})
    assert (person.status, person.page.kind) == (404, "problem")
    with app.app_context():
        assert campaigns.counts()["small"] == (0, 0)


def test_a_contact_is_kept_apart_from_the_answers(app: Flask, person: Person) -> None:
    person.begin().answer(START, SITE, {"S_HIRE": "no"}, {}, {"S_OFFER": "no"})
    person.press({"S_CONTACT.email": "not an address", "S_CONTACT.name": "Ana"})
    assert (person.status, person.page.invalid) == (422, ["S_CONTACT.email"])
    assert person.typed("S_CONTACT.name") == "Ana"
    person.answer({"S_CONTACT.email": "ana@example.org", "S_CONTACT.name": "Ana"})
    assert "ana@example.org" not in person.html
    with app.app_context():
        response = stored(person.key)
        assert "ana" not in str(response.answers).lower()
        assert contacts.read(response) == {"email": "ana@example.org", "name": "Ana"}


@pytest.mark.parametrize(
    ("campaign", "words"), [("small-closed", "closed"), ("small-early", "not begun yet")]
)
def test_a_campaign_out_of_its_days_says_so(person: Person, campaign: str, words: str) -> None:
    person.open(f"/en/s/{campaign}")
    assert (person.status, person.page.kind) == (200, "closed")
    assert words in person.html
    assert person.send({"entry": "x", "go": "next"}, f"/en/s/{campaign}").page.kind == "closed"


@pytest.mark.parametrize("address", ["/s/nowhere", "/en/s/nowhere", "/fr/r/aaaa", "/fr/r/aaaa/p1"])
def test_an_unknown_link_is_a_problem_page(person: Person, address: str) -> None:
    person.open(address)
    assert (person.status, person.page.kind) == (404, "problem")


def test_synthetic_data_say_so_on_every_page(person: Person) -> None:
    person.to_review()
    assert 'class="synthetic"' in person.html
    assert 'class="synthetic"' in person.press(go="send").html
