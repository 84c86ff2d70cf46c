"""Who sent so fast that the questions can hardly have been read, as counts.

Rule: less than a third of the median time from start to sending. Studies of speeding draw the
line higher, at 50 to 70 % of the median (Greszki, Meyer and Schoen, Public Opinion Quarterly 79,
2015) or at half of it (Leiner, Survey Research Methods 13, 2019): a third names only clear cases.
Speeding goes with straightlining (Zhang and Conrad, Survey Research Methods 8, 2014). A pause makes
a fast person look slow: only the start and the sending are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from statistics import median

from app.collect.protecting import LEAST_SPLIT, Count, protected

PART_OF_MEDIAN = 1 / 3
LEAST_TIMED = 20  # sent, before a median means anything

Seconds = Mapping[tuple[str, str], Iterable[float]]
"""Language and mode to the seconds from start to sending of those who sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurried:
    """count of those under `under_seconds`, by language and by mode; splits are empty where too
    few hurried to be split."""

    median_seconds: float
    under_seconds: float
    timed: int
    count: int
    languages: Mapping[str, Count]
    modes: Mapping[str, Count]


def hurried(seconds: Seconds) -> Hurried | None:
    """None where fewer than twenty sent."""
    everyone = list(chain.from_iterable(seconds.values()))
    if len(everyone) < LEAST_TIMED:
        return None
    middle = median(everyone)
    limit = middle * PART_OF_MEDIAN
    fast = {group: sum(each < limit for each in times) for group, times in seconds.items()}
    count = sum(fast.values())
    return Hurried(
        median_seconds=middle,
        under_seconds=limit,
        timed=len(everyone),
        count=count,
        languages=_by(fast, 0) if count >= LEAST_SPLIT else {},
        modes=_by(fast, 1) if count >= LEAST_SPLIT else {},
    )


def _by(fast: Mapping[tuple[str, str], int], part: int) -> dict[str, Count]:
    found: dict[str, int] = {}
    for group, count in sorted(fast.items()):
        found[group[part]] = found.get(group[part], 0) + count
    return protected(found)
