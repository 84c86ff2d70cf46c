"""How long what is kept, as the privacy notes promise it; what is due is removed, some at once.

Published numbers never change: where the answers behind them are gone, `release verify` says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from app.store import keys, responses
from app.store.campaigns import Campaign
from app.store.contacts import Contact
from app.store.database import db, transaction
from app.store.erasures import Erasure
from app.store.invitations import Invitation
from app.store.responses import Response

REMOVED_AT_ONCE = 200
CONTACT_MONTHS, ANSWER_MONTHS, ERASURE_MONTHS, DRAFT_DAYS = 24, 120, 120, 90
FORGOTTEN = "forgotten:"  # begins what stands in place of the hash of a reference
Due = sa.Select[int] | sa.Select[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """last_day: the last day that is due, for a day on which the rule is applied."""

    name: str
    text: str
    last_day: Callable[[date], date]
    due: Callable[[date], Due]
    remove: Callable[[list[int | str]], None]


def counted(rule: Rule, today: date) -> int:
    """How many are due."""
    due = rule.due(rule.last_day(today)).order_by(None).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(due)) or 0


def applied(rule: Rule, today: date) -> int:
    """Removes what is due, in transactions of some hundreds; how many that were."""
    return _removed(rule.due(rule.last_day(today)), rule.remove)


def contacts_of(campaign_code: str) -> Due:
    """The contacts of a campaign whose results were sent."""
    return sa.select(Contact.link).where(Contact.campaign_code == campaign_code)


def remove_contacts_of(campaign_code: str) -> int:
    return _removed(contacts_of(campaign_code), _remove_contacts)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it is shorter."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _removed(due: Due, remove: Callable[[list[int | str]], None]) -> int:
    number = 0
    while True:
        with transaction():
            some: list[int | str] = list(db.session.scalars(due.limit(REMOVED_AT_ONCE)))
            remove(some)
        number += len(some)
        if len(some) < REMOVED_AT_ONCE:
            return number


def _old_contacts(last_day: date) -> Due:
    return sa.select(Contact.link).where(Contact.created_on <= last_day)


def _remove_contacts(links: list[int | str]) -> None:
    db.session.execute(sa.delete(Contact).where(Contact.link.in_(links)))


def _old_answers(last_day: date) -> Due:
    end = datetime.combine(last_day + timedelta(days=1), time(), UTC)
    return sa.select(Response.id).where(Response.started_at < end)


def _old_drafts(last_day: date) -> Due:
    return (
        sa.select(Response.id)
        .join(Campaign, Campaign.id == Response.campaign_id)
        .where(Response.sent_at.is_(None), Response.core_completed_at.is_(None), _is_over(last_day))
    )


def _is_over(last_day: date) -> sa.ColumnElement[bool]:
    """Of a campaign that took its last answer then, or earlier."""
    end = datetime.combine(last_day + timedelta(days=1), time(), UTC)
    return sa.or_(Campaign.closes_on <= last_day, Campaign.closed_at < end)


def _remove_drafts(ids: list[int | str]) -> None:
    """Who was invited still counts as invited."""
    held = Invitation.response_id.in_(ids)
    db.session.execute(sa.update(Invitation).where(held).values(response_id=None))
    _remove_responses(ids)


def _old_invitations(last_day: date) -> Due:
    """Those not answered, of which the store still knows whom they asked."""
    return (
        sa.select(Invitation.id)
        .join(Campaign, Campaign.id == Invitation.campaign_id)
        .where(
            Invitation.response_id.is_(None),
            Invitation.reference_hash.not_like(f"{FORGOTTEN}%"),
            _is_over(last_day),
        )
    )


def _forget_invitations(ids: list[int | str]) -> None:
    """The row stays for the response rate, of nobody that anybody can tell."""
    for each in db.session.scalars(sa.select(Invitation).where(Invitation.id.in_(ids))).all():
        each.prefill, each.reference_hash = {}, f"{FORGOTTEN}{keys.new_key()}"
        each.panel_hash = each.holding_hash = None


def _remove_responses(ids: list[int | str]) -> None:
    for response in db.session.scalars(sa.select(Response).where(Response.id.in_(ids))).all():
        responses.remove(response)


def _old_erasures(last_day: date) -> Due:
    return sa.select(Erasure.digest).where(Erasure.erased_on <= last_day)


def _remove_erasures(digests: list[int | str]) -> None:
    db.session.execute(sa.delete(Erasure).where(Erasure.digest.in_(digests)))


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "contacts",
            f"contacts, {CONTACT_MONTHS} months after they were given",
            lambda today: months_before(today, CONTACT_MONTHS),
            _old_contacts,
            _remove_contacts,
        ),
        Rule(
            "drafts",
            "responses neither sent nor past the core questions,"
            f" {DRAFT_DAYS} days after their campaign closed, with their contacts",
            lambda today: today - timedelta(days=DRAFT_DAYS),
            _old_drafts,
            _remove_drafts,
        ),
        Rule(
            "invitations",
            "whom personal links asked that brought no response, and what was known of them,"
            f" {DRAFT_DAYS} days after their campaign closed; they still count as invited",
            lambda today: today - timedelta(days=DRAFT_DAYS),
            _old_invitations,
            _forget_invitations,
        ),
        Rule(
            "answers",
            f"responses begun {ANSWER_MONTHS // 12} years ago, and their copies behind releases",
            lambda today: months_before(today, ANSWER_MONTHS),
            _old_answers,
            _remove_responses,
        ),
        Rule(
            "erasures",
            f"what keeps an erased response from coming back, {ERASURE_MONTHS // 12} years after",
            lambda today: months_before(today, ERASURE_MONTHS),
            _old_erasures,
            _remove_erasures,
        ),
    )
}
