"""A campaign's responses as they leave the store, streamed: no key, no contact, no time of day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.questionnaire.model import Answers
from app.reference.words import Words
from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response

FETCHED_AT_ONCE = 500
CONSENT = ("consent_notice", "consent_language", "consented")
YES, NO = "yes", "no"
USUAL: Mapping[str, str] = {"words": Words.USUAL, "assisted": NO}
ABOUT = ("receipt_hash", "language", "started", "sent", *CONSENT, *USUAL)
"""What stands beside the answers, in every file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """receipt_hash and sent: None for a response that was started only. consent_notice: SHA-256 of
    the note on data that was agreed to, in consent_language. words, is_assisted: how it was
    answered, as of store.responses.Response. territory: its code, which no plain file names."""

    receipt_hash: str | None
    language: str
    started: date
    sent: date | None
    consent_notice: str | None
    consent_language: str | None
    consented: date | None
    words: str
    is_assisted: bool
    answers: Answers
    territory: str | None = None

    def about(self) -> Mapping[str, str | None]:
        """What stands beside the answers, as files name it."""
        return {
            "receipt_hash": self.receipt_hash,
            "language": self.language,
            "started": self.started.isoformat(),
            "sent": None if self.sent is None else self.sent.isoformat(),
            "consent_notice": self.consent_notice,
            "consent_language": self.consent_language,
            "consented": None if self.consented is None else self.consented.isoformat(),
            "words": self.words,
            "assisted": YES if self.is_assisted else NO,
        }

    def known(self) -> Mapping[str, str | None]:
        """The same, without a word on consent where none was written down, and on how it was
        answered where that is usual."""
        about = self.about()
        left_out = {name for name in CONSENT if not about[name]}
        left_out |= {name for name, usual in USUAL.items() if about[name] == usual}
        return {name: about[name] for name in ABOUT if name not in left_out}


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
            Response.consent_notice,
            Response.consent_language,
            Response.consented_at,
            Response.words,
            Response.is_assisted,
            Response.answers,
            Response.territory_code,
        )
        .where(Response.campaign_id == campaign.id, Response.is_test.is_(False))
        .order_by(Response.sent_at.is_(None), Response.receipt_hash, Response.key_hash)
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )
    for row in db.session.execute(query):
        yield Exported(
            receipt_hash=None if row.sent_at is None else row.receipt_hash,
            language=row.language,
            started=row.started_at.date(),
            sent=None if row.sent_at is None else row.sent_at.date(),
            consent_notice=row.consent_notice,
            consent_language=row.consent_language,
            consented=None if row.consented_at is None else row.consented_at.date(),
            words=row.words,
            is_assisted=row.is_assisted,
            answers=row.answers,
            territory=row.territory_code,
        )
