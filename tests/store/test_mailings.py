"""Mails are counted by the hour: by response, network and address, none of which can be read."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.store.database import db
from app.store.mailings import BUDGETS, MailCount, TooManyMailsError, count_mail

NOW = datetime(2026, 3, 2, 21, 14, 5, tzinfo=UTC)
TO = "asha@example.org"


def ask(number: int = 0, *, now: datetime = NOW, **same: str) -> None:
    """A mail that shares with others only what is given."""
    own = {
        "response": f"response {number}",
        "network": f"192.0.2.{number}",
        "address": f"{number}@example.org",
    }
    count_mail(now=now, **{**own, **same})


@pytest.mark.parametrize("kind", list(BUDGETS))
def test_each_budget_ends_by_itself_and_comes_back_with_the_hour(store: Flask, kind: str) -> None:
    assert store
    same = {kind: TO}
    for number in range(BUDGETS[kind]):
        ask(number, **same)
    with pytest.raises(TooManyMailsError) as raised:
        ask(200, **same)
    assert raised.value.wait_seconds == 2755  # from 21:14:05 to 22:00
    ask(201)
    ask(202, now=NOW + timedelta(hours=1), **same)


def test_a_refused_mail_counts_nothing(store: Flask) -> None:
    assert store
    for number in range(BUDGETS["address"]):
        ask(number, address=TO)
    for _time in range(BUDGETS["response"] + 1):
        with pytest.raises(TooManyMailsError):
            ask(50, address=TO)
    ask(50)


def test_an_address_is_the_same_in_any_case(store: Flask) -> None:
    assert store
    for number in range(BUDGETS["address"]):
        ask(number, address=TO.upper() if number % 2 else TO)
    with pytest.raises(TooManyMailsError):
        ask(60, address=TO)


def test_the_table_names_nobody_and_forgets_past_hours(store: Flask) -> None:
    assert store
    ask(address=TO)
    rows = list(db.session.scalars(sa.select(MailCount)))
    assert len(rows) == 3
    assert all(len(row.subject) == 64 and TO not in row.subject for row in rows)
    before = {row.subject for row in rows}
    ask(address=TO, now=NOW + timedelta(hours=1))
    after = {row.subject for row in db.session.scalars(sa.select(MailCount))}
    assert len(after) == 3
    assert not before & after
