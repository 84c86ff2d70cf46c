"""What of a panel's answers and of practices may be published, and how precisely.

| rule | panels and workshops | practices |
|---|---|---|
| behind a number at least | 5 answers | 1: each is shown with its owner's consent |
| fragile under | 30 | 30, of what is estimated |
| all or nobody in a category, under 20 answers | only the side | the number itself |
| n under 30 | a band: 5-9, 10-29 | the number itself |
| rounding | to the step of the number, intervals outwards | the same |
"""

from dataclasses import dataclass, replace
from math import ceil, floor

from app.estimation.disclosure import (
    ALMOST_ALL,
    ALMOST_NOBODY,
    BAND_UNDER,
    FRAGILE_UNDER,
    LEAST_BASE,
    ONE_SIDED_UNDER,
    SLACK,
    band,
    hide,
)
from app.reference.cells import Bound, Cell

LEAST_ANSWERS = 5
SHARE, MARK, POINTS, WHOLE = 0.01, 0.1, 1.0, 1.0  # steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number with its interval of 95 %, in the unit of its step. n: answers behind it.

    chosen: answers in the category, of a share; None: the rule of all or nobody does not apply.
    """

    value: float
    low: float
    high: float
    n: int
    step: float
    chosen: int | None = None


def told_back(cell: Cell, found: Found | None) -> Cell:
    """A panel's number as it may be published; found: None where there is nothing to tell."""
    if found is None or found.n < LEAST_ANSWERS:
        return hide(cell)
    cell = replace(cell, n=_shown_n(found.n), is_fragile=found.n < FRAGILE_UNDER)
    if found.n < ONE_SIDED_UNDER and found.chosen in (0, found.n):
        return _one_sided(cell, found)
    return _rounded(cell, found)


def told_openly(cell: Cell, found: Found, *, is_estimated: bool = False) -> Cell:
    """A number of practices. is_estimated: it speaks of more than the practices that there are."""
    fragile = is_estimated and found.n < FRAGILE_UNDER
    return _rounded(replace(cell, n=found.n, is_fragile=fragile), found)


def _shown_n(n: int) -> int | str:
    if n >= BAND_UNDER:
        return n
    return band(n) if n >= LEAST_BASE else f"{LEAST_ANSWERS}-{LEAST_BASE - 1}"


def _one_sided(cell: Cell, found: Found) -> Cell:
    """The edge instead of the value, in steps so coarse that they hardly tell n."""
    coarse = 10 * found.step
    low, high = _down(found.low, coarse), _up(found.high, coarse)
    if found.chosen == 0:
        high = max(high, ALMOST_NOBODY)
        return replace(cell, value=ALMOST_NOBODY, low=low, high=high, bound=Bound.UNDER)
    return replace(cell, value=ALMOST_ALL, low=min(low, ALMOST_ALL), high=high, bound=Bound.OVER)


def _rounded(cell: Cell, found: Found) -> Cell:
    step = found.step
    value = _clean(floor(found.value / step + 0.5 + SLACK), step)
    low, high = min(_down(found.low, step), value), max(_up(found.high, step), value)
    return replace(cell, value=value, low=low, high=high)


def _down(value: float, step: float) -> float:
    return _clean(floor(value / step + SLACK), step)


def _up(value: float, step: float) -> float:
    return _clean(ceil(value / step - SLACK), step)


def _clean(steps: int, step: float) -> float:
    return round(steps * step, 2) + 0.0
