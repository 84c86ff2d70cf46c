"""Contacts live apart from answers, sealed. Only who holds CONTACTS_KEY can join or read them.

The table has no running number and no time of day: neither tells which response a contact follows.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.store import keys
from app.store.database import Base, db

SEALED_AS = "contact.sealed"


class Answered(Protocol):
    """What a contact needs of a response."""

    @property
    def id(self) -> int: ...
    @property
    def campaign_code(self) -> str: ...


class Contact(Base):
    """link: stands for the response. sealed: email, phone and name, encrypted together."""

    __tablename__ = "contact"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # SQLAlchemy reads a plain dict

    link: Mapped[str] = mapped_column(primary_key=True)
    campaign_code: Mapped[str] = mapped_column(index=True)
    sealed: Mapped[bytes]
    created_on: Mapped[date]


def keep(response: Answered, contact: Mapping[str, str]) -> None:
    """Keeps email, phone and name, in place of those given before; nothing given: keeps none."""
    given = {field: text for field, text in contact.items() if text}
    if not given:
        erase(response)
        return
    sealed = keys.seal(json.dumps(given, sort_keys=True), about=SEALED_AS)
    db.session.merge(
        Contact(
            link=keys.link_of(response.id),
            campaign_code=response.campaign_code,
            sealed=sealed,
            created_on=datetime.now(UTC).date(),
        )
    )


def read(response: Answered) -> dict[str, str]:
    """email, phone and name as given; empty when none is kept."""
    found = db.session.get(Contact, keys.link_of(response.id))
    if found is None:
        return {}
    contact: dict[str, str] = json.loads(keys.unseal(found.sealed, about=SEALED_AS))
    return contact


def is_kept(response: Answered) -> bool:
    """Whether there is one, without opening it."""
    query = sa.select(Contact.link).where(Contact.link == keys.link_of(response.id))
    return db.session.scalar(query) is not None


def erase(response: Answered) -> None:
    db.session.execute(sa.delete(Contact).where(Contact.link == keys.link_of(response.id)))
