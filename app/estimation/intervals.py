"""Intervals of 95 % that keep their promise in small finite populations."""

from bisect import bisect_left, bisect_right
from functools import partial

import numpy as np
from scipy import special

from app.estimation.arrays import Floats, Ints

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
Z_95 = 1.959964  # normal quantile of a 95 % interval
WITHOUT_END = 10**12  # a larger population is as one without end: limits part by n in so many


def t_quantile(df: float) -> float:
    """97.5 % quantile of Student's t, above 1.95; at least one degree of freedom."""
    return float(special.stdtrit(max(df, 1), 1 - TAIL))


def t_interval(value: float, std_error: float, df: float) -> tuple[float, float]:
    """For means, totals and ratios, in their unit. Source: Student 1908; df of the design."""
    reach = t_quantile(df) * std_error
    return value - reach, value + reach


def effective_size(share: float, std_error: float, n: int, df: int) -> float:
    """How many respondents of a simple random sample would be as sure of a share.

    n* = p(1 - p)/se^2 (t_{n-1}/t_df)^2, above 0; share in (0, 1), std_error above 0.
    Source: R survey svyciprop, method "beta"; Korn and Graubard 1998.
    """
    size = share * (1 - share) / std_error**2
    return float(size * (t_quantile(n - 1) / t_quantile(df)) ** 2)


def size_at_the_edge(n_eff: float, fraction: float) -> float:
    """n* where all or nobody chose and the linearised error is zero: (n_eff - 1)/(1 - f), >= 1.

    fraction: part of the population in the sample, below 1. Source: own; the limit of a simple
    random sample, whose error is p(1 - p)(1 - f)/(n - 1).
    """
    return max((n_eff - 1) / (1 - fraction), 1.0)


def beta_interval(share: float, size: float) -> tuple[float, float]:
    """Clopper and Pearson's interval, in [0, 1], on an effective size that need not be whole.

    share: in [0, 1]; size: above 0. Source: Clopper and Pearson 1934, Biometrika 26:404; on an
    effective size Korn and Graubard 1998, Survey Methodology 24:193.
    """
    chosen, others = size * share, size * (1 - share)
    low = float(special.betaincinv(chosen, others + 1, TAIL)) if chosen > 0 else 0.0
    high = float(special.betaincinv(chosen + 1, others, 1 - TAIL)) if others > 0 else 1.0
    return low, high


def exact_interval(chosen: int, n: int, population: int) -> tuple[float, float]:
    """Shares of a population of known size that a simple random sample does not contradict.

    Two-sided exact hypergeometric: every K with both tails above 2.5 %; K/N in [0, 1]. chosen, n,
    population: 0 <= chosen <= n <= population. Source: Konijn 1973, Statistical Theory of Sample
    Survey Design, by inverting the test as Clopper and Pearson 1934.
    """
    if population > WITHOUT_END:
        return beta_interval(chosen / n, n)
    possible = range(chosen, population - (n - chosen) + 1)
    at_least = partial(_chance, np.arange(chosen, n + 1), n, population)
    at_most = partial(_chance, np.arange(chosen + 1), n, population)
    # The more of the population have it, the likelier are at least so many, the less at most.
    low = bisect_right(possible, TAIL, key=at_least)
    high = bisect_left(possible, -TAIL, key=lambda held: -at_most(held)) - 1
    return possible[low] / population, possible[high] / population


def _chance(counts: Ints, n: int, population: int, held: int) -> float:
    """Hypergeometric probability that one of these counts is found among n of a population.

    held: how many of the population have what is counted.
    """
    others = population - held
    fits = counts[(counts <= held) & (n - counts <= others)]
    logs = _log_ways(held, fits) + _log_ways(others, n - fits) - _log_ways(population, n)
    return float(np.exp(logs).sum())


def _log_ways(whole: int, part: Ints | int) -> Floats:
    """Logarithm of the number of ways to choose a part of a whole."""
    rest = np.subtract(whole, part)
    found: Floats = -special.betaln(rest + 1, np.add(part, 1)) - np.log1p(whole)
    return found
