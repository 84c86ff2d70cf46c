"""Mails asked for, counted by the hour so that nobody can be buried in them; no address is kept.

What is counted under is a keyed hash of the hour and of the response, the network that asks, or the
address that is written to. Counters of past hours go with the next mail. How the budgets were
chosen: docs/decisions/0021-mail-on-request.md.
"""

from collections.abc import Mapping
from datetime import datetime

from app.errors import ConflictError
from app.store import keys
from app.store.database import Base, transaction
from app.store.hours import Hour, HourlyCount, count, forget_before

BUDGETS: Mapping[str, int] = {"response": 5, "network": 100, "address": 5}
"""Mails an hour. Every mail takes its rows in this order, so that no two wait for each other."""


class TooManyMailsError(ConflictError):
    """One of the budgets is spent: `wait_seconds` until a mail may be asked for again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Too many mails were asked for: try again in {wait_seconds} seconds.")
        self.wait_seconds = wait_seconds


class MailCount(HourlyCount, Base):
    """Of a response, of a network, of an address that is written to."""

    __tablename__ = "mail_count"


def count_mail(*, response: str, network: str, address: str, now: datetime | None = None) -> None:
    """One mail more, before it is sent. Raises TooManyMailsError; then nothing is counted.

    response: the hash of its key. network: who asks. address: to whom, in whatever case.
    """
    hour = Hour.of(now)
    counted = {"response": response, "network": network, "address": address.casefold()}
    with transaction():
        forget_before(MailCount, hour.number)
        for kind, budget in BUDGETS.items():
            subject = keys.keyed_hash("mail", f"{hour.number}:{kind}:{counted[kind]}")
            if count(MailCount, subject, hour.number) > budget:
                raise TooManyMailsError(hour.seconds_left)
