"""A campaign's counted answers as lines, as fast as each database gives them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from app.store.campaigns import Campaign
from app.store.database import db
from app.store.responses import Response

if TYPE_CHECKING:
    import sqlite3

    import psycopg
    from sqlalchemy.orm import InstrumentedAttribute

    Column = sa.ColumnElement[Any] | InstrumentedAttribute[Any]

AT_ONCE = 1000  # rows
SEPARATOR = "\x1f"  # between territory and answers: JSON escapes it


def lines(campaign: Campaign) -> Iterator[bytes]:
    """`territory SEPARATOR answers as JSON` a line, whole lines at once, in UTF-8, in no order.

    Whose answers count, and of which territory they are, is as answer_tables.counted() has it.
    """
    if db.engine.dialect.name == "postgresql":
        return _joined_by_the_server(campaign)
    return _row_by_row(campaign)


def number(campaign: Campaign) -> int:
    """How many lines there are."""
    return db.session.scalar(_counted(campaign, sa.func.count())) or 0


def _row_by_row(campaign: Campaign) -> Iterator[bytes]:
    line = _line(campaign, sa.type_coerce(Response.answers, sa.Text))
    query = _counted(campaign, sa.cast(line, sa.LargeBinary)).compile(
        db.engine, compile_kwargs={"literal_binds": True}
    )
    cursor = cast("sqlite3.Cursor", _cursor())
    cursor.execute(str(query))
    while some := cursor.fetchmany(AT_ONCE):
        yield b"".join(text for (text,) in some)


def _joined_by_the_server(campaign: Campaign) -> Iterator[bytes]:
    """Sending a row at a time costs more than all that it holds. Not by the index of campaigns: a
    range of ids would take the whole campaign."""
    line = _line(campaign, sa.cast(Response.answers, sa.Text))
    joined = sa.func.convert_to(sa.func.aggregate_strings(line, ""), "UTF8")
    query = _counted(campaign, joined, of=Response.campaign_id + 0)
    query = query.where(Response.id.between(sa.bindparam("first", 0), sa.bindparam("last", 0)))
    made = query.compile(db.engine, compile_kwargs={"render_postcompile": True})
    asked = str(made).encode()
    cursor = cast("psycopg.Cursor[tuple[bytes | None]]", _cursor(binary=True))
    for first in _firsts(campaign):
        between = {"first": first, "last": first + AT_ONCE - 1}
        cursor.execute(asked, {**made.params, **between}, prepare=True)
        yield from (found for (found,) in cursor if found)


def _cursor(**settings: bool) -> object:
    """Of the driver itself: rows by the million pass it many times faster than the library."""
    return db.session.connection().connection.cursor(**settings)


def _firsts(campaign: Campaign) -> range:
    """The first id of each turn."""
    ends = sa.select(sa.func.min(Response.id), sa.func.max(Response.id))
    low, high = db.session.execute(ends.where(Response.campaign_id == campaign.id)).one()
    return range(0) if low is None else range(low, high + 1, AT_ONCE)


def _line(campaign: Campaign, answers: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return _territory(campaign) + SEPARATOR + answers + "\n"


def _territory(campaign: Campaign) -> "Column":
    """A campaign in one territory need not name it in each response."""
    first, *more = campaign.territories
    return Response.territory_code if more else sa.func.coalesce(Response.territory_code, first)


def _counted(
    campaign: Campaign, what: sa.ColumnElement[Any], of: "Column" = Response.campaign_id
) -> sa.Select[Any]:
    return sa.select(what).where(
        of == campaign.id,
        Response.core_completed_at.is_not(None),
        Response.is_test.is_(False),
        _territory(campaign).is_not(None),
    )
