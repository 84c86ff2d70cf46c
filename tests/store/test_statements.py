"""Threads keep a connection each for single statements, and none outlives its thread for long."""

import threading

import pytest
from flask import Flask

from app.errors import NotFoundError
from app.store import responses, statements
from app.store.database import db

pytestmark = pytest.mark.usefixtures("store")


def ask(app: Flask) -> None:
    with app.app_context(), pytest.raises(NotFoundError):
        responses.seen("none")


def kept(app: Flask) -> int:
    with app.app_context():
        engine = db.engine
    return sum(each.engine() is engine for each in statements._held)


def test_a_thread_asks_over_one_connection(store: Flask) -> None:
    ask(store)
    ask(store)
    assert kept(store) == 1


def test_what_ended_threads_kept_is_closed_by_the_next_new_one(store: Flask) -> None:
    for _thread in range(5):
        thread = threading.Thread(target=ask, args=(store,))
        thread.start()
        thread.join()
    assert kept(store) == 1
    ask(store)
    assert kept(store) == 1


def test_nothing_is_kept_of_a_database_that_is_let_go(store: Flask) -> None:
    ask(store)
    with store.app_context():
        db.engine.dispose()
    assert kept(store) == 0
    ask(store)
    assert kept(store) == 1
