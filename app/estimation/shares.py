"""Shares, with intervals that hold near 0 and 1 and in small populations."""

from dataclasses import replace

import numpy as np

from app.estimation.agreeing import NO_ERROR, cautious_error
from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.intervals import (
    beta_interval,
    effective_size,
    exact_interval,
    size_at_the_edge,
    t_interval,
)
from app.estimation.means import estimate, mean, ratio_scores
from app.estimation.variance import checked_values, degrees_by_strata, kish_size, members_of


def share(chose: Bools, design: Design, domain: Bools | None = None) -> Estimate:
    """Share of the population, in [0, 1], that gave a choice, with its interval.

    chose, domain: shape (n,), a row per respondent of the design, no gaps.
    Ratio estimator, Taylor linearisation with finite population. Interval: exact hypergeometric
    for an unweighted sample of one population of known size, else beta on the effective size,
    with care where a whole stratum says the same (cautious_error).
    Source: Wolter 2007, ch. 6; Korn and Graubard 1998. Raises LonelyStratumError naming the
    stratum, EmptyDomainError, DesignError.
    """
    members = members_of(design, domain)
    said = checked_values(chose, design, members)
    if not np.isin(said, (0.0, 1.0)).all():
        raise DesignError("A share needs true or false, or 1 or 0, for each respondent: compare.")
    found, is_chosen = mean(said, design, domain), said > 0
    if design.is_plain and members.all() and np.isfinite(design.whole).all():
        chosen = int(is_chosen.sum())
        low, high = exact_interval(chosen, design.size, round(float(design.whole[0])))
        return replace(found, low=low, high=high)
    error = cautious_error(is_chosen, found, design, members)
    interval = with_share_interval(replace(found, std_error=error), design)
    return replace(interval, std_error=found.std_error)


def part(y: Floats, x: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Part y of a total x, in [0, 1]: such as the hard ones of all planned hires.

    y, x: shape (n,), 0 <= y <= x, a row a respondent of the design. Ratio estimator over
    respondents; interval by beta on the effective size. Source: as share(). Raises as share().
    """
    members = members_of(design, domain)
    value, scores = ratio_scores(y, x, design, members)
    found = estimate(value, scores, design, members)
    sizes = design.weights[members] * np.asarray(x, dtype=np.float64)[members]
    return with_share_interval(replace(found, n_eff=kish_size(sizes)), design)


def with_share_interval(found: Estimate, design: Design) -> Estimate:
    """The same estimate with the interval of a share: beta on its effective size.

    found: a share, cut to [0, 1]. Its width is zero only where the whole population answered.
    Source: Korn and Graubard 1998, Survey Methodology 24:193.
    """
    return interval_of_share(found, design.fraction)


def interval_of_share(found: Estimate, fraction: float) -> Estimate:
    """The same; fraction: part of the population that is in the sample, in [0, 1]."""
    value = min(max(found.value, 0.0), 1.0)
    size = _size_of_share(found, fraction)
    if np.isinf(size):
        return replace(found, value=value, low=value, high=value)
    low, high = beta_interval(value, size)
    return replace(found, value=value, low=min(low, value), high=max(high, value))


def share_size(found: Estimate, design: Design) -> float:
    """How many respondents of a simple random sample would be as sure, 1 or more where it matters;
    inf where all were asked. Source: as effective_size() and size_at_the_edge()."""
    return _size_of_share(found, design.fraction)


def _size_of_share(found: Estimate, fraction: float) -> float:
    if fraction >= 1:
        return float("inf")
    if found.std_error < NO_ERROR or not 0 < found.value < 1:
        return size_at_the_edge(found.n_eff, fraction)
    return effective_size(found.value, found.std_error, found.n, found.df)


def balance(scores: Floats, sizes: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Net balance in points, -100 (all say much less) to 100 (all say much more).

    scores: shape (n,), in [-1, 1]; sizes: shape (n,), what an answer counts for beside its weight:
    1 for firms, employment for jobs. t interval with the degrees of freedom of the effective number
    of weights times sizes, or those of the strata (Satterthwaite) where fewer, for a few large
    employers decide; beta where all say the same.
    Source: net balance of the EC business surveys, six-option form. Raises as share().
    """
    members = members_of(design, domain)
    counted = np.asarray(sizes, dtype=np.float64)
    value, changes = ratio_scores(scores * counted, counted, design, members)
    found = estimate(value, changes, design, members)
    n_eff = kish_size((design.weights * counted)[members])
    df = min(found.df, n_eff - 1, degrees_by_strata(changes, design))
    low, high = t_interval(value, found.std_error, df)
    found = replace(found, low=low, high=high)
    if found.std_error < NO_ERROR and design.fraction < 1:
        edge = with_share_interval(replace(found, value=(value + 1) / 2, n_eff=n_eff), design)
        found = replace(found, low=2 * edge.low - 1, high=2 * edge.high - 1)
    return found.within(-1.0, 1.0).times(100.0)
