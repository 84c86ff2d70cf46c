"""Times known only to lie between two limits: where the weights say that they lie."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.errors import DesignError, SlowConvergenceError

SWEEPS = 100_000
CLOSE = 1e-9  # how far a likelihood may still rise, as a part of the weights
SMALLEST = 1e-7  # mass below this is none


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Where each one's time lies: above low, up to high; inf where no end is known.

    low, high: shape (n,), 0 <= low < high, in one unit of time. Raises DesignError.
    """

    low: Floats
    high: Floats

    def __post_init__(self) -> None:
        same = self.low.shape == self.high.shape and self.low.ndim == 1
        if not same or not np.isfinite(self.low).all() or np.isnan(self.high).any():
            raise DesignError("Give a low and a high for each, without gaps: leave out the others.")
        if (self.low < 0).any() or (self.high <= self.low).any():
            raise DesignError("A time must begin at 0 or later and end after its beginning.")

    def among(self, members: Bools) -> "Spans":
        return Spans(self.low[members], self.high[members])


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The likeliest distribution of times, and how it changes with each weight.

    low, high, mass: shape (k,), the innermost intervals that can hold mass and what they hold;
    masses sum to 1. scores: shape (n, k), how each mass changes with each weight.
    """

    low: Floats
    high: Floats
    mass: Floats
    scores: Floats

    def until(self, time: float) -> float:
        """Share of times up to this one; mass lies evenly inside its interval."""
        return float(self._parts(time) @ self.mass)

    def scores_until(self, time: float) -> Floats:
        """How until() changes with each weight, shape (n,)."""
        found: Floats = self.scores @ self._parts(time)
        return found

    def _parts(self, time: float) -> Floats:
        """Which part of each interval lies up to a time; none of one without end."""
        widths = self.high - self.low
        passed = np.clip(time - self.low, 0.0, None)
        ended = np.isfinite(widths)
        found: Floats = np.where(ended, np.minimum(passed / np.where(ended, widths, 1.0), 1.0), 0.0)
        return found


def spread_of(spans: Spans, weights: Floats) -> Spread:
    """The non-parametric maximum of a weighted likelihood, by self-consistency.

    weights: shape (n,), not negative. Where the answers are classes that do not overlap, the
    masses are the weighted shares of the classes. Scores are those of the likelihood's maximum:
    its matrix of second derivatives, inverted, times each one's own slope.
    Source: Turnbull 1976, JRSS B 38:290; Gentleman and Geyer 1994, Biometrika 81:618 (when it is
    the maximum). Raises DesignError, SlowConvergenceError.
    """
    if weights.shape != spans.low.shape or (weights < 0).any() or weights.sum() <= 0:
        raise DesignError("Give each time a weight, none below zero, not all of them zero.")
    low, high = _innermost(spans, weights > 0)
    holds = ((spans.low[:, None] <= low) & (high <= spans.high[:, None])).astype(np.float64)
    mass = _likeliest(holds, weights)
    kept = mass > SMALLEST
    mass, holds = mass[kept] / mass[kept].sum(), holds[:, kept]
    return Spread(low[kept], high[kept], mass, _scores(holds, mass, weights))


def _innermost(spans: Spans, counts: Bools) -> tuple[Floats, Floats]:
    """Intervals from a beginning to the next end with no other beginning between them."""
    lows, highs = np.unique(spans.low[counts]), np.unique(spans.high[counts])
    next_high = highs[np.searchsorted(highs, lows, side="right")]
    next_low = np.append(lows[1:], np.inf)
    is_innermost = next_high <= next_low
    return lows[is_innermost], next_high[is_innermost]


def _likeliest(holds: Floats, weights: Floats) -> Floats:
    """holds: shape (n, k), 1 where an interval lies within a span. Shape (k,), sums to 1."""
    parts = weights / weights.sum()
    mass = np.full(holds.shape[1], 1 / holds.shape[1])
    used = parts > 0
    holds, parts = holds[used], parts[used]
    for _ in range(SWEEPS):
        pulls: Floats = holds.T @ (parts / (holds @ mass))
        if pulls.max() <= 1 + CLOSE:  # no interval would raise the likelihood by taking more
            return mass
        mass = mass * pulls
    raise SlowConvergenceError(SWEEPS)


def _scores(holds: Floats, mass: Floats, weights: Floats) -> Floats:
    """From the condition that at the maximum sum_i w_i (holds_ij / chance_i - 1) = 0 for all j."""
    chances = holds @ mass
    slopes = np.where(chances[:, None] > 0, holds / np.where(chances > 0, chances, 1)[:, None], 0)
    bend = slopes.T @ (slopes * weights[:, None])
    own: Floats = (slopes - 1) @ np.linalg.pinv(bend, rcond=1e-12, hermitian=True)
    return own
