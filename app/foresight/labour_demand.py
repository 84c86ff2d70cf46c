"""How many people an occupation will have to find: those who leave, and what grows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.intervals import TAIL
from app.foresight.errors import AmountError
from app.foresight.population import amounts

DRAWS = 2000
HALF = 0.5  # Jeffreys' prior of a share


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """In persons over the horizon. replacement: who leave the occupation, by retirement, moving
    away, change or inactivity. expansion: what employment grows, below 0 where it shrinks.
    net: the two together. openings: net, but not below 0: nobody is hired to leave."""

    replacement: float
    expansion: float
    openings: float
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRange:
    """value: with the rates as given. low, high: 95 % of the draws of the exit rates."""

    value: Demand
    low: Demand
    high: Demand


def demand(
    employed: Sequence[float] | Floats,
    exit_rates: Sequence[float] | Floats,
    expected: float,
    *,
    now: float | None = None,
) -> Demand:
    """employed: persons by age, shape (n,). exit_rates: part of each age that leaves over the
    horizon, shape (n,), in [0, 1]. expected: employment at its end. now: employment at its start,
    the sum of `employed` unless given.

    Source: Cedefop 2012, Research Paper 25. Raises AmountError.
    """
    people = amounts(employed, "Employed")
    rates = amounts(exit_rates, "Exit rates", len(people))
    if (rates > 1).any():
        group = int(np.argmax(rates > 1)) + 1
        raise AmountError(f"The exit rate of age group {group} exceeds 1", "give a part, 0 to 1")
    start = float(people.sum()) if now is None else now
    if not (0 <= expected < np.inf and 0 <= start < np.inf):
        raise AmountError("Employment is below 0 or no number", "mend it")
    return _demand(float(people @ rates), expected - start)


def demand_range(
    employed: Sequence[float] | Floats,
    exit_rates: Sequence[float] | Floats,
    expected: float,
    *,
    respondents: Sequence[float] | Floats,
    seed: int,
) -> DemandRange:
    """The demand, and what a small survey of exit rates leaves open about it.

    respondents: answers behind each rate, shape (n,); none leaves a rate anywhere in 0 to 1.
    Each rate is drawn 2000 times from a beta distribution (Jeffreys 1946, Proceedings of the Royal
    Society A 186:453). The same seed, the same result. Raises AmountError as demand().
    """
    value = demand(employed, exit_rates, expected)
    people, rates = amounts(employed, "Employed"), amounts(exit_rates, "Exit rates")
    asked = amounts(respondents, "Respondents", len(people))
    random = np.random.default_rng(seed)
    drawn = random.beta(rates * asked + HALF, (1 - rates) * asked + HALF, size=(DRAWS, len(people)))
    low, high = np.quantile(drawn @ people, [TAIL, 1 - TAIL]).tolist()
    return DemandRange(
        value=value,
        low=_demand(min(low, value.replacement), value.expansion),
        high=_demand(max(high, value.replacement), value.expansion),
    )


def _demand(replacement: float, expansion: float) -> Demand:
    net = replacement + expansion
    return Demand(replacement=replacement, expansion=expansion, openings=max(0.0, net), net=net)
