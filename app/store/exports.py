"""A campaign's responses as they leave the store, streamed: no key, no contact, no time of day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.questionnaire.model import Answers
from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response

FETCHED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """receipt_hash and sent: None for a response that was started only."""

    receipt_hash: str | None
    language: str
    started: date
    sent: date | None
    answers: Answers


def rows(campaign: Campaign) -> Iterator[Exported]:
    """Every response but tests, in the order of their hashes: it tells nothing of who came first.

    Sent ones come first, by the hash of their receipt: in every store in the same order.

    Read them inside `one_moment()` where they are read twice.
    """
    query = (
        sa.select(
            Response.receipt_hash,
            Response.language,
            Response.started_at,
            Response.sent_at,
            Response.answers,
        )
        .where(Response.campaign_id == campaign.id, Response.is_test.is_(False))
        .order_by(Response.sent_at.is_(None), Response.receipt_hash, Response.key_hash)
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )
    for receipt_hash, language, started_at, sent_at, answers in db.session.execute(query):
        yield Exported(
            receipt_hash=None if sent_at is None else receipt_hash,
            language=language,
            started=started_at.date(),
            sent=None if sent_at is None else sent_at.date(),
            answers=answers,
        )
