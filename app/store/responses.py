"""Responses: one person's answers to one campaign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypedDict

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.errors import InvalidError, NotFoundError
from app.questionnaire.model import Answers
from app.reference.words import Words
from app.store import contacts, erasures, releases, uploads
from app.store.campaigns import Campaign, State, state_on
from app.store.columns import AnswersColumn, Moment
from app.store.database import Base, db, demand_transaction
from app.store.statements import run

UNKNOWN = "No response for this link: check it, or begin again."


class Response(Base):
    """answers and prefill are replaced as a whole, never changed inside.

    The database holds hashes of the entry, key, code and receipt; key_sealed opens with SECRET_KEY.
    is_one_at_a_time: how a questionnaire that leaves it open is laid out for it.
    is_assisted: somebody fills in for somebody, or with them, whatever the mode.
    core_completed_at: when every core page was passed, so that it counts for estimates.
    consent_notice: SHA-256 of the note on data that was shown where somebody agreed, in
    consent_language; all three None while nobody has, or where it was not written down.
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
    is_one_at_a_time: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    is_assisted: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    words: Mapped[str] = mapped_column(default=Words.USUAL, server_default=Words.USUAL)
    answers: Mapped[Answers] = mapped_column(AnswersColumn, default=dict)
    prefill: Mapped[Answers] = mapped_column(AnswersColumn, default=dict)
    started_at: Mapped[datetime] = mapped_column(Moment)
    touched_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    core_completed_at: Mapped[datetime | None] = mapped_column(Moment)
    consent_notice: Mapped[str | None]
    consent_language: Mapped[str | None]
    consented_at: Mapped[datetime | None] = mapped_column(Moment)
    campaign: Mapped[Campaign] = relationship()

    @property
    def campaign_code(self) -> str:
        return self.campaign.code

    @validates("answers", "prefill")
    def _check_texts(self, _name: str, answers: Answers) -> Answers:
        return without_nul(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A response as a page reads it, with the days on which its campaign takes answers."""

    id: int
    key_hash: str
    campaign_id: int
    campaign_code: str
    seed: int
    territory_code: str | None
    is_test: bool
    is_one_at_a_time: bool
    is_assisted: bool
    words: str
    answers: Answers
    prefill: Answers
    language: str
    touched_at: datetime
    core_completed_at: datetime | None
    sent_at: datetime | None
    opens_on: date
    closes_on: date
    closed_at: datetime | None

    def state(self, today: date) -> State:
        return state_on(today, self.opens_on, self.closes_on, self.closed_at)


class NewResponse(TypedDict):
    """What a response begins with."""

    campaign_id: int
    entry_hash: str
    key_hash: str
    code_hash: str
    key_sealed: bytes
    seed: int
    language: str
    mode: str
    is_test: bool
    is_one_at_a_time: bool
    is_assisted: bool
    words: str
    answers: Answers
    prefill: Answers
    started_at: datetime
    touched_at: datetime


class Changes(TypedDict, total=False):
    """What may change of a response."""

    language: str
    seed: int
    is_assisted: bool
    words: str
    territory_code: str | None
    answers: Answers
    started_at: datetime
    touched_at: datetime
    core_completed_at: datetime | None
    sent_at: datetime | None
    receipt_hash: str
    consent_notice: str | None
    consent_language: str | None
    consented_at: datetime | None


INSERTS: Mapping[str, Callable[[sa.Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
RESPONSE, CAMPAIGN = (Base.metadata.tables[each] for each in ("response", "campaign"))
_own, _of = RESPONSE.c, CAMPAIGN.c
SEEN = (
    sa.select(
        *(
            _own[each]
            for each in ("id", "key_hash", "campaign_id", "seed", "territory_code", "is_test")
        ),
        *(_own[each] for each in ("answers", "prefill", "language", "is_one_at_a_time")),
        *(_own[each] for each in ("is_assisted", "words")),
        *(_own[each] for each in ("touched_at", "core_completed_at", "sent_at")),
        _of.code.label("campaign_code"),
        *(_of[each] for each in ("opens_on", "closes_on", "closed_at")),
    )
    .join_from(RESPONSE, CAMPAIGN, _of.id == _own.campaign_id)
    .where(_own.key_hash == sa.bindparam("key_hash"))
)


AS_SEEN = sa.update(RESPONSE).where(
    _own.id == sa.bindparam("response_id"),
    _own.touched_at == sa.bindparam("seen_at", type_=Moment),
    _own.sent_at.is_(None),
)
KEY_OF_ENTRY = sa.select(_own.key_sealed).where(_own.entry_hash == sa.bindparam("entry_hash"))
LOCKED = SEEN.with_for_update(of=RESPONSE)


def seen(key_hash: str) -> Seen:
    """Read only, in one statement. Raises NotFoundError."""
    return _one(SEEN, key_hash)


def locked(key_hash: str) -> Seen:
    """As it is now; nobody else changes it until the transaction ends. Raises NotFoundError."""
    return _one(LOCKED, key_hash)  # SQLite: the action began IMMEDIATE


def _one(query: sa.Select[Any], key_hash: str) -> Seen:
    found = run(query, {"key_hash": key_hash}).one_or_none()
    if found is None:
        raise NotFoundError(UNKNOWN)
    return Seen(**found._mapping)


def change(response_id: int, changes: Changes) -> None:
    """Inside a transaction that has locked it."""
    without_nul(changes.get("answers", {}))
    demand_transaction()
    db.session.execute(sa.update(RESPONSE).where(_own.id == response_id), changes)


def change_as_seen(response: Seen, changes: Changes) -> bool:
    """As change(), of a response that is still as it was seen, and not sent; else changes nothing.

    Whoever changes a response moves `touched_at` on, so that an older look is known as such.
    """
    without_nul(changes.get("answers", {}))
    seen = {"response_id": response.id, "seen_at": response.touched_at}
    return run(_as_seen(*changes), {**changes, **seen}).rowcount == 1


@lru_cache(maxsize=16)
def _as_seen(*changed: str) -> sa.Update:
    return AS_SEEN.values({each: sa.bindparam(each) for each in changed})


def without_nul(answers: Answers) -> Answers:
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


def begun(new: NewResponse) -> bytes:
    """The sealed key of the response of an entry: this one, or the one that began before with it.

    Of several that begin at once with the same entry, one is kept.
    """
    without_nul(new["prefill"])
    if run(_insert(db.engine.dialect.name), new).rowcount == 1:
        return new["key_sealed"]
    return bytes(run(KEY_OF_ENTRY, {"entry_hash": new["entry_hash"]}).scalar_one())


@lru_cache(maxsize=2)
def _insert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    return INSERTS[dialect](RESPONSE).on_conflict_do_nothing(index_elements=["entry_hash"])


def by_key_hash(key_hash: str, *, lock: bool) -> Response:
    """lock: nobody else changes it until the transaction ends."""
    query = sa.select(Response).where(Response.key_hash == key_hash)
    if lock:  # SQLite: the action began IMMEDIATE
        query = query.with_for_update(of=Response).execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError(UNKNOWN)
    return found


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


def erase(response: Response) -> None:
    """At a person's request: removes it, and remembers that it is not to come back."""
    if response.receipt_hash is not None:
        erasures.remember(response.receipt_hash)
    remove(response)


def remove(response: Response) -> None:
    """Removes it, its contact, its files, and the copies of its answers that releases hold.

    The numbers of a release stay; which answers they came from does not.
    """
    held = sa.select(Response.id).where(Response.id == response.id).with_for_update()
    db.session.execute(held)  # a release that is counting it comes first, and is emptied too
    contacts.erase(response)
    uploads.remove_all(response.id)
    releases.erase_snapshots(response.id)
    db.session.delete(response)
    db.session.flush()
