"""Which combinations an excluded pair leaves possible: whether any, how many, and what rules
all out. Options still open are bits, one whole number a dimension; -1 is a dimension decided."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import prod
from typing import TypeAlias

from app.foresight.morphology.field import Option, Pair

Open: TypeAlias = tuple[int, ...]
Rules: TypeAlias = Mapping[Option, tuple[tuple[int, int], ...]]
"""For an option, counted from 0: dimensions, and the bits of their options that it excludes."""
DECIDED = -1


def all_open(sizes: Iterable[int]) -> Open:
    return tuple((1 << size) - 1 for size in sizes)


def rules_of(pairs: Iterable[Pair]) -> Rules:
    """pairs: counted from 1."""
    found: dict[Option, dict[int, int]] = {}
    for one, other in pairs:
        for (dimension, option), (at, excluded) in ((one, other), (other, one)):
            bits = found.setdefault((dimension - 1, option - 1), {})
            bits[at - 1] = bits.get(at - 1, 0) | 1 << (excluded - 1)
    return {option: tuple(bits.items()) for option, bits in found.items()}


def count(pairs: Iterable[Pair], sizes: Iterable[int]) -> int:
    """Combinations without an excluded pair. Dimensions that no pair binds to others any more
    are multiplied, so large free fields cost nothing."""
    rules = rules_of(pairs)

    @cache
    def counted(begun: Open) -> int:
        parts = _parts(rules, begun)
        if len(parts) > 1:
            return prod(counted(_only(begun, part)) for part in parts)
        if not parts:
            return 1
        part = parts[0]
        if len(part) == 1:
            return begun[part[0]].bit_count()
        dimension = min(part, key=lambda each: begun[each].bit_count())
        following = (taken(rules, begun, dimension, each) for each in options(begun[dimension]))
        return sum(counted(each) for each in following)

    return counted(all_open(sizes))


def is_possible(pairs: Iterable[Pair], sizes: Iterable[int]) -> bool:
    """Whether any combination is left: the dimension with the fewest open options next."""
    rules = rules_of(pairs)
    stack = [all_open(sizes)]
    while stack:
        begun = stack.pop()
        waiting = [each for each, bits in enumerate(begun) if bits != DECIDED]
        if not waiting:
            return True
        dimension = min(waiting, key=lambda each: begun[each].bit_count())
        stack += [taken(rules, begun, dimension, each) for each in options(begun[dimension])]
    return False


def conflict(pairs: Iterable[Pair], sizes: Iterable[int]) -> tuple[Pair, ...]:
    """Of pairs that leave nothing possible, some that do so together and none of which can be
    spared: lifting any one of them opens what these alone closed."""
    needed, given = list(pairs), tuple(sizes)
    for pair in tuple(needed):
        without = [each for each in needed if each != pair]
        if not is_possible(without, given):
            needed = without
    return tuple(needed)


def taken(rules: Rules, begun: Open, dimension: int, option: int) -> Open:
    """What stays open once an option is taken."""
    after = list(begun)
    after[dimension] = DECIDED
    for at, bits in rules.get((dimension, option), ()):
        if after[at] != DECIDED:
            after[at] &= ~bits
    return tuple(after)


def options(bits: int) -> list[int]:
    """The options open, from 0."""
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def _parts(rules: Rules, begun: Open) -> list[list[int]]:
    """Dimensions not decided, those together that excluded pairs still bind."""
    left = [each for each, bits in enumerate(begun) if bits != DECIDED]
    found: list[list[int]] = []
    while left:
        part, left = [left[0]], left[1:]
        for dimension in part:
            bound = _bound(rules, begun, dimension)
            part += [each for each in left if each in bound]
            left = [each for each in left if each not in bound]
        found.append(sorted(part))
    return found


def _bound(rules: Rules, begun: Open, dimension: int) -> set[int]:
    return {
        at
        for option in options(begun[dimension])
        for at, bits in rules.get((dimension, option), ())
        if begun[at] != DECIDED and begun[at] & bits
    }


def _only(begun: Open, part: list[int]) -> Open:
    return tuple(bits if each in part else DECIDED for each, bits in enumerate(begun))
