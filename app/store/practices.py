"""Practices, and every change of them: who made it, when and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, InvalidError, NotFoundError
from app.reference.practices import Workflow
from app.store.columns import CodesColumn, Json, Moment, TableColumn
from app.store.database import Base, db
from app.store.frozen import frozen


class Practice(Base):
    """texts: title, summary, problem, how_it_works, lessons, … each by language.

    results: what, value, unit, date, source and strength each. conditions: code, and whether it
    must be there. origin: where the lead came from.
    """

    __tablename__ = "practice"

    code: Mapped[str] = mapped_column(primary_key=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"), index=True)
    state: Mapped[str]
    language: Mapped[str]
    texts: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    targets: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    challenges: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    services: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    skills: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    activities: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    cost_band: Mapped[str | None]
    staff_fte: Mapped[float | None]
    started_on: Mapped[date | None]
    is_running: Mapped[bool] = mapped_column(default=True)
    results: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    conditions: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    is_relevant: Mapped[bool] = mapped_column(default=False)
    owner_agrees: Mapped[bool] = mapped_column(default=False)
    kit: Mapped[str | None]
    origin: Mapped[str]
    is_synthetic: Mapped[bool]


class PracticeChange(Base):
    """subject: practice, observation, experiment, evaluation or transfer; item: which one of them;
    state: the one it is in from then on."""

    __tablename__ = "practice_change"

    practice_code: Mapped[str] = mapped_column(sa.ForeignKey("practice.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject: Mapped[str]
    item: Mapped[str]
    state: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str]
    why: Mapped[str]


frozen(PracticeChange)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who changes something, when, and why. Raises InvalidError where one is not said."""

    who: str
    when: datetime
    why: str

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.why.strip():
            raise InvalidError("A change needs who makes it and why: write both.")


def add(practice: Practice, change: Change, workflow: Workflow) -> Practice:
    """Adds a practice in the first state."""
    practice.state = workflow.states[0]
    _check_codes(practice, workflow)
    db.session.add(practice)
    db.session.flush()
    note(practice, change, subject="practice", item=practice.code, state=practice.state)
    return practice


def by_code(code: str) -> Practice:
    found = db.session.get(Practice, code)
    if found is None:
        raise NotFoundError(f"No practice {code!r}: add it first.", practice=code)
    return found


def all_practices() -> tuple[Practice, ...]:
    """Every practice, by code."""
    return tuple(db.session.scalars(sa.select(Practice).order_by(Practice.code)))


def changes(practice: Practice) -> tuple[PracticeChange, ...]:
    """From the first to the last."""
    query = sa.select(PracticeChange).where(PracticeChange.practice_code == practice.code)
    return tuple(db.session.scalars(query.order_by(PracticeChange.number)))


def entered(practice: Practice) -> dict[str, datetime]:
    """Each state that the practice was in, to the moment it came there."""
    return {each.state: each.changed_at for each in changes(practice) if each.subject == "practice"}


def every_entry() -> Iterator[tuple[str, str, datetime]]:
    """Practice, state and the moment it came there, of all practices."""
    query = (
        sa.select(PracticeChange)
        .where(PracticeChange.subject == "practice")
        .order_by(PracticeChange.practice_code, PracticeChange.number)
    )
    for each in db.session.scalars(query):
        yield each.practice_code, each.state, each.changed_at


def note(practice: Practice, change: Change, *, subject: str, item: str, state: str) -> None:
    """Adds a line to the journal; lines are in the order of their moments."""
    last = db.session.scalars(
        sa.select(PracticeChange)
        .where(PracticeChange.practice_code == practice.code)
        .order_by(PracticeChange.number.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and change.when < last.changed_at:
        message = f"{practice.code}: the last change was later than {change.when:%Y-%m-%d}."
        raise ConflictError(f"{message} Give a later moment.", practice=practice.code)
    db.session.add(
        PracticeChange(
            practice_code=practice.code,
            number=1 if last is None else last.number + 1,
            subject=subject,
            item=item,
            state=state,
            changed_at=change.when,
            changed_by=change.who,
            why=change.why,
        )
    )
    db.session.flush()


def _check_codes(practice: Practice, workflow: Workflow) -> None:
    """Raises InvalidError naming a code that the workflow does not hold."""
    given = {"challenges": practice.challenges}
    if practice.cost_band is not None:
        given["cost_bands"] = (practice.cost_band,)
    for name, codes in given.items():
        for code in codes:
            demand_code(workflow, name, code)


def demand_code(workflow: Workflow, name: str, code: str) -> None:
    """Raises InvalidError for a code that is not in a list of the workflow."""
    if code not in workflow.lists[name]:
        known = ", ".join(workflow.lists[name])
        raise InvalidError(f"No {code!r} among the {name}: choose one of {known}.", code=code)
