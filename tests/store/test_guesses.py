"""Wrong codes are counted by the hour and the address; right ones are not refused for others."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import NotFoundError
from app.store import keys
from app.store.database import db, transaction
from app.store.guesses import (
    ALARM,
    BUDGET,
    EVERYBODY,
    TIGHT_BUDGET,
    TooManyGuessesError,
    WrongGuess,
    one_guess,
)
from app.store.hours import HOUR

NOW = datetime(2026, 3, 2, 21, 40, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "198.51.100.7"


def wrong(address: str = HERE, purpose: str = "code", now: datetime = NOW) -> None:
    with pytest.raises(NotFoundError), one_guess(purpose, address, now):
        raise NotFoundError("No response for this code.")


def right(address: str = HERE, purpose: str = "code", now: datetime = NOW) -> None:
    with one_guess(purpose, address, now):
        pass


def count(who: str, times: int) -> None:
    """As if somebody had guessed so often in this hour."""
    hour = int(NOW.timestamp()) // HOUR
    subject = keys.keyed_hash("guess", f"{hour}:code:{who}")
    with transaction() as session:
        session.add(WrongGuess(subject=subject, hour=hour, times=times))


def rows() -> list[WrongGuess]:
    return list(db.session.scalars(sa.select(WrongGuess)))


pytestmark = pytest.mark.usefixtures("store")


def test_past_its_budget_an_address_waits_for_the_next_hour() -> None:
    count(HERE, BUDGET - 1)
    wrong()
    with pytest.raises(TooManyGuessesError) as caught:
        right()
    assert caught.value.wait_seconds == 20 * 60
    right(now=NOW + timedelta(minutes=20))


def test_a_right_one_counts_nothing_and_is_not_refused_for_others() -> None:
    count(THERE, BUDGET)
    count(EVERYBODY, 50 * ALARM)
    for _time in range(2 * TIGHT_BUDGET):
        right()
    assert len(rows()) == 2


def test_while_everybody_guesses_each_address_has_less() -> None:
    count(EVERYBODY, ALARM)
    for _time in range(TIGHT_BUDGET):
        wrong()
    with pytest.raises(TooManyGuessesError):
        right()
    right(THERE)


def test_codes_and_receipts_have_budgets_of_their_own() -> None:
    count(HERE, BUDGET)
    right(purpose="receipt")


def test_counters_of_past_hours_are_deleted_and_name_no_address() -> None:
    wrong()
    assert [each.times for each in rows()] == [1, 1]
    assert all(HERE not in each.subject for each in rows())
    before = {each.subject for each in rows()}
    wrong(now=NOW + timedelta(hours=1))
    assert not before & {each.subject for each in rows()}
    assert len(rows()) == 2


def test_what_a_right_guess_changes_is_kept_and_a_fault_undoes_it() -> None:
    def change(code: str) -> None:
        with one_guess("code", HERE, NOW):
            count(code, 1)
            if code == "bad":
                raise LookupError(code)

    change("good")
    with pytest.raises(LookupError):
        change("bad")
    assert len(rows()) == 1


def test_guesses_at_once_are_counted_one_by_one(app: Flask) -> None:
    count(HERE, BUDGET - 5)

    def guess(_number: int) -> str:
        with app.app_context():
            try:
                wrong()
            except TooManyGuessesError:
                return "waits"
            return "wrong"

    with ThreadPoolExecutor(4) as crowd:
        found = list(crowd.map(guess, range(16)))
    assert sorted(found) == ["waits"] * 11 + ["wrong"] * 5
    db.session.rollback()
    assert sorted(each.times for each in rows()) == [5, BUDGET]
