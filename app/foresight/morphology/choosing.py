"""The best possible combination that differs enough from those already kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.morphology.field import Field
from app.foresight.morphology.possible import DECIDED, Open, all_open, options, rules_of, taken

MOST_STEPS = 200_000
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Kept:
    """options: one a dimension, counted from 1. score: sum of the scores of its pairs."""

    options: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """best: None where nothing is left. is_complete: False if the search was cut short: nothing
    better was seen, but not all was looked at."""

    best: Kept | None
    is_complete: bool


def best(
    field: Field, kept: Sequence[tuple[int, ...]], distance: int, most_steps: int = MOST_STEPS
) -> Choice:
    """Branch and bound, dimension by dimension, the first of equals.

    distance: in how many dimensions it differs from each kept one at least.
    """
    rules, ahead = rules_of(field.pairs), _most_ahead(field)
    found: Kept | None = None
    stack: list[tuple[tuple[int, ...], float, Open]] = [((), 0.0, all_open(field.sizes))]
    for _step in range(most_steps):
        if not stack:
            return Choice(found, is_complete=True)
        begun, score, still = stack.pop()
        if found and _bound(field, begun, score, still, ahead) <= found.score + ROUNDING:
            continue
        if len(begun) == len(field.sizes):
            found = Kept(tuple(each + 1 for each in begun), score)
            continue
        for option in reversed(options(still[len(begun)])):
            after = (*begun, option)
            if _differs(after, kept, len(field.sizes) - distance):
                more = _gain(field, begun, len(begun))[option]
                stack.append((after, score + float(more), taken(rules, still, len(begun), option)))
    return Choice(found, is_complete=not stack)


def _differs(begun: tuple[int, ...], kept: Sequence[tuple[int, ...]], most_same: int) -> bool:
    return all(
        sum(one + 1 == other for one, other in zip(begun, each, strict=False)) <= most_same
        for each in kept
    )


def _gain(field: Field, begun: tuple[int, ...], dimension: int) -> Floats:
    """What each option of a dimension adds to the options taken."""
    start = field.starts[dimension]
    rows = [field.starts[place] + option for place, option in enumerate(begun)]
    found: Floats = field.scores[rows, start : start + field.sizes[dimension]].sum(axis=0)
    return found


def _bound(field: Field, begun: tuple[int, ...], score: float, still: Open, ahead: Floats) -> float:
    """The most that any completion reaches; -inf where a dimension has no option left."""
    most = score + float(ahead[len(begun)])
    for dimension in range(len(begun), len(field.sizes)):
        if still[dimension] == DECIDED:
            continue
        gains = _gain(field, begun, dimension)[options(still[dimension])]
        most += float(gains.max(initial=-np.inf))
    return most


def _most_ahead(field: Field) -> Floats:
    """By how many dimensions are decided: the most that pairs of the others give together."""
    count = len(field.sizes)
    found = np.zeros(count + 1)
    ends = (*field.starts[1:], len(field.scores))
    for one in range(count):
        rows = slice(field.starts[one], ends[one])
        for other in range(one + 1, count):
            block = field.scores[rows, field.starts[other] : ends[other]]
            found[: one + 1] += block.max()
    return found
