"""Which of many things changed their place, and which only made room for them."""

from bisect import bisect_left
from collections.abc import Sequence


def out_of_order(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The fewest things that must have moved to get from one order to the other."""
    places = {each: place for place, each in enumerate(before)}
    stayed = _longest_rise([places[each] for each in now])
    return tuple(each for each in now if places[each] not in stayed)


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """A longest rising subsequence of different numbers, by patience sorting."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    found, last = set[int](), tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = below[last]
    return frozenset(found)
