"""The store beside what the phones wrote down."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from app.questionnaire.asked import CONTACT_GIVEN
from app.store import contacts, keys, questionnaires
from app.store.database import db
from app.store.responses import Response
from tests.faults.phone import Kept
from tests.robot.comparing import differences, lost, receipt_hash

CONTACT = "F_CONTACT"


def broken_promises(kept: Iterable[Kept]) -> list[str]:
    """What was acknowledged and is not so in the store; needs its context open."""
    everyone = list(kept)
    rows = list(db.session.scalars(sa.select(Response)))
    by_entry = {row.entry_hash: row for row in rows}
    faults = [f for each in everyone for f in _of_one(each, by_entry)]
    return [*faults, *_twice(everyone, rows)]


def _of_one(kept: Kept, by_entry: dict[str, Response]) -> Iterator[str]:
    row = by_entry.get(keys.hashed(kept.entry))
    if not kept.key:
        return
    if row is None:
        yield "a response was begun and is not stored"
        return
    if row.key_hash != keys.hashed(kept.key):
        yield "one entry led to two responses"
    yield from _answers(kept, row)
    if kept.journey.receipt and row.sent_at is None:
        yield "a response was sent and is not stored as sent"
    if kept.journey.receipt and row.receipt_hash != receipt_hash(kept.journey.receipt):
        yield "a response has another receipt than the one that was shown"


def _answers(kept: Kept, row: Response) -> Iterator[str]:
    answers = {
        path: list(value) if isinstance(value, tuple) else value
        for path, value in row.answers.items()
    }
    stored: dict[str, Any] = {"answers": answers, "language": row.language}
    asked = questionnaires.compiled(row.campaign.questionnaire_id)
    yield from differences(kept.journey, stored, [CONTACT])
    yield from lost(kept.journey, stored, asked)
    email = kept.journey.accepted.get(f"{CONTACT}.email", [])
    is_sure = f"{CONTACT}.email" not in kept.journey.unsure
    if is_sure and email and CONTACT_GIVEN in answers.values():
        found = contacts.read(row).get("email")
        if [found] != email:
            yield "a contact was acknowledged and is not stored"


def _twice(kept: list[Kept], rows: list[Response]) -> Iterator[str]:
    begun = {keys.hashed(each.entry) for each in kept if each.entry}
    strangers = [row for row in rows if row.entry_hash not in begun]
    if strangers:
        yield f"{len(strangers)} responses that nobody began"
    if len({row.entry_hash for row in rows}) != len(rows):
        yield "one entry stands behind two responses"
    receipts = [each.journey.receipt for each in kept if each.journey.receipt]
    if len(set(receipts)) != len(receipts):
        yield "two responses have one receipt"
