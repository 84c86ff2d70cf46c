"""A panel drawn again from its own experts: every way where they are few, else by chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Floats
from app.foresight.errors import AnswerError

MOST_EXACT = 8  # experts: 6435 different panels
DRAWS = 1000
TAIL = 0.025
NEAR = 1e-12


@dataclass(frozen=True, eq=False)
class Resamples:
    """counts: shape (draws, n), how often each expert is in each drawn panel. chances: shape
    (draws,), they sum to 1. strata: experts are drawn from each apart; free: n less strata."""

    counts: Floats
    chances: Floats
    free: int

    @property
    def size(self) -> int:
        return int(self.counts.shape[1])

    def of(self, some: ArrayLike) -> "Resamples":
        """Of some of the experts, by their places, as they are among all that were drawn."""
        places = np.asarray(some, dtype=np.intp)
        lost = self.size - places.size
        return Resamples(self.counts[:, places], self.chances, max(self.free - lost, 1))


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def resamples(strata: ArrayLike, seed: int, *, draws: int = DRAWS) -> Resamples:
    """strata: shape (n,), a label an expert, at least one. Panels keep the size of each stratum.

    One stratum of up to 8 experts: every different panel with its chance, n! / (prod c! n^n), so
    that chance plays no part. Else drawn with the seed, all alike.
    Source: Efron and Tibshirani 1993, ch. 6; Fisher and Hall 1991 (exact). Raises AnswerError.
    """
    labels, of_stratum = np.unique(np.asarray(strata), return_inverse=True)
    n = int(of_stratum.size)
    if n == 0:
        raise AnswerError("A panel without experts cannot be drawn again: give one at least.")
    free = max(n - labels.size, 1)
    if labels.size == 1 and n <= MOST_EXACT:
        counts = np.array(list(_panels(n)), dtype=np.float64)
        logs = special.gammaln(n + 1) - special.gammaln(counts + 1).sum(axis=1) - n * np.log(n)
        return Resamples(counts, np.exp(logs), free)
    random = np.random.default_rng(seed)
    counts = np.zeros((draws, n))
    for stratum in range(labels.size):
        places = np.flatnonzero(of_stratum == stratum)
        even = np.full(places.size, 1 / places.size)
        counts[:, places] = random.multinomial(places.size, even, draws)
    return Resamples(counts, np.full(draws, 1 / draws), free)


def _panels(n: int) -> Iterator[list[int]]:
    """Every way to write n as a sum of n whole numbers from 0, in their order."""
    for bars in combinations(range(2 * n - 1), n - 1):
        edges = (-1, *bars, 2 * n - 1)
        yield [edges[place + 1] - edges[place] - 1 for place in range(n)]


def percentile(
    value: float, drawn: Floats, panels: Resamples, limits: tuple[float, float] = (-inf, inf)
) -> Interval:
    """The interval of 95 % from a statistic of each drawn panel; it always holds the value.

    drawn: shape (draws,), nan where a panel gives none. The percentiles are set further out than
    2.5 and 97.5 for few experts: at the normal probability of t with `free` degrees, stretched by
    the root of n / free, so that for a mean the interval is that of Student about as wide.
    Source: Hesterberg 2015, American Statistician 69:371, expanded percentile interval.
    """
    given = ~np.isnan(drawn)
    if not given.any():
        return Interval(value, value)
    stretch = np.sqrt(panels.size / panels.free)
    tail = float(special.ndtr(stretch * special.stdtrit(panels.free, TAIL)))
    order = np.argsort(drawn[given], kind="stable")
    rising, reached = drawn[given][order], np.cumsum(panels.chances[given][order])
    reached = reached / reached[-1]
    low = rising[np.searchsorted(reached, tail + NEAR)]
    high = rising[min(int(np.searchsorted(reached, 1 - tail - NEAR)), rising.size - 1)]
    lowest, highest = limits
    return Interval(
        max(min(float(low), value), lowest),
        min(max(float(high), value), highest),
    )


def quantiles(values: Floats, panels: Resamples, parts: Sequence[float]) -> Floats:
    """The quantiles of type 7 of each drawn panel, shape (parts, draws); nan where it is empty.

    values: shape (n,), without gaps; parts: 0 to 1 each.
    """
    order = np.argsort(values, kind="stable")
    rising, reached = values[order], np.cumsum(panels.counts[:, order], axis=1)
    last = np.maximum(reached[:, -1] - 1, 0)
    found = np.empty((len(parts), last.size))
    for row, share in enumerate(parts):
        place = last * share
        lower = np.floor(place + NEAR)
        one = _at(rising, reached, lower)
        other = _at(rising, reached, np.minimum(lower + 1, last))
        found[row] = one + (place - lower) * (other - one)
    found[:, reached[:, -1] == 0] = np.nan
    return found


def _at(rising: Floats, reached: Floats, places: Floats) -> Floats:
    """The answer at a place of each drawn panel, from 0; reached: answers up to each value."""
    before = (reached <= places[:, None]).sum(axis=1)
    found: Floats = rising[np.minimum(before, rising.size - 1)]
    return found


def shares(chosen: Floats, panels: Resamples) -> Floats:
    """Mean of values of shape (n,) in each drawn panel, shape (draws,); nan where it is empty."""
    whole = panels.counts.sum(axis=1)
    found: Floats = np.where(whole > 0, panels.counts @ chosen / np.maximum(whole, 1), np.nan)
    return found
