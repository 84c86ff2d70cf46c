"""Mail that a respondent asks for: what the mail server gets, and that nothing of it stays here."""

import logging

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.store import keys
from app.store.database import Base, db
from app.store.mailings import BUDGETS, MailCount
from tests.mail_server import LATER, REFUSED, Letters, text_of
from tests.pages.respond.conftest import OURS
from tests.pages.respond.person import START, Person

TO = "asha@example.org"
LINK = {"en": "Your link to continue: A small survey", "fr": "Votre lien pour continuer"}
RECEIPT = {"en": "Your receipt: A small survey", "fr": "Votre reçu"}


def asked(person: Person, what: str = "link", to: str = TO) -> Person:
    language = person.address.split("/")[1]
    address = f"/{language}/r/{person.key}/mail/{what}"
    person.open(address)
    return person.send({**person.hidden, "email": to, "mail": "mail"}, address)


def secrets(app: Flask, person: Person) -> tuple[str, str]:
    with app.app_context():
        return keys.code_of(person.key), keys.receipt_of(person.key)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_link_comes_by_mail_in_the_language_of_the_page(
    app: Flask, client: FlaskClient, letters: Letters, language: str
) -> None:
    person = Person(client).begin(language).answer(START)
    assert 'href="mail/link"' in person.html
    key, (code, receipt) = person.key, secrets(app, person)
    assert asked(person).status == 200
    assert person.page.kind == "mailed"
    assert TO in person.html
    (message,) = letters.messages
    assert message["Subject"].startswith(LINK[language])
    assert message["To"] == TO
    assert message["Content-Language"] == language
    lines = text_of(message).splitlines()
    assert f"{OURS}/{language}/r/{key}" in lines
    assert {f"{OURS}/{language}/resume", code} <= set(lines)
    assert receipt not in text_of(message)
    assert client.get(f"/{language}/r/{key}").status_code == 303


@pytest.mark.parametrize("language", ["en", "fr"])
def test_after_sending_the_receipt_comes_by_mail_and_the_key_does_not(
    app: Flask, client: FlaskClient, letters: Letters, language: str
) -> None:
    person = Person(client).to_review().press(go="send")
    person.open(f"/{language}/r/{person.key}/thanks")
    assert 'href="mail/summary"' in person.html
    key, (code, receipt) = person.key, secrets(app, person)
    assert asked(person, "summary").page.kind == "mailed"
    (message,) = letters.messages
    text = text_of(message)
    assert message["Subject"].startswith(RECEIPT[language])
    assert {receipt, f"{OURS}/{language}/answers", f"{OURS}/{language}/erase"} <= set(
        text.splitlines()
    )
    assert key not in text
    assert code not in text


def test_synthetic_data_is_labelled_in_mail_too(client: FlaskClient, letters: Letters) -> None:
    asked(Person(client).begin().answer(START))
    assert text_of(letters.messages[0]).startswith("Synthetic demonstration data")


def test_the_address_of_links_is_ours_whatever_a_request_says(
    client: FlaskClient, letters: Letters
) -> None:
    person = Person(client).begin().answer(START)
    person.open(f"/en/r/{person.key}/mail/link")
    fields = {**person.hidden, "email": TO}
    client.post(person.address, data=fields, headers={"Host": "evil.example"})
    assert "evil.example" not in letters.messages[-1].as_string()
    assert f"{OURS}/en/r/" in text_of(letters.messages[-1])


def test_where_no_server_is_set_nothing_offers_mail(client: FlaskClient) -> None:
    person = Person(client).to_review()
    assert "mail/" not in person.html
    key = person.key
    assert "mail/" not in person.press(go="send").html
    for what in ("link", "summary"):
        assert client.get(f"/en/r/{key}/mail/{what}").status_code == 404
        assert client.post(f"/en/r/{key}/mail/{what}", data={"email": TO}).status_code == 404


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("", 422),
        ("asha", 422),
        ("asha@example.org\r\nBcc: all@example.org", 422),
        ("asha@example.org,all@example.org", 422),
        (REFUSED, 422),
        (LATER, 503),
    ],
)
def test_what_cannot_be_sent_is_said_beside_the_field_and_what_was_typed_stays(
    client: FlaskClient, letters: Letters, to: str, status: int
) -> None:
    person = Person(client).begin().answer(START)
    assert asked(person, to=to).status == status
    assert 'role="alert"' in person.html
    assert 'aria-invalid="true"' in person.html
    assert person.typed("email").split() == to.split()
    assert letters.messages == []


def test_a_foreign_form_sends_nothing(client: FlaskClient, letters: Letters) -> None:
    person = Person(client).begin().answer(START)
    answer = client.post(f"/en/r/{person.key}/mail/link", data={"email": TO, "token": "x"})
    assert answer.status_code == 422
    assert letters.messages == []


def test_a_response_gets_few_mails_an_hour(client: FlaskClient, letters: Letters) -> None:
    person = Person(client).begin().answer(START)
    for number in range(BUDGETS["response"]):
        assert asked(person, to=f"{number}@example.org").status == 200
    assert asked(person).status == 429
    assert person.typed("email") == TO
    assert len(letters.messages) == BUDGETS["response"]


def test_one_address_gets_few_mails_whoever_asks(client: FlaskClient, letters: Letters) -> None:
    for _number in range(BUDGETS["address"]):
        assert asked(Person(client).begin().answer(START)).status == 200
    answer = asked(Person(client).begin().answer(START))
    assert answer.status == 429
    assert len(letters.messages) == BUDGETS["address"]


def test_a_link_is_mailed_before_sending_only_and_a_receipt_after(
    client: FlaskClient, letters: Letters
) -> None:
    person = Person(client).to_review()
    key = person.key
    assert client.post(f"/en/r/{key}/mail/summary", data={"email": TO}).status_code == 303
    person.press(go="send")
    answer = client.post(f"/en/r/{key}/mail/link", data={"email": TO})
    assert answer.headers["Location"].endswith("/thanks")
    assert letters.messages == []


def test_no_address_stays_in_the_store_or_in_a_log(
    app: Flask, client: FlaskClient, letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="app")
    person = Person(client).begin().answer(START)
    asked(person)
    asked(person, to=REFUSED)
    assert len(letters.messages) == 1
    assert "@" not in "".join(each.getMessage() for each in caplog.records if "app" in each.name)
    with app.app_context():
        rows = [
            str(row) for table in Base.metadata.sorted_tables
            for row in db.session.execute(sa.select(table))
        ]  # fmt: skip
        assert rows
        assert not [row for row in rows if "asha@" in row or REFUSED in row]
        assert all(len(each) == 64 for each in db.session.scalars(sa.select(MailCount.subject)))


def test_asking_writes_nothing(app: Flask, client: FlaskClient, letters: Letters) -> None:
    person = Person(client).begin().answer(START)
    person.open(f"/en/r/{person.key}/mail/link")
    assert person.page.kind == "mail"
    with app.app_context():
        assert db.session.scalars(sa.select(MailCount)).all() == []
    assert letters.messages == []
