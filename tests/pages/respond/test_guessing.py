"""Guessing codes and receipts over HTTP: slow, by address, without refusing anybody else."""

from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.store import keys
from app.store.database import db, transaction
from app.store.guesses import BUDGET, EVERYBODY, WrongGuess
from app.store.hours import HOUR
from app.web.addresses import client_network
from tests.pages.respond.person import START, Person

WRONG = {"code": "K7MQ-4TPX-9D", "open": "open"}
WRONG_RECEIPT = {"receipt": "ABCD-EFGH-JKMN-PQRS", "confirm": "on"}


def spend(app: Flask, address: str, purpose: str = "code") -> None:
    """As if an address had got so many wrong in this hour and the next."""
    hour = int(datetime.now(UTC).timestamp()) // HOUR
    with app.app_context(), transaction() as session:
        for each in (hour, hour + 1):
            subject = keys.keyed_hash("guess", f"{each}:{purpose}:{address}")
            session.add(WrongGuess(subject=subject, hour=each, times=BUDGET))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("purpose", ["code", "receipt"])
def test_past_the_budget_a_plain_page_says_how_long_to_wait(
    app: Flask, client: FlaskClient, language: str, purpose: str
) -> None:
    page, fields = ("resume", WRONG) if purpose == "code" else ("erase", WRONG_RECEIPT)
    address = f"/{language}/{page}"
    assert client.post(address, data=fields).status_code == 404
    spend(app, "198.51.100.1", purpose)
    elsewhere = {"REMOTE_ADDR": "198.51.100.1"}
    answer = client.post(address, data=fields, environ_overrides=elsewhere)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= HOUR
    assert b'data-page="problem"' in answer.data
    assert client.post(address, data=fields).status_code == 404


def test_a_right_code_and_a_right_receipt_count_nothing(app: Flask, client: FlaskClient) -> None:
    person = Person(client).to_review().press(go="send")
    with app.app_context():
        code = keys.code_of(person.key)
    receipt = person.page.receipt or ""
    assert client.post("/en/resume", data={"code": code}).status_code == 303
    erased = client.post("/en/erase", data={"receipt": receipt, "confirm": "on"})
    assert erased.status_code == 200
    with app.app_context():
        assert db.session.scalars(sa.select(WrongGuess)).all() == []


def test_a_text_that_is_no_code_is_no_guess(app: Flask, client: FlaskClient) -> None:
    assert client.post("/en/resume", data={"code": "what?"}).status_code == 422
    with app.app_context():
        assert db.session.scalars(sa.select(WrongGuess)).all() == []


def test_the_address_in_the_browser_opens_whatever_was_guessed(
    app: Flask, client: FlaskClient
) -> None:
    spend(app, "127.0.0.1")
    spend(app, EVERYBODY)
    person = Person(client).begin().answer(START)
    assert person.open(f"/en/r/{person.key}").status == 200
    assert client.post("/en/resume", data=WRONG).status_code == 429


@pytest.mark.parametrize(
    ("trusted", "peer", "named", "found"),
    [
        ("", "192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1", "198.51.100.1", "198.51.100.1"),
        ("192.0.2.0/24", "192.0.2.1", "203.0.113.9, 198.51.100.1, 192.0.2.7", "198.51.100.1"),
        ("192.0.2.1", "192.0.2.1", "nobody", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "203.0.113.5", "198.51.100.1", "203.0.113.5"),
        ("", "2001:db8:1:2:3::4", "", "2001:db8:1::/48"),
        ("", "::ffff:192.0.2.1", "", "192.0.2.1"),
        ("::1", "::1", "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("", "", "", "unknown"),
    ],
)
def test_only_a_trusted_proxy_says_who_asks(
    app: Flask, trusted: str, peer: str, named: str, found: str
) -> None:
    app.config["TRUSTED_PROXIES"] = tuple(map(ip_network, trusted.split()))
    with app.test_request_context(
        headers={"X-Forwarded-For": named}, environ_overrides={"REMOTE_ADDR": peer}
    ):
        assert client_network() == found
