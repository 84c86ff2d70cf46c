"""Words as people wrote them: read for an export only, and every export is written down."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.reference import paradata
from app.store import answer_tables
from app.store.columns import Moment
from app.store.database import Base, db
from app.store.frozen import frozen


class VerbatimExport(Base):
    """Who took which words out, why and when; never changed and never removed.

    questions: paths with a comma between. texts: how many were written.
    """

    __tablename__ = "verbatim_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign: Mapped[str]
    questions: Mapped[str]
    taken_by: Mapped[str]
    reason: Mapped[str]
    texts: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(Moment)


frozen(VerbatimExport)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What somebody wrote, without anything that tells who."""

    question: str
    territory: str
    language: str
    text: str


def texts(campaign: str, paths: Collection[str]) -> Iterator[Verbatim]:
    """Of answers that count for estimates, in the order of territories, questions and
    letters: the order in which people answered tells who they are."""
    found = [
        Verbatim(question=path, territory=each.territory, language=language, text=text)
        for each in answer_tables.counted([campaign])
        for path in paths
        if isinstance(text := each.answers.get(path), str) and text.strip()
        if isinstance(language := each.answers.get(paradata.LANGUAGE), str)
    ]
    yield from sorted(found, key=lambda each: (each.territory, each.question, each.text))


def write_down(export: VerbatimExport) -> None:
    db.session.add(export)
    db.session.flush()


def exports() -> tuple[VerbatimExport, ...]:
    """Every export, the first one first."""
    return tuple(db.session.scalars(sa.select(VerbatimExport).order_by(VerbatimExport.id)))
