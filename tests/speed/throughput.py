"""How many complete responses a second the server takes, how long pages take, what it weighs.

Eight respondents without a pause, each on a connection of its own, share the machine with the
server; two processes play them.
"""

import multiprocessing
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.speed.person import Line, Person
from tests.speed.serving import served
from tests.speed.stores import STORES

PROCESSES, THREADS = 2, 4
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Throughput:
    """seconds: of every request of the measured time. memory_bytes: of workers and watcher."""

    survey: str
    database: str
    a_second: float
    seconds: tuple[float, ...]
    memory_bytes: tuple[int, int]

    def __str__(self) -> str:
        parts = statistics.quantiles(self.seconds, n=100)
        workers, watcher = (each / MEGABYTE for each in self.memory_bytes)
        return (
            f"{self.survey:7} {self.database:10} {self.a_second:.1f} complete responses a second"
            f" with {PROCESSES * THREADS} respondents; page p50 {1000 * parts[49]:.0f} ms,"
            f" p99 {1000 * parts[98]:.0f} ms; two workers {workers:.0f} MB PSS,"
            f" their watcher {watcher:.0f} MB"
        )


def throughput(database: str, survey: str, *, units: int) -> Throughput:
    """units: complete responses, of all respondents together, after a warm-up of each."""
    with (
        tempfile.TemporaryDirectory() as name,
        STORES[database](Path(name)) as store,
        served("wsgi:app", store.settings, store.database_pid) as own,
    ):
        each = max(1, units // (PROCESSES * THREADS))
        start = multiprocessing.Barrier(PROCESSES + 1)
        with multiprocessing.Pool(PROCESSES, _share, (start, own.port, survey)) as pool:
            found = pool.map_async(_played, [each] * PROCESSES, chunksize=1)
            start.wait()
            begun = time.perf_counter()
            seconds = [took for times in found.get() for took in times]
            lasted = time.perf_counter() - begun
        rate = each * PROCESSES * THREADS / lasted
        return Throughput(survey, database, rate, tuple(seconds), own.memory_bytes())


_shared: dict[str, object] = {}


def _share(start: object, port: int, survey: str) -> None:
    _shared.update(start=start, port=port, survey=survey)


def _played(units: int) -> list[float]:
    """One process's respondents: warmed up, then all at once."""
    people = [Person(Line(_shared["port"]), _shared["survey"]) for _thread in range(THREADS)]
    for person in people:
        person.answer()
    _shared["start"].wait()
    found: list[float] = []

    def answer(person: Person) -> None:
        for _unit in range(units):
            found.extend(each.seconds for each in person.answer())

    threads = [threading.Thread(target=answer, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
