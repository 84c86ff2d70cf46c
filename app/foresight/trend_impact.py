"""Trend impact: a trend without surprises, bent by events that may come, as a fan of futures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Floats
from app.foresight.errors import TrendError

RUNS = 10_000
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """chances: for each period, that the event comes in it, summing to 1 at most: it comes once
    or never. impacts: change as a share of the baseline, in the period in which it comes, one
    later, and so on; past its end the last one stays."""

    name: str
    chances: tuple[float, ...]
    impacts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """A value a period, in the unit of the baseline. expected: exact mean over all futures.
    quantiles: level, in (0, 1), and its values over the runs."""

    baseline: tuple[float, ...]
    expected: tuple[float, ...]
    quantiles: tuple[tuple[float, tuple[float, ...]], ...]


def trend_impact(
    baseline: npt.ArrayLike,
    events: Sequence[Event],
    *,
    seed: int,
    runs: int = RUNS,
    levels: Sequence[float] = LEVELS,
) -> Fan:
    """The baseline times 1 + the sum of the impacts of events that came, over drawn futures.

    baseline: shape (periods,). Events come independently of one another, and their impacts add
    up. The fan shows what events do; how far the baseline itself may be wrong is not in it.
    Quantiles by linear interpolation (type 7). Source: Gordon 1994, Trend Impact Analysis.
    Raises TrendError.
    """
    trend = np.array(baseline, dtype=np.float64)
    if trend.ndim != 1 or not trend.size or not np.isfinite(trend).all():
        raise TrendError("The baseline has a gap or no period: give one number for each.")
    if runs < 1 or not all(0 < level < 1 for level in levels):
        raise TrendError("A fan needs at least 1 run and levels between 0 and 1: give them so.")
    for event in events:
        _check(event, trend.size)
    curves = [_curves(event, trend.size) for event in events]
    chances = [_chances(event) for event in events]
    mean = sum((part @ each for part, each in zip(chances, curves, strict=True)), np.zeros(1))
    generator = np.random.default_rng(seed)
    drawn = np.ones((runs, trend.size))
    for part, each in zip(chances, curves, strict=True):
        drawn += each[generator.choice(len(part), runs, p=part)]
    found = np.quantile(drawn * trend, levels, axis=0).tolist()
    return Fan(
        tuple(trend.tolist()),
        tuple((trend * (1 + mean)).tolist()),
        tuple((level, tuple(row)) for level, row in zip(levels, found, strict=True)),
    )


def _check(event: Event, periods: int) -> None:
    chances = np.array(event.chances, dtype=np.float64)
    if chances.shape != (periods,) or not ((chances >= 0) & (chances <= 1)).all():
        raise TrendError(
            f"Event {event.name!r}: give a chance from 0 to 1 for each of the {periods} periods."
        )
    if chances.sum() > 1 + ROUNDING:
        raise TrendError(
            f"Event {event.name!r}: its chances sum to {chances.sum():g}, but it comes once: "
            "make the sum 1 at most."
        )
    if not event.impacts or not np.isfinite(event.impacts).all():
        raise TrendError(f"Event {event.name!r} has no impact: give one for each period after it.")


def _chances(event: Event) -> Floats:
    """That it comes in each period, then that it never comes."""
    chances = np.array(event.chances, dtype=np.float64)
    found = np.append(chances, max(0.0, 1 - chances.sum()))
    return np.asarray(found / found.sum(), dtype=np.float64)


def _curves(event: Event, periods: int) -> Floats:
    """Impact by the period in which it comes, last: never. Shape (periods + 1, periods)."""
    later = np.minimum(np.arange(periods), len(event.impacts) - 1)
    curve = np.array(event.impacts, dtype=np.float64)[later]
    found = np.zeros((periods + 1, periods))
    for start in range(periods):
        found[start, start:] = curve[: periods - start]
    return found
