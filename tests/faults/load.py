"""Phones that answer at once while a fault strikes, and the figures of the fault."""

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path

from tests.faults.comparing import broken_promises
from tests.faults.databases import database
from tests.faults.phone import Phone
from tests.faults.site import Site, served

PHONES = 8
BOTH = ("sqlite", "postgresql")


@dataclass(slots=True)
class Figures:
    """A row of the table. back: the longest seconds until the site served again after a fault.
    waited: the longest seconds until a press was taken. broken: what should not have happened."""

    fault: str
    database: str
    struck: int = 0
    acknowledged: int = 0
    put_off: int = 0
    no_answer: int = 0
    begun: int = 0
    sent: int = 0
    back: float = 0.0
    waited: float = 0.0
    seconds: float = 0.0
    broken: list[str] = field(default_factory=list)

    def add(self, phones: Iterable[Phone]) -> None:
        for phone in phones:
            self.acknowledged += phone.counts.acknowledged
            self.put_off += phone.counts.put_off
            self.no_answer += phone.counts.broken
            self.waited = max(self.waited, phone.counts.waited)
            self.begun += sum(bool(each.key) for each in phone.kept)
            self.sent += sum(bool(each.journey.receipt) for each in phone.kept)
            self.broken += phone.faults


Scene = Callable[[Site, Figures], None]


@contextmanager
def answering(site: Site, figures: Figures, phones: int = PHONES) -> Iterator[list[Phone]]:
    """Meanwhile all phones answer; then they stop, and the store is compared with their notes."""
    everyone = [Phone(site.address, f"{figures.fault} {number}") for number in range(phones)]
    threads = [threading.Thread(target=_guarded, args=(each,)) for each in everyone]
    for thread in threads:
        thread.start()
    try:
        yield everyone
    finally:
        for each in everyone:
            each.is_over.set()
        for thread in threads:
            thread.join()
    figures.add(everyone)
    promised(site, figures, everyone)


def promised(site: Site, figures: Figures, phones: Iterable[Phone]) -> None:
    """Notes every promise that the store does not keep."""
    site.promises += [kept for each in phones for kept in each.kept]
    with site.store():
        figures.broken += broken_promises(site.promises)


def _guarded(phone: Phone) -> None:
    try:
        phone.answer_on()
    except AssertionError as error:
        phone.faults.append(f"{type(error).__name__}: {error}")


def acknowledged(phones: Iterable[Phone]) -> list[int]:
    return [each.counts.acknowledged for each in phones]


def work(phones: list[Phone], figures: Figures, *, posts: int, longest: float = 60) -> None:
    """Until every phone had some more posts acknowledged: after a fault, this is recovery."""
    before, end = acknowledged(phones), time.monotonic() + longest
    while time.monotonic() < end:
        gained = [now - then for now, then in zip(acknowledged(phones), before, strict=True)]
        if min(gained) >= posts:
            return
        time.sleep(0.02)
    figures.broken.append(f"a phone got no {posts} posts through in {longest:.0f} seconds")


def struck(name: str, kind: str, scene: Scene, **settings: str) -> Figures:
    """Plays a scene on a site of its own."""
    figures, start = Figures(name, kind), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="foreterre-faults-") as folder:
        where = Path(folder)
        with database(kind, where) as found, served(found, where, **settings) as site:
            scene(site, figures)
            figures.broken += site.unexpected()
    figures.seconds = time.monotonic() - start
    return figures


def report(scenes: Iterable[Callable[[], Figures]]) -> int:
    """Plays each and prints its row of a Markdown table at once, broken promises at the end; 1
    when there is one."""
    signal.signal(signal.SIGTERM, lambda *_event: sys.exit(1))  # ends what it started, too
    names = [each.name for each in fields(Figures)]
    _say(f"| {' | '.join(names)} |\n{'|---' * len(names)}|")
    complaints = []
    for scene in scenes:
        row = scene()
        _say(f"| {' | '.join(_shown(getattr(row, name)) for name in names)} |")
        complaints += [f"{row.fault}, {row.database}: {each}" for each in row.broken[:10]]
    for each in complaints:
        _say(each)
    return int(bool(complaints))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _shown(value: str | float | list[str]) -> str:
    if isinstance(value, list):
        return str(len(value))
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def on(kinds: Iterable[str], scene: Callable[[str], Figures]) -> int:
    return report(partial(scene, kind) for kind in kinds)
