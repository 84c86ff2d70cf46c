"""What stands beside the answers of one response, for its own person."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.store import contacts
from app.store.database import db
from app.store.responses import Response, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """has_contact: whether one is kept apart, of which nothing is told here."""

    mode: str
    started_at: datetime
    consent_notice: str | None
    consent_language: str | None
    consented_at: datetime | None
    has_contact: bool


def kept_beside(response: Seen) -> Kept:
    query = sa.select(
        Response.mode,
        Response.started_at,
        Response.consent_notice,
        Response.consent_language,
        Response.consented_at,
    ).where(Response.id == response.id)
    found = db.session.execute(query).one()
    return Kept(**found._mapping, has_contact=contacts.is_kept(response))
