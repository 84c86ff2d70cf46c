"""How the versions of a questionnaire follow one another, and what was answered in each."""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.questionnaire.changing.codebook import Version
from app.questionnaire.changing.recoding import NOTHING, Recoding, as_document
from app.questionnaire.model import Answers
from app.store import questionnaires
from app.store.campaigns import Campaign
from app.store.columns import Json, TableColumn
from app.store.database import Base, db
from app.store.questionnaires import QuestionnaireVersion
from app.store.responses import Response

FETCHED_AT_ONCE = 500


class QuestionnaireChange(Base):
    """Where the codes of the version before went on. A version without one kept all of them."""

    __tablename__ = "questionnaire_change"

    version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("questionnaire_version.id"), primary_key=True
    )
    recoding: Mapped[dict[str, Json]] = mapped_column(TableColumn)


def wait_for_others(code: str) -> None:
    """Versions of one questionnaire come one after the other: SQLite's action began IMMEDIATE."""
    if db.engine.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"questionnaire:{code}", 0))
        db.session.execute(sa.select(lock))


def keep(version: QuestionnaireVersion, recoding: Recoding) -> None:
    """Once, in the transaction that saved the version."""
    if recoding != NOTHING:
        document = as_document(recoding)
        db.session.add(QuestionnaireChange(version_id=version.id, recoding=document))
        db.session.flush()


def versions(code: str) -> Mapping[int, Version]:
    """Every version of a questionnaire by its number in the store, oldest first."""
    query = (
        sa.select(QuestionnaireVersion, QuestionnaireChange.recoding)
        .outerjoin(QuestionnaireChange, QuestionnaireChange.version_id == QuestionnaireVersion.id)
        .where(QuestionnaireVersion.code == code)
        .order_by(QuestionnaireVersion.id)
    )
    return {
        each.id: Version(each.version, questionnaires.compiled(each.id), _recoding(recoding or {}))
        for each, recoding in db.session.execute(query).all()
    }


def numbers(code: str) -> tuple[int, ...]:
    """Of every version of a questionnaire, oldest first."""
    query = sa.select(QuestionnaireVersion.id).where(QuestionnaireVersion.code == code)
    return tuple(db.session.scalars(query.order_by(QuestionnaireVersion.id)))


def answers(version_id: int) -> Iterator[Answers]:
    """To one version, in all its campaigns, started ones too, tests left out."""
    query = (
        sa.select(Response.answers)
        .join(Campaign, Campaign.id == Response.campaign_id)
        .where(Campaign.questionnaire_id == version_id, Response.is_test.is_(False))
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )
    yield from db.session.scalars(query)


def campaigns_on(version_ids: Sequence[int]) -> tuple[Campaign, ...]:
    """By version, oldest first, then by code."""
    query = (
        sa.select(Campaign)
        .where(Campaign.questionnaire_id.in_(version_ids))
        .order_by(Campaign.questionnaire_id, Campaign.code)
    )
    return tuple(db.session.scalars(query))


def _recoding(document: Mapping[str, Json]) -> Recoding:
    return Recoding(
        questions=_codes(document.get("questions")),
        choices={key: _codes(codes) for key, codes in _table(document.get("choices")).items()},
        dropped=_listed(document.get("drop")),
        dropped_choices={
            key: _listed(codes) for key, codes in _table(document.get("drop_choices")).items()
        },
    )


def _table(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _codes(value: Json) -> Mapping[str, str]:
    return {key: str(code) for key, code in _table(value).items()}


def _listed(value: Json) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()
