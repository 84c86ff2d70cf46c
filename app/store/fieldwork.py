"""What the fieldwork of a campaign is counted from, streamed: no key, no contact, no free text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.questionnaire.model import Answers
from app.reference.words import Words
from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response

FETCHED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Begun:
    """One response, tests too. said: the answers to the questions asked for, as stored: a code, or
    a JSON list of codes; None where not answered."""

    is_test: bool
    language: str
    mode: str
    territory: str | None
    started: datetime
    sent: datetime | None
    is_core_complete: bool
    is_assisted: bool
    is_easy: bool
    said: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """How far one response went."""

    answers: Answers
    seed: int
    language: str


def begun(campaign: Campaign, questions: Sequence[str]) -> Iterator[Begun]:
    """Every response of a campaign, in one statement and without holding them all."""
    answers = sa.type_coerce(Response.answers, sa.JSON)
    query = (
        sa.select(
            Response.is_test,
            Response.language,
            Response.mode,
            Response.territory_code,
            Response.started_at,
            Response.sent_at,
            Response.core_completed_at.is_not(None),
            Response.is_assisted,
            Response.words.in_([each for each in Words if each.is_easy]),
            *(answers[code].as_string() for code in questions),
        )
        .where(Response.campaign_id == campaign.id)
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )
    for row in db.session.execute(query):
        is_test, language, mode, territory, started, sent_at, *rest = row
        is_core, is_assisted, is_easy, *said = rest
        manner = (is_core, is_assisted, is_easy)
        yield Begun(is_test, language, mode, territory, started, sent_at, *manner, said=tuple(said))


def sent(campaign: Campaign, *, at_most: int) -> list[Walked]:
    """Responses that were sent, drawn by their hashes: chance, and the same ones each time."""
    return _walked(campaign, Response.sent_at.is_not(None), at_most)


def left(campaign: Campaign, *, before: datetime, at_most: int) -> list[Walked]:
    """Responses not sent and not touched since `before`, drawn by their hashes."""
    return _walked(
        campaign, sa.and_(Response.sent_at.is_(None), Response.touched_at < before), at_most
    )


def left_count(campaign: Campaign, *, before: datetime) -> int:
    """How many responses are not sent and not touched since `before`; tests do not count."""
    query = sa.select(sa.func.count()).where(
        Response.campaign_id == campaign.id,
        Response.is_test.is_(False),
        Response.sent_at.is_(None),
        Response.touched_at < before,
    )
    return db.session.scalars(query).one()


def _walked(campaign: Campaign, which: sa.ColumnElement[bool], at_most: int) -> list[Walked]:
    drawn = (
        sa.select(Response.id)
        .where(Response.campaign_id == campaign.id, Response.is_test.is_(False), which)
        .order_by(Response.key_hash)
        .limit(at_most)
    )
    query = sa.select(Response.answers, Response.seed, Response.language).where(
        Response.id.in_(drawn)
    )
    return [Walked(*row) for row in db.session.execute(query)]
