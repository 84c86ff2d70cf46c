"""Medians of times that are known by classes, and the ratio of two of them."""

from dataclasses import dataclass, replace

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.differences import quotient
from app.estimation.errors import DesignError
from app.estimation.estimates import Estimate
from app.estimation.means import estimate
from app.estimation.shares import with_share_interval
from app.estimation.turnbull import Spans, Spread, spread_of
from app.estimation.variance import members_of

HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Median:
    """A median in the unit of its times.

    is_beyond: the median itself lies beyond the last limit; estimate.value is that limit.
    is_open: the interval goes on beyond the last limit; estimate.high is that limit.
    """

    estimate: Estimate
    is_beyond: bool = False
    is_open: bool = False


def median(spans: Spans, limits: Floats, design: Design, domain: Bools | None = None) -> Median:
    """Time that half of the population do not exceed, whose times are known by spans.

    spans: a row a respondent of the design; rows outside the domain are not looked at, and hold
    any valid span. limits: the ends of the classes that could be answered, rising; inf at last
    where longer times could be answered too, which are not told apart. Inside the class that
    holds the median, times lie evenly. Interval: shares up to each limit with the interval of
    share(), joined by straight lines; every time at which one half lies between them (Woodruff
    1952, JASA 47:635, with the limits of the share at each time, as Francisco and Fuller 1991
    advise). Where a limit reaches beyond the last class it is said to be open.
    Raises as share() and spread_of().
    """
    members = members_of(design, domain)
    ends, is_closed = _rising(limits)
    found = _spread(spans, design, members)
    shares = [_share_until(found, end, design, members) for end in ends.tolist()]
    if is_closed:  # by the question itself, whoever answers
        shares[-1] = replace(shares[-1], value=1.0, low=1.0, high=1.0)
    value = _first_at_half(ends, [each.value for each in shares])
    low = _first_at_half(ends, [each.high for each in shares])
    high = _first_at_half(ends, [each.low for each in shares])
    last = float(ends[-1])
    middle = last if value is None else value
    at = _share_until(found, middle, design, members)
    return Median(
        estimate=replace(
            at,
            value=middle,
            std_error=_error(found, at, middle),
            low=min(last if low is None else low, middle),
            high=max(last if high is None else high, middle),
        ),
        is_beyond=value is None,
        is_open=high is None,
    )


def ratio_of_medians(above: Median, below: Median) -> Median:
    """How many times the second median the first is; two independent samples.

    As quotient(). Beyond and open as the first median is; a second
    median that is not known to its end leaves no upper limit of its own and is refused.
    Raises DesignError.
    """
    one, other = above.estimate, below.estimate
    if below.is_beyond or below.is_open or other.low <= 0 or one.value <= 0:
        raise DesignError("A ratio needs a second median with both limits, above 0: give another.")
    found = quotient(one, other)
    return Median(estimate=found, is_beyond=above.is_beyond, is_open=above.is_open)


def _rising(limits: Floats) -> tuple[Floats, bool]:
    """The finite limits, and whether no time lies beyond them."""
    given = np.asarray(limits, dtype=np.float64)
    ends = given[np.isfinite(given)]
    if not ends.size or np.isnan(given).any() or (np.diff(given, prepend=0.0) <= 0).any():
        raise DesignError("The limits of classes must be numbers above 0 and rising: sort them.")
    return ends, ends.size == given.size


def _spread(spans: Spans, design: Design, members: Bools) -> Spread:
    """As spread_of() among the members; scores of shape (n, k), zero outside."""
    found = spread_of(spans.among(members), design.weights[members])
    scores = np.zeros((design.size, found.mass.size))
    scores[members] = found.scores
    return replace(found, scores=scores)


def _share_until(found: Spread, end: float, design: Design, members: Bools) -> Estimate:
    """Share of times up to a limit, with the interval of a share."""
    share = estimate(found.until(end), found.scores_until(end), design, members)
    return with_share_interval(share, design)


def _first_at_half(ends: Floats, shares: list[float]) -> float | None:
    """Where a rising line from 0 through the shares at the ends reaches one half; None: never."""
    points = np.array([0.0, *ends])
    rising = np.maximum.accumulate(np.array([0.0, *shares]))
    place = int(np.searchsorted(rising, HALF))
    if place == len(rising):
        return None
    part = (HALF - rising[place - 1]) / (rising[place] - rising[place - 1])
    return float(points[place - 1] + part * (points[place] - points[place - 1]))


def _error(found: Spread, at: Estimate, time: float) -> float:
    """The share's error over the density there; nan where no density is known."""
    holds = (found.low < time) & (time <= found.high) & np.isfinite(found.high)
    density = float((found.mass[holds] / (found.high - found.low)[holds]).sum())
    return at.std_error / density if density > 0 else float("nan")
