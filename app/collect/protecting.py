"""Small counts of people, kept back. See docs/decisions/0012-what-the-key-of-a-campaign-shows.md.

Five is the release rule for panel and workshop feedback; a split of fewer than ten is not shown.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

LEAST = 5  # people a shown count holds at least, when it holds any
LEAST_SPLIT = 10  # people that are split at all


class Kept(StrEnum):
    """Why a count is not shown."""

    FEW = "under 5"
    COMPLEMENT = "kept back"  # else the total less the others gives a small one away


Count: TypeAlias = int | Kept


def protected(counts: Mapping[str, int]) -> dict[str, Count]:
    """The parts of a known total: 1 to 4 are kept back, and so many others that no total less the
    shown parts tells one of them. Nobody (0) is always said."""
    few = {name for name, count in counts.items() if 0 < count < LEAST}
    if sum(counts.values()) < LEAST_SPLIT:
        return {name: 0 if count == 0 else Kept.FEW for name, count in counts.items()}
    shown: dict[str, Count] = {
        name: Kept.FEW if name in few else count for name, count in counts.items()
    }
    if few and _is_given_away([counts[name] for name in few]):
        others = [name for name, count in counts.items() if count >= LEAST]
        if others:
            shown[min(others, key=lambda name: (counts[name], name))] = Kept.COMPLEMENT
    return shown


def _is_given_away(few: list[int]) -> bool:
    """Whether the sum of counts from 1 to 4 leaves one possibility only."""
    return len(few) == 1 or sum(few) in {len(few), len(few) * (LEAST - 1)}
