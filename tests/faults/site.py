"""The real server on a store of its own, kept running by this script as a supervisor does."""

import base64
import os
import shlex
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from flask import Flask

from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, questionnaires
from app.store import database as store
from app.store.campaigns import NewCampaign
from tests import databases, made_store
from tests.faults.databases import Database
from tests.programs import ROOT, run

if TYPE_CHECKING:
    from tests.faults.phone import Kept

WORKERS = 2
CAMPAIGN = "faults"
LONGEST_START = 60  # seconds
SHORT_PAUSE = 0.05


@dataclass
class Site:
    """restarts: how often the server ended and was started again. promises: what every phone that
    ever answered here wrote down."""

    address: str
    database: Database
    settings: dict[str, str]
    log: Path
    restarts: int = 0
    promises: "list[Kept]" = field(default_factory=list)
    process: "subprocess.Popen[bytes] | None" = None
    _is_over: threading.Event = field(default_factory=threading.Event)
    _watch: threading.Thread | None = None

    def run(self) -> None:
        """Starts the server, and again whenever it ends."""
        self._start()
        self._watch = threading.Thread(target=self._keep_running, daemon=True)
        self._watch.start()

    def kill(self) -> None:
        """kill -9 of the server and of each of its workers at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        self._is_over.set()
        assert self.process is not None
        assert self._watch is not None
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
        self._watch.join(timeout=20)

    def workers(self) -> list[psutil.Process]:
        assert self.process is not None
        return psutil.Process(self.process.pid).children(recursive=True)

    def seconds_until_ready(self) -> float:
        """How long it takes from now until people can be served."""
        start = time.monotonic()
        while time.monotonic() < start + LONGEST_START:
            try:
                with urllib.request.urlopen(f"{self.address}/readyz", timeout=5):  # noqa: S310
                    return time.monotonic() - start
            except (urllib.error.URLError, OSError):
                time.sleep(SHORT_PAUSE)
        raise AssertionError(f"not ready within {LONGEST_START} seconds: see {self.log}")

    def logged(self) -> str:
        return self.log.read_text(errors="replace")

    def unexpected(self) -> list[str]:
        """A fault of the code shows as a traceback in the server's log."""
        before, mark, after = self.logged().partition("Traceback")
        return [f"in the server's log: {before[-300:]}{mark}{after[:3000]}"] if mark else []

    @contextmanager
    def store(self) -> Iterator[Flask]:
        """The same store, seen from this process."""
        with databases.store_of(self.database.url) as app, app.app_context():
            yield app

    def _start(self) -> None:
        command = serving(port=self.address.rpartition(":")[2])
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own server
                command, cwd=ROOT, env={**os.environ, **self.settings}, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def _keep_running(self) -> None:
        while not self._is_over.is_set():
            assert self.process is not None
            self.process.wait()
            if not self._is_over.is_set():
                self.restarts += 1
                self._start()


def serving(port: str) -> list[str]:
    """What `make serve` runs, word by word, after it brought the store up to date."""
    said = run(
        "make",
        "--no-print-directory",
        "--dry-run",
        "serve",
        f"PORT={port}",
        f"WORKERS={WORKERS}",
        is_checked=True,
    )
    last = said.stdout.replace("\\\n", " ").strip().splitlines()[-1]
    return shlex.split(last.removeprefix("exec "))


@contextmanager
def served(database: Database, folder: Path, **more: str) -> Iterator[Site]:
    """With the firms' questionnaire open to anyone. more: settings beside those needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    settings = {
        "FORETERRE_DEMO": "",
        "FORETERRE_DATA_DIR": str(folder),
        "FORETERRE_DATABASE_URL": database.url,
        "FORETERRE_SECRET_KEY": databases.SECRET_KEY,
        "FORETERRE_CONTACTS_KEY": base64.urlsafe_b64encode(databases.CONTACTS_KEY).decode(),
        "FORETERRE_BASE_URL": address,
        **more,
    }
    site = Site(address, database, settings, folder / "server.log")
    with site.store():
        _open_a_campaign()
    site.run()
    try:
        site.seconds_until_ready()
        yield site
    finally:
        site.stop()


def _open_a_campaign() -> None:
    today = datetime.now(UTC).date()
    store.upgrade()
    with store.transaction():
        made_store.territories()
        firms = read_questionnaire(ROOT / "surveys" / "firms.yaml", ROOT / "translations")
        campaigns.add(
            NewCampaign(
                code=CAMPAIGN,
                questionnaire_id=questionnaires.save(firms).id,
                wave="w2026",
                territories=("demo_fr", "demo_es"),
                opens_on=today - timedelta(days=1),
                closes_on=today + timedelta(days=1),
                is_synthetic=True,
            )
        )
