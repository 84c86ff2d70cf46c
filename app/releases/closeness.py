"""Two views of one question that differ by a few people: one less the other would be those people.

A difference hidden in a larger one stays unknown: where A lacks few of B, but B lacks many of A,
subtracting gives a mixture of both. So a pair is too close where neither has as many people that
the other lacks as a view must hold, and they are not the same people.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from app.estimation.disclosure import LEAST_BASE
from app.estimation.drafts import Draft
from app.reference.cells import NETWORK, Cell, Key
from app.releases.lattice import What, what_of

View: TypeAlias = tuple[Key, Draft]


def are_too_close(one: int, other: int) -> bool:
    """one, other: people of two views, a bit each."""
    lacks, more = (one & ~other).bit_count(), (other & ~one).bit_count()
    return 0 < max(lacks, more) < LEAST_BASE


def refused(cells: Mapping[Key, Cell], others: Mapping[Key, Draft]) -> frozenset[Key]:
    """Of each pair that is too close, the view that is not told.

    It is what tells least that is new: a difference (others: as of sums_of(), by the key of the
    difference that tells them), else the network, else the group of the fewer people.
    """
    gone: set[Key] = set()
    for views in _by_what({**cells, **others}).values():
        for one, other in _alike_in_size(views):
            if not {one[0], other[0]} & gone and are_too_close(one[1].people, other[1].people):
                gone.add(_least_missed(one, other, others))
    return frozenset(gone)


def _by_what(held: Mapping[Key, Cell]) -> Mapping[What, list[View]]:
    found: dict[What, list[View]] = {}
    for key, cell in held.items():
        if isinstance(cell, Draft) and cell.people and cell.hidden is None:
            found.setdefault(what_of(cell), []).append((key, cell))
    return found


def _alike_in_size(views: list[View]) -> Iterator[tuple[View, View]]:
    """Pairs, the smaller first, whose numbers of people are near enough to be close at all."""
    ordered = sorted(views, key=lambda each: (each[1].answered, each[0]))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other[1].answered - one[1].answered >= LEAST_BASE:
                break
            yield one, other


def _least_missed(one: View, other: View, others: Mapping[Key, Draft]) -> Key:
    told = [each[0] for each in (one, other) if each[0] in others]
    wide = [each[0] for each in (one, other) if each[1].territory == NETWORK]
    return next(iter((*told, *wide, one[0])))
