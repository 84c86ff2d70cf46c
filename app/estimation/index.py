"""Indices of mentions: 100 is the average item, whatever the number of ticks allowed."""

from dataclasses import dataclass, replace

import numpy as np

from app.estimation.agreeing import NO_ERROR, cautious_stretch
from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.differences import difference
from app.estimation.errors import EmptyDomainError
from app.estimation.estimates import Estimate
from app.estimation.intervals import Z_95, beta_interval, effective_size, size_at_the_edge
from app.estimation.means import estimates
from app.estimation.variance import (
    checked_values,
    deviations,
    kish_size,
    members_of,
    symmetric_root,
)

DRAWS = 1000
ALMOST_ONE = 1 - 1e-6


@dataclass(frozen=True, eq=False)
class MentionIndex:
    """Indices of k items in one sample.

    values: shape (k,), at least 0, 100 for the average item. scores: shape (n, k), how each index
    changes with each weight. average: mean share of the items, above 0. members: shape (n,).
    named: shape (n, items), 1 where a respondent names an item. parts: shape (items, k), what each
    of the k is made of; None: each is an item.
    """

    values: Floats
    scores: Floats
    average: float
    design: Design
    members: Bools
    named: Floats
    parts: Floats | None = None

    @property
    def n(self) -> int:
        return int(self.members.sum())

    def of_groups(self, groups: Floats) -> "MentionIndex":
        """Means over groups of items; groups: shape (k, g), 1 where an item is in a group."""
        parts = groups / groups.sum(axis=0)
        made = replace(self, values=self.values @ parts, scores=self.scores @ parts)
        return replace(made, parts=parts if self.parts is None else self.parts @ parts)

    def estimates(self) -> tuple[Estimate, ...]:
        """One an item. The interval is that of its share over the average share: beta on the
        effective size, since t reaches its 95 % only where a skill is named often, and with care
        where a whole stratum says the same, as share() has it."""
        found = estimates(self.values, self.scores, self.design, self.members)
        pairs = zip(found, self._stretch().tolist(), strict=True)
        return tuple(self._with_interval(each, stretch) for each, stretch in pairs)

    def _stretch(self) -> Floats:
        """What errors are multiplied by: see cautious_error(). Of several items the root of the
        mean of squares, each counting with its own variance."""
        weights = self.design.weights[self.members]
        shares = weights @ self.named[self.members] / weights.sum()
        found = cautious_stretch(self.named == 1, shares, self.design, self.members)
        if self.parts is None:
            return found
        variances = self.parts.T**2 * np.maximum(shares * (1 - shares), NO_ERROR)
        mixed: Floats = np.sqrt((variances @ found**2) / variances.sum(axis=1))
        return mixed

    def _with_interval(self, found: Estimate, stretch: float) -> Estimate:
        if self.design.fraction >= 1:
            return found.within(0.0, np.inf)
        share = min(found.value * self.average / 100, 1.0)
        error = found.std_error * self.average / 100 * stretch
        if error > NO_ERROR and 0 < share < 1:
            size = effective_size(share, error, found.n, found.df)
        else:
            size = size_at_the_edge(found.n_eff, self.design.fraction)
        low, high = beta_interval(share, size)
        return replace(found, low=100 * low / self.average, high=100 * high / self.average)


def index_of_mentions(chose: Bools, design: Design, domain: Bools | None = None) -> MentionIndex:
    """100 times the share that named an item over the mean share of all items.

    chose: shape (n, k), a row a respondent, a column an item; domain: shape (n,). Taylor
    linearisation of the quotient of two shares. Source: Wolter 2007, ch. 6. Raises
    EmptyDomainError where nobody named anything, DesignError for a wrong shape,
    LonelyStratumError when its errors are asked for.
    """
    members = members_of(design, domain)
    weights = design.weights[members] / design.weights[members].sum()
    named = np.column_stack([checked_values(column, design, members) for column in chose.T])
    shares = weights @ named[members]
    average = float(shares.mean())
    if average == 0:
        raise EmptyDomainError
    changes = members[:, None] * (named - shares) / design.weights[members].sum()
    own = changes / average
    others = np.outer(changes.mean(axis=1), shares) / average**2
    scores = 100 * (own - others)
    return MentionIndex(100 * shares / average, scores, average, design, members, named)


def gap(first: MentionIndex, second: MentionIndex) -> tuple[Estimate, ...]:
    """First less second, in points of index, an item each, k of them; two independent samples.

    The interval is made of the two of the indices, since the indices of rare skills lean to one
    side: see difference(). Replaces the bootstrap that the indicator's sheet names: it needs no
    seed and agrees with it on skills named often. Source: difference(). Raises LonelyStratumError.
    """
    pairs = zip(first.estimates(), second.estimates(), strict=True)
    return tuple(difference(one, other) for one, other in pairs)


def concordance(first: MentionIndex, second: MentionIndex, seed: int) -> Estimate:
    """Spearman's rank correlation of two rows of indices, in [-1, 1]; ties share their rank.

    Interval: Fisher's z, with the spread over 1000 draws of both rows from their normal
    approximation; the same seed gives the same interval. Chance in both rows pulls the value
    towards 0: the draws say how far, and the interval reaches that much further from 0.
    n is the smaller of the two. Source: Spearman 1904; Fisher 1921, Metron 1:3; the pull as a
    bootstrap's bias, Efron and Tibshirani 1993, ch. 10. Raises LonelyStratumError.
    """
    random = np.random.default_rng(seed)
    value = float(_spearman(first.values[None, :], second.values[None, :])[0])
    drawn = _spearman(_draws(first, random), _draws(second, random))
    middle = float(np.arctanh(np.clip(value, -ALMOST_ONE, ALMOST_ONE)))
    spread = np.arctanh(np.clip(drawn, -ALMOST_ONE, ALMOST_ONE))
    reach, unpulled = Z_95 * float(spread.std(ddof=1)), 2 * middle - float(spread.mean())
    smaller = min(first, second, key=lambda each: each.n)
    return Estimate(
        value=value,
        std_error=float(drawn.std(ddof=1)),
        low=min(value, float(np.tanh(min(middle, unpulled) - reach))),
        high=max(value, float(np.tanh(max(middle, unpulled) + reach))),
        n=smaller.n,
        n_eff=kish_size(smaller.design.weights[smaller.members]),
        df=smaller.design.degrees(smaller.members),
        deff=float("nan"),
    )


def _draws(index: MentionIndex, random: np.random.Generator) -> Floats:
    root = symmetric_root(deviations(index.scores, index.design))
    normal = random.standard_normal((DRAWS, index.values.size))
    drawn: Floats = index.values + normal @ root
    return drawn


def _spearman(first: Floats, second: Floats) -> Floats:
    """Row by row; 0 where a row holds one value only."""
    ranks = [_ranks(each) for each in (first, second)]
    one, other = (each - each.mean(axis=1, keepdims=True) for each in ranks)
    below = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    found: Floats = (one * other).sum(axis=1) / np.where(below > 0, below, 1.0)
    return found


def _ranks(rows: Floats) -> Floats:
    """From 1 up in each row; ties share the mean of their ranks."""
    smaller = (rows[:, None, :] < rows[:, :, None]).sum(axis=2)
    equal = (rows[:, None, :] == rows[:, :, None]).sum(axis=2)
    found: Floats = smaller + (equal + 1) / 2
    return found
