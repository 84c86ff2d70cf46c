"""Seconds by the clock and of CPU: other work on the machine shows in the first alone."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """rounds: seconds by the clock; cpu: of all threads. most: bound on the median by the clock,
    None where it is only printed beside. megabytes, most_megabytes: memory of its process."""

    what: str
    rounds: tuple[float, ...]
    cpu: tuple[float, ...]
    most: float | None = None
    megabytes: float | None = None
    most_megabytes: float | None = None

    @property
    def is_kept(self) -> bool:
        is_light = self.most_megabytes is None or (self.megabytes or 0.0) <= self.most_megabytes
        return is_light and (self.most is None or statistics.median(self.rounds) <= self.most)

    def __str__(self) -> str:
        memory = "" if self.megabytes is None else f", {self.megabytes:.0f} MB"
        bound = "" if self.most is None else f" (at most {self.most:g} s)"
        return (
            f"{self.what}: {statistics.median(self.rounds):.2f} s,"
            f" CPU {statistics.median(self.cpu):.2f} s{memory}{bound}"
        )


def taken(what: str, work: Callable[[], object], most: float | None = None) -> Taken:
    """The work, three times."""
    rounds, cpu = [], []
    for _round in range(ROUNDS):
        begun, spent = time.perf_counter(), time.process_time()
        work()
        rounds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - spent)
    return Taken(what, tuple(rounds), tuple(cpu), most)
