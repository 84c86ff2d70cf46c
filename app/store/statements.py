"""Single statements, each a transaction by itself: what answering a page mostly needs.

Every thread keeps a connection of its own for them, so that a page costs no checking out of a
pool, no session and no BEGIN. One that broke is replaced, and the statement is run once more: so
only what may be run twice comes here.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import ReferenceType, WeakKeyDictionary, ref

import sqlalchemy as sa

from app.store.database import db, is_writing


class _Sign:
    """Lives as long as its thread."""


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A connection that a thread keeps; when the thread is gone, the next new one closes it.

    Not the thread itself, at its end: a server's own threads run no Python any more by then.
    """

    thread: ReferenceType[_Sign]
    engine: ReferenceType[sa.Engine]
    line: sa.Connection


_own = threading.local()
_held: list[_Held] = []
_lock = threading.Lock()


def run(statement: sa.Executable, values: Mapping[str, object]) -> sa.CursorResult[Any]:
    """Within an open transaction it is part of that one. Read the result before the next call."""
    if is_writing():
        return db.session.connection().execute(statement, values)
    engine = db.engine
    try:
        return _line(engine).execute(statement, values)
    except sa.exc.DBAPIError as error:
        _replace(engine)
        if not error.connection_invalidated:
            raise
    return _line(engine).execute(statement, values)


def _line(engine: sa.Engine) -> sa.Connection:
    line = _lines().get(engine)
    return _new_line(engine) if line is None or line.closed else line


def _lines() -> WeakKeyDictionary[sa.Engine, sa.Connection]:
    if not hasattr(_own, "lines"):
        _own.lines, _own.sign = WeakKeyDictionary(), _Sign()
    found: WeakKeyDictionary[sa.Engine, sa.Connection] = _own.lines
    return found


def _new_line(engine: sa.Engine) -> sa.Connection:
    line = _beginning_nothing(engine).connect()
    line.detach()  # the pool is for sessions
    _lines()[engine] = line
    with _lock:
        _close([each for each in _held if each.thread() is None])
        _held.append(_Held(ref(_own.sign), ref(engine), line))
    if not sa.event.contains(engine, "engine_disposed", hang_up):
        sa.event.listen(engine, "engine_disposed", hang_up)
    return line


def hang_up(engine: sa.Engine) -> None:
    """Closes what all threads keep to a database that nobody asks any more."""
    _lines().pop(engine, None)
    with _lock:
        _close([each for each in _held if each.engine() in {None, engine}])


def _replace(engine: sa.Engine) -> None:
    """This thread's connection is broken."""
    line = _lines().pop(engine, None)
    with _lock:
        _close([each for each in _held if each.line is line])


def _close(gone: list[_Held]) -> None:
    for each in gone:
        _held.remove(each)
        each.line.close()


def _beginning_nothing(engine: sa.Engine) -> sa.Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine.execution_options(begins_nothing=True)
