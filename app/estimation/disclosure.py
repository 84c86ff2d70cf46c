"""What may be published, and how precisely. The rules of release, in this one place.

| rule | persons | firms |
|---|---|---|
| respondents behind a number at least | 10 | 10, of at least 5 holdings |
| fragile under | 30 | 30 |
| comparisons of groups at least | 30 each | 30 each |
| numerator of counts, totals and identifying choices at least | 10 | 5 |
| dominance: two largest above 85 % of a total, or p-percent 10 | - | hide |
| all or nobody in a category, under 20 respondents | only the side, a wide interval | the same |
| rounding | whole per cent, counts to 5 | the same |
"""

from dataclasses import replace
from math import ceil, floor, inf
from typing import TypeVar

import numpy as np

from app.estimation.arrays import Floats
from app.estimation.basis import ALMOST_ALL as ALMOST_ALL
from app.estimation.basis import ALMOST_NOBODY as ALMOST_NOBODY
from app.estimation.basis import Basis as Basis
from app.estimation.basis import Kind as Kind
from app.estimation.drafts import Draft, draft
from app.estimation.estimates import Estimate
from app.estimation.protections import ALL, Protections
from app.estimation.waves import change_interval
from app.reference.audiences import Audience
from app.reference.cells import Bound, Cell, Hidden

LEAST_BASE = 10
LEAST_HOLDINGS = 5
FRAGILE_UNDER = 30
LEAST_COMPARED = 30
LEAST_NUMERATOR = {Audience.FIRMS: 5, Audience.RESIDENTS: 10, Audience.TRAINERS: 10}
TWO_LARGEST = 0.85
P_PERCENT = 0.10
ONE_SIDED_UNDER = 20
BAND_UNDER = 30
BAND_WIDTH = 20  # bands run 10-29, 30-49, 50-69 …
LEAST_ESTIMATED = 2  # one respondent shows no variance
SLACK = 1e-9  # so that 0.30000000000000004 is not rounded outwards

STEPS = {
    Kind.SHARE: 0.01,
    Kind.COUNT: 5.0,
    Kind.BALANCE: 1.0,
    Kind.GAP: 1.0,
    Kind.INDEX: 1.0,
    Kind.CORRELATION: 0.01,
    Kind.TIME: 1.0,
    Kind.TIMES: 0.1,
    Kind.QUOTIENT: 0.05,
    Kind.SCORE: 1.0,
    Kind.NUMBER: 0.1,
    Kind.HOURS: 1.0,
}
COARSE = {kind: min(10 * step, 10.0) for kind, step in STEPS.items()}
LIMITS = {
    Kind.SHARE: (0.0, 1.0),
    Kind.COUNT: (0.0, inf),
    Kind.BALANCE: (-100.0, 100.0),
    Kind.GAP: (-inf, inf),
    Kind.INDEX: (0.0, inf),
    Kind.CORRELATION: (-1.0, 1.0),
    Kind.TIME: (0.0, inf),
    Kind.TIMES: (0.0, inf),
    Kind.QUOTIENT: (0.0, inf),
    Kind.SCORE: (0.0, 100.0),
    Kind.NUMBER: (0.0, inf),
    Kind.HOURS: (0.0, inf),
}


def is_dominated(contributions: Floats, total: float) -> bool:
    """Whether the two largest give away a total that firms add up to.

    contributions: unweighted, a holding each, shape (n,), not below 0; total: weighted, in the
    same unit.
    True when the two largest exceed 85 % of it, or the rest is under 10 % of the largest.
    """
    if total <= 0 or not contributions.size:
        return False
    largest = np.sort(contributions)[::-1][:2]
    two, first = float(largest.sum()), float(largest[0])
    return two > TWO_LARGEST * total or total - two < P_PERCENT * first


def has_base(n: int) -> bool:
    """Whether enough respondents stand behind a number for it to be worth estimating."""
    return n >= LEAST_BASE


def hidden_for(
    n: int, basis: Basis, audience: str, protections: Protections = ALL
) -> Hidden | None:
    """Why a number of n respondents is hidden, or None."""
    if protections.base and not _has_basis(n, basis):
        return Hidden.BASE
    least = LEAST_NUMERATOR[Audience(audience)]
    if protections.numerator and basis.numerator is not None and basis.numerator < least:
        return Hidden.NUMERATOR
    return Hidden.DOMINANCE if protections.dominance and basis.is_dominated else None


def _has_basis(n: int, basis: Basis) -> bool:
    has_holdings = basis.holdings is None or basis.holdings >= LEAST_HOLDINGS
    return has_base(n) and has_holdings and all(each >= LEAST_COMPARED for each in basis.compared)


CellOrDraft = TypeVar("CellOrDraft", bound=Cell)


def hide(cell: CellOrDraft, why: Hidden = Hidden.BASE) -> CellOrDraft:
    """The cell without any number, its n included."""
    return replace(
        cell,
        value=None,
        low=None,
        high=None,
        n=None,
        bound=None,
        hidden=why,
        is_fragile=False,
        verdict=None,
    )


