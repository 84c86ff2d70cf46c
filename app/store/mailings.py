"""Mails asked for, counted by the hour so that nobody can be buried in them; no address is kept.

What is counted under is a keyed hash of the hour and of the response, the network that asks, or the
address that is written to. Counters of past hours go with the next mail. How the budgets were
chosen: docs/decisions/0021-mail-on-request.md.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError
from app.store import keys
from app.store.database import Base, db, transaction
from app.store.guesses import HOUR

BUDGETS: Mapping[str, int] = {"response": 5, "network": 100, "address": 5}
"""Mails an hour. Every mail takes its rows in this order, so that no two wait for each other."""


class TooManyMailsError(ConflictError):
    """One of the budgets is spent: `wait_seconds` until a mail may be asked for again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Too many mails were asked for: try again in {wait_seconds} seconds.")
        self.wait_seconds = wait_seconds


class MailCount(Base):
    """subject: a keyed hash of the hour and of what is counted. Kept for its hour."""

    __tablename__ = "mail_count"

    subject: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(index=True)
    times: Mapped[int]


def count_mail(*, response: str, network: str, address: str, now: datetime | None = None) -> None:
    """One mail more, before it is sent. Raises TooManyMailsError; then nothing is counted.

    response: the hash of its key. network: who asks. address: to whom, in whatever case.
    """
    seconds = int((now or datetime.now(UTC)).timestamp())
    hour, wait = seconds // HOUR, HOUR - seconds % HOUR
    counted = {"response": response, "network": network, "address": address.casefold()}
    with transaction() as session:
        session.execute(sa.delete(MailCount).where(MailCount.hour < hour))
        for kind, budget in BUDGETS.items():
            subject = keys.keyed_hash("mail", f"{hour}:{kind}:{counted[kind]}")
            if _counted(subject, hour) > budget:
                raise TooManyMailsError(wait)


def _counted(subject: str, hour: int) -> int:
    """How many with this one."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(MailCount).values(subject=subject, hour=hour, times=1)
    again = first.on_conflict_do_update(
        index_elements=[MailCount.subject], set_={"times": MailCount.times + 1}
    )
    return int(db.session.execute(again.returning(MailCount.times)).scalar_one())
