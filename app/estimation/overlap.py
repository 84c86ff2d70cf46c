"""How far two distributions over the same items overlap, when both are known from samples."""

from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.errors import EmptyDomainError
from app.estimation.estimates import Estimate
from app.estimation.intervals import TAIL, Z_95
from app.estimation.variance import deviations, kish_size, members_of, symmetric_root

DRAWS = 1000
STEP = 0.01
LEAST_DF = 3.0  # below it, draws of t have no spread to speak of


@dataclass(frozen=True, eq=False)
class Composition:
    """Parts of a total by item, shape (k,), that sum to 1.

    scores: shape (n, k), how each part changes with each weight. n_eff: effective number of the
    respondents, each counting with what it has to share out. members: shape (n,).
    """

    values: Floats
    scores: Floats
    design: Design
    members: Bools
    n_eff: float

    def noise(self, random: np.random.Generator) -> Floats:
        """Errors of the parts, shape (DRAWS, k): t with the degrees of the effective number."""
        spread = deviations(self.scores, self.design)
        df = max(self.n_eff - 1, LEAST_DF)
        stretch = np.sqrt(df / random.chisquare(df, DRAWS))
        normal = random.standard_normal((DRAWS, self.values.size)) @ symmetric_root(spread)
        found: Floats = normal * stretch[:, None]
        return found


def composition(parts: Floats, design: Design, domain: Bools | None = None) -> Composition:
    """parts: shape (n, k), not below 0, what each respondent has of each item; domain: shape (n,).

    Ratio estimator, Taylor linearisation. Source: Wolter 2007, ch. 6. Raises EmptyDomainError where
    there is nothing at all.
    """
    members = members_of(design, domain)
    held = np.where(members[:, None], np.asarray(parts, dtype=np.float64), 0.0)
    whole = held.sum(axis=1)
    total = float(design.weights @ whole)
    if total <= 0:
        raise EmptyDomainError
    values = design.weights @ held / total
    scores = (held - np.outer(whole, values)) / total
    n_eff = kish_size((design.weights * whole)[members])
    return Composition(values, scores, design, members, n_eff)


def overlap(first: Composition, second: Composition, seed: int) -> Estimate:
    """Sum over items of the smaller of two parts, in [0, 1]: 1 the same, 0 nothing shared.

    One less half the sum of the gaps, and chance widens gaps: the overlap of two samples is too
    low, the more so the closer the truth is to 1. So the gaps are shrunk together towards none:
    the value is the overlap under which the one found would be the middle of what 1000 draws find,
    the interval holds those under which it would be no more extreme than nineteen in twenty. The
    same seed gives the same. The interval is never shorter than the plain one around the value,
    which alone, as a bootstrap around the gaps as found has it, covers far too rarely.
    Source: Duncan and Duncan 1955; the bias and tests as Allen, Burgess, Davidson and Windmeijer
    2015, Econometrics Journal 18:40, here inverted along one ray. n is the smaller of the two.
    """
    random = np.random.default_rng(seed)
    noise = first.noise(random) - second.noise(random)
    gaps = first.values - second.values
    found = 1 - float(np.abs(gaps).sum()) / 2
    supposed: Floats = np.arange(round(1 / STEP) + 1, dtype=np.float64) * STEP
    drawn = _overlaps(supposed, gaps, noise)
    low, middle, high = np.quantile(drawn, [TAIL, 0.5, 1 - TAIL], axis=1)
    place = int(np.argmin(np.abs(middle - found)))
    holds = np.flatnonzero((low <= found) & (found <= high))
    value, error = float(supposed[place]), float(drawn[place].std(ddof=1))
    smaller = min(first, second, key=lambda each: int(each.members.sum()))
    return Estimate(
        value=value,
        std_error=error,
        low=max(min(_beyond(holds, value, -1), value - Z_95 * error), 0.0),
        high=min(max(_beyond(holds, value, 1), value + Z_95 * error), 1.0),
        n=int(smaller.members.sum()),
        n_eff=min(first.n_eff, second.n_eff),
        df=smaller.design.degrees(smaller.members),
        deff=float("nan"),
    )


def _overlaps(supposed: Floats, gaps: Floats, noise: Floats) -> Floats:
    """What samples find where the overlap is as supposed, shape (supposed, DRAWS)."""
    towards = gaps if gaps.any() else np.eye(1, gaps.size)[0]
    half = float(np.abs(towards).sum()) / 2
    shrinks = (1 - supposed) / half
    return np.array([1 - np.abs(shrink * towards + noise).sum(axis=1) / 2 for shrink in shrinks])


def _beyond(holds: np.ndarray[tuple[int], np.dtype[np.intp]], value: float, side: int) -> float:
    """The end of what holds, one step further out; the value where nothing does."""
    if not holds.size:
        return value
    end = float(holds[0] if side < 0 else holds[-1]) + side
    return float(np.clip(end * STEP, 0.0, 1.0))
