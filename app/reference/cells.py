"""A published number, as a release holds it and as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Key: TypeAlias = tuple[str, str, str, tuple[tuple[str, str], ...]]  # Cell.key

NETWORK = "network"  # the territory code of the whole network
WITH = "with"  # of a cell that rests on the answers of another audience too: which one
OVER = "over"  # of a cell that rests on every audience: over which list
BESIDE, OTHERS = "beside", "others"  # of a cell that is a territory's less all others' together
WAVE = "wave"  # of a number of an earlier wave
CHANGE = "change"  # of a number less what it was in that earlier wave


class Bound(StrEnum):
    """Only the side is said: all, or nobody, of a small base chose, or a time has no known end."""

    OVER = "over"
    UNDER = "under"
    OPEN = "open"  # of the interval's upper end alone: it lies beyond `high`


class Hidden(StrEnum):
    """Why a cell is hidden: known while a release is made. A release says CONFIDENTIAL of them all,
    for the reason alone would tell something of what is hidden."""

    BASE = "base"
    NUMERATOR = "numerator"
    DOMINANCE = "dominance"
    COMPLEMENT = "complement"  # so that another hidden one can't be worked out
    WAVE = "wave"  # too few of its respondents changed since the last release
    BREAK = "break"  # what was asked changed between two waves: their numbers do not compare
    CONFIDENTIAL = "confidential"


class Verdict(StrEnum):
    """What may be said of a difference, among all that are looked at together."""

    CLEAR = "clear"
    LIKELY = "likely"
    NOT_CLEAR = "not clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number of a release, already rounded and protected.

    value, low, high: in the indicator's unit (a share lies in [0, 1]); None when hidden.
    n: unweighted respondents behind it; a band such as "10-29" when under 30, or when an exact
    number would give a band or a hidden number away; None when hidden.
    by: dimension to code, sorted by dimension; () for the whole.
    verdict: of a difference that is one of many; None: no such word goes with the number.
    """

    indicator: str
    territory: str
    audience: str
    by: tuple[tuple[str, str], ...] = ()
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | str | None = None
    bound: Bound | None = None
    hidden: Hidden | None = None
    is_fragile: bool = False
    verdict: Verdict | None = None

    @property
    def key(self) -> Key:
        return (self.indicator, self.territory, self.audience, self.by)

    @property
    def dimensions(self) -> Mapping[str, str]:
        return dict(self.by)


def by_codes(**dimensions: str) -> tuple[tuple[str, str], ...]:
    """The `by` of a cell: dimension to code, in the order that cells hold them."""
    return tuple(sorted(dimensions.items()))
