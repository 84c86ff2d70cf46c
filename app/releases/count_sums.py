"""Which numbers of respondents must be bands, so that no hidden one can be worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from math import inf
from operator import or_
from typing import TypeAlias

from app.estimation.audit import Interval, Item, connected
from app.estimation.complements import complements
from app.estimation.disclosure import LEAST_BASE, band
from app.estimation.drafts import Draft
from app.reference.cells import Cell, Key
from app.releases.gathering import Gathering
from app.releases.lattice import Sum, sums_of

LEAST_IN_BAND = 5.0  # numbers that a band must leave open, of its twenty
Who: TypeAlias = tuple[str, int] | Key  # people of an audience; a cell where they are not known


def banded(cells: Mapping[Key, Cell]) -> Mapping[Key, Cell]:
    """Those of the cells whose number of respondents becomes a band, by key.

    The same people behind other cells get it too: they are one number.
    """
    drafts = [each for each in cells.values() if isinstance(each, Draft) and _is_of_one(each)]
    same: dict[Who, list[Draft]] = {}
    for each in drafts:
        same.setdefault(_who(each), []).append(each)
    gathered: Gathering[Who] = Gathering()
    for given in sums_of(drafts, {}):
        if _adds_up(given):
            places = [gathered.named(_who(each), _item(same[_who(each)])) for each in given.parts]
            if given.left:
                left = (float(given.left),) * 2
                places.append(gathered.unnamed(Item(shown=left, prior=left)))
            total = _who(given.total)
            gathered.add(gathered.named(total, _item(same[total])), places)
    names = gathered.names()
    changed: dict[Key, Cell] = {}
    for part, members in connected(gathered.sums()):
        found = complements(part)
        for place in range(len(part.items)) if found is None else found:
            if members[place] in names:
                changed |= _in_bands(same[names[members[place]]])
    return changed


def _is_of_one(draft: Draft) -> bool:
    """Whether its number of respondents is that of one group, not the smaller of two."""
    return draft.basis is None or not draft.basis.compared


def _who(draft: Draft) -> Who:
    return (draft.audience, draft.people) if draft.people else draft.key


def _adds_up(given: Sum) -> bool:
    people = [each.people for each in given.parts]
    if given.total.people and all(people):
        union = reduce(or_, people)
        is_apart = union.bit_count() == sum(each.bit_count() for each in people)
        return is_apart and not union & ~given.total.people
    return given.left >= 0


def _item(same: Iterable[Draft]) -> Item:
    """The number of one group, as the cell that says most of it tells it."""
    told = [each.n for each in same if each.n is not None]
    answered = float(next(iter(same)).answered)
    exact = [each for each in told if isinstance(each, int)]
    if exact:
        return Item(shown=(answered, answered), prior=_ends(band(int(answered))), cost=answered)
    if told:
        prior = _ends(str(told[0]))
        return Item(shown=prior, prior=prior, is_hidden=True, need=LEAST_IN_BAND)
    need = float(LEAST_BASE) if answered < LEAST_BASE else 0.0
    return Item(shown=(0.0, inf), prior=(0.0, inf), is_hidden=True, need=need)


def _ends(text: str) -> Interval:
    low, _, high = text.partition("-")
    return float(low), float(high)


def _in_bands(same: Iterable[Draft]) -> Mapping[Key, Cell]:
    return {each.key: replace(each, n=band(each.n)) for each in same if isinstance(each.n, int)}