def protect(cell: Cell, found: Estimate, basis: Basis, protections: Protections = ALL) -> Draft:
    """The cell as it may be published: hidden, or only its side, or rounded with a band for n.

    It keeps the exact estimate, for the rules between cells, until the release is made.
    """
    made = draft(cell)
    if basis.holdings is None:
        basis = replace(basis, holdings=made.holdings)
    made = replace(made, found=found, basis=basis, answered=made.answered or found.n)
    why = hidden_for(found.n, basis, cell.audience, protections)
    if why is not None:
        return hide(made, why)
    smallest = min((found.n, *basis.compared))
    n = shown_n(smallest) if protections.bands else smallest
    made = replace(made, n=n, is_fragile=smallest < FRAGILE_UNDER, hidden=None)
    bound = _bound(found.n, basis) if protections.sides else None
    if bound is not None:
        return _one_sided(made, found, bound, basis)
    if not protections.rounding:
        return replace(made, value=found.value, low=found.low, high=found.high)
    return _rounded(made, found, basis.kind)


def again(cell: Cell, protections: Protections) -> Cell:
    """The cell by other rules, where it is a draft; estimated now where too few had answered."""
    if not isinstance(cell, Draft):
        return cell
    if cell.found is not None and cell.basis is not None:
        return protect(cell, cell.found, cell.basis, protections)
    if cell.measure is None or protections.base or cell.answered < LEAST_ESTIMATED:
        return cell
    return protect(cell, *cell.measure(), protections)


def compare(
    cell: Cell, here: Cell, others: Cell, unit: tuple[float, float], r: float = 0.0
) -> Cell:
    """The place's number less that of the others, from two numbers as they are published.

    unit: what one of the number's unit is in the difference's, and the step that the interval is
    rounded outwards to. r: correlation of the two errors, 0 for groups drawn apart. Hidden
    unless both stand on thirty or more and on more than a side. Its n is that of the place: one of
    the others would give away who is hidden among them.
    """
    limits = [(each.value, each.low, each.high) for each in (here, others)]
    (value, low, high), (less, lowest, highest) = limits
    if value is None or low is None or high is None:
        return hide(cell, here.hidden or Hidden.BASE)
    if less is None or lowest is None or highest is None:
        return hide(cell, others.hidden or Hidden.BASE)
    if any(each.is_fragile or each.bound is not None for each in (here, others)):
        return hide(cell)
    factor, step = unit
    low, high = change_interval((value, low, high), (less, lowest, highest), r)
    found = round((value - less) * factor, 2) + 0.0
    low, high = _down(low * factor, step), _up(high * factor, step)
    return replace(cell, value=found, low=min(low, found), high=max(high, found), n=here.n)


def shown_n(n: int) -> int | str:
    """The number of respondents, a band when under 30."""
    return band(n) if n < BAND_UNDER else n


def band(n: int) -> str:
    """The band of twenty that a number of respondents lies in; n >= 10."""
    low = n - (n - LEAST_BASE) % BAND_WIDTH
    return f"{low}-{low + BAND_WIDTH - 1}"


def _bound(n: int, basis: Basis) -> Bound | None:
    if n >= ONE_SIDED_UNDER or basis.chosen is None:
        return None
    if basis.chosen == n:
        return Bound.OVER
    return Bound.UNDER if basis.chosen == 0 else None


def _one_sided(cell: Draft, found: Estimate, bound: Bound, basis: Basis) -> Draft:
    """The edge instead of the value. The interval is still that of the estimate: nobody of a few
    respondents does not mean nearly nobody of all; in steps so coarse that they hardly tell n."""
    step, (lowest, highest) = STEPS[basis.kind], LIMITS[basis.kind]
    low = max(_down(found.low, COARSE[basis.kind]), lowest)
    high = min(_up(found.high, COARSE[basis.kind]), highest)
    if bound is Bound.UNDER:
        edge = _up(basis.edges[0], step)
        return replace(cell, value=edge, low=min(low, edge), high=max(high, edge), bound=bound)
    edge = _down(basis.edges[1], step)
    return replace(cell, value=edge, low=min(low, edge), high=max(high, edge), bound=bound)


def _rounded(cell: Draft, found: Estimate, kind: Kind) -> Draft:
    """The value to the nearest step, the interval outwards, so that it is never too narrow."""
    step, (lowest, highest) = STEPS[kind], LIMITS[kind]
    value = _clean(floor(found.value / step + 0.5 + SLACK), step)
    low = max(_down(found.low, step), lowest)
    high = min(_up(found.high, step), highest)
    return replace(cell, value=value, low=min(low, value), high=max(high, value))


def _down(value: float, step: float) -> float:
    return _clean(floor(value / step + SLACK), step)


def _up(value: float, step: float) -> float:
    return _clean(ceil(value / step - SLACK), step)


def _clean(steps: int, step: float) -> float:
    return round(steps * step, 2) + 0.0
