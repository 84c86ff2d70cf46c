"""What was erased at a person's request, so that no older copy brings it back.

A keyed digest of the receipt and the day: nobody can tell from it who it was, or what they said.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.store import keys
from app.store.database import Base, db

FETCHED_AT_ONCE = 500


class Erasure(Base):
    """digest: of the hash of a receipt, under SECRET_KEY. Rows lie in the order of digests."""

    __tablename__ = "erasure"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # SQLAlchemy reads a plain dict

    digest: Mapped[str] = mapped_column(primary_key=True)
    erased_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the list that a restore takes."""

    digest: str
    erased_on: date


def remember(receipt_hash: str) -> None:
    """From now on no file and no backup brings this response back."""
    add([Erased(keys.erasure_digest(receipt_hash), datetime.now(UTC).date())])


def add(erased: Iterable[Erased]) -> None:
    """What is known already keeps its day."""
    for each in erased:
        if db.session.get(Erasure, each.digest) is None:
            db.session.add(Erasure(digest=each.digest, erased_on=each.erased_on))


def listed() -> Iterator[Erased]:
    query = sa.select(Erasure.digest, Erasure.erased_on).order_by(Erasure.digest)
    streamed = query.execution_options(yield_per=FETCHED_AT_ONCE)
    for digest, erased_on in db.session.execute(streamed):
        yield Erased(digest, erased_on)


def among(receipt_hashes: Collection[str]) -> frozenset[str]:
    """Those of the hashes whose response was erased; at most some hundreds at once."""
    digests = {keys.erasure_digest(each): each for each in receipt_hashes}
    query = sa.select(Erasure.digest).where(Erasure.digest.in_(list(digests)))
    return frozenset(digests[digest] for digest in db.session.scalars(query))
