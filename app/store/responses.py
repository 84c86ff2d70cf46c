"""Responses: one person's answers to one campaign."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, validates
from sqlalchemy.orm.interfaces import LoaderOption

from app.errors import InvalidError, NotFoundError
from app.questionnaire.model import Answers
from app.store import contacts, erasures, releases
from app.store.batches import in_batches
from app.store.campaigns import Campaign
from app.store.columns import AnswersColumn, Moment
from app.store.database import Base, db, hold_lock, lock_held


class Response(Base):
    """answers and prefill are replaced as a whole, never changed inside.

    The database holds hashes of the entry, key, code and receipt; key_sealed opens with SECRET_KEY.
    core_completed_at: when every core page was passed, so that it counts for estimates.
    """

    __tablename__ = "response"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    entry_hash: Mapped[str] = mapped_column(unique=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    receipt_hash: Mapped[str | None] = mapped_column(unique=True)
    key_sealed: Mapped[bytes]
    seed: Mapped[int]
    language: Mapped[str]
    territory_code: Mapped[str | None] = mapped_column(sa.ForeignKey("territory.code"), index=True)
    mode: Mapped[str] = mapped_column(default="web")
    is_test: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[Answers] = mapped_column(AnswersColumn, default=dict)
    prefill: Mapped[Answers] = mapped_column(AnswersColumn, default=dict)
    started_at: Mapped[datetime] = mapped_column(Moment)
    touched_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    core_completed_at: Mapped[datetime | None] = mapped_column(Moment)
    campaign: Mapped[Campaign] = relationship()

    @property
    def campaign_code(self) -> str:
        return self.campaign.code

    @validates("answers", "prefill")
    def _check_texts(self, _name: str, answers: Answers) -> Answers:
        """PostgreSQL keeps no NUL character in a text: refused by name on every database."""
        for path, value in answers.items():
            if isinstance(value, str) and "\x00" in value:
                message = f"The answer to {path!r} holds a NUL character: leave it out."
                raise InvalidError(message, path=path)
        return answers


def add(response: Response) -> Response:
    db.session.add(response)
    db.session.flush()
    return response


def by_entry_hash(entry_hash: str) -> Response | None:
    """The response that began with a one-time entry, if any did.

    Inside a transaction nobody else starts with the same entry until it ends: SQLite's action
    began IMMEDIATE, PostgreSQL holds a lock on the entry itself.
    """
    if db.engine.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(entry_hash, 0))
        db.session.execute(sa.select(lock))
    query = sa.select(Response).where(Response.entry_hash == entry_hash)
    return db.session.scalars(query).one_or_none()


def by_key_hash(key_hash: str, *, lock: bool) -> Response:
    """With its campaign and version. lock: nobody else changes it until the transaction ends."""
    held = lock_held(key_hash) if lock else None
    if isinstance(held, Response):
        return held
    query = sa.select(Response).where(Response.key_hash == key_hash).options(_with_campaign())
    if lock:  # SQLite: the action began IMMEDIATE
        query = query.with_for_update(of=Response).execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError("No response for this link: check it, or begin again.")
    if lock:
        hold_lock(key_hash, found)
    return found


@cache
def _with_campaign() -> LoaderOption:
    """What every page of a response needs, in the same statement."""
    campaign = joinedload(Response.campaign, innerjoin=True)
    return campaign.joinedload(Campaign.questionnaire, innerjoin=True)


def by_code_hash(code_hash: str) -> Response:
    query = sa.select(Response).where(Response.code_hash == code_hash)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError("No response for this code: check it, letter by letter.")
    return found


def by_receipt_hash(receipt_hash: str) -> Response:
    """Only of responses that were sent: before, nobody has the receipt."""
    query = sa.select(Response).where(
        Response.receipt_hash == receipt_hash, Response.sent_at.is_not(None)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError(
            "No response for this receipt: check it. A receipt is 16 letters and digits,"
            " such as K7MQ-4TPX-9D2A-V0WB, as the last page showed it."
        )
    return found


def remembered_as_erased() -> Iterator[Response]:
    """Those that are here although they were erased: an older copy brought them back."""
    query = sa.select(Response.receipt_hash).where(Response.receipt_hash.is_not(None))
    hashes = db.session.scalars(query).all()
    for some in in_batches(hashes):
        gone = erasures.among([each for each in some if each is not None])
        found = sa.select(Response).where(Response.receipt_hash.in_(gone))
        yield from db.session.scalars(found).all()


def erase(response: Response) -> None:
    """At a person's request: removes it, and remembers that it is not to come back."""
    if response.receipt_hash is not None:
        erasures.remember(response.receipt_hash)
    remove(response)


def remove(response: Response) -> None:
    """Removes it, its contact, and the copies of its answers that releases hold.

    The numbers of a release stay; which answers they came from does not.
    """
    held = sa.select(Response.id).where(Response.id == response.id).with_for_update()
    db.session.execute(held)  # a release that is counting it comes first, and is emptied too
    contacts.erase(response)
    releases.erase_snapshots(response.id)
    db.session.delete(response)
    db.session.flush()
