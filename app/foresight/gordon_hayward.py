"""Cross-impact by Gordon and Hayward: events happen in random order and move one another's odds.

What comes out depends on the order in which events come up: how far is told beside the result.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.errors import EventError
from app.foresight.proportions import wilson_interval

RUNS = 10_000


@dataclass(frozen=True, slots=True)
class EventShift:
    """Probabilities in [0, 1]. initial: as given. final: share of runs in which the event occurs;
    low and high: its interval of 95 %. first and last: the share among runs in which the event
    came up first, or last, None where no run had it there: far apart, the order decides."""

    initial: float
    final: float
    low: float
    high: float
    first: float | None
    last: float | None


def gordon_hayward(
    probabilities: npt.ArrayLike,
    factors: npt.ArrayLike,
    *,
    seed: int,
    factors_not: npt.ArrayLike | None = None,
    runs: int = RUNS,
) -> tuple[EventShift, ...]:
    """The events' probabilities after they influenced one another.

    probabilities: shape (n,). factors[i][j]: what the odds of j are multiplied by once i has
    occurred, above 0, 1 for no influence; factors_not: once it is known not to occur, all 1 if
    None; shape (n, n), the diagonal is not read. Each run draws an order, then every event in it.
    A probability of 0 or 1 stays. Source: Gordon and Hayward 1968, Futures 1. Raises EventError.
    """
    initial = np.array(probabilities, dtype=np.float64)
    if initial.ndim != 1 or not initial.size or not ((initial >= 0) & (initial <= 1)).all():
        raise EventError("A probability is missing or outside 0 to 1: give one for each event.")
    if runs < 1:
        raise EventError(f"{runs} runs say nothing: give at least 1.")
    if_so = _factors(factors, len(initial))
    if_not = _factors(np.ones_like(if_so) if factors_not is None else factors_not, len(initial))
    generator = np.random.default_rng(seed)
    order = generator.permuted(np.tile(np.arange(len(initial)), (runs, 1)), axis=1)
    chances = generator.random(order.shape)
    occurs = _occurring(initial, order, chances, np.stack([if_not, if_so]))
    return tuple(_shift(initial, order, occurs, event) for event in range(len(initial)))


def _factors(given: npt.ArrayLike, count: int) -> Floats:
    found = np.array(given, dtype=np.float64)
    if found.shape != (count, count):
        raise EventError(f"The factors have the shape {found.shape}: give {count} in each row.")
    np.fill_diagonal(found, 1.0)
    if not ((found > 0) & np.isfinite(found)).all():
        raise EventError("A factor of odds is not above 0: give 1 for no influence.")
    return found


def _occurring(initial: Floats, order: Ints, chances: Floats, factors: Floats) -> Bools:
    """Whether each event occurs in each run, shape (runs, n). factors: if not, then if so."""
    logs = np.log(factors)
    with np.errstate(divide="ignore"):
        start = np.log(initial) - np.log1p(-initial)
    odds = np.tile(start, (len(order), 1))
    occurs = np.zeros(order.shape, dtype=bool)
    each = np.arange(len(order))
    for turn, event in enumerate(order.T):
        now = chances[:, turn] < 1 / (1 + np.exp(-np.clip(odds[each, event], -700, 700)))
        now = np.where(np.isinf(odds[each, event]), odds[each, event] > 0, now)
        occurs[each, event] = now
        odds += logs[now.astype(np.intp), event]
    return occurs


def _shift(initial: Floats, order: Ints, occurs: Bools, event: int) -> EventShift:
    happened = occurs[:, event]
    hits = int(happened.sum())
    first, last = (happened[order[:, place] == event] for place in (0, -1))
    return EventShift(
        float(initial[event]),
        hits / len(happened),
        *wilson_interval(hits, len(happened)),
        *(float(part.mean()) if part.size else None for part in (first, last)),
    )
