"""Counters of one hour, under a keyed hash of what is counted: whose they are stands nowhere."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.store.database import db

HOUR: Final = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Hour:
    """number: of the hour since 1970, in UTC."""

    number: int
    seconds_left: int

    @classmethod
    def of(cls, now: datetime | None) -> "Hour":
        """None: the one that runs."""
        seconds = int((now or datetime.now(UTC)).timestamp())
        return cls(seconds // HOUR, HOUR - seconds % HOUR)


class HourlyCount:
    """Columns of a table of such counters. subject: the hash, another in every hour."""

    subject: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(index=True)
    times: Mapped[int]


def count(kind: type[HourlyCount], subject: str, hour: int) -> int:
    """One more; how many with this one."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(kind).values(subject=subject, hour=hour, times=1)
    again = first.on_conflict_do_update(
        index_elements=[kind.subject], set_={"times": kind.times + 1}
    )
    return int(db.session.execute(again.returning(kind.times)).scalar_one())


def forget_before(kind: type[HourlyCount], hour: int) -> None:
    """Deletes the counters of past hours."""
    db.session.execute(sa.delete(kind).where(kind.hour < hour))
