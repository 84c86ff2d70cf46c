"""Frozen versions of questionnaires: what was asked, in every language, for ever."""

from datetime import UTC, datetime
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, NotFoundError
from app.questionnaire import document
from app.questionnaire.model import Questionnaire
from app.store.columns import CodesColumn, Json, Moment
from app.store.database import Base, db

COMPILED_AT_ONCE = 64


class QuestionnaireVersion(Base):
    """A version in the store; the same content is the same version."""

    __tablename__ = "questionnaire_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    audience: Mapped[str]
    languages: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    # Plain JSON on PostgreSQL too: JSONB would lose the order of keys.
    document: Mapped[dict[str, Json]] = mapped_column(sa.JSON, deferred=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    saved_at: Mapped[datetime] = mapped_column(Moment)


def save(questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Keeps a version; one with the same content is found again, not kept twice."""
    known = find(questionnaire)
    if known is not None:
        return known
    content = document.to_document(questionnaire)
    version = QuestionnaireVersion(
        code=questionnaire.code,
        version=questionnaire.version,
        audience=questionnaire.audience,
        languages=questionnaire.languages,
        document=content,
        fingerprint=document.fingerprint(content),
        saved_at=datetime.now(UTC),
    )
    db.session.add(version)
    db.session.flush()
    return version


def find(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The version with exactly this content, if the store has it."""
    fingerprint = document.fingerprint(document.to_document(questionnaire))
    query = sa.select(QuestionnaireVersion).where(QuestionnaireVersion.fingerprint == fingerprint)
    return db.session.scalars(query).one_or_none()


def by_id(version_id: int) -> QuestionnaireVersion:
    found = db.session.get(QuestionnaireVersion, version_id)
    if found is None:
        raise NotFoundError(f"No questionnaire version {version_id}: save the questionnaire again.")
    return found


def latest(code: str) -> QuestionnaireVersion:
    """The version of a questionnaire that was saved last."""
    query = (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.code == code)
        .order_by(QuestionnaireVersion.id.desc())
        .limit(1)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        message = f"No questionnaire {code!r} in the store: import its file first."
        raise NotFoundError(message, questionnaire=code)
    return found


def compiled(version_id: int) -> Questionnaire:
    """The questionnaire of a version, ready to be answered; parsed once in a process."""
    return _parsed(by_id(version_id).fingerprint)


@lru_cache(maxsize=COMPILED_AT_ONCE)
def _parsed(fingerprint: str) -> Questionnaire:
    query = sa.select(QuestionnaireVersion.document).where(
        QuestionnaireVersion.fingerprint == fingerprint
    )
    return document.from_document(db.session.scalars(query).one())


@sa.event.listens_for(QuestionnaireVersion, "before_update")
@sa.event.listens_for(QuestionnaireVersion, "before_delete")
def _stay_frozen(_mapper: object, _connection: object, version: QuestionnaireVersion) -> None:
    raise ConflictError(
        f"Questionnaire {version.code!r} {version.version} is frozen: save another version.",
        questionnaire=version.code,
    )
