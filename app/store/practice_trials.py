"""What is done with a practice: it is observed, tried in experiments, evaluated, transferred."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, InvalidError
from app.reference.practices import LASTING, Dossier, Workflow
from app.store import practices
from app.store.columns import Json, TableColumn
from app.store.database import Base, db
from app.store.practices import Change, Practice

HIGHEST_MARK = 4
DAYS_TO_LAST = 365  # that a transfer runs before it counts as lasting
ORDER = ("agreed", "started", LASTING)


class Visit(Base):
    __tablename__ = "visit"

    code: Mapped[str] = mapped_column(primary_key=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class Observation(Base):
    """territory_code: of the observer. fit: criterion to a mark from 0 to 4. texts: what was seen,
    surprised, raised doubt, gave an idea."""

    __tablename__ = "observation"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_code: Mapped[str] = mapped_column(sa.ForeignKey("practice.code"), index=True)
    visit_code: Mapped[str] = mapped_column(sa.ForeignKey("visit.code"))
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    fit: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    texts: Mapped[dict[str, Json]] = mapped_column(TableColumn)


class Experiment(Base):
    """indicator: a code or own words. baseline, result: value, date and n; a result with its
    interval. outcome: None until it has ended."""

    __tablename__ = "experiment"

    code: Mapped[str] = mapped_column(primary_key=True)
    practice_code: Mapped[str] = mapped_column(sa.ForeignKey("practice.code"), index=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    hypothesis: Mapped[str]
    indicator: Mapped[str]
    baseline: Mapped[dict[str, Json] | None] = mapped_column(TableColumn)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    outcome: Mapped[str | None]
    result: Mapped[dict[str, Json] | None] = mapped_column(TableColumn)


class Evaluation(Base):
    """territory_code: of the reviewer. marks: criterion to a mark from 0 to 4."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    experiment_code: Mapped[str] = mapped_column(sa.ForeignKey("experiment.code"), index=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    marks: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    strength: Mapped[str]
    verdict: Mapped[str]


class Transfer(Base):
    """territory_code: where to."""

    __tablename__ = "transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_code: Mapped[str] = mapped_column(sa.ForeignKey("practice.code"), index=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"))
    state: Mapped[str]
    started_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Trials:
    """All that was done with practices, by practice."""

    observations: tuple[Observation, ...]
    experiments: tuple[Experiment, ...]
    evaluations: tuple[Evaluation, ...]
    transfers: tuple[Transfer, ...]


def move(practice: Practice, to: str, change: Change, workflow: Workflow) -> None:
    """To another state, through its gate. Raises ConflictError saying what is missing."""
    missing = workflow.faults(dossier(practice, change.when.date()), to)
    if missing:
        message = f"{practice.code} cannot become {to} yet: {'; '.join(missing)}."
        raise ConflictError(message, practice=practice.code)
    practice.state = to
    practices.note(practice, change, subject="practice", item=practice.code, state=to)


def visit(new: Visit) -> Visit:
    """Adds a visit, on which practices can be observed."""
    if new.ends_on < new.starts_on:
        raise InvalidError(f"Visit {new.code} ends before it starts: correct its days.")
    db.session.add(new)
    db.session.flush()
    return new


def observe(observation: Observation, change: Change, workflow: Workflow) -> None:
    """Adds what somebody saw on a visit."""
    _check_marks(observation.fit, workflow.fit)
    _add(observation, observation.practice_code, change, "observed")


def plan(experiment: Experiment, change: Change) -> None:
    """Adds an experiment that has not ended."""
    if experiment.ends_on < experiment.starts_on or experiment.outcome is not None:
        message = f"Experiment {experiment.code} ends before it starts, or has its outcome already"
        raise InvalidError(f"{message}: plan it with its days, and end it later.")
    db.session.add(experiment)
    db.session.flush()
    practice = practices.by_code(experiment.practice_code)
    practices.note(practice, change, subject="experiment", item=experiment.code, state="planned")


def end(
    experiment: Experiment,
    outcome: str,
    result: dict[str, Json],
    change: Change,
    workflow: Workflow,
) -> None:
    """Enters what came out. Raises ConflictError before its last day, unless it was stopped."""
    practices.demand_code(workflow, "outcomes", outcome)
    if change.when.date() < experiment.ends_on and outcome != "stopped":
        message = f"Experiment {experiment.code} runs until {experiment.ends_on}: wait, or stop it."
        raise ConflictError(message, experiment=experiment.code)
    experiment.outcome, experiment.result = outcome, result
    practice = practices.by_code(experiment.practice_code)
    practices.note(practice, change, subject="experiment", item=experiment.code, state=outcome)


