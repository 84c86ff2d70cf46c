"""Releases: frozen, numbered sets of published numbers, and the answers as they were counted.

What a release holds never changes: only the moment of its publication is added, and an erasure
empties the copies of one person's answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import ConflictError, NotFoundError
from app.questionnaire.model import Answers
from app.reference.cells import Cell
from app.store import cell_rows, snapshots
from app.store.cell_rows import ReleaseCell
from app.store.columns import CodesColumn, Json, Moment, TableColumn
from app.store.database import Base, db
from app.store.frozen import frozen
from app.store.kept import Kept
from app.store.network import Territory
from app.store.snapshots import NewSnapshot, Snapshot

FETCHED_AT_ONCE = 500


class Release(Base):
    """questionnaires: audience to version id. margins: as they were when it was made."""

    __tablename__ = "release"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    code_version: Mapped[str]
    wave: Mapped[str]
    campaigns: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    is_synthetic: Mapped[bool]
    margins: Mapped[dict[str, Json]] = mapped_column(TableColumn)
    questionnaires: Mapped[dict[str, int]] = mapped_column(TableColumn)


class ReleaseCounted(Base):
    """position: the place of an answer among those counted."""

    __tablename__ = "release_counted"

    release_number: Mapped[int] = mapped_column(sa.ForeignKey("release.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"), index=True)


frozen(Release, but={"published_at"})
frozen(ReleaseCounted)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelease:
    """What is stated of a release when it is made."""

    made_at: datetime
    seed: int
    code_version: str
    wave: str
    campaigns: tuple[str, ...]
    is_synthetic: bool
    margins: Mapping[str, Json]
    questionnaires: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedThen:
    """An answer as it was counted. answers: None after an erasure. is_intact: as it was copied."""

    snapshot_id: int
    campaign: str
    audience: str
    territory: str
    answers: Answers | None
    is_intact: bool = True


def create(new: NewRelease, counted: Iterable[NewSnapshot], cells: Sequence[Cell]) -> int:
    """The number of the new release; one more than the last. Counted answers are copied once,
    however many releases count them."""
    last = db.session.scalar(sa.select(sa.func.max(Release.number)))
    number = (last or 0) + 1
    db.session.add(
        Release(
            number=number,
            made_at=new.made_at,
            seed=new.seed,
            code_version=new.code_version,
            wave=new.wave,
            campaigns=new.campaigns,
            is_synthetic=new.is_synthetic,
            margins=dict(new.margins),
            questionnaires=dict(new.questionnaires),
        )
    )
    db.session.flush()
    copies = list(snapshots.kept(counted))
    _insert(ReleaseCounted, number, [{"snapshot_id": copy} for copy in copies])
    _insert(ReleaseCell, number, [cell_rows.row_of(cell) for cell in cells])
    return number


def by_number(number: int) -> Release:
    found = db.session.get(Release, number)
    if found is None:
        message = f"No release {number}: `flask --app wsgi release list` names them all."
        raise NotFoundError(message, release=str(number))
    return found


def all_releases() -> tuple[Release, ...]:
    """Every release, the first one first."""
    return tuple(db.session.scalars(sa.select(Release).order_by(Release.number)))


def published_latest(territory: str) -> Release | None:
    """Of the published releases with numbers of a territory the one with the highest number."""
    has_numbers = sa.exists().where(
        ReleaseCell.release_number == Release.number, ReleaseCell.territory == territory
    )
    query = (
        sa.select(Release)
        .where(Release.published_at.is_not(None), has_numbers)
        .order_by(Release.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def published_last(wave: str, campaigns: Iterable[str]) -> Release | None:
    """Of the published releases of a wave that share a campaign, the one made last."""
    wanted = frozenset(campaigns)
    query = (
        sa.select(Release)
        .where(Release.wave == wave, Release.published_at.is_not(None))
        .order_by(Release.number.desc())
    )
    shared = (each for each in db.session.scalars(query) if wanted.intersection(each.campaigns))
    return next(shared, None)


def _is_published(territory: str) -> bool:
    return published_latest(territory) is not None


is_published: Kept[str, bool] = Kept(_is_published)
"""Whether a territory has something to read; at most half a minute late."""


@sa.event.listens_for(Release, "after_update")
def _forget(*_event: object) -> None:
    is_published.forget()


def published_territories() -> frozenset[str]:
    """Codes of the territories that a published release has numbers of."""
    has_numbers = sa.exists().where(
        ReleaseCell.release_number == Release.number,
        Release.published_at.is_not(None),
        ReleaseCell.territory == Territory.code,
    )
    return frozenset(db.session.scalars(sa.select(Territory.code).where(has_numbers)))


def publish(number: int, moment: datetime) -> Release:
    """Shows a release to everyone, once."""
    release = by_number(number)
    if release.published_at is not None:
        message = f"Release {number} was published before: make another to publish other numbers."
        raise ConflictError(message, release=str(number))
    release.published_at = moment
    return release


def cells(number: int) -> tuple[Cell, ...]:
    """In the order in which they were made."""
    query = (
        sa.select(ReleaseCell)
        .where(ReleaseCell.release_number == number)
        .order_by(ReleaseCell.position)
    )
    return tuple(cell_rows.cells_in(query))


def counted(number: int) -> Iterator[CountedThen]:
    """The answers behind a release as they were counted, in that order, streamed."""
    query = (
        sa.select(Snapshot)
        .join(ReleaseCounted, ReleaseCounted.snapshot_id == Snapshot.id)
        .where(ReleaseCounted.release_number == number)
        .order_by(ReleaseCounted.position)
        .execution_options(yield_per=FETCHED_AT_ONCE)
    )
    for copy in db.session.scalars(query):
        yield CountedThen(
            snapshot_id=copy.id,
            campaign=copy.campaign,
            audience=copy.audience,
            territory=copy.territory,
            answers=copy.answers,
            is_intact=snapshots.is_intact(copy),
        )


def erase_snapshots(response_id: int) -> None:
    """Empties every copy of a response's answers, and what tells whose they were."""
    snapshots.erase(response_id)


def _insert(table: type[Base], number: int, rows: Sequence[Mapping[str, object]]) -> None:
    numbered = [
        {"release_number": number, "position": position, **row} for position, row in enumerate(rows)
    ]
    if numbered:
        db.session.execute(sa.insert(table), numbered)
