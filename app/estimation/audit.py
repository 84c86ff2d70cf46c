"""What a reader can work out of numbers that add up, some of them hidden: a linear programme.

Each number lies in an interval: that of its rounding where it is shown, what anybody knows of it
where it is hidden. Lines say which numbers are the sum of which. The least and the greatest value
that a hidden number can have under all of this together is what a reader can find out, with any
tool and however patiently.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from math import inf, isfinite
from typing import TypeAlias

import highspy
import numpy as np
from highspy._core import _Highs as Solver  # Highs() prints a line when it is made

from app.estimation.arrays import Floats

Interval: TypeAlias = tuple[float, float]
Intervals: TypeAlias = dict[int, Interval]
ROUNDS = 50  # of narrowing; what is left after is found by the linear programme
NARROWED = 1e-9  # less than this part of an interval is no progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One number that adds up with others.

    shown: the interval that its published value leaves. prior: the one that anybody knows when it
    is hidden. need: how wide what can be worked out must stay; 0: nothing to protect. cost: of
    hiding it; infinite for what can't be hidden any further.
    """

    shown: Interval
    prior: Interval
    is_hidden: bool = False
    need: float = 0.0
    cost: float = inf


@dataclass(frozen=True, slots=True)
class Line:
    """The number `total` is the sum of the numbers `parts`: places of items, each once.

    Raises ValueError for a place that is named twice.
    """

    total: int
    parts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len({*self.members}) < len(self.members):
            raise ValueError(f"An item stands twice in a line: {self.members}.")

    @property
    def members(self) -> tuple[int, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers and how they add up."""

    items: tuple[Item, ...]
    lines: tuple[Line, ...]

    def interval(self, place: int, hidden: AbstractSet[int]) -> Interval:
        item = self.items[place]
        return item.prior if item.is_hidden or place in hidden else item.shown

    def in_lines(self) -> Mapping[int, tuple[Line, ...]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            for place in line.members:
                found.setdefault(place, []).append(line)
        return {place: tuple(lines) for place, lines in found.items()}


def too_narrow(
    sums: Sums, needs: Mapping[int, float], hidden: AbstractSet[int] = frozenset()
) -> dict[int, Interval]:
    """Of the items that need it, those that a reader can narrow down too far, with how far.

    needs: place to least width. hidden: places kept back beside those that are hidden already.
    Narrowing line by line first: what is too narrow then is so for certain, and no programme is
    needed; and where lines make no ring, it finds all that there is to find.
    """
    known = narrowed(sums, hidden)
    found = {place: known[place] for place, need in needs.items() if _width(known[place]) < need}
    if found or not has_ring(sums.lines):
        return found
    return _Programme.of(sums, known).too_narrow(needs)


def narrowed(sums: Sums, hidden: AbstractSet[int] = frozenset()) -> Intervals:
    """The interval of every item, narrowed by one line after the other until nothing moves."""
    found = {place: sums.interval(place, hidden) for place in range(len(sums.items))}
    for _ in range(ROUNDS):
        moved = [_narrow(line, found) for line in sums.lines]
        if not any(moved):
            break
    return found


def by_line(line: Line, place: int, known: Mapping[int, Interval]) -> Interval:
    """What one line alone says of one of its members."""
    others = [known[each] for each in line.parts if each != place]
    low, high = sum(each[0] for each in others), sum(each[1] for each in others)
    if place == line.total:
        return low, high
    total = known[line.total]
    return total[0] - high, total[1] - low


def _narrow(line: Line, known: Intervals) -> bool:
    """Whether something moved. Each part is what by_line() says of it, by sums kept on the way."""
    lows = _sums_from(known[place][0] for place in line.parts)
    highs = _sums_from(known[place][1] for place in line.parts)
    moved = _meet(known, line.total, (lows[0], highs[0]))
    total = known[line.total]
    low = high = 0.0
    for at, place in enumerate(line.parts, start=1):
        moved |= _meet(known, place, (total[0] - (high + highs[at]), total[1] - (low + lows[at])))
        low += known[place][0]
        high += known[place][1]
    return moved


def _sums_from(values: Iterable[float]) -> list[float]:
    """The sum of the values from each place on, and 0 after the last."""
    return [*accumulate(reversed([*values]), initial=0.0)][::-1]


def _meet(known: Intervals, place: int, said: Interval) -> bool:
    """What is known of an item meets what a line says of it; whether that narrows it."""
    before = known[place]
    after = (max(before[0], said[0]), min(before[1], said[1]))
    if after[0] > after[1]:  # met within the error of arithmetic
        after = ((after[0] + after[1]) / 2,) * 2
    known[place] = after
    if not isfinite(_width(before)):
        return after != before
    return _width(before) - _width(after) > NARROWED * max(1.0, abs(before[0]), abs(before[1]))


def has_ring(lines: Iterable[Line]) -> bool:
    """Whether lines and numbers, as a graph, hold a ring: then lines one by one miss something."""
    roots: dict[object, object] = {}

    def root(node: object) -> object:
        while roots.setdefault(node, node) != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    for number, line in enumerate(lines):
        for place in line.members:
            one, other = root(("line", number)), root(place)
            if one == other:
                return True
            roots[one] = other
    return False


@dataclass(frozen=True, eq=False)
class _Programme:
    """The linear programme of sums, scaled to 1, and what its solutions so far have shown.

    solver: keeps its last solution, from which the next aim is near. least, greatest: of every
    item, over all solutions; each solution is a set of numbers that the reader can't rule out, so
    that two of them may show of many items at once that they are unsure.
    """

    solver: Solver
    scale: float
    least: Floats
    greatest: Floats

    @classmethod
    def of(cls, sums: Sums, known: Mapping[int, Interval]) -> "_Programme":
        size = len(sums.items)
        ends = [abs(end) for each in known.values() for end in each if isfinite(end)]
        scale = max(ends, default=0.0) or 1.0
        spans = np.array([known[place] for place in range(size)]) / scale
        spans[:, 0] -= NARROWED
        spans[:, 1] += NARROWED
        solver = Solver()
        solver.setOptionValue("output_flag", "false")
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("parallel", "off")
        if solver.passModel(_model(sums.lines, spans)) == highspy.HighsStatus.kError:
            raise ValueError("The sums make no linear programme.")
        return cls(solver, scale, np.full(size, inf), np.full(size, -inf))

    def too_narrow(self, needs: Mapping[int, float]) -> dict[int, Interval]:
        """First some solutions far apart for all, then the two extremes of each that is left."""
        aims = np.zeros((2, len(self.least)))
        for number, (place, need) in enumerate(needs.items()):
            aims[:, place] = self.scale / need, (-1) ** number * self.scale / need
        for aim in (*aims, *-aims):
            self._solve(aim)
        return {
            place: worked_out
            for place, need in needs.items()
            if self._seen(place) < need and _width(worked_out := self._extremes(place)) < need
        }

    def _seen(self, place: int) -> float:
        return float(self.greatest[place] - self.least[place]) * self.scale

    def _extremes(self, place: int) -> Interval:
        """The least and the greatest value of one item."""
        aim = np.zeros(len(self.least))
        aim[place] = 1.0
        low, high = self._solve(aim), self._solve(-aim)
        return low * self.scale, -high * self.scale

    def _solve(self, aim: Floats) -> float:
        """The least of a weighted sum of the items, by HiGHS; without an end: infinite."""
        self.solver.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            return -inf if status == highspy.HighsModelStatus.kUnbounded else inf
        found = np.array(self.solver.getSolution().col_value)
        np.minimum(self.least, found, out=self.least)
        np.maximum(self.greatest, found, out=self.greatest)
        return float(aim @ found)


def _model(lines: Iterable[Line], bounds: Floats) -> highspy.HighsLp:
    """Parts of each line less its total are 0. bounds: least and greatest, shape (items, 2)."""
    members = [line.members for line in lines]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(bounds), len(members)
    model.col_cost_ = np.zeros(len(bounds))
    model.col_lower_, model.col_upper_ = bounds.T.copy()
    model.row_lower_ = model.row_upper_ = np.zeros(len(members))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, members)])
    model.a_matrix_.index_ = np.concatenate([np.array(each) for each in members])
    model.a_matrix_.value_ = np.concatenate([[-1.0, *[1.0] * (len(each) - 1)] for each in members])
    return model


def connected(sums: Sums) -> Iterator[tuple[Sums, tuple[int, ...]]]:
    """Parts that share no line, each with the places of its items in the whole."""
    roots = list(range(len(sums.items)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for line in sums.lines:
        for part in line.parts:
            roots[root(part)] = root(line.total)
    groups: dict[int, list[int]] = {}
    lines: dict[int, list[Line]] = {}
    for line in sums.lines:
        lines.setdefault(root(line.total), []).append(line)
    for place in range(len(sums.items)):
        groups.setdefault(root(place), []).append(place)
    for name, places in groups.items():
        number = {place: new for new, place in enumerate(places)}
        moved = tuple(
            Line(number[each.total], tuple(number[part] for part in each.parts))
            for each in lines.get(name, ())
        )
        yield Sums(tuple(sums.items[place] for place in places), moved), tuple(places)


def _width(interval: Interval) -> float:
    return interval[1] - interval[0]
