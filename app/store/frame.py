"""What is known of a territory's population beforehand: its firms, its persons by municipality.

No name and no address of a firm: only what a sample is drawn and counted by.
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.store.database import Base, db
from app.store.network import Municipality


class FrameFirm(Base):
    """employment: people at the site, the owner not counted; holding: firms of one owner share it;
    both None where not known."""

    __tablename__ = "frame_firm"

    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(sa.ForeignKey("municipality.code"), index=True)
    activity: Mapped[str]
    size_class: Mapped[str]
    employment: Mapped[int | None]
    holding: Mapped[str | None]


class PersonsCount(Base):
    """Persons of 15 and over of one municipality, by age and sex. level: as of the margin age_sex
    (g15:f); persons need not be whole where they are an estimate."""

    __tablename__ = "persons_count"

    municipality_code: Mapped[str] = mapped_column(
        sa.ForeignKey("municipality.code"), primary_key=True
    )
    level: Mapped[str] = mapped_column(primary_key=True)
    persons: Mapped[float]


def replace_firms(territory: str, firms: Iterable[FrameFirm]) -> None:
    """Puts these firms in place of all that the frame of a territory held."""
    db.session.execute(sa.delete(FrameFirm).where(FrameFirm.territory_code == territory))
    db.session.add_all(firms)
    db.session.flush()


def holdings(territories: Iterable[str]) -> dict[str, str]:
    """Code of a firm to its owner, where it is known and the code says which firm is meant."""
    query = sa.select(FrameFirm.code, FrameFirm.holding)
    query = query.where(FrameFirm.territory_code.in_(tuple(territories)))
    found: dict[str, set[str | None]] = {}
    for code, holding in db.session.execute(query):
        found.setdefault(code, set()).add(holding)
    return {code: each for code, (each, *more) in found.items() if each and not more}


def replace_persons(territory: str, counts: Iterable[PersonsCount]) -> None:
    """Puts these counts in place of all that were known of a territory's municipalities."""
    places = sa.select(Municipality.code).where(Municipality.territory_code == territory)
    db.session.execute(sa.delete(PersonsCount).where(PersonsCount.municipality_code.in_(places)))
    db.session.add_all(counts)
    db.session.flush()


def firms(territory: str) -> tuple[FrameFirm, ...]:
    """The frame of a territory, by code."""
    query = sa.select(FrameFirm).where(FrameFirm.territory_code == territory)
    return tuple(db.session.scalars(query.order_by(FrameFirm.code)))


def firms_by_size_and_place(territories: Iterable[str]) -> Mapping[tuple[str, str], int]:
    """Size class and municipality code to the number of firms of the frame."""
    by = (FrameFirm.size_class, FrameFirm.municipality_code)
    query = (
        sa.select(*by, sa.func.count())
        .where(FrameFirm.territory_code.in_(tuple(territories)))
        .group_by(*by)
        .order_by(*by)
    )
    return {(size, place): count for size, place, count in db.session.execute(query)}


def persons_by_level_and_place(territories: Iterable[str]) -> Mapping[tuple[str, str], float]:
    """Age and sex (g15:f) and municipality code to persons; empty where only totals are known."""
    query = (
        sa.select(PersonsCount.level, PersonsCount.municipality_code, PersonsCount.persons)
        .join(Municipality, Municipality.code == PersonsCount.municipality_code)
        .where(Municipality.territory_code.in_(tuple(territories)))
        .order_by(PersonsCount.level, PersonsCount.municipality_code)
    )
    return {(level, place): persons for level, place, persons in db.session.execute(query)}
