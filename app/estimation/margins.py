"""Known totals of the population, made ready for weights to reach them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.checks import numbers_of
from app.estimation.design import Design
from app.estimation.errors import MarginError
from app.estimation.levels import levels_of

Margin: TypeAlias = tuple[Labels, Mapping[str, float]] | tuple[Floats, float]
Margins: TypeAlias = Mapping[str, Margin]


@dataclass(frozen=True, slots=True)
class Target:
    """One margin made ready: totals of shape (levels,), or (1,) for a numeric column.

    level: which level a respondent is in, shape (n,); None for a numeric column, which has
    numbers of shape (n,) instead.
    """

    name: str
    totals: Floats
    level: Ints | None = None
    numbers: Floats | None = None

    @property
    def columns(self) -> Floats:
        """Shape (n, levels): 1 in the level of each respondent; numbers as one column."""
        if self.numbers is not None:
            return self.numbers[:, None]
        return np.eye(self.totals.size)[self.level]

    def reached(self, weights: Floats) -> Floats:
        """What weights of shape (n,) sum to, shape (levels,)."""
        if self.level is None:
            return np.asarray(weights @ self.columns, np.float64)
        return np.bincount(self.level, weights, self.totals.size).astype(np.float64)


def targets_of(design: Design, margins: Margins) -> tuple[Target, ...]:
    """Each margin as columns and totals. Raises MarginError naming the margin and the level."""
    if not margins:
        raise MarginError("all", "none is given", "give at least one")
    found = tuple(_target(design, name, margin) for name, margin in margins.items())
    sums = {each.name: float(each.totals.sum()) for each in found if each.level is not None}
    for name, whole in sums.items():
        first = next(iter(sums.values()))
        if abs(whole - first) > 1e-6 * abs(first):
            raise MarginError(
                name, f"its totals sum to {whole:g}, others to {first:g}", "scale them to one sum"
            )
    return found


def _target(design: Design, name: str, margin: Margin) -> Target:
    given, wanted = margin
    values = np.asarray(given)
    if values.shape != design.weights.shape:
        raise MarginError(name, f"its shape is {values.shape}", "give one value a respondent")
    if isinstance(wanted, Mapping):
        totals = dict(zip(map(_level_name, wanted), _totals(name, [*wanted.values()]), strict=True))
        if len(totals) < len(wanted):
            raise MarginError(name, "a level has two totals", "give one, 1 and '1' being the same")
        is_mixed = values.dtype == object
        labels = np.array([_level_name(each) for each in values.tolist()]) if is_mixed else values
        found = _labelled(name, labels, totals)
        _refuse_weightless(found, design.weights, labels)
        return found
    numbers = numbers_of(f"Values of margin {name!r}", values)
    if not np.isfinite(numbers).all():
        raise MarginError(name, "a value is missing", "fill it or drop the respondent")
    return Target(name, np.array(_totals(name, [wanted])), numbers=numbers)


def _refuse_weightless(target: Target, weights: Floats, labels: Labels) -> None:
    """A level whose respondents all weigh nothing; no factor raises them."""
    lost = np.flatnonzero(target.reached(np.abs(weights)) == 0)
    if lost.size:
        level = _level_name(labels[target.level == lost[0]][0].item())
        raise MarginError(
            target.name, f"level {level!r} has weights of 0 alone", "join it with a neighbour"
        )


def _totals(name: str, wanted: list[float]) -> list[float]:
    totals = numbers_of(f"Totals of margin {name!r}", wanted)
    if not np.isfinite(totals).all():
        raise MarginError(name, "a total is missing or without end", "give the number")
    found: list[float] = totals.tolist()
    return found


def _labelled(name: str, labels: Labels, wanted: Mapping[str, float]) -> Target:
    found, level_of = levels_of(labels)
    levels = [_level_name(level) for level in found.tolist()]
    seen = set(levels)
    for level in sorted(seen - wanted.keys()):
        raise MarginError(name, f"level {level!r} has respondents but no total", "add its total")
    for level, whole in wanted.items():
        if whole > 0 and level not in seen:
            raise MarginError(name, f"nobody is in level {level!r}", "join it with a neighbour")
        if whole < 0:
            raise MarginError(name, f"level {level!r} has a total of {whole:g}", "mend it")
        if whole == 0 and level in seen:
            raise MarginError(name, f"level {level!r} has respondents but total 0", "mend it")
    return Target(name, np.array([wanted[each] for each in levels]), level_of)


def _level_name(level: object) -> str:
    """Levels as text; 1.0 is level 1."""
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def with_respondents(targets: tuple[Target, ...], weights: Floats) -> tuple[Target, ...]:
    """The same without levels that nobody with a weight is in, their totals spread over the rest.

    weights: shape (n,), of a replicate, which may have drawn nobody of a small level.
    """
    return tuple(
        each if each.level is None else _without_empty(each, each.reached(weights) > 0)
        for each in targets
    )


def _without_empty(target: Target, is_held: Bools) -> Target:
    if is_held.all():
        return target
    kept = target.totals * is_held
    return replace(target, totals=kept * (target.totals.sum() / kept.sum()))
