"""Responses that came as a file: each once, with a key and a receipt as any other."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from app.questionnaire.model import Answers
from app.store import erasures, keys
from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Loadable:
    """One checked row. number: as its file counts rows. copy: 1 for the first row of exactly this
    content, 2 for the second, …"""

    number: int
    receipt_hash: str | None
    copy: int
    language: str
    territory: str | None
    mode: str
    words: str
    is_assisted: bool
    started: date
    sent: date | None
    is_core_complete: bool
    consent_notice: str | None
    consent_language: str | None
    consented: date | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class Added:
    """known: here already. erased: not brought back, because the person asked to be forgotten.
    receipts: number of a row that was added, and its receipt where none was known before."""

    added: int = 0
    known: int = 0
    erased: int = 0
    receipts: tuple[tuple[int, str], ...] = ()

    def plus(self, other: "Added") -> "Added":
        return Added(
            self.added + other.added,
            self.known + other.known,
            self.erased + other.erased,
            self.receipts + other.receipts,
        )


def content_of(row: Loadable) -> str:
    """What tells one row from others where there is no receipt, in whatever format it came."""
    days = [row.started.isoformat(), None if row.sent is None else row.sent.isoformat()]
    answered = {path: value for path, value in row.answers.items() if value is not None}
    content = [row.language, *days, answered]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def claimed_elsewhere(campaign: Campaign, receipt_hashes: Collection[str]) -> Mapping[str, str]:
    """Receipt to the other campaign in which it is known."""
    query = (
        sa.select(Response.receipt_hash, Campaign.code)
        .join(Campaign, Campaign.id == Response.campaign_id)
        .where(Response.receipt_hash.in_(receipt_hashes), Campaign.id != campaign.id)
    )
    return {receipt: code for receipt, code in db.session.execute(query) if receipt is not None}


def add(campaign: Campaign, rows: Sequence[Loadable]) -> Added:
    """Some hundreds at once, inside a transaction. What is here already stays as it is."""
    receipts = [row.receipt_hash for row in rows if row.receipt_hash is not None]
    erased = erasures.among(receipts)
    entries = {_entry_hash(campaign, row): row for row in rows if row.receipt_hash not in erased}
    known = _known_entries(list(entries)) | _known_receipts(receipts)
    new = [
        (keys.new_key(), entry, row)
        for entry, row in entries.items()
        if entry not in known and row.receipt_hash not in known
    ]
    if new:
        values = [_values(campaign, *each) for each in new]
        db.session.execute(sa.insert(Response), values)
    gone = sum(row.receipt_hash in erased for row in rows)
    issued = tuple(
        (row.number, keys.receipt_of(key))
        for key, _, row in new
        if row.sent is not None and row.receipt_hash is None
    )
    return Added(len(new), len(rows) - len(new) - gone, gone, issued)


def _entry_hash(campaign: Campaign, row: Loadable) -> str:
    """The same row is the same response, however often its file is loaded."""
    identity = row.receipt_hash or f"{content_of(row)} {row.copy}"
    return keys.hashed(f"loaded into {campaign.code}: {identity}")


def _known_entries(entries: list[str]) -> set[str]:
    query = sa.select(Response.entry_hash).where(Response.entry_hash.in_(entries))
    return set(db.session.scalars(query))


def _known_receipts(receipts: list[str]) -> set[str]:
    query = sa.select(Response.receipt_hash).where(Response.receipt_hash.in_(receipts))
    return {each for each in db.session.scalars(query) if each is not None}


def _values(campaign: Campaign, key: str, entry: str, row: Loadable) -> Mapping[str, object]:
    started = _moment(row.started)
    ended = started if row.sent is None else _moment(row.sent)
    own_receipt = None if row.sent is None else keys.hashed(keys.receipt_of(key))
    return {
        "campaign_id": campaign.id,
        "entry_hash": entry,
        "key_hash": keys.hashed(key),
        "code_hash": keys.hashed(keys.code_of(key)),
        "receipt_hash": row.receipt_hash or own_receipt,
        "key_sealed": keys.seal_key(key),
        "seed": keys.seed_of(key),
        "language": row.language,
        "territory_code": row.territory,
        "mode": row.mode,
        "words": row.words,
        "is_assisted": row.is_assisted,
        "is_test": False,
        "answers": row.answers,
        "prefill": {},
        "started_at": started,
        "touched_at": ended,
        "sent_at": None if row.sent is None else ended,
        "core_completed_at": ended if row.is_core_complete else None,
        "consent_notice": row.consent_notice,
        "consent_language": row.consent_language,
        "consented_at": None if row.consented is None else _moment(row.consented),
    }


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
