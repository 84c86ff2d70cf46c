"""What processes cost: CPU time and memory, read from the system."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
OWN, OF_ENDED_CHILDREN = slice(11, 13), slice(13, 15)  # user and system time in /proc/PID/stat


def family(pid: int) -> Iterator[int]:
    """A process and all that it started and that still run."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its family, those that have ended included."""
    found = 0
    for each in family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        found += sum(map(int, fields[OWN])) + sum(map(int, fields[OF_ENDED_CHILDREN]))
    return found / TICKS_A_SECOND


def memory_bytes(pids: Iterable[int]) -> int:
    """Proportional set size of processes: what several share is counted once."""
    found = 0
    for each in pids:
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                found += int(line.split()[1]) * 1024
    return found
