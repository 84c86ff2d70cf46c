"""The database behind the product: connections, the one transaction of an action, migrations.

SQLite and PostgreSQL alike. Reads may begin deferred; a write action holds the only write lock of
SQLite from its first statement, so that no concurrent update is lost.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import flask_migrate
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import orm

from app.errors import ConflictError

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
PRAGMAS = (
    "busy_timeout=15000",  # first: the others may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",  # what was acknowledged outlives a power cut too
    "foreign_keys=ON",
    "secure_delete=ON",  # an erased answer leaves no trace in the file
)
LOOSE = "The store changes inside `with transaction():` only."
# What the database's own failure looks like: it ends by itself, or the operator ends it.
OUT_OF_REACH = (
    sa.exc.OperationalError,
    sa.exc.InterfaceError,
    sa.exc.InternalError,
    sa.exc.TimeoutError,
)
FOUND = "what the transaction has asked before"
DEPTH = "depth of the transaction"


class Base(orm.DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


def init_app(app: Flask) -> None:
    """Binds the store to an application; connects to nothing yet.

    Reads SQLALCHEMY_DATABASE_URI: sqlite:///… or postgresql+psycopg://….
    """
    is_server = not app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
    options = {"pool_pre_ping": is_server, "hide_parameters": True}  # no answer in a log
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    app.teardown_appcontext(_let_go)
    flask_migrate.Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)


@contextmanager
def transaction() -> Iterator[orm.Session]:
    """One write action, all or nothing: commits at the end, rolls back on any error.

    An inner one joins the outer. Values read before it began are read again.
    """
    session = db.session()
    if DEPTH in session.info:
        yield session
        return
    session.rollback()
    session.info[DEPTH] = 1
    session.info[FOUND] = {}
    try:
        session.connection(execution_options={"begins_immediate": True})
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[DEPTH], session.info[FOUND]


@contextmanager
def one_moment() -> Iterator[orm.Session]:
    """Several reads that all see the database as it was at the first one; changes nothing."""
    session = db.session()
    if DEPTH in session.info:
        yield session
        return
    session.rollback()
    if db.engine.dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield session
    finally:
        session.rollback()


def is_writing() -> bool:
    """Whether a transaction() is open."""
    return db.session.registry.has() and DEPTH in db.session().info


def demand_transaction() -> None:
    """Raises RuntimeError outside `with transaction():`."""
    if not is_writing():
        raise RuntimeError(LOOSE)


def found_within() -> dict[object, object]:
    """What the open transaction has asked before: nobody else sees it, and it ends with it."""
    found: dict[object, object] = db.session().info[FOUND]
    return found


def upgrade() -> None:
    """Brings the database to the newest revision; makes its tables when it is empty."""
    flask_migrate.upgrade()


def reason_of(error: Exception) -> str:
    """Why the database is out of reach, as it names it itself: SQLITE_FULL, 57P01. No words of
    its own: those may hold an answer."""
    origin = getattr(error, "orig", None)
    named = getattr(origin, "sqlite_errorname", None) or getattr(origin, "sqlstate", None)
    return str(named or type(origin or error).__name__)


def revision() -> str:
    """The revision that the database's tables are of; '' when it has none yet."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def newest_revision() -> str:
    """The revision that `upgrade` brings the tables to."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def is_ready() -> bool:
    """Whether the database answers and holds every table."""
    try:
        with db.engine.connect() as connection:
            present = set(sa.inspect(connection).get_table_names())
    except sa.exc.DBAPIError:
        return False
    return present >= set(Base.metadata.tables)


def demand_ready() -> None:
    """Raises ConflictError saying how to mend a store that does not answer or lacks tables."""
    if not is_ready():
        raise ConflictError(
            "The store does not answer, or lacks its tables: see FORETERRE_DATABASE_URL,"
            " then run `flask --app wsgi db upgrade`."
        )


@sa.event.listens_for(orm.Session, "before_flush")
def _refuse_loose_change(session: orm.Session, _context: object, _instances: object) -> None:
    if DEPTH not in session.info and (session.new or session.dirty or session.deleted):
        raise RuntimeError(LOOSE)


def on_change(tables: Iterable[type[Base]], call: Callable[..., None]) -> None:
    """Calls when this process adds, changes or removes a row of a table through its model."""
    for table in tables:
        for change in ("after_insert", "after_update", "after_delete"):
            sa.event.listen(table, change, call)


def _let_go(_error: BaseException | None) -> None:
    """A connection that died after its last use spoils no answer that is already made."""
    if db.session.registry.has():
        with suppress(*OUT_OF_REACH):
            db.session.close()


def _prepare_sqlite(engine: sa.Engine) -> None:
    sa.event.listen(engine, "do_connect", _make_folder)
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", _begin)


def _make_folder(
    _dialect: sa.Dialect, _pool: object, arguments: list[str], _options: dict[str, Any]
) -> None:
    if arguments[0] not in {"", ":memory:"}:
        Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True)


def _set_pragmas(connection: sqlite3.Connection, _pooled: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("begins_nothing", False):
        return
    is_write = options.get("begins_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