def evaluate(evaluation: Evaluation, change: Change, workflow: Workflow) -> None:
    """Adds a reviewer's judgement of an experiment."""
    _check_marks(evaluation.marks, workflow.criteria)
    practices.demand_code(workflow, "strengths", evaluation.strength)
    practices.demand_code(workflow, "verdicts", evaluation.verdict)
    experiment = db.session.get_one(Experiment, evaluation.experiment_code)
    _add(evaluation, experiment.practice_code, change, evaluation.verdict)


def transfer(agreed: Transfer, change: Change) -> Transfer:
    """Adds a transfer to another territory, agreed and not begun."""
    practice = practices.by_code(agreed.practice_code)
    if agreed.territory_code == practice.territory_code:
        message = f"{practice.code} is of {practice.territory_code}: transfer it to another one."
        raise InvalidError(message, practice=practice.code)
    agreed.state, agreed.started_on = ORDER[0], None
    _add(agreed, practice.code, change, agreed.state)
    return agreed


def go_on(found: Transfer, to: str, change: Change) -> None:
    """A transfer begins, has run for twelve months, or stops. Raises ConflictError out of turn."""
    day = change.when.date()
    is_next = found.state in ORDER[:-1] and to == ORDER[ORDER.index(found.state) + 1]
    if not is_next and (to != "stopped" or found.state == "stopped"):
        raise ConflictError(f"A transfer that is {found.state} does not become {to}: check it.")
    if to == ORDER[1]:
        found.started_on = day
    if to == LASTING and (found.started_on is None or (day - found.started_on).days < DAYS_TO_LAST):
        raise ConflictError("The transfer has not run for 12 months: wait until it has.")
    found.state = to
    practice = practices.by_code(found.practice_code)
    practices.note(practice, change, subject="transfer", item=str(found.id), state=to)


def dossier(practice: Practice, day: date) -> Dossier:
    """What the gates look at, as it is known on a day."""
    trials = of_practice(practice)
    ended = [each for each in trials.experiments if _has_ended(each, day)]
    return Dossier(
        state=practice.state,
        is_relevant=practice.is_relevant,
        owner_agrees=practice.owner_agrees,
        told={
            name: frozenset(texts)
            for name, texts in practice.texts.items()
            if isinstance(texts, dict)
        },
        cost_band=practice.cost_band,
        sourced_results=sum(
            isinstance(each, dict) and bool(each.get("source"))
            for each in practice.results.values()
        ),
        conditions=len(practice.conditions),
        has_kit=practice.kit is not None,
        outside_observations=sum(
            each.territory_code != practice.territory_code for each in trials.observations
        ),
        planned_experiments=sum(
            bool(each.hypothesis and each.indicator and each.baseline)
            for each in trials.experiments
        ),
        ended_experiments=len(ended),
        outside_reviews=sum(
            each.territory_code != practice.territory_code for each in trials.evaluations
        ),
        verdicts=frozenset(each.verdict for each in trials.evaluations),
        transfers=frozenset(each.state for each in trials.transfers),
    )


def of_practice(practice: Practice) -> Trials:
    """In the order they were added."""
    code = practice.code
    reviewed = sa.select(Experiment.code).where(Experiment.practice_code == code)
    observed = sa.select(Observation).where(Observation.practice_code == code)
    tried = sa.select(Experiment).where(Experiment.practice_code == code)
    judged = sa.select(Evaluation).where(Evaluation.experiment_code.in_(reviewed))
    taken = sa.select(Transfer).where(Transfer.practice_code == code)
    return Trials(
        tuple(db.session.scalars(observed.order_by(Observation.id))),
        tuple(db.session.scalars(tried.order_by(Experiment.code))),
        tuple(db.session.scalars(judged.order_by(Evaluation.id))),
        tuple(db.session.scalars(taken.order_by(Transfer.id))),
    )


def _has_ended(experiment: Experiment, day: date) -> bool:
    is_over = experiment.ends_on <= day or experiment.outcome == "stopped"
    return is_over and experiment.outcome is not None and bool(experiment.result)


def _add(
    done: Observation | Evaluation | Transfer, practice_code: str, change: Change, state: str
) -> None:
    db.session.add(done)
    db.session.flush()
    practice = practices.by_code(practice_code)
    subject = type(done).__tablename__
    practices.note(practice, change, subject=subject, item=str(done.id), state=state)


def _check_marks(marks: dict[str, Json], criteria: tuple[str, ...]) -> None:
    """Each criterion has a whole mark from 0 to 4. Raises InvalidError naming one that has not."""
    for name in {*marks, *criteria}:
        mark = marks.get(name)
        if name not in criteria or type(mark) is not int or not 0 <= mark <= HIGHEST_MARK:
            message = f"The mark of {name!r} is {mark!r}: give each of {', '.join(criteria)} one"
            raise InvalidError(f"{message} from 0 to {HIGHEST_MARK}.", criterion=name)
