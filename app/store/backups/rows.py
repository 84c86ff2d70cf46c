"""Rows of any table as plain values and back: the same whatever the database."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.store.columns import Json
from app.store.database import db
from app.store.schema import metadata

FETCHED_AT_ONCE = 500
POSTGRESQL: sa.Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # no types there
PLAIN = (sa.String, sa.Integer, sa.Float, sa.Boolean)


def tables() -> tuple[sa.Table, ...]:
    """Every table of the store, those that others refer to first."""
    return tuple(metadata.sorted_tables)


def number_of(table: sa.Table) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def streamed(table: sa.Table) -> Iterator[list[Json]]:
    """Every row in the order of its key, which no database's language changes."""
    encoders = [_encoder(column) for column in table.columns]
    query = sa.select(table).order_by(*(_in_order(each) for each in table.primary_key))
    for row in db.session.execute(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        yield [
            None if value is None else encode(value)
            for encode, value in zip(encoders, row, strict=True)
        ]


class Reader:
    """Turns the values of a table's rows into what its columns take."""

    def __init__(self, table: sa.Table, names: Sequence[str]) -> None:
        self._columns = [(name, _decoder(table.columns[name])) for name in names]

    def row(self, values: Sequence[Json]) -> Mapping[str, object]:
        return {
            name: None if value is None else decode(value)
            for (name, decode), value in zip(self._columns, values, strict=True)
        }


def _in_order(column: "sa.Column[object]") -> "sa.ColumnElement[object] | sa.ColumnElement[str]":
    is_text = isinstance(_kind(column), sa.String)
    if is_text and db.engine.dialect.name == "postgresql":
        return sa.collate(column, "C")
    return column


def _kind(column: "sa.Column[object]") -> object:
    found = column.type
    return found.impl_instance if isinstance(found, sa.TypeDecorator) else found


def _encoder(column: "sa.Column[object]") -> Callable[[object], Json]:
    kind = _kind(column)
    if isinstance(kind, sa.LargeBinary):
        return lambda value: base64.b64encode(value).decode() if isinstance(value, bytes) else None
    if isinstance(kind, sa.DateTime | sa.Date):
        return lambda value: value.isoformat() if isinstance(value, date) else None
    if isinstance(kind, sa.JSON):
        return _as_it_is if _keeps_order(kind) else _in_order_of_keys
    if isinstance(kind, PLAIN):
        return _as_it_is
    raise _unknown(column)


def _decoder(column: "sa.Column[object]") -> Callable[[Json], object]:
    kind = _kind(column)
    if isinstance(kind, sa.LargeBinary):
        return lambda value: base64.b64decode(str(value), validate=True)
    if isinstance(kind, sa.DateTime):
        return lambda value: datetime.fromisoformat(str(value))
    if isinstance(kind, sa.Date):
        return lambda value: date.fromisoformat(str(value))
    if isinstance(kind, (sa.JSON, *PLAIN)):
        return lambda value: value
    raise _unknown(column)


def _keeps_order(kind: sa.JSON) -> bool:
    """PostgreSQL's JSONB loses the order of keys, so there it means nothing anywhere."""
    return kind.compile(POSTGRESQL) != "JSONB"


def _as_it_is(value: object) -> Json:
    if isinstance(value, str | int | float | list | dict):
        return value
    raise TypeError(f"{type(value).__name__} is no value of a column")


def _in_order_of_keys(value: object) -> Json:
    if isinstance(value, dict):
        return {key: _in_order_of_keys(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_in_order_of_keys(each) for each in value]
    return value if value is None else _as_it_is(value)


def _unknown(column: "sa.Column[object]") -> TypeError:
    where = f"{column.table.name}.{column.name}" if column.table is not None else column.name
    return TypeError(f"{where} is of a kind that no backup holds: teach app/store/backups/rows.py.")
