"""Territories, their municipalities, and the known totals that weights are raked to."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import NotFoundError
from app.questionnaire.setting import Place
from app.store.columns import CodesColumn
from app.store.database import Base, db


class Territory(Base):
    """One territory of the network. label: what every page says of its data; '' when real."""

    __tablename__ = "territory"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    country: Mapped[str]
    nuts3: Mapped[str]
    languages: Mapped[tuple[str, ...]] = mapped_column(CodesColumn)
    label: Mapped[str] = mapped_column(default="")


class Municipality(Base):
    """share: of the territory's population, in [0, 1]."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)
    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"), index=True)
    name: Mapped[str]
    share: Mapped[float]
    minutes_to_town: Mapped[float]


class Margin(Base):
    """A known total of a population. name: age_sex, size, …; level: one of its levels."""

    __tablename__ = "margin"

    territory_code: Mapped[str] = mapped_column(sa.ForeignKey("territory.code"), primary_key=True)
    wave: Mapped[str] = mapped_column(primary_key=True)
    audience: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[float]


def territories() -> tuple[Territory, ...]:
    """Every territory, by code."""
    return tuple(db.session.scalars(sa.select(Territory).order_by(Territory.code)))


def territory(code: str) -> Territory:
    found = db.session.get(Territory, code)
    if found is None:
        known = ", ".join(each.code for each in territories()) or "none yet"
        raise NotFoundError(f"No territory {code!r}: choose one of {known}.", territory=code)
    return found


def places(territory_codes: Iterable[str]) -> tuple[Place, ...]:
    """The municipalities of some territories, as a questionnaire offers them: by name."""
    query = (
        sa.select(Municipality.code, Municipality.name, Territory.code, Territory.name)
        .join(Territory, Territory.code == Municipality.territory_code)
        .where(Territory.code.in_(tuple(territory_codes)))
    )
    rows = db.session.execute(query).all()
    ordered = sorted(rows, key=lambda row: (row[3].casefold(), row[1].casefold(), row[0]))
    return tuple(Place(*row) for row in ordered)


def minutes_to_town(territory_codes: Iterable[str]) -> dict[str, float]:
    """Municipality to minutes by road to the territory's town."""
    query = sa.select(Municipality.code, Municipality.minutes_to_town).where(
        Municipality.territory_code.in_(tuple(territory_codes))
    )
    return {row.code: row.minutes_to_town for row in db.session.execute(query)}


def margins(wave: str, audience: str) -> tuple[Margin, ...]:
    """The known totals of a wave's audience in every territory, in a fixed order."""
    query = (
        sa.select(Margin)
        .where(Margin.wave == wave, Margin.audience == audience)
        .order_by(Margin.territory_code, Margin.name, Margin.level)
    )
    return tuple(db.session.scalars(query))


def add_territory(territory: Territory) -> Territory:
    """Adds it, or replaces what was known under its code."""
    return db.session.merge(territory)


def add_municipalities(municipalities: Iterable[Municipality]) -> None:
    for each in municipalities:
        db.session.merge(each)


def add_margins(margins: Iterable[Margin]) -> None:
    for each in margins:
        db.session.merge(each)
