"""Quotients of shares here over shares elsewhere, drawn to 1 as far as answers are few."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.errors import SmallAreaError
from app.estimation.estimates import Estimate
from app.estimation.pooling import pooled_means

HALF = 0.5  # added to both counts, so that a share of 0 has a logarithm
CENSUS = 1e9  # effective respondents where all were asked


def shrunk_quotients(
    here: Sequence[Estimate], elsewhere: Sequence[Estimate], sizes: tuple[Floats, Floats]
) -> tuple[Estimate, ...]:
    """Share here over share elsewhere, item by item: 1 for alike, above 0; three items or more.

    here, elsewhere: shares of the same k items in two independent samples. sizes: their effective
    respondents, as share_size() gives them, shape (k,) each. Logarithms of the quotients, with
    half a respondent added to both counts (Pettigrew, Gart and Thomas 1986, Biometrika 73:425),
    are taken as normal draws around 0 whose spread is averaged over what they allow (empirical
    Bayes with a flat prior on the spread: Gelman 2006, Bayesian Analysis 1:515). The value is the
    middle of what the truth may be, the interval its 95 %; std_error that of the logarithm times
    the value. n, n_eff and df are those of the smaller sample.
    Raises SmallAreaError.
    """
    if not len(here) == len(elsewhere) == sizes[0].size == sizes[1].size:
        raise SmallAreaError("Shares and sizes are not as many", "give one of each an item")
    logs, noise = _logs(here, sizes[0])
    less, more_noise = _logs(elsewhere, sizes[1])
    pooled = pooled_means(logs - less, np.sqrt(noise + more_noise), 0.0)
    found = []
    for one, other, each in zip(here, elsewhere, pooled, strict=True):
        value = float(np.exp(each.value))
        found.append(
            replace(
                one,
                value=value,
                std_error=value * each.std_error,
                low=float(np.exp(each.low)),
                high=float(np.exp(each.high)),
                n=min(one.n, other.n),
                n_eff=min(one.n_eff, other.n_eff),
                df=min(one.df, other.df),
                deff=float("nan"),
            )
        )
    return tuple(found)


def _logs(shares: Sequence[Estimate], sizes: Floats) -> tuple[Floats, Floats]:
    """Logarithms of shares and their variances, shape (k,) each."""
    numbers = np.minimum(sizes, CENSUS)
    counts = np.array([each.value for each in shares]) * numbers
    logs: Floats = np.log((counts + HALF) / (numbers + HALF))
    variances: Floats = 1 / (counts + HALF) - 1 / (numbers + HALF)
    return logs, variances
