"""Straight lines through a population, and the chance of a yes, from a sample of it."""

import numpy as np
from scipy import special

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.means import estimates
from app.estimation.variance import checked_values, members_of

STEPS = 50
CLOSE = 1e-10
CERTAIN = 30.0  # a log-odds that no sample shows: some covariate divides yes from no


def linear(
    y: Floats, covariates: Floats, design: Design, domain: Bools | None = None
) -> tuple[Estimate, ...]:
    """Coefficients of the line that the population of the domain lies around best, one a column.

    covariates: shape (n, p), with a column of ones where the line need not go through 0. Errors
    by linearisation (Binder 1983), as R survey's svyglm; df is the design's, less p, plus 1.
    Raises as mean(), and DesignError where covariates repeat one another.
    """
    members = members_of(design, domain)
    numbers = checked_values(y, design, members)
    x = _columns(covariates, design, members)
    bend = (x.T * design.weights) @ x
    values: Floats = np.asarray(np.linalg.solve(bend, x.T @ (design.weights * numbers)), np.float64)
    left = np.where(members, numbers - x @ values, 0.0)
    scores: Floats = np.asarray(np.linalg.solve(bend, (x * left[:, None]).T).T, np.float64)
    return estimates(values, scores, design, members, spent=x.shape[1] - 1)


def propensities(said_yes: Bools, covariates: Floats, weights: Floats) -> Floats:
    """Chance of a yes by logistic regression on the covariates, in (0, 1), shape (n,).

    covariates: shape (n, p), a column of ones among them; weights: shape (n,). Newton's method on
    the weighted likelihood. Source: McCullagh and Nelder 1989, ch. 4. Raises DesignError
    (covariates repeat one another, or tell yes from no for certain).
    """
    x, yes = np.asarray(covariates, dtype=np.float64), np.asarray(said_yes, dtype=np.float64)
    _check_rank(x)
    values = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chances = special.expit(x @ values)
        slope = x.T @ (weights * (yes - chances))
        bend = (x.T * (weights * chances * (1 - chances))) @ x
        step = np.linalg.lstsq(bend, slope, rcond=None)[0]
        values = values + step
        if np.abs(x @ values).max() > CERTAIN:
            break
        if np.abs(x @ step).max() < CLOSE:
            found: Floats = special.expit(x @ values)
            return found
    raise DesignError("The covariates tell for certain who answers: leave one out or join levels.")


def _columns(covariates: Floats, design: Design, members: Bools) -> Floats:
    given = np.asarray(covariates, dtype=np.float64)
    if given.ndim != 2 or len(given) != design.size:
        raise DesignError(f"The covariates have shape {given.shape}: give a row a respondent.")
    found = np.column_stack([checked_values(each, design, members) for each in given.T])
    _check_rank(found)
    return found


def _check_rank(covariates: Floats) -> None:
    if np.linalg.matrix_rank(covariates) < covariates.shape[1]:
        raise DesignError("The covariates repeat one another: leave one out.")
