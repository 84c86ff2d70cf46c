"""Levels of a margin made usable: the unknown get their own, small ones join a neighbour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from app.estimation.arrays import Ints, Labels
from app.estimation.levels import levels_of

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Levels:
    """A margin for weighting: which level each respondent is in, level to total, what was changed.

    names: the different labels of respondents. place: of each respondent's among them, shape (n,).
    """

    name: str
    names: tuple[str, ...]
    place: Ints
    totals: dict[str, float]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, labels: Labels, totals: dict[str, float]) -> "Levels":
        """labels: shape (n,)."""
        names, place = levels_of(labels)
        return cls(name, tuple(names.tolist()), place, totals)

    @property
    def labels(self) -> Labels:
        return np.array(self.names, dtype=np.str_)[self.place]

    def seen(self) -> dict[str, int]:
        """Respondents by level."""
        counts = np.bincount(self.place, minlength=len(self.names)).tolist()
        return dict(zip(self.names, counts, strict=True))

    def counts(self) -> dict[str, int]:
        """Respondents by level, those without any included."""
        return dict.fromkeys(self.totals, 0) | self.seen()

    def named(self, names: Callable[[str], str], totals: dict[str, float]) -> "Levels":
        """With other names, in which several may become one, and their totals."""
        new = [names(each) for each in self.names]
        places = {name: place for place, name in enumerate(sorted(set(new)))}
        place = np.array([places[each] for each in new], dtype=np.intp)[self.place]
        return replace(self, names=tuple(places), place=place, totals=totals)

    def totals_by_place(self) -> dict[str, float]:
        """As `place` names the levels: where all have respondents, as after joined()."""
        return {str(place): self.totals[name] for place, name in enumerate(self.names)}

    def scaled_to(self, size: float) -> "Levels":
        """The same margin summing to the population: sources round differently."""
        factor = size / sum(self.totals.values())
        return replace(self, totals={level: each * factor for level, each in self.totals.items()})


def with_unknown(levels: Levels) -> Levels:
    """Labels without a total become "?", with the part of the total that respondents have.

    A label such as "g15:x" or "g15:" of a known group keeps its group: it becomes "g15:?", with
    the part of the group's total that its respondents have. All other totals shrink to make room,
    so that those who did not say weigh as much as if they were spread like the others.
    """
    groups = {_group(level) for level in levels.totals}
    known = levels.named(partial(_known, totals=levels.totals, groups=groups), levels.totals)
    counts = known.seen()
    totals = dict(levels.totals)
    if UNKNOWN in counts:
        part = counts[UNKNOWN] / known.place.size
        totals = {level: each * (1 - part) for level, each in totals.items()}
        totals[UNKNOWN] = part * sum(levels.totals.values())
    for group in sorted(groups - {""}):
        totals = _room_in_group(group, counts, totals)
    return replace(known, totals=totals)


def _group(level: str) -> str:
    return level.rpartition(":")[0]


def _known(label: str, totals: dict[str, float], groups: set[str]) -> str:
    if label in totals:
        return label
    group = _group(label)
    return f"{group}:{UNKNOWN}" if group and group in groups else UNKNOWN


def _room_in_group(
    group: str, counts: dict[str, int], totals: dict[str, float]
) -> dict[str, float]:
    unknown = f"{group}:{UNKNOWN}"
    if unknown not in counts:
        return totals
    inside = sum(number for level, number in counts.items() if _group(level) == group)
    part = counts[unknown] / inside
    whole = sum(each for level, each in totals.items() if _group(level) == group)
    shrunk = {
        level: each * (1 - part) if _group(level) == group else each
        for level, each in totals.items()
    }
    return {**shrunk, unknown: part * whole}


def joined(levels: Levels, order: Sequence[str], is_small: Callable[[int, float], bool]) -> Levels:
    """Each small level joined with its neighbour in the order; is_small: of respondents, total.

    Levels that the order does not name come last. What was joined is said in the notes.
    """
    counts = levels.counts()
    places = {level: place for place, level in enumerate(order)}
    names = sorted(counts, key=lambda level: (places.get(level, len(places)), level))
    groups = [[name] for name in names if counts[name] or levels.totals.get(name, 0) > 0]
    small = _first_small(groups, levels, counts, is_small)
    while small is not None and len(groups) > 1:
        other = small + 1 if small + 1 < len(groups) else small - 1
        first, second = sorted((small, other))
        groups[first : second + 1] = [groups[first] + groups[second]]
        small = _first_small(groups, levels, counts, is_small)
    return _named(levels, groups)


def _first_small(
    groups: list[list[str]],
    levels: Levels,
    counts: dict[str, int],
    is_small: Callable[[int, float], bool],
) -> int | None:
    for place, group in enumerate(groups):
        total = sum(levels.totals.get(name, 0.0) for name in group)
        if is_small(sum(counts[name] for name in group), total):
            return place
    return None


def _named(levels: Levels, groups: list[list[str]]) -> Levels:
    names = {level: "+".join(group) for group in groups for level in group}
    totals = {
        "+".join(group): sum(levels.totals.get(each, 0.0) for each in group) for group in groups
    }
    notes = tuple(f"{levels.name}: {' and '.join(group)} joined" for group in groups if group[1:])
    return replace(levels.named(names.__getitem__, totals), notes=(*levels.notes, *notes))
