"""Terms that more people use than in the wave before, beyond what chance brings."""

from collections.abc import Mapping

import numpy as np
from scipy import special

from app.estimation.arrays import Floats
from app.estimation.comparisons import CLEAR_UNTIL, benjamini_hochberg
from app.estimation.open_answers.terms import LEAST_USERS

PRIOR_USES = 100.0  # uses that the prior is worth, shared out as both waves together used terms


def rise(now: Floats, before: Floats, prior_uses: float = PRIOR_USES) -> Floats:
    """How many standard errors the log-odds of each term rose, shape (k,).

    now, before: uses of each term in the two waves, shape (k,), not below 0, every term in at least
    one of them. With a_w = prior_uses times the term's part of all uses and a_0 their sum:
    d = ln((y1 + a_w)/(n1 + a_0 - y1 - a_w)) - ln((y2 + a_w)/(n2 + a_0 - y2 - a_w)), its variance
    1/(y1 + a_w) + 1/(y2 + a_w), z = d over its root. nan where one term is all that was said.
    Source: Monroe, Colaresi and Quinn 2008, Political Analysis 16:372, eq. 15 to 22.
    """
    both = now + before
    prior = prior_uses * both / max(float(both.sum()), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = _log_odds(now, prior) - _log_odds(before, prior)
        found: Floats = change / np.sqrt(1 / (now + prior) + 1 / (before + prior))
    return found


def rising(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[str, ...]:
    """Terms that rose clearly and that five people or more use now, the surest one first.

    now, before: term to the number of people who used it, every term that anybody used. One-sided,
    adjusted for all terms that were looked at (Benjamini and Hochberg, 5 %).
    """
    names = sorted({*now, *before})
    later, earlier = (
        np.array([wave.get(name, 0) for name in names], dtype=np.float64) for wave in (now, before)
    )
    if not later.sum() or not earlier.sum():
        return ()
    z = np.nan_to_num(rise(later, earlier))
    looked = [place for place, name in enumerate(names) if now.get(name, 0) >= LEAST_USERS]
    adjusted = benjamini_hochberg(special.ndtr(-z[looked]))
    found = [
        (-z[place], names[place])
        for place, chance in zip(looked, adjusted.tolist(), strict=True)
        if chance <= CLEAR_UNTIL
    ]
    return tuple(name for _z, name in sorted(found))


def _log_odds(uses: Floats, prior: Floats) -> Floats:
    some = uses + prior
    found: Floats = np.log(some / (uses.sum() + prior.sum() - some))
    return found
