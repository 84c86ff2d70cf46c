"""From one occupation to another: what is shared, what is missing, by which steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import sqrt
from typing import TypeAlias

import numpy as np
from scipy.optimize import linprog

from app.estimation.arrays import Floats
from app.foresight.errors import AmountError, SquareError
from app.foresight.population import amounts
from app.foresight.square import refuse_first

Skills: TypeAlias = Mapping[str, float]
ESSENTIAL, OPTIONAL = 1.0, 0.5  # weights of ESCO's two kinds of skills: a judgement
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Plan:
    """moves: shape (m, n), persons from each to each. cost: sum of persons times distance."""

    moves: Floats
    cost: float


@dataclass(frozen=True, slots=True)
class Step:
    """to: the next occupation. similarity: of the two, 0 to 1. missing: skills to be learnt,
    the most important first."""

    to: str
    similarity: float
    missing: tuple[str, ...]


def weighted_skills(essential: Sequence[str], optional: Sequence[str] = ()) -> dict[str, float]:
    """Skills of an occupation to their weight; one that is both counts as essential."""
    return {**dict.fromkeys(optional, OPTIONAL), **dict.fromkeys(essential, ESSENTIAL)}


def jaccard(one: Skills, other: Skills) -> float:
    """Weighted: sum of the smaller over sum of the larger weights, 0 to 1.

    Source: Jaccard 1912; Ruzicka 1958. Raises AmountError where an occupation has no skill.
    """
    _check(one, other)
    every = one.keys() | other.keys()
    pairs = [(one.get(skill, 0.0), other.get(skill, 0.0)) for skill in sorted(every)]
    return sum(min(pair) for pair in pairs) / sum(max(pair) for pair in pairs)


def cosine(one: Skills, other: Skills) -> float:
    """Of the two rows of weights, 0 to 1. Source: Salton and McGill 1983. Raises as jaccard()."""
    _check(one, other)
    shared = sum(one[skill] * other[skill] for skill in sorted(one.keys() & other.keys()))
    sizes = (sum(weight**2 for weight in each.values()) for each in (one, other))
    first, second = sizes
    return min(1.0, shared / sqrt(first * second))


def optimal_transport(
    distances: Sequence[Sequence[float]] | Floats,
    sources: Sequence[float] | Floats,
    targets: Sequence[float] | Floats,
) -> Plan:
    """The plan of moves with the least total distance that fills every target.

    distances: shape (m, n), not below 0; sources: shape (m,), targets: shape (n,), persons, of
    equal sum. Several plans may cost the same: one is shown. Linear programme (HiGHS).
    Source: Kantorovich 1942. Raises AmountError, SquareError.
    """
    cost = np.array(distances, dtype=np.float64)
    if cost.ndim != 2 or cost.size == 0:
        raise SquareError(f"The distances have the shape {cost.shape}", "give rows and columns")
    refuse_first(~np.isfinite(cost) | (cost < 0), "No distance", "write 0 or more")
    rows, columns = cost.shape
    here, there = amounts(sources, "Sources", rows), amounts(targets, "Targets", columns)
    if abs(here.sum() - there.sum()) > CLOSE * max(here.sum(), 1):
        what = f"{here.sum():g} persons have {there.sum():g} places"
        raise AmountError(what, "add a group of the jobless or of jobs left open")
    sums = np.vstack([
        np.kron(np.eye(rows), np.ones((1, columns))),
        np.kron(np.ones((1, rows)), np.eye(columns)),
    ])  # fmt: skip
    found = linprog(cost.ravel(), A_eq=sums, b_eq=np.concatenate([here, there]), method="highs")
    if found.x is None:
        raise AmountError("No plan fits sources and targets", "give sums that are equal")
    moves = np.maximum(found.x.reshape(cost.shape), 0.0)
    return Plan(moves, float((moves * cost).sum()))


def transition_path(
    occupations: Mapping[str, Skills], start: str, end: str, *, least: float = 0.0
) -> tuple[Step, ...] | None:
    """The way from start to end with the least sum of 1 - Jaccard; () where they are one.

    least: no step between occupations less alike than this; at 0, of no likeness at all, for the
    straight way is never longer than one by steps (1 - Jaccard is a metric) but may be too steep.
    None where no way is left. Source: Dijkstra 1959. Raises AmountError naming the occupation.
    """
    for name in (start, end):
        if name not in occupations:
            raise AmountError(f"No occupation is called {name!r}", "name one of the list")
    if not 0 <= least <= 1:
        raise AmountError(f"The least likeness is {least:g}", "give 0 to 1")
    names = _cheapest(occupations, (start, end), least)
    if names is None:
        return None
    return tuple(_step(occupations[one], to, occupations[to]) for one, to in pairwise(names))


def _check(one: Skills, other: Skills) -> None:
    for skills in (one, other):
        if any(not 0 <= weight < np.inf for weight in skills.values()):
            raise AmountError("The weight of a skill is below 0 or no number", "mend it")
        if sum(skills.values()) <= 0:
            raise AmountError("An occupation has no skill", "leave it out or list its skills")


def _step(one: Skills, to: str, other: Skills) -> Step:
    lack = {skill: weight - one.get(skill, 0.0) for skill, weight in other.items()}
    missing = sorted((skill for skill in lack if lack[skill] > 0), key=lambda s: (-lack[s], s))
    return Step(to, jaccard(one, other), tuple(missing))


def _cheapest(
    occupations: Mapping[str, Skills], ends: tuple[str, str], least: float
) -> list[str] | None:
    """Names from start to end; among equally long ways the one of fewest steps."""
    start, end = ends
    waiting: list[tuple[float, int, list[str]]] = [(0.0, 0, [start])]
    settled: set[str] = set()
    while waiting:
        length, steps, way = heappop(waiting)
        here = way[-1]
        if here == end:
            return way
        if here in settled:
            continue
        settled.add(here)
        for to in occupations.keys() - settled:
            likeness = jaccard(occupations[here], occupations[to])
            if likeness > 0 and likeness >= least:
                heappush(waiting, (round(length + 1 - likeness, 12), steps + 1, [*way, to]))
    return None
