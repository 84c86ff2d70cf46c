"""A campaign's counted answers as lines of a file, as fast as each database gives them."""

from typing import TYPE_CHECKING, Any, BinaryIO, cast

import sqlalchemy as sa

from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response

if TYPE_CHECKING:
    import sqlite3

    import psycopg

SEPARATOR = "\x1f"  # between territory and answers: JSON escapes it


def write(campaign: Campaign, file: BinaryIO) -> None:
    """`territory SEPARATOR answers as JSON` a line, in no order.

    Whose answers count, and of which territory they are, is as answer_tables.counted() has it.
    """
    if db.engine.dialect.name == "postgresql":
        _copy(campaign, file)
        return
    territory, answers = _query(campaign, sa.type_coerce(Response.answers, sa.Text)).subquery().c
    line = territory + SEPARATOR + answers + "\n"
    cursor = cast("sqlite3.Cursor", db.session.connection().connection.cursor())
    file.writelines(text.encode() for (text,) in cursor.execute(_literal(sa.select(line))))


def number(campaign: Campaign) -> int:
    """How many lines there are."""
    rows = _query(campaign, sa.literal("")).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def _query(
    campaign: Campaign, answers: sa.ColumnElement[str] | sa.ColumnElement[int]
) -> sa.Select[str | None, object]:
    only = campaign.territories[0] if len(campaign.territories) == 1 else None
    territory = sa.func.coalesce(Response.territory_code, only) if only else Response.territory_code
    return sa.select(territory, answers).where(
        Response.campaign_id == campaign.id,
        Response.core_completed_at.is_not(None),
        Response.is_test.is_(False),
        territory.is_not(None),
    )


def _copy(campaign: Campaign, file: BinaryIO) -> None:
    """The server writes the lines itself; nothing in them needs its quotes."""
    query = _literal(_query(campaign, sa.cast(Response.answers, sa.Text)))
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv, DELIMITER E'\\x1f', QUOTE E'\\x1e')"
    cursor = cast("psycopg.Cursor", db.session.connection().connection.cursor())
    with cursor.copy(statement.encode()) as lines:
        for some in lines:
            file.write(some)


def _literal(query: "sa.Select[*tuple[Any, ...]]") -> str:
    """For the driver itself: rows by the million pass it many times faster than the library."""
    return str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
