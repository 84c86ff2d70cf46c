"""The product and the bare application, each behind the same server with the same workers."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.programs import ROOT
from tests.site import free_port, wait_for
from tests.speed.meters import cpu_seconds, family, memory_bytes

WORKERS, THREADS = 2, 4
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Served:
    """pids: of the server, and of the database server where there is one."""

    port: int
    pids: tuple[int, ...]

    def cpu_seconds(self) -> float:
        return sum(map(cpu_seconds, self.pids))

    def memory_bytes(self) -> tuple[int, int]:
        """Of the workers, and of the server's own process that watches them."""
        watcher, *workers = family(self.pids[0])
        return memory_bytes(workers), memory_bytes([watcher])


@contextmanager
def served(
    application: str, settings: Mapping[str, str], database_pid: int | None
) -> Iterator[Served]:
    port = free_port()
    server = subprocess.Popen(  # noqa: S603 -- our own server
        [
            str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(WORKERS), "--blocking-threads", str(THREADS),
            "--log-level", "warning", "--no-access-log", application,
        ],
        cwd=ROOT,
        env={**os.environ, **settings},
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", server)
        yield Served(port, (server.pid, *([database_pid] if database_pid else [])))
    finally:
        server.terminate()
        server.wait(timeout=20)
