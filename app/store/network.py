"""Territories, their municipalities, and the known totals that weights are raked to."""

from collections.abc import Collection, Iterable

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
        known = ", ".join(each.code for each in territories())
        mend = f"choose one of {known}" if known else "load it first, with `territory load FOLDER`"
        raise NotFoundError(f"No territory {code!r}: {mend}.", territory=code)
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


def municipalities(territory_code: str) -> tuple[Municipality, ...]:
    """Those of a territory, by code."""
    query = sa.select(Municipality).where(Municipality.territory_code == territory_code)
    return tuple(db.session.scalars(query.order_by(Municipality.code)))


def owners(codes: Collection[str]) -> dict[str, str]:
    """Municipality code to the code of its territory, of those that are known."""
    query = sa.select(Municipality.code, Municipality.territory_code)
    return {code: owner for code, owner in db.session.execute(query) if code in codes}


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


def remove_municipalities(codes: Collection[str]) -> None:
    """Raises IntegrityError where firms of a frame, persons or links still name one."""
    db.session.execute(sa.delete(Municipality).where(Municipality.code.in_(codes)))


def add_margins(margins: Iterable[Margin]) -> None:
    for each in margins:
        db.session.merge(each)


def shares(territory_codes: Iterable[str]) -> dict[str, float]:
    """Municipality code to its share of its territory's population, in [0, 1]."""
    query = sa.select(Municipality.code, Municipality.share).where(
        Municipality.territory_code.in_(tuple(territory_codes))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def margins_of(territory_code: str, waves: Collection[str]) -> tuple[Margin, ...]:
    """What is known of a territory in some waves."""
    of_them = (Margin.territory_code == territory_code, Margin.wave.in_(waves))
    return tuple(db.session.scalars(sa.select(Margin).where(*of_them)))


def replace_margins(territory_code: str, waves: Collection[str], new: Iterable[Margin]) -> None:
    """Puts these in place of all that was known of a territory in these waves."""
    of_them = (Margin.territory_code == territory_code, Margin.wave.in_(waves))
    db.session.execute(sa.delete(Margin).where(*of_them))
    db.session.add_all(new)
    db.session.flush()
