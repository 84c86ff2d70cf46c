"""A site served by the real server for as long as a test needs it: the demo, or an empty store."""

import base64
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.programs import ROOT, run

BIN = Path(sys.executable).parent
LONGEST_START = 60  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """address: where it is served. settings: what a command needs to speak of the same store."""

    address: str
    settings: dict[str, str]

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return run(str(BIN / "flask"), "--app", "wsgi", *words, settings=self.settings)


@contextmanager
def served(folder: Path, *, size: float) -> Iterator[Site]:
    """The demo, on a site of its own in a folder of its own, stopped at the end."""
    with _running(folder, {"FORETERRE_DEMO": "1"}, ("demo", "--size", str(size))) as site:
        yield site


@contextmanager
def demo_over(folder: Path, mail_url: str) -> Iterator[Site]:
    """A demo over the store that the folder holds already, under the demo's own settings."""
    settings = {"FORETERRE_DEMO": "1", "FORETERRE_MAIL_URL": mail_url}
    with _running(folder, settings, ("db", "upgrade")) as site:
        yield site


@contextmanager
def serving(folder: Path, database_url: str) -> Iterator[Site]:
    """A site as an operator sets it up: own keys, an empty store brought to its newest revision."""
    keys = {
        "FORETERRE_DEMO": "",
        "FORETERRE_SECRET_KEY": secrets.token_urlsafe(48),
        "FORETERRE_CONTACTS_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "FORETERRE_DATABASE_URL": database_url,
    }
    with _running(folder, keys, ("db", "upgrade")) as site:
        yield site


@contextmanager
def _running(folder: Path, more: Mapping[str, str], first: Sequence[str]) -> Iterator[Site]:
    """first: the command that fills the store before it is served."""
    port = free_port()
    settings = {
        "FORETERRE_DATA_DIR": str(folder),
        "FORETERRE_DATABASE_URL": "",
        "FORETERRE_BASE_URL": f"http://127.0.0.1:{port}",
        **more,
    }
    site = Site(address=f"http://127.0.0.1:{port}", settings=settings)
    filled = site.command(*first)
    assert filled.returncode == 0, filled.stdout + filled.stderr
    server = subprocess.Popen(  # noqa: S603 -- our own server
        [
            str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "1", "--blocking-threads", "8", "--log-level", "warning", "wsgi:app",
        ],
        cwd=ROOT,
        env={**os.environ, **settings},
    )  # fmt: skip
    try:
        wait_for(f"{site.address}/readyz", server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended at its start"
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 -- our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"nothing answered at {address} within {LONGEST_START} seconds")
