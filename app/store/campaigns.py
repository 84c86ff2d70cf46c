"""Campaigns: one questionnaire version in the field, in some territories, from a day to a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.errors import ConflictError, InvalidError, NotFoundError
from app.store import network, questionnaires
from app.store.columns import CodesColumn, Json, Moment, TableColumn
from app.store.database import Base, db
from app.store.questionnaires import QuestionnaireVersion
from app.store.statements import run

State = Literal["open", "closed", "early"]
CODE_PATTERN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

campaign_territory = sa.Table(
    "campaign_territory",
    Base.metadata,
    sa.Column("campaign_id", sa.ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("territory_code", sa.ForeignKey("territory.code"), primary_key=True),
)


class Campaign(Base):
    """closes_on: the last day on which answers are taken; closed_at: closed by hand before.

    contact: language to whom respondents may turn, in words; {} where nobody is named.
    """

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    questionnaire_id: Mapped[int] = mapped_column(
        sa.ForeignKey("questionnaire_version.id"), index=True
    )
    audience: Mapped[str]
    wave: Mapped[str]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    languages: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    options: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    is_synthetic: Mapped[bool]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    contact: Mapped[dict[str, Json]] = mapped_column(TableColumn, default=dict)
    questionnaire: Mapped[QuestionnaireVersion] = relationship()
    asked_in: Mapped[list[network.Territory]] = relationship(
        secondary=campaign_territory, order_by=network.Territory.code
    )

    @property
    def territories(self) -> tuple[str, ...]:
        """Codes of the territories it asks."""
        return tuple(each.code for each in self.asked_in)

    def state(self, today: date) -> State:
        return state_on(today, self.opens_on, self.closes_on, self.closed_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCampaign:
    """What opens a campaign. languages: () takes every language of the questionnaire. contact:
    language to whom respondents may turn."""

    code: str
    questionnaire_id: int
    wave: str
    territories: tuple[str, ...]
    opens_on: date
    closes_on: date
    languages: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    is_synthetic: bool = False
    contact: Mapping[str, str] = field(default_factory=dict)


def state_on(today: date, opens_on: date, closes_on: date, closed_at: datetime | None) -> State:
    if closed_at is not None or today > closes_on:
        return "closed"
    return "early" if today < opens_on else "open"


def add(new: NewCampaign) -> Campaign:
    """Raises InvalidError, NotFoundError or ConflictError naming what does not fit."""
    version = questionnaires.by_id(new.questionnaire_id)
    _check(new, version)
    campaign = Campaign(
        code=new.code,
        questionnaire=version,
        audience=version.audience,
        wave=new.wave,
        opens_on=new.opens_on,
        closes_on=new.closes_on,
        languages=new.languages or version.languages,
        options=new.options,
        is_synthetic=new.is_synthetic,
        contact=dict(new.contact),
        asked_in=[network.territory(code) for code in dict.fromkeys(new.territories)],
    )
    db.session.add(campaign)
    db.session.flush()
    return campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCampaign:
    """A campaign, and when it takes answers."""

    id: int
    opens_on: date
    closes_on: date
    closed_at: datetime | None

    def state(self, today: date) -> State:
        return state_on(today, self.opens_on, self.closes_on, self.closed_at)


_own = Base.metadata.tables["campaign"].c
SEEN = sa.select(_own.id, _own.opens_on, _own.closes_on, _own.closed_at).where(
    _own.code == sa.bindparam("code")
)


def seen(code: str) -> SeenCampaign:
    """Read only, in one statement. Raises NotFoundError."""
    found = run(SEEN, {"code": code}).one_or_none()
    if found is None:
        raise _unknown(code)
    return SeenCampaign(**found._mapping)


def by_code(code: str) -> Campaign:
    found = _find(code)
    if found is None:
        raise _unknown(code)
    return found


def by_id(campaign_id: int) -> Campaign:
    found = db.session.get(Campaign, campaign_id)
    if found is None:
        raise NotFoundError(f"No campaign with the number {campaign_id}: name another.")
    return found


def all_campaigns() -> tuple[Campaign, ...]:
    """Every campaign, by code."""
    return tuple(db.session.scalars(sa.select(Campaign).order_by(Campaign.code)))


def close(campaign: Campaign, moment: datetime) -> None:
    """Takes no more answers from now on; closing again changes nothing."""
    if campaign.closed_at is None:
        campaign.closed_at = moment


def extend(campaign: Campaign, closes_on: date, today: date) -> None:
    """Takes answers until this day, also where it was closed. Raises InvalidError."""
    if closes_on < max(today, campaign.opens_on):
        message = f"{closes_on} has passed, or comes before it opens: give a later day."
        raise InvalidError(message, campaign=campaign.code)
    campaign.closes_on, campaign.closed_at = closes_on, None


def counts() -> Mapping[str, tuple[int, int]]:
    """Campaign code to how many responses were started and how many sent; tests do not count."""
    response = Base.metadata.tables["response"]
    query = (
        sa.select(Campaign.code, sa.func.count(response.c.id), sa.func.count(response.c.sent_at))
        .outerjoin_from(
            Campaign,
            response,
            sa.and_(response.c.campaign_id == Campaign.id, response.c.is_test.is_(False)),
        )
        .group_by(Campaign.code)
        .order_by(Campaign.code)
    )
    return {code: (started, sent) for code, started, sent in db.session.execute(query)}


def _unknown(code: str) -> NotFoundError:
    return NotFoundError(
        f"No campaign {code!r}: `flask --app wsgi campaign list` names them all.", campaign=code
    )


def _find(code: str) -> Campaign | None:
    return db.session.scalars(sa.select(Campaign).where(Campaign.code == code)).one_or_none()


def _check(new: NewCampaign, version: QuestionnaireVersion) -> None:
    if CODE_PATTERN.fullmatch(new.code) is None:
        message = f"{new.code!r} cannot name a campaign: use a-z, 0-9, - and _, 64 at most."
        raise InvalidError(message, campaign=new.code)
    if _find(new.code) is not None:
        message = (
            f"Campaign {new.code!r} exists already: choose another code, or"
            f" `campaign extend {new.code} --to DAY` lets it take answers longer."
        )
        raise ConflictError(message, campaign=new.code)
    if not new.territories:
        raise InvalidError(f"Campaign {new.code!r} asks nowhere: name a territory.")
    if new.closes_on < new.opens_on:
        message = f"It would close on {new.closes_on}, before it opens: give a later day."
        raise InvalidError(message, campaign=new.code)
    _check_contact(new, version)
    unknown = [code for code in new.languages if code not in version.languages]
    if unknown:
        known = ", ".join(version.languages)
        message = (
            f"Questionnaire {version.code!r} is not in {', '.join(unknown)}: it is in {known}."
        )
        raise InvalidError(message, campaign=new.code)


def _check_contact(new: NewCampaign, version: QuestionnaireVersion) -> None:
    """Pages never mix languages: whom to turn to is said in all that people answer in, or not."""
    spoken = new.languages or version.languages
    missing = [code for code in spoken if not new.contact.get(code, "").strip()]
    if new.contact and missing:
        message = (
            f"The contact is not said in {', '.join(missing)}: repeat --contact for each language,"
            " such as --contact 'en=Town hall, 05 65 00 00 00'."
        )
        raise InvalidError(message, campaign=new.code)
