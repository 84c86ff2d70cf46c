"""The answers that count for estimates, streamed, with how they were given."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.questionnaire.model import Answers
from app.reference import paradata
from app.store import campaigns
from app.store.campaigns import Campaign
from app.store.database import db, is_writing
from app.store.invitations import Invitation
from app.store.responses import Response

FETCHED_AT_ONCE = 500
LETTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One response that counts; its answers hold those of reference.paradata too."""

    response_id: int
    campaign: str
    audience: str
    territory: str
    answers: Answers


def counted(campaign_codes: Sequence[str]) -> Iterator[Counted]:
    """Every core page passed, no test, whatever the mode; in the order they began.

    Who named no municipality is of the campaign's territory where it asks only one, else of none
    and left out. Read it to its end before anything is committed. Inside a transaction nobody
    erases what was counted until it ends.
    """
    only = _only_territory(campaign_codes)
    query = _query(campaign_codes)
    if is_writing():
        query = query.with_for_update(read=True, of=Response)
    for row in db.session.execute(query):
        territory = row.territory_code or only.get(row.code)
        if territory is not None:
            yield Counted(
                response_id=row.id,
                campaign=row.code,
                audience=row.audience,
                territory=territory,
                answers={
                    **row.answers,
                    **_how_given(row.mode, row.started_at, row.sent_at),
                    **_of_whom(row.language, row.panel_hash, row.holding_hash),
                },
            )


def _query(campaign_codes: Sequence[str]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Response.id,
            Campaign.code,
            Campaign.audience,
            Response.territory_code,
            Response.answers,
            Response.mode,
            Response.started_at,
            Response.sent_at,
            Response.language,
            Invitation.panel_hash,
            Invitation.holding_hash,
        )
        .join(Campaign, Campaign.id == Response.campaign_id)
        .outerjoin(Invitation, Invitation.response_id == Response.id)
        .where(
            Campaign.code.in_(campaign_codes),
            Response.core_completed_at.is_not(None),
            Response.is_test.is_(False),
        )
        .order_by(Response.id)
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )


def started(campaign_codes: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """Audience and territory to how many began there, tests left out; places as in counted()."""
    only = _only_territory(campaign_codes)
    query = (
        sa.select(Campaign.code, Campaign.audience, Response.territory_code, sa.func.count())
        .join(Campaign, Campaign.id == Response.campaign_id)
        .where(Campaign.code.in_(campaign_codes), Response.is_test.is_(False))
        .group_by(Campaign.code, Campaign.audience, Response.territory_code)
    )
    found: dict[tuple[str, str], int] = {}
    for campaign, audience, named, count in db.session.execute(query):
        territory = named or only.get(campaign)
        if territory is not None:
            found[audience, territory] = found.get((audience, territory), 0) + count
    return found


def _how_given(mode: str, began: datetime, sent: datetime | None) -> Answers:
    if sent is None:
        return {paradata.SENT: "no"}
    if not paradata.is_timed(mode):
        return {paradata.SENT: "yes"}
    minutes = -((began - sent) // timedelta(minutes=1))  # a begun minute counts
    return {paradata.SENT: "yes", paradata.MINUTES: max(0, min(minutes, paradata.MOST_MINUTES))}


def _of_whom(language: str, panel_hash: str | None, holding_hash: str | None) -> Answers:
    """What tells a person of a panel is the same in each wave, what tells an owner in each of his
    firms; neither tells anybody who it is."""
    found: Answers = {paradata.LANGUAGE: language}
    if panel_hash is not None:
        found = {**found, paradata.PERSON: _shortened("person", panel_hash)}
    if holding_hash is not None:
        found = {**found, paradata.HOLDING: _shortened("holding", holding_hash)}
    return found


def _shortened(what: str, key: str) -> str:
    return hashlib.sha256(f"{what}:{key}".encode()).hexdigest()[:LETTERS]


def _only_territory(campaign_codes: Sequence[str]) -> Mapping[str, str]:
    """Campaign to its territory, for those that ask only one."""
    asked = {code: campaigns.by_code(code).territories for code in campaign_codes}
    return {code: territories[0] for code, territories in asked.items() if len(territories) == 1}
