"""Panels of experts: what is fixed before the first round, who answers, and what they answered.

An expert is known by a key alone, and by the territory and the group they speak for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, NotFoundError
from app.questionnaire.model import Answers
from app.questionnaire.panel import Plan
from app.questionnaire.panel_document import from_document, to_document
from app.store import further_snapshots
from app.store.columns import AnswersColumn, CodesColumn, Json, Moment
from app.store.database import Base, db
from app.store.frozen import frozen

EXPERTS = "experts"


class Panel(Base):
    """plan: statements and rules, as they were before the first round."""

    __tablename__ = "panel"

    code: Mapped[str] = mapped_column(primary_key=True)
    wave: Mapped[str] = mapped_column(index=True)
    questionnaire_id: Mapped[int] = mapped_column(sa.ForeignKey("questionnaire_version.id"))
    territories: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    plan: Mapped[dict[str, Json]] = mapped_column(sa.JSON)
    is_synthetic: Mapped[bool]
    set_up_at: Mapped[datetime] = mapped_column(Moment)


class PanelRound(Base):
    __tablename__ = "panel_round"

    panel_code: Mapped[str] = mapped_column(sa.ForeignKey("panel.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens_on: Mapped[date]
    closes_on: Mapped[date]


class Expert(Base):
    """group: as what they speak."""

    __tablename__ = "expert"

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_code: Mapped[str] = mapped_column(sa.ForeignKey("panel.code"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    group: Mapped[str]


class ExpertAnswers(Base):
    """What an expert answered to one statement in one round, by question."""

    __tablename__ = "expert_answers"

    expert_id: Mapped[int] = mapped_column(sa.ForeignKey("expert.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    statement: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[Answers] = mapped_column(AnswersColumn)
    answered_at: Mapped[datetime] = mapped_column(Moment)


frozen(Panel)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPanel:
    code: str
    wave: str
    questionnaire_id: int
    territories: tuple[str, ...]
    plan: Plan
    is_synthetic: bool
    set_up_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertThen:
    """rounds: number of the round to statement to answers by question."""

    key: str
    territory: str
    group: str
    rounds: dict[int, dict[str, Answers]]


def set_up(new: NewPanel) -> Panel:
    panel = Panel(
        code=new.code,
        wave=new.wave,
        questionnaire_id=new.questionnaire_id,
        territories=new.territories,
        plan=to_document(new.plan),
        is_synthetic=new.is_synthetic,
        set_up_at=new.set_up_at,
    )
    db.session.add(panel)
    db.session.flush()
    return panel


def by_code(code: str) -> Panel:
    found = db.session.get(Panel, code)
    if found is None:
        raise NotFoundError(f"No panel {code!r}: set it up first.", panel=code)
    return found


def of_wave(wave: str) -> tuple[Panel, ...]:
    query = sa.select(Panel).where(Panel.wave == wave).order_by(Panel.code)
    return tuple(db.session.scalars(query))


def plan_of(panel: Panel) -> Plan:
    return from_document(panel.plan)


def open_round(panel: Panel, opens_on: date, closes_on: date) -> int:
    """The number of the next round. Raises ConflictError after the last one."""
    before = rounds(panel)
    most = plan_of(panel).most_rounds
    if len(before) >= most:
        message = f"Panel {panel.code!r} has had its {most} rounds: close it."
        raise ConflictError(message, panel=panel.code)
    number = len(before) + 1
    found = PanelRound(panel_code=panel.code, number=number, opens_on=opens_on, closes_on=closes_on)
    db.session.add(found)
    db.session.flush()
    return number


def rounds(panel: Panel) -> tuple[PanelRound, ...]:
    query = sa.select(PanelRound).where(PanelRound.panel_code == panel.code)
    return tuple(db.session.scalars(query.order_by(PanelRound.number)))


def add_expert(panel: Panel, key: str, *, territory: str, group: str) -> Expert:
    if territory not in panel.territories:
        message = f"Panel {panel.code!r} is not asked in {territory!r}: choose another territory."
        raise ConflictError(message, panel=panel.code, territory=territory)
    expert = Expert(panel_code=panel.code, key=key, territory_code=territory, group=group)
    db.session.add(expert)
    db.session.flush()
    return expert


def answer(
    expert: Expert, number: int, given: dict[str, Answers], *, answered_at: datetime
) -> None:
    """Keeps answers of one round, by statement; a statement answered again in it is replaced.

    given: checked by questionnaire.panel_answers. Raises ConflictError for a round that is not
    open, NotFoundError for a statement that the panel does not hold.
    """
    panel = by_code(expert.panel_code)
    days = {each.number: each for each in rounds(panel)}
    if number not in days or not _is_open(days[number], answered_at.date()):
        message = f"Round {number} of panel {panel.code!r} is not open: answer in the open one."
        raise ConflictError(message, panel=panel.code)
    known = {each.code for each in plan_of(panel).statements}
    for statement, answers in given.items():
        if statement not in known:
            message = f"Panel {panel.code!r} has no statement {statement!r}: name one of its own."
            raise NotFoundError(message, panel=panel.code, statement=statement)
        db.session.merge(
            ExpertAnswers(
                expert_id=expert.id,
                round=number,
                statement=statement,
                answers=answers,
                answered_at=answered_at,
            )
        )


def answered(panel: Panel) -> Iterator[ExpertThen]:
    """Everybody who answered something, by key."""
    experts = sa.select(Expert).where(Expert.panel_code == panel.code).order_by(Expert.key)
    told: dict[int, dict[int, dict[str, Answers]]] = {}
    query = (
        sa.select(ExpertAnswers)
        .join(Expert, Expert.id == ExpertAnswers.expert_id)
        .where(Expert.panel_code == panel.code)
        .order_by(ExpertAnswers.expert_id, ExpertAnswers.round, ExpertAnswers.statement)
    )
    for row in db.session.scalars(query):
        told.setdefault(row.expert_id, {}).setdefault(row.round, {})[row.statement] = row.answers
    for each in db.session.scalars(experts):
        if each.id in told:
            yield ExpertThen(
                key=each.key,
                territory=each.territory_code,
                group=each.group,
                rounds=told[each.id],
            )


def erase(key: str) -> None:
    """An expert with every answer, in copies that releases hold too. Raises NotFoundError."""
    expert = db.session.scalars(sa.select(Expert).where(Expert.key == key)).one_or_none()
    if expert is None:
        raise NotFoundError("No expert has this key: check it letter by letter.")
    db.session.execute(sa.delete(ExpertAnswers).where(ExpertAnswers.expert_id == expert.id))
    db.session.delete(expert)
    further_snapshots.erase(EXPERTS, key)


def _is_open(asked: PanelRound, day: date) -> bool:
    return asked.opens_on <= day <= asked.closes_on
