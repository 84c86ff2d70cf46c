"""Territories of one network, each drawn to all of them as far as its own answers are few."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import special

from app.estimation.arrays import Bools, Floats
from app.estimation.errors import SmallAreaError
from app.estimation.intervals import TAIL

LEAST = 3  # territories: two do not show how much territories differ
RATIOS = np.geomspace(0.02, 1000, 40)  # spread of territories over their middling error
FLAT = np.log(RATIOS)  # logarithm of a prior that is flat on the spread
MIDDLES = (np.arange(100) + 0.5) / 100  # shares of the network that may be
NEGLIGIBLE = 1e-4  # chances, beside the largest, that add nothing
HALVINGS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """An estimate of one territory, in the unit of the direct one.

    value, std_error: mean and standard deviation of what the truth may be; low, high: 95 %.
    own: part that the territory's own answers have in it, 0 to 1.
    """

    value: float
    std_error: float
    low: float
    high: float
    own: float


@dataclass(frozen=True, slots=True, eq=False)
class _Mixture:
    """What the truth of one territory may be: shape (k,) each, one a network that may be."""

    chances: Floats
    means: Floats
    variances: Floats
    own: Floats
    below: Callable[[float], Floats]  # chance that the truth is below a value

    def pooled(self, lowest: float, highest: float) -> Pooled:
        value = float(self.chances @ self.means)
        spread = float(self.chances @ (self.variances + (self.means - value) ** 2))
        return Pooled(
            value=value,
            std_error=float(np.sqrt(spread)),
            low=self._limit(TAIL, lowest, highest),
            high=self._limit(1 - TAIL, lowest, highest),
            own=float(self.chances @ self.own),
        )

    def _limit(self, chance: float, lowest: float, highest: float) -> float:
        for _ in range(HALVINGS):
            middle = (lowest + highest) / 2
            if float(self.chances @ self.below(middle)) < chance:
                lowest = middle
            else:
                highest = middle
        return (lowest + highest) / 2


def pooled_shares(shares: Floats, sizes: Floats) -> tuple[Pooled, ...]:
    """shares: of m territories, in [0, 1]; sizes: effective respondents of each, as share_size()
    gives them with finite population, inf where all were asked. Both of shape (m,).

    Shares of territories as draws from a beta distribution, answers as binomial ones. Mean and
    spread of the network are not taken as known but averaged over what the shares allow, all
    spreads being as likely beforehand (Gelman 2006, Bayesian Analysis 1:515; the model by Kleinman
    1973, JASA 68:46). Raises SmallAreaError.
    """
    values, numbers = _checked(shares, sizes)
    if (values < 0).any() or (values > 1).any() or (numbers <= 0).any():
        raise SmallAreaError("A share is outside 0 to 1 or has no size", "mend it")
    is_known = np.isinf(numbers)
    return _in_place(values, is_known, _shares(values[~is_known], numbers[~is_known]))


def _shares(values: Floats, sizes: Floats) -> Iterator[Pooled]:
    if not sizes.size:
        return
    strength = sizes.size / float((1 / sizes).sum()) / RATIOS**2
    middles, strengths = (each.ravel() for each in np.meshgrid(MIDDLES, strength, indexing="ij"))
    ones, zeros = middles * strengths, (1 - middles) * strengths
    chosen, others = values * sizes, (1 - values) * sizes
    logs = np.tile(FLAT, MIDDLES.size)
    for some, rest in zip(chosen.tolist(), others.tolist(), strict=True):
        logs += special.betaln(some + ones, rest + zeros) - special.betaln(ones, zeros)
    chances, kept = _chances(logs)
    for some, rest in zip(chosen.tolist(), others.tolist(), strict=True):
        first, second = some + ones[kept], rest + zeros[kept]
        whole = first + second
        means = first / whole
        spread = means * (1 - means) / (whole + 1)
        below = partial(_beta_below, first, second)
        yield _Mixture(chances, means, spread, (some + rest) / whole, below).pooled(0.0, 1.0)


def pooled_means(means: Floats, errors: Floats, middle: float | None = None) -> tuple[Pooled, ...]:
    """means: of m territories, in any unit; errors: their standard errors with finite population,
    0 where all were asked. Both of shape (m,). middle: what all are drawn to, in the unit of the
    means, where it is known beforehand; None: the network's mean, which is not known either.

    As pooled_shares(), with normal distributions of territories and of errors. Source: Gelman,
    Carlin, Stern and Rubin 2013, ch. 5. Raises SmallAreaError.
    """
    values, noise = _checked(means, errors)
    if (noise < 0).any():
        raise SmallAreaError("A standard error is below 0", "mend it")
    is_known = noise == 0
    left = values[~is_known], noise[~is_known] ** 2
    return _in_place(values, is_known, _means(*left, middle))


def _means(values: Floats, noise: Floats, known: float | None) -> Iterator[Pooled]:
    if not noise.size:
        return
    between = noise.size / float((1 / noise).sum()) * RATIOS**2
    weights = 1 / (between + noise[:, None])
    whole = weights.sum(axis=0)
    middle = values @ weights / whole if known is None else np.full_like(whole, known)
    logs = np.log(weights).sum(axis=0) - (np.log(whole) if known is None else 0.0)
    logs -= (weights * (values[:, None] - middle) ** 2).sum(axis=0)
    chances, kept = _chances(logs / 2 + FLAT)
    between, middle = between[kept], middle[kept]
    doubt = 1 / whole[kept] if known is None else np.zeros_like(middle)
    reach = 20 * float(np.sqrt(noise.max() + between.max())) + float(np.ptp(values))
    for value, error in zip(values.tolist(), noise.tolist(), strict=True):
        own = between / (between + error)
        found = own * value + (1 - own) * middle
        spread = own * error + (1 - own) ** 2 * doubt
        below = partial(_normal_below, found, np.sqrt(spread))
        yield _Mixture(chances, found, spread, own, below).pooled(value - reach, value + reach)


def _normal_below(means: Floats, errors: Floats, value: float) -> Floats:
    found: Floats = special.ndtr((value - means) / errors)
    return found


def _beta_below(first: Floats, second: Floats, value: float) -> Floats:
    found: Floats = np.asarray(special.betainc(first, second, value), dtype=np.float64)
    return found


def _checked(values: Floats, beside: Floats) -> tuple[Floats, Floats]:
    first, second = np.asarray(values, dtype=np.float64), np.asarray(beside, dtype=np.float64)
    if first.ndim != 1 or first.shape != second.shape or first.size < LEAST:
        raise SmallAreaError(
            f"{first.size} territories with {second.size} errors", f"give {LEAST} or more of both"
        )
    if not np.isfinite(first).all() or np.isnan(second).any():
        raise SmallAreaError("A territory has no estimate", "leave it out")
    return first, second


def _chances(logs: Floats) -> tuple[Floats, Bools]:
    """Chances of the networks that may be, and which ones add anything."""
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    kept = chances > NEGLIGIBLE * chances.max()
    return chances[kept] / chances[kept].sum(), kept


def _in_place(values: Floats, is_known: Bools, pooled: Iterator[Pooled]) -> tuple[Pooled, ...]:
    """Those known exactly stay as they are."""
    return tuple(
        Pooled(value=value, std_error=0.0, low=value, high=value, own=1.0)
        if known
        else next(pooled)
        for value, known in zip(values.tolist(), is_known.tolist(), strict=True)
    )
