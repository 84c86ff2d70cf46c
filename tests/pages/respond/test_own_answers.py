"""One's own answers: with the key until they are sent, with the receipt from then on, never with
the contact."""

import csv
import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.store import contacts, keys, responses
from app.store.database import transaction
from tests.pages.respond.person import SITE, START, Person
from tests.pages.respond.test_guessing import spend

WORDS = {**SITE, "S_WORDS": '=HYPERLINK("x"), <b>'}
EMAIL = "hidden@example.org"


def sent(app: Flask, client: FlaskClient) -> tuple[Person, str]:
    """Somebody who sent, with a receipt, and with a contact kept apart."""
    person = Person(client).to_review().press(go="send")
    with app.app_context(), transaction():
        response = responses.seen(keys.hashed(person.key))
        contacts.keep(response, {"email": EMAIL, "phone": "", "name": "Asha"})
    return person, person.page.receipt or ""


def taken(client: FlaskClient, receipt: str, kind: str = "page", language: str = "en") -> bytes:
    answer = client.post(f"/{language}/answers", data={"receipt": receipt, "as": kind})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.data


@pytest.mark.parametrize("language", ["en", "fr"])
def test_before_sending_the_key_opens_the_page_and_both_files(
    client: FlaskClient, language: str
) -> None:
    person = Person(client).begin(language).answer(START, WORDS)
    key = person.key
    page = Person(client).open(f"/{language}/r/{key}/answers")
    assert page.page.kind == "own-answers"
    assert "=HYPERLINK(&#34;x&#34;), &lt;b&gt;" in page.html
    whole = json.loads(client.get(f"/{language}/r/{key}/answers.json").data)
    found = {each["code"]: each for each in whole["answers"]}
    assert found["S_STAFF"]["value"] == 12
    assert found["S_WORK"]["value"] == "farm"
    assert found["S_WORK"]["answer"] not in {"", "farm"}
    assert found["S_WORK"]["question"]
    assert found["S_WORDS"]["value"] == WORDS["S_WORDS"]
    assert whole["sent_at"] is None
    assert whole["synthetic"] is True


def test_the_file_tells_which_words_were_agreed_to(client: FlaskClient) -> None:
    person = Person(client).begin("fr").answer(START)
    whole = json.loads(client.get(f"/fr/r/{person.key}/answers.json").data)
    assert whole["consent"]["language"] == "fr"
    assert len(whole["consent"]["note"]) == 64
    assert "Pourquoi" in whole["consent"]["note_text"]
    assert whole["consent"]["given_at"] >= whole["started_at"]


def test_a_table_holds_a_row_an_answer_and_nothing_that_a_spreadsheet_runs(
    client: FlaskClient,
) -> None:
    person = Person(client).begin().answer(START, WORDS)
    text = client.get(f"/en/r/{person.key}/answers.csv").data.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["code", "question", "value", "answer"]
    found = {row[0]: row for row in rows}
    assert found["S_STAFF"][2:] == ["12", "12"]
    assert found["S_WORDS"][2] == "'" + WORDS["S_WORDS"]
    assert found["about.consent.language"][2] == "en"
    assert not [row for row in rows if any(cell.startswith(("=", "+", "@")) for cell in row)]


def test_once_sent_the_key_opens_its_receipt_alone(app: Flask, client: FlaskClient) -> None:
    person, _receipt = sent(app, client)
    for rest in ("answers", "answers.json", "answers.csv"):
        answer = client.get(f"/en/r/{person.key}/{rest}")
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("/thanks")


def test_the_receipt_opens_what_was_sent(app: Flask, client: FlaskClient) -> None:
    person, receipt = sent(app, client)
    html = Person(client).send({"receipt": receipt, "as": "page"}, "/en/answers").html
    assert person.key not in html
    whole = json.loads(taken(client, receipt, "json"))
    with app.app_context():
        kept = responses.seen(keys.hashed(person.key)).answers
    as_stored = {
        path: list(each) if isinstance(each, tuple) else each for path, each in kept.items()
    }
    assert {each["code"]: each["value"] for each in whole["answers"]} == as_stored
    assert whole["sent_at"]
    assert taken(client, receipt, "csv").startswith("\ufeffcode,question".encode())


@pytest.mark.parametrize("kind", ["page", "json", "csv"])
def test_a_contact_is_in_no_file_and_on_no_page(app: Flask, client: FlaskClient, kind: str) -> None:
    _person, receipt = sent(app, client)
    found = taken(client, receipt, kind).decode()
    assert EMAIL not in found
    assert "Asha" not in found
    said = {"page": "kept apart", "json": '"contact_kept_apart": true', "csv": "apart,,true"}
    assert said[kind] in found


@pytest.mark.parametrize(
    ("receipt", "status"), [("", 422), ("short", 422), ("ABCD-EFGH-JKMN-PQRS", 404)]
)
@pytest.mark.parametrize("kind", ["page", "json"])
def test_a_wrong_receipt_opens_nothing(
    client: FlaskClient, receipt: str, status: int, kind: str
) -> None:
    answer = client.post("/en/answers", data={"receipt": receipt, "as": kind})
    assert answer.status_code == status
    assert answer.mimetype == "text/html"


def test_guessing_receipts_here_and_where_they_erase_is_one_budget(
    app: Flask, client: FlaskClient
) -> None:
    _person, receipt = sent(app, client)
    spend(app, "127.0.0.1", "receipt")
    assert client.post("/en/answers", data={"receipt": receipt}).status_code == 429


def test_erased_answers_are_not_shown_any_more(app: Flask, client: FlaskClient) -> None:
    _person, receipt = sent(app, client)
    client.post("/en/erase", data={"receipt": receipt, "confirm": "on"})
    assert client.post("/en/answers", data={"receipt": receipt}).status_code == 404


def test_answers_to_a_campaign_of_one_language_come_in_that_language(client: FlaskClient) -> None:
    person = Person(client).begin("fr", "small-french").answer(START)
    answer = client.get(f"/en/r/{person.key}/answers")
    assert answer.headers["Location"].endswith(f"/fr/r/{person.key}/answers")


# --- Who sees what ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("campaign", ["small", "small-closed", "small-early"])
def test_who_sees_what_is_told_before_while_and_after(
    client: FlaskClient, campaign: str, language: str
) -> None:
    page = Person(client).open(f"/{language}/s/{campaign}/who-sees-what")
    assert (page.status, page.page.kind) == (200, "who-sees-what")
    assert "24" in page.html


def test_it_is_linked_from_the_first_page_to_the_last(client: FlaskClient) -> None:
    link = 'href="/en/s/small/who-sees-what"'
    assert link in Person(client).open("/en/s/small").html
    assert link in Person(client).begin().html
    person = Person(client).to_review()
    assert link in person.html
    assert 'href="answers"' in person.html
    assert link in person.press(go="send").html


def test_the_note_stands_before_the_button_that_starts(client: FlaskClient) -> None:
    html = Person(client).open("/en/s/small").html
    assert html.index('id="privacy"') < html.index('name="go"')
