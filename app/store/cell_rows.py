"""Cells as the database holds them: one row a published number."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.errors import InvalidError
from app.reference.cells import Bound, Cell, Hidden, Verdict
from app.store.database import Base, db
from app.store.frozen import frozen

RENAMED = {
    ("IND05", "change", wished): "job_change" for wished in ("c_no", "c_job", "c_trade", "c_less")
}  # of indicator, dimension and code: the dimension's name in releases of today


class ReleaseCell(Base):
    """by: `dimension=code;dimension=code`. n: a number, or a band such as 10-29."""

    __tablename__ = "release_cell"
    __table_args__ = (
        sa.UniqueConstraint("release_number", "indicator", "territory", "audience", "by"),
    )

    release_number: Mapped[int] = mapped_column(sa.ForeignKey("release.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str]
    territory: Mapped[str]
    audience: Mapped[str]
    by: Mapped[str]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    n: Mapped[str | None]
    bound: Mapped[str | None]
    hidden: Mapped[str | None]
    is_fragile: Mapped[bool]
    verdict: Mapped[str | None]


frozen(ReleaseCell)
COLUMNS = tuple(ReleaseCell.__table__.columns)


def row_of(cell: Cell) -> dict[str, object]:
    return {
        "indicator": cell.indicator,
        "territory": cell.territory,
        "audience": cell.audience,
        "by": ";".join(_dimension(cell, *pair) for pair in cell.by),
        "value": None if cell.value is None else float(cell.value),
        "low": None if cell.low is None else float(cell.low),
        "high": None if cell.high is None else float(cell.high),
        "n": None if cell.n is None else str(cell.n),
        "bound": None if cell.bound is None else str(cell.bound),
        "hidden": None if cell.hidden is None else str(cell.hidden),
        "is_fragile": bool(cell.is_fragile),
        "verdict": None if cell.verdict is None else str(cell.verdict),
    }


def cells_in(query: sa.Select[ReleaseCell]) -> Iterator[Cell]:
    """What a query of ReleaseCell finds. Plain rows: a release has thousands of them, and the
    session would keep an object of each. Raises InvalidError, see cell_of()."""
    return map(cell_of, db.session.execute(query.with_only_columns(*COLUMNS)))


def cell_of(row: sa.Row[Any]) -> Cell:
    """Raises InvalidError naming a row that no release can have written."""
    try:
        return _read(row)
    except ValueError as error:
        place = f"{row.indicator} {row.territory} {row.audience} ({row.by})"
        message = f"Release {row.release_number}, {place}: {error}. Restore it from a backup."
        raise InvalidError(message, release=str(row.release_number)) from error


def _read(row: sa.Row[Any]) -> Cell:
    return Cell(
        indicator=row.indicator,
        territory=row.territory,
        audience=row.audience,
        by=_dimensions(row.indicator, row.by),
        value=row.value,
        low=row.low,
        high=row.high,
        n=int(row.n) if row.n is not None and row.n.isdecimal() else row.n,
        bound=None if row.bound is None else Bound(row.bound),
        hidden=None if row.hidden is None else Hidden(row.hidden),
        is_fragile=row.is_fragile,
        verdict=None if row.verdict is None else Verdict(row.verdict),
    )


def _dimension(cell: Cell, dimension: str, code: str) -> str:
    if {";", "="} & set(dimension + code):
        message = f"{cell.indicator}: {dimension}={code} holds ';' or '=': rename the code."
        raise InvalidError(message, indicator=cell.indicator)
    return f"{dimension}={code}"


@lru_cache(maxsize=2**14)
def _dimensions(indicator: str, text: str) -> tuple[tuple[str, str], ...]:
    """Under the names of today: what a release holds never changes, and is read as it is meant."""
    pairs = [part.partition("=") for part in text.split(";") if part]
    named = ((RENAMED.get((indicator, name, code), name), code) for name, _, code in pairs)
    return tuple(sorted(named))
