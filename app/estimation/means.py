"""Means, totals and ratios of numbers, with finite population."""

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import EmptyDomainError
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_quantile
from app.estimation.variance import (
    checked_values,
    deviations,
    kish_size,
    members_of,
    srs_variance,
)


def mean(y: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Mean of y in the population of the domain, in the unit of y.

    y, domain: shape (n,), a row a respondent of the design; y without gaps inside the domain.
    Ratio estimator, Taylor linearisation; t interval. Source: Wolter 2007, ch. 6.
    Raises LonelyStratumError, EmptyDomainError, DesignError.
    """
    members = members_of(design, domain)
    numbers = checked_values(y, design, members)
    size = float(design.weights[members].sum())
    value = float((design.weights * numbers).sum()) / size
    return estimate(value, members * (numbers - value) / size, design, members)


def total(y: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Sum of y over the population of the domain, in the unit of y; shapes and raises as mean()."""
    members = members_of(design, domain)
    numbers = checked_values(y, design, members)
    return estimate(float((design.weights * numbers).sum()), numbers, design, members)


def ratio(y: Floats, x: Floats, design: Design, domain: Bools | None = None) -> Estimate:
    """Total of y over total of x; shapes as mean().

    Source: Wolter 2007, ch. 6. Raises as mean(), and EmptyDomainError where x sums to nothing.
    """
    members = members_of(design, domain)
    value, scores = ratio_scores(y, x, design, members)
    return estimate(value, scores, design, members)


def ratio_scores(y: Floats, x: Floats, design: Design, members: Bools) -> tuple[float, Floats]:
    """A ratio and how it changes with each weight, shape (n,). Raises as ratio()."""
    above, below = checked_values(y, design, members), checked_values(x, design, members)
    whole = float((design.weights * below).sum())
    if whole == 0:
        raise EmptyDomainError
    value = float((design.weights * above).sum()) / whole
    return value, (above - value * below) / whole


def estimate(value: float, scores: Floats, design: Design, members: Bools) -> Estimate:
    """An estimate with its t interval, from its scores of shape (n,). Raises as deviations()."""
    return estimates(np.array([value]), scores[:, None], design, members)[0]


def estimates(
    values: Floats, scores: Floats, design: Design, members: Bools, *, spent: int = 0
) -> tuple[Estimate, ...]:
    """Several at once, with their t intervals. values: shape (k,); scores: shape (n, k).

    spent: degrees of freedom that further coefficients take. Source: deviations(); deff by
    srs_variance(). Raises LonelyStratumError.
    """
    spreads = (deviations(scores, design) ** 2).sum(axis=0)
    errors, plain = np.sqrt(spreads), srs_variance(scores, design, members)
    df, n, n_eff = (
        design.degrees(members) - spent,
        int(members.sum()),
        kish_size(design.weights[members]),
    )
    reach = t_quantile(df) * errors
    deffs = np.divide(spreads, plain, out=np.full_like(spreads, np.nan), where=plain > 0)
    columns = (values, errors, values - reach, values + reach, deffs)
    return tuple(
        Estimate(
            value=value, std_error=error, low=low, high=high, n=n, n_eff=n_eff, df=df, deff=deff
        )
        for value, error, low, high, deff in np.column_stack(columns).tolist()
    )
