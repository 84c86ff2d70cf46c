"""The disk under SQLite is full while eight phones answer, and then is not.

`python -m tests.faults.disk_full`

As root on a small tmpfs of its own that a ballast file fills. Else the server's processes may not
make any file longer than it is (RLIMIT_FSIZE): the same writes fail, in the same place.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from tests.faults.databases import database
from tests.faults.load import Figures, answering, on, work
from tests.faults.phone import Phone
from tests.faults.site import Site, served

DISK = 24  # MiB
BLOCK = 1 << 16  # bytes
FULL_FOR = 2.0  # seconds, once it was felt
LONGEST_FELT = 60
NEEDED = 20  # posts that were put off, so that the fault was felt by many


class Disk(Protocol):
    folder: Path

    def fill(self, site: Site) -> None: ...
    def free(self, site: Site) -> None: ...


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, _site: Site) -> None:
        with suppress(OSError), (self.folder / "ballast").open("ab", buffering=0) as ballast:
            while True:
                ballast.write(b"\0" * BLOCK)

    def free(self, _site: Site) -> None:
        (self.folder / "ballast").unlink()


class NoLongerFiles:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, site: Site) -> None:
        longest = max(each.stat().st_size for each in self.folder.glob("store.sqlite*"))
        self._limit(site, longest)

    def free(self, site: Site) -> None:
        self._limit(site, resource.RLIM_INFINITY)

    def _limit(self, site: Site, size: int) -> None:
        for each in site.workers():
            resource.prlimit(each.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def disk() -> Iterator[Disk]:
    with tempfile.TemporaryDirectory(prefix="foreterre-disk-") as name:
        if _mounted(name):
            try:
                yield SmallDisk(Path(name))
            finally:
                subprocess.run(["umount", name], check=True)  # noqa: S603, S607 -- our own mount
        else:
            yield NoLongerFiles(Path(name))


def _mounted(name: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "foreterre-faults", name]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def scene(site: Site, figures: Figures, where: Disk, *, posts: int = 15) -> None:
    before = site.restarts
    with answering(site, figures) as phones:
        work(phones, figures, posts=posts)
        where.fill(site)
        figures.struck += 1
        _wait_until_felt(phones, figures, where, site)
        time.sleep(FULL_FOR)
        where.free(site)
        figures.back = site.seconds_until_ready()
        work(phones, figures, posts=posts)
    if site.restarts != before:
        figures.broken.append("the web process ended")


def _wait_until_felt(phones: list[Phone], figures: Figures, where: Disk, site: Site) -> None:
    """SQLite first writes over what is there already: it takes some posts until space lacks."""
    end = time.monotonic() + LONGEST_FELT
    while sum(each.counts.put_off for each in phones) < NEEDED:
        if time.monotonic() > end:
            figures.broken.append("no phone was asked to wait: the fault was not felt")
            return
        where.fill(site)
        time.sleep(0.1)


@contextmanager
def on_a_small_disk(kind: str) -> Iterator[tuple[Site, Disk]]:
    with (
        disk() as where,
        database(kind, where.folder) as found,
        tempfile.TemporaryDirectory() as logs,
        served(found, Path(logs)) as site,
    ):
        yield site, where


def disk_full(kind: str) -> Figures:
    start = time.monotonic()
    with on_a_small_disk(kind) as (site, where):
        figures = Figures(f"disk full ({type(where).__name__})", kind)
        scene(site, figures, where)
        figures.broken += site.unexpected()
    figures.seconds = time.monotonic() - start
    return figures


if __name__ == "__main__":
    sys.exit(on(["sqlite"], disk_full))
