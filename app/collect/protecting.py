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
    shown parts tells one of them. Nobody (0) is always said.

    Ones beside a five would be told by their sum too, so a larger one is kept back with them; where
    there is none, all are, and which of them are the small ones stays open.
    """
    few = {name for name, count in counts.items() if 0 < count < LEAST}
    if sum(counts.values()) < LEAST_SPLIT:
        return {name: 0 if count == 0 else Kept.FEW for name, count in counts.items()}
    shown: dict[str, Count] = {
        name: Kept.FEW if name in few else count for name, count in counts.items()
    }
    if not few or not _is_given_away([counts[name] for name in few]):
        return shown
    others = sorted((count, name) for name, count in counts.items() if count >= LEAST)
    are_all_one = all(counts[name] == 1 for name in few)
    enough = [name for count, name in others if count > LEAST or not are_all_one]
    if enough:
        shown[enough[0]] = Kept.COMPLEMENT
        return shown
    return {name: Kept.COMPLEMENT if count else 0 for name, count in counts.items()}


def _is_given_away(few: list[int]) -> bool:
    """Whether the sum of counts from 1 to 4 leaves one possibility only."""
    return len(few) == 1 or sum(few) in {len(few), len(few) * (LEAST - 1)}
