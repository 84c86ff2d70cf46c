"""Wrong codes and receipts, counted so that guessing is slow; nothing names who guessed.

A code holds 50 bits, a receipt 80. An address may get BUDGET of them wrong in an hour, and only
TIGHT_BUDGET while everybody together got more than ALARM wrong. A right one counts nothing, and is
refused only where that very address has used up its own budget. How long it then takes to hit a
response: docs/decisions/0015-short-codes-slow-to-guess.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, NotFoundError
from app.store import keys
from app.store.database import Base, db, transaction

HOUR = 3600  # seconds
BUDGET = 300  # an hour and an address: sixty phones behind one, each wrong five times
TIGHT_BUDGET = 10
ALARM = 2_000  # an hour, of all addresses together
EVERYBODY = "everybody"


class TooManyGuessesError(ConflictError):
    """An address got too many wrong: `wait_seconds` until it may try again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Too many wrong codes from there: try again in {wait_seconds} seconds.")
        self.wait_seconds = wait_seconds


class WrongGuess(Base):
    """subject: a keyed hash of purpose, hour and address, or of everybody. Kept for its hour."""

    __tablename__ = "wrong_guess"

    subject: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(index=True)
    times: Mapped[int]


@contextmanager
def one_guess(purpose: str, address: str, now: datetime | None = None) -> Iterator[None]:
    """A transaction in which one code or receipt is looked up; NotFoundError counts it as wrong.

    purpose: what is guessed; each has budgets of its own. address: an IP address, or the part of
    one that a single owner has. Raises TooManyGuessesError before anything is looked up.
    """
    seconds = int((now or datetime.now(UTC)).timestamp())
    hour, wait = seconds // HOUR, HOUR - seconds % HOUR
    subject, everybody = (_subject(purpose, hour, who) for who in (address, EVERYBODY))
    wrong: NotFoundError | None = None
    _demand_budget(subject, everybody, wait)
    with transaction():
        _wait_for_others(subject)
        _demand_budget(subject, everybody, wait)
        try:
            yield
        except NotFoundError as error:
            wrong = error
            forget_before(hour)
            _count(subject, hour)
            _count(everybody, hour)
    if wrong is not None:
        raise wrong


def _demand_budget(subject: str, everybody: str, wait: int) -> None:
    """Asked before the lock as well: who guesses on and on holds up nobody."""
    if _times(subject) >= (TIGHT_BUDGET if _times(everybody) >= ALARM else BUDGET):
        raise TooManyGuessesError(wait)


def forget_before(hour: int) -> None:
    """Deletes the counters of past hours. hour: its number since 1970, in UTC."""
    with transaction() as session:
        session.execute(sa.delete(WrongGuess).where(WrongGuess.hour < hour))


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


def _count(subject: str, hour: int) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(WrongGuess).values(subject=subject, hour=hour, times=1)
    again = first.on_conflict_do_update(
        index_elements=[WrongGuess.subject], set_={"times": WrongGuess.times + 1}
    )
    db.session.execute(again)
