"""A response that an action has locked is read once, and is the same until the action ends."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app.errors import NotFoundError
from app.store import keys, responses
from app.store.database import db, transaction
from app.store.responses import Response
from tests import made_store

KEY = "abcdefghijklmnopqrstuvwx23"

pytestmark = pytest.mark.usefixtures("store")


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    found: list[str] = []

    def note(*event: object) -> None:
        found.append(str(event[2]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def keep() -> None:
    with transaction():
        made_store.response(made_store.campaign(), {"F_EMP": 1}, KEY)


def locked() -> Response:
    return responses.by_key_hash(keys.hashed(KEY), lock=True)


def test_a_locked_response_is_read_once_in_a_transaction() -> None:
    keep()
    with transaction():
        first = locked()
        with counted_statements() as statements:
            first.answers = {"F_EMP": 2}
            assert locked() is first
        assert statements == []
    db.session.expire_all()
    assert responses.by_key_hash(keys.hashed(KEY), lock=False).answers == {"F_EMP": 2}


def test_the_next_transaction_reads_it_again() -> None:
    keep()
    with transaction():
        first = locked()
    with transaction(), counted_statements() as statements:
        assert locked() is first
    assert sum("SELECT" in each for each in statements) == 1


def test_a_response_erased_in_the_transaction_is_not_found_in_it() -> None:
    keep()
    with transaction():
        responses.erase(locked())
        with pytest.raises(NotFoundError):
            locked()
