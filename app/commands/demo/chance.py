"""Draws of the synthetic network: everything that chance decides, reproducible by seed."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.commands.demo.columns import Multiple, Single

Bools: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Shares: TypeAlias = Mapping[str, float]


def stream(seed: int, *names: str) -> np.random.Generator:
    """An own generator for each subject, so that changing one leaves the others as they were."""
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


def apportion(shares: Sequence[float], total: int) -> Ints:
    """Whole numbers that sum to `total`, in proportion to `shares`, by largest remainder."""
    exact = np.asarray(shares, float) / sum(shares) * total
    counts = np.floor(exact).astype(np.int64)
    largest = np.argsort(-(exact - counts), kind="stable")[: total - counts.sum()]
    counts[largest] += 1
    return counts


def spread(rng: np.random.Generator, shares: Shares, total: int) -> Single:
    """One code for each of `total` units, the counts exact (largest remainder), in random order."""
    counts = apportion(list(shares.values()), total)
    return Single(tuple(shares), rng.permutation(np.repeat(np.arange(len(shares)), counts)))


def ranked(order: Floats, shares: Shares) -> Single:
    """As `spread`, but the first codes go to the units with the lowest `order`."""
    counts = apportion(list(shares.values()), len(order))
    index = np.empty(len(order), np.int64)
    index[np.argsort(order, kind="stable")] = np.repeat(np.arange(len(shares)), counts)
    return Single(tuple(shares), index)


def one_of(rng: np.random.Generator, shares: Shares, size: int) -> Single:
    """One code a unit, drawn independently; the shares need not sum to 1."""
    bounds = np.cumsum(list(shares.values()))
    index = np.searchsorted(bounds / bounds[-1], rng.random(size), side="right")
    return Single(tuple(shares), index)


def one_of_by(rng: np.random.Generator, tables: Mapping[str, Shares], group: Single) -> Single:
    """One code a unit, with the shares of the group that the unit is in.

    tables: a row for each code of the group, all naming the same codes in the same order.
    """
    codes = tuple(next(iter(tables.values())))
    rows = np.array([[tables[code][each] for each in codes] for code in group.codes])
    bounds = np.cumsum(rows, axis=1)
    bounds /= bounds[:, -1:]
    drawn = rng.random(group.size)[:, None]
    return Single(codes, (drawn >= bounds[group.index]).sum(axis=1))


def happens_by(rng: np.random.Generator, shares: Shares, group: Single) -> Bools:
    """Whether something happens to each unit, with the probability of its group."""
    probabilities = np.array([shares[code] for code in group.codes])
    return rng.random(group.size) < probabilities[group.index]


def top_picks(rng: np.random.Generator, logits: Floats, counts: Ints) -> Bools:
    """Which choices each unit picks, without replacement, the likelier the higher its logit.

    logits: shape (n, choices), -inf where a choice is not on offer; counts: shape (n,).
    Gumbel top-k, the same law as drawing one after the other (Plackett-Luce).
    """
    noisy = logits + rng.gumbel(size=logits.shape)
    ranks = np.empty(noisy.shape, np.int64)
    np.put_along_axis(ranks, np.argsort(-noisy, axis=1), np.arange(noisy.shape[1])[None, :], axis=1)
    return (ranks < np.asarray(counts)[:, None]) & np.isfinite(logits)


def some_of(rng: np.random.Generator, weights: Shares, counts: Ints) -> Multiple:
    """As many codes a unit as `counts` says, in proportion to `weights`."""
    logits = np.log(np.array(list(weights.values())))
    picked = top_picks(rng, np.broadcast_to(logits, (len(counts), len(weights))), counts)
    return Multiple(tuple(weights), picked)


def each_of(rng: np.random.Generator, shares: Shares, size: int) -> Multiple:
    """Each code on its own, with its share."""
    return Multiple(tuple(shares), rng.random((size, len(shares))) < np.array([*shares.values()]))


def between(rng: np.random.Generator, low: int, high: int, size: int) -> Ints:
    """A whole number a unit, from low to high, both included."""
    return rng.integers(low, high + 1, size)


def scaled(latent: Floats, shares: Shares) -> Single:
    """The code of each unit on an ordered scale: where its latent value, about N(0, 1), falls
    between the normal quantiles of the shares."""
    parts = np.cumsum(list(shares.values()))[:-1] / sum(shares.values())
    cuts = [NormalDist().inv_cdf(float(part)) for part in parts]
    return Single(tuple(shares), np.searchsorted(cuts, latent))


def standard(values: NDArray[np.generic]) -> Floats:
    """The values with mean 0 and standard deviation 1."""
    numbers = np.asarray(values, float)
    centred: Floats = (numbers - numbers.mean()) / numbers.std()
    return centred
