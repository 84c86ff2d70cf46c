"""Intervals of 95 % that keep their promise in small finite populations."""

import numpy as np
from scipy import special, stats

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2


def t_quantile(df: float) -> float:
    """Upper quantile of Student's t; at least one degree of freedom."""
    return float(special.stdtrit(max(df, 1), 1 - TAIL))


def t_interval(value: float, std_error: float, df: float) -> tuple[float, float]:
    """For means, totals and ratios, in their unit."""
    reach = t_quantile(df) * std_error
    return value - reach, value + reach


def effective_size(share: float, std_error: float, n: int, df: int) -> float:
    """How many respondents of a simple random sample would be as sure of a share.

    n* = p(1 - p)/se^2 (t_{n-1}/t_df)^2. Source: R survey svyciprop, method "beta";
    Korn and Graubard 1998.
    """
    size = share * (1 - share) / std_error**2
    return float(size * (t_quantile(n - 1) / t_quantile(df)) ** 2)


def size_at_the_edge(n_eff: float, fraction: float) -> float:
    """n* where all or nobody chose and the linearised error is zero: (n_eff - 1)/(1 - f), >= 1.

    fraction: part of the population in the sample, below 1.
    """
    return max((n_eff - 1) / (1 - fraction), 1.0)


def beta_interval(share: float, size: float) -> tuple[float, float]:
    """Clopper and Pearson's interval, in [0, 1], on an effective size that need not be whole."""
    chosen, others = size * share, size * (1 - share)
    low = float(special.betaincinv(chosen, others + 1, TAIL)) if chosen > 0 else 0.0
    high = float(special.betaincinv(chosen + 1, others, 1 - TAIL)) if others > 0 else 1.0
    return low, high


def exact_interval(chosen: int, n: int, population: int) -> tuple[float, float]:
    """Shares of a population of known size that a simple random sample does not contradict.

    Two-sided exact hypergeometric: every K with both tails above 2.5 %; K/N in [0, 1].
    """
    possible = np.arange(chosen, population - (n - chosen) + 1)
    above = stats.hypergeom.sf(chosen - 1, population, possible, n)
    below = stats.hypergeom.cdf(chosen, population, possible, n)
    kept = possible[(above > TAIL) & (below > TAIL)]
    return float(kept.min()) / population, float(kept.max()) / population
