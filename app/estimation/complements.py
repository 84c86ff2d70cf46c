"""What must be hidden besides, so that nothing hidden can be worked out: complementary suppression.

Greedy, then audited by a linear programme, then given back what turns out not to be needed. Where
that leads nowhere, all groups are hidden, and given back as far as the audit allows. It does not
look for the least to hide; what even hiding all can't protect is withheld.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import inf

from app.estimation.audit import Interval, Line, Sums, by_line, narrowed, too_narrow

MOST_STEPS = 200
DEAR = 1e6  # a cost from which on all others are hidden before, however many it takes
MOST_GIVEN_BACK = 40  # complements that are tried again: each try is an audit


def complements(sums: Sums) -> frozenset[int] | None:
    """Places of the items to hide beside those that are hidden; None: no way was found.

    Items without a line protect and give away nothing.
    """
    needs = {place: item.need for place, item in enumerate(sums.items) if item.need > 0}
    if not needs:
        return frozenset()
    hidden: frozenset[int] = frozenset()
    asked: dict[int, float] = {}
    for _ in range(MOST_STEPS):
        narrow = too_narrow(sums, needs, hidden)
        if not narrow:
            return _given_back(sums, needs, hidden)
        found_out = sorted(too_narrow(sums, asked, hidden)) if asked else []
        place = next(iter(found_out), min(narrow))
        need = asked[place] if place in asked else needs[place]
        chosen = _next(sums, place, need, hidden)
        if chosen is not None:
            hidden |= {chosen}
            asked[chosen] = _need_of(sums, chosen, need)
        elif place in asked:
            del asked[place]  # it stays found out: another must hide what it was to hide
        else:
            break
    return _from_all(sums, needs)


def _from_all(sums: Sums, needs: Mapping[int, float]) -> frozenset[int] | None:
    """From the other end: all groups hidden, else all there is; None: even that is not enough."""
    for most in (DEAR, inf):
        hidden = frozenset(
            place
            for place, item in enumerate(sums.items)
            if not item.is_hidden and item.cost < most
        )
        if not too_narrow(sums, needs, hidden):
            return _given_back(sums, needs, hidden)
    return None


def _next(sums: Sums, place: int, need: float, hidden: AbstractSet[int]) -> int | None:
    """The cheapest item to hide in the line that tells most of the place: of itself, or else with
    what the other lines tell of its members."""
    known = narrowed(sums, hidden)
    alone = {each: sums.interval(each, hidden) for each in range(len(sums.items))}

    def told(line: Line) -> tuple[bool, float]:
        return _told(line, place, alone) >= need, _told(line, place, known)

    lines = [line for line in sums.lines if place in line.members]
    for line in sorted(lines, key=told):
        found = _cheapest(sums, line, (place, need), hidden)
        if found is not None:
            return found
    return None


def _told(line: Line, place: int, known: Mapping[int, Interval]) -> float:
    low, high = by_line(line, place, known)
    return high - low


def _cheapest(
    sums: Sums, line: Line, wanted: tuple[int, float], hidden: AbstractSet[int]
) -> int | None:
    """Of a line: what is not dear; wide enough alone; crossed by lines with hidden numbers; cheap:
    the one that has most of these, in this order."""
    place, need = wanted
    free = [each for each in line.members if each != place and _may_hide(sums, each, hidden)]
    if not free:
        return None
    gone = {each for each, item in enumerate(sums.items) if item.is_hidden} | set(hidden)
    crossing = sums.in_lines()

    def rank(each: int) -> tuple[bool, bool, int, float]:
        low, high = sums.items[each].prior
        lonely = sum(
            not gone.intersection(other.members) for other in crossing[each] if other != line
        )
        cost = sums.items[each].cost
        return cost >= DEAR, high - low < need, lonely, cost

    return min(free, key=rank)


def _may_hide(sums: Sums, place: int, hidden: AbstractSet[int]) -> bool:
    item = sums.items[place]
    return not item.is_hidden and place not in hidden and item.cost < inf


def _need_of(sums: Sums, place: int, need: float) -> float:
    """A complement must stay as unsure as what it hides, as far as anything is unsure of it."""
    low, high = sums.items[place].prior
    return min(need, 0.5 * (high - low))


def _given_back(sums: Sums, needs: Mapping[int, float], hidden: frozenset[int]) -> frozenset[int]:
    """Without those that the audit does not miss, the dearest first."""
    for place in _dearest(sums, hidden)[:MOST_GIVEN_BACK]:
        if not too_narrow(sums, needs, hidden - {place}):
            hidden -= {place}
    return hidden


def _dearest(sums: Sums, hidden: Iterable[int]) -> list[int]:
    return sorted(hidden, key=lambda each: -sums.items[each].cost)
