"""Single statements, each a transaction by itself: what answering a page mostly needs.

Every thread keeps a connection of its own for them, so that a page costs no checking out of a
pool, no session and no BEGIN. One that broke is replaced, and the statement is run once more: so
only what may be run twice comes here.
"""

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from app.store.database import db, is_writing

_own = threading.local()


def run(statement: sa.Executable, values: Mapping[str, object]) -> sa.CursorResult[Any]:
    """Within an open transaction it is part of that one. Read the result before the next call."""
    if is_writing():
        return db.session.connection().execute(statement, values)
    engine = db.engine
    try:
        return _line(engine).execute(statement, values)
    except sa.exc.DBAPIError as error:
        hang_up(engine)
        if not error.connection_invalidated:
            raise
    return _line(engine).execute(statement, values)


def hang_up(engine: sa.Engine) -> None:
    """Closes this thread's connection to a database, if it has one."""
    line = _lines().pop(engine, None)
    if line is not None:
        line.close()


def _line(engine: sa.Engine) -> sa.Connection:
    line = _lines().get(engine)
    if line is None:
        line = _beginning_nothing(engine).connect()
        line.detach()  # the pool is for sessions
        _lines()[engine] = line
        sa.event.listen(engine, "engine_disposed", hang_up, once=True)
    return line


class _Lines(WeakKeyDictionary["sa.Engine", "sa.Connection"]):
    """Closed with their thread."""

    def __del__(self) -> None:
        for line in list(self.values()):
            with suppress(sa.exc.SQLAlchemyError):
                line.close()


def _lines() -> _Lines:
    found: _Lines | None = getattr(_own, "lines", None)
    if found is None:
        found = _own.lines = _Lines()
    return found


def _beginning_nothing(engine: sa.Engine) -> sa.Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine.execution_options(begins_nothing=True)
