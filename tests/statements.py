"""What a piece of work asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.store import database

WRITING = {"INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE"}


@contextmanager
def watched(app: Flask) -> Iterator[list[str]]:
    """Every statement meanwhile that changes a row."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(None, 1)[0].upper() in WRITING:
            found.append(statement)

    with app.app_context():
        engine = database.db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(engine, "before_cursor_execute", note)
