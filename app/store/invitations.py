"""Personal links: who was asked by a campaign, and which response came of it.

A link's token stands here only as its hash, and what the inviter calls the person only as a hash
that needs CONTACTS_KEY: the store alone tells nobody whose answers these are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.errors import NotFoundError
from app.questionnaire.model import Answers
from app.store.campaigns import Campaign
from app.store.columns import AnswersColumn
from app.store.database import Base, db
from app.store.responses import Response


class Invitation(Base):
    """stratum: what the response is counted by, '' when nothing; prefill: what is known already.
    panel_hash: the same in each wave for who is in a panel; None for all others.
    holding_hash: firms of one owner share it; None for all others.

    Goes with its response: erasing that leaves nothing here.
    """

    __tablename__ = "invitation"
    __table_args__ = (sa.UniqueConstraint("campaign_id", "reference_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    reference_hash: Mapped[str]
    panel_hash: Mapped[str | None] = mapped_column(index=True)
    holding_hash: Mapped[str | None]
    stratum: Mapped[str] = mapped_column(default="")
    municipality_code: Mapped[str | None] = mapped_column(sa.ForeignKey("municipality.code"))
    prefill: Mapped[Answers] = mapped_column(AnswersColumn, default=dict)
    response_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("response.id", ondelete="CASCADE"), unique=True
    )
    invited_on: Mapped[date]
    is_test: Mapped[bool] = mapped_column(default=False)
    campaign: Mapped[Campaign] = relationship()
    response: Mapped[Response | None] = relationship(passive_deletes=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedCount:
    """Of one stratum in one municipality; tests do not count. begun includes sent."""

    stratum: str
    municipality_code: str | None
    invited: int
    begun: int
    sent: int


def add_all(invitations: Iterable[Invitation]) -> None:
    db.session.add_all(invitations)
    db.session.flush()


def by_token_hash(token_hash: str, *, lock: bool) -> Invitation:
    """With its campaign. lock: nobody else begins with it until the transaction ends."""
    query = sa.select(Invitation).where(Invitation.token_hash == token_hash)
    query = query.options(joinedload(Invitation.campaign, innerjoin=True))
    if lock:  # SQLite: the action began IMMEDIATE
        query = query.with_for_update(of=Invitation).execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFoundError("No invitation for this link: ask for a new one.")
    return found


def by_reference_hashes(campaign: Campaign, hashes: Collection[str]) -> dict[str, Invitation]:
    """Those of a campaign that were invited already, by the hash of their reference."""
    query = sa.select(Invitation).where(Invitation.campaign_id == campaign.id)
    wanted = frozenset(hashes)
    found = {each.reference_hash: each for each in db.session.scalars(query)}
    return {reference: each for reference, each in found.items() if reference in wanted}


def counts(campaign: Campaign) -> tuple[InvitedCount, ...]:
    """How many were invited, began and sent, by stratum and municipality, in their order."""
    by = (Invitation.stratum, Invitation.municipality_code)
    query = (
        sa.select(*by, sa.func.count(), sa.func.count(Response.id), sa.func.count(Response.sent_at))
        .select_from(Invitation)
        .outerjoin(Response, Response.id == Invitation.response_id)
        .where(Invitation.campaign_id == campaign.id, Invitation.is_test.is_(False))
        .group_by(*by)
    )
    rows = sorted(db.session.execute(query), key=lambda row: (row[0], row[1] or ""))
    return tuple(
        InvitedCount(stratum=row[0], municipality_code=row[1], invited=row[2], begun=row[3],
                     sent=row[4])
        for row in rows
    )  # fmt: skip
