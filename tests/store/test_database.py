"""One transaction an action, all or nothing; concurrent updates are never lost."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from app.errors import ConflictError
from app.store import database, network, responses
from app.store.columns import Moment
from app.store.database import db, one_moment, transaction
from app.store.network import Territory
from tests import made_store

ROUNDS = 15
KEY = "a" * 26


def territory(code: str) -> Territory:
    return Territory(code=code, name=code, country="FR", nuts3="FRJ25", languages=("fr", "ar"))


def codes() -> list[str]:
    return [each.code for each in network.territories()]


def add_twice(first: str, second: str) -> None:
    with transaction() as session:
        session.add(territory(first))
        with transaction() as inner:
            assert inner is session
            inner.add(territory(second))


@pytest.mark.usefixtures("store")
def test_an_inner_transaction_joins_the_outer() -> None:
    add_twice("one", "two")
    db.session.rollback()
    assert codes() == ["one", "two"]


def fail_after_the_inner(code: str) -> None:
    with transaction():
        add_twice(code, f"{code}-inner")
        raise LookupError(code)


@pytest.mark.usefixtures("store")
def test_an_error_undoes_the_whole_action() -> None:
    with pytest.raises(LookupError):
        fail_after_the_inner("one")
    assert codes() == []
    add_twice("two", "three")
    assert codes() == ["three", "two"]


@pytest.mark.usefixtures("store")
def test_a_change_outside_a_transaction_is_refused() -> None:
    db.session.add(territory("loose"))
    with pytest.raises(RuntimeError, match="transaction"):
        db.session.flush()


def raise_the_number_of_people(app: Flask, start: threading.Barrier) -> None:
    start.wait()
    for _ in range(ROUNDS):
        with app.app_context(), transaction():
            found = responses.by_key_hash(made_store.keys.hashed(KEY), lock=True)
            people = found.answers["F_EMP"]
            assert isinstance(people, int)
            found.answers = {**found.answers, "F_EMP": people + 1}


def test_no_concurrent_update_of_a_response_is_lost(app: Flask) -> None:
    with app.app_context(), transaction():
        made_store.response(made_store.campaign(), {"F_EMP": 0}, KEY)
    start = threading.Barrier(2)
    both = [
        threading.Thread(target=raise_the_number_of_people, args=(app, start)) for _ in range(2)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    with app.app_context():
        found = responses.by_key_hash(made_store.keys.hashed(KEY), lock=False)
        assert found.answers == {"F_EMP": 2 * ROUNDS}


def test_what_was_read_before_a_transaction_is_read_again_in_it(app: Flask) -> None:
    """Otherwise a value that another connection changed meanwhile would be written back."""
    with app.app_context(), transaction():
        made_store.response(made_store.campaign(), {"F_EMP": 0}, KEY)
    with app.app_context():
        found = responses.by_key_hash(made_store.keys.hashed(KEY), lock=False)
        assert found.answers == {"F_EMP": 0}
        start = threading.Barrier(1)
        other = threading.Thread(target=raise_the_number_of_people, args=(app, start))
        other.start()
        other.join()
        with transaction():
            assert found.answers == {"F_EMP": ROUNDS}


def test_reads_of_one_moment_do_not_see_what_comes_between(app: Flask) -> None:
    def add_another() -> None:
        with app.app_context(), transaction() as session:
            session.add(territory("later"))

    with app.app_context():
        with one_moment():
            before = codes()
            other = threading.Thread(target=add_another)
            other.start()
            other.join()
            assert codes() == before == []
        assert codes() == ["later"]


def test_sqlite_waits_writes_ahead_and_keeps_its_keys(store: Flask) -> None:
    if db.engine.dialect.name == "postgresql":
        options = store.config["SQLALCHEMY_ENGINE_OPTIONS"]
        assert options == {"pool_pre_ping": True, "hide_parameters": True}
        assert db.engine.driver == "psycopg"
        return
    names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete")
    with db.engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 15000, 1, 1]


@pytest.mark.usefixtures("store")
def test_a_row_that_points_nowhere_is_refused() -> None:
    lonely = network.Municipality(
        code="x01", territory_code="nowhere", name="X", share=1.0, minutes_to_town=3.0
    )
    with pytest.raises(sa.exc.IntegrityError), transaction() as session:
        session.add(lonely)


@pytest.mark.usefixtures("store")
def test_a_moment_comes_back_in_utc_and_needs_a_time_zone() -> None:
    paris = datetime(2026, 3, 2, 22, 14, tzinfo=timezone(timedelta(hours=1)))
    with transaction() as session:
        kept = made_store.response(made_store.campaign(), {}, KEY)
        kept.touched_at = paris
        session.flush()
        session.expire(kept)
        assert kept.touched_at == datetime(2026, 3, 2, 21, 14, tzinfo=UTC)
        assert kept.touched_at.tzinfo is UTC
    naive = paris.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(naive, db.engine.dialect)


@pytest.mark.usefixtures("store")
def test_a_store_with_its_tables_is_ready() -> None:
    assert database.is_ready()


def test_a_store_that_does_not_answer_is_not_ready(store: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE margin"))
    assert store.name == "store"
    assert not database.is_ready()
    with pytest.raises(ConflictError, match="db upgrade"):
        database.demand_ready()
