"""Wrong codes and receipts, counted so that guessing is slow; nothing names who guessed.

A code holds 50 bits, a receipt 80. An address may get BUDGET of them wrong in an hour, and only
TIGHT_BUDGET while everybody together got more than ALARM wrong. A right one counts nothing, and is
refused only where that very address has used up its own budget. How long it then takes to hit a
response: docs/decisions/0015-short-codes-slow-to-guess.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from app.errors import ConflictError, NotFoundError
from app.store import keys
from app.store.database import Base, db, transaction
from app.store.hours import Hour, HourlyCount, count, forget_before

BUDGET = 300  # an hour and an address: sixty phones behind one, each wrong five times
TIGHT_BUDGET = 10
ALARM = 2_000  # an hour, of all addresses together
EVERYBODY = "everybody"


class TooManyGuessesError(ConflictError):
    """An address got too many wrong: `wait_seconds` until it may try again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Too many wrong codes from there: try again in {wait_seconds} seconds.")
        self.wait_seconds = wait_seconds


class WrongGuess(HourlyCount, Base):
    """Of a purpose and an address, or of everybody."""

    __tablename__ = "wrong_guess"


@contextmanager
def one_guess(purpose: str, address: str, now: datetime | None = None) -> Iterator[None]:
    """A transaction in which one code or receipt is looked up; NotFoundError counts it as wrong.

    purpose: what is guessed; each has budgets of its own. address: an IP address, or the part of
    one that a single owner has. Raises TooManyGuessesError before anything is looked up.
    """
    hour = Hour.of(now)
    subject, everybody = (_subject(purpose, hour.number, who) for who in (address, EVERYBODY))
    wrong: NotFoundError | None = None
    _demand_budget(subject, everybody, hour.seconds_left)
    with transaction():
        _wait_for_others(subject)
        _demand_budget(subject, everybody, hour.seconds_left)
        try:
            yield
        except NotFoundError as error:
            wrong = error
            forget_before(WrongGuess, hour.number)
            count(WrongGuess, subject, hour.number)
            count(WrongGuess, everybody, hour.number)
    if wrong is not None:
        raise wrong


def _demand_budget(subject: str, everybody: str, wait: int) -> None:
    """Asked before the lock as well: who guesses on and on holds up nobody."""
    if _times(subject) >= (TIGHT_BUDGET if _times(everybody) >= ALARM else BUDGET):
        raise TooManyGuessesError(wait)


def _subject(purpose: str, hour: int, who: str) -> str:
    """Differs from hour to hour, so that no two hours of an address can be joined."""
    return keys.keyed_hash("guess", f"{hour}:{purpose}:{who}")


def _wait_for_others(subject: str) -> None:
    """Guesses of one address come one after the other: SQLite's action began IMMEDIATE."""
    if db.engine.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(subject, 0))
        db.session.execute(sa.select(lock))


def _times(subject: str) -> int:
    query = sa.select(WrongGuess.times).where(WrongGuess.subject == subject)
    return db.session.scalar(query) or 0
