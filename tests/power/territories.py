"""Territories whose truth is known: how often firms and residents name each skill, and samples.

Respondents name three to five skills; each skill is named in exact proportion to its part, so that
a true gap of indices is nought where the parts are equal, and 3200 times their difference else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation import Design

SKILLS = 32
TERRITORIES = 5
NULLS = 16  # skills without a gap in a territory; in the last territory all are
SPREAD = 0.75  # of the logarithms of parts
LARGEST = 0.15  # part of one skill, so that nobody would name it twice
LEAST, MOST = 3, 5  # skills named
HEADLINES = 15  # numbers by which a territory is set beside the others
# Part of the population and of the sample in a first stratum: few large firms, asked more often.
FIRMS, RESIDENTS = (0.8, 0.5), (0.5, 0.7)
LEAN = 0.3  # how much more often the first stratum names some skills than the whole


@dataclass(frozen=True, slots=True)
class Territory:
    """need, want: parts of the skills, shape (SKILLS,), sum 1. has_gap: shape (SKILLS,).
    shares: of firms that say yes to each headline, shape (HEADLINES,)."""

    need: np.ndarray
    want: np.ndarray
    has_gap: np.ndarray
    shares: np.ndarray

    @property
    def gaps(self) -> np.ndarray:
        """True gaps in points of index, shape (SKILLS,)."""
        return 100 * SKILLS * (self.need - self.want)


@dataclass(frozen=True, slots=True)
class Answers:
    """named: skills, shape (n, SKILLS). said: headlines, shape (n, HEADLINES)."""

    named: np.ndarray
    said: np.ndarray
    design: Design


def territories(random: np.random.Generator) -> tuple[Territory, ...]:
    """Alike in most headlines: two in three have one share everywhere."""
    middle = random.uniform(0.15, 0.6, HEADLINES)
    is_alike = np.arange(HEADLINES) % 3 != 0
    found = []
    for place in range(TERRITORIES):
        need = _parts(random)
        has_gap = np.zeros(SKILLS, dtype=bool)
        if place < TERRITORIES - 1:
            has_gap[random.permutation(SKILLS)[NULLS:]] = True
        want = need.copy()
        want[has_gap] = np.roll(need[has_gap], 1)
        moved = np.clip(middle + random.normal(0, 0.15, HEADLINES), 0.05, 0.9)
        shares = np.where(is_alike, middle, moved)
        found.append(Territory(need, want, has_gap & (need != want), shares))
    return tuple(found)


def others_share(all_of_them: tuple[Territory, ...], place: int) -> np.ndarray:
    """True headlines of all territories but one together, which are equally large."""
    return np.mean([each.shares for at, each in enumerate(all_of_them) if at != place], axis=0)


def answers(
    parts: np.ndarray,
    shares: np.ndarray,
    n: int,
    strata: tuple[float, float],
    random: np.random.Generator,
) -> Answers:
    """n respondents in two strata of unequal weight, drawn from a population without end."""
    people, asked = strata
    sizes = round(n * asked), n - round(n * asked)
    weights = np.repeat([people / sizes[0], (1 - people) / sizes[1]], sizes)
    labels = np.repeat(["a", "b"], sizes)
    leaning = _leaning(parts, people)
    named = np.vstack(
        [_named(each, size, random) for each, size in zip(leaning, sizes, strict=True)]
    )
    said = random.random((n, shares.size)) < shares
    return Answers(named, said, Design(weights, strata=labels))


def _parts(random: np.random.Generator) -> np.ndarray:
    found = np.exp(random.normal(0, SPREAD, SKILLS))
    for _ in range(50):
        found = np.minimum(found / found.sum(), LARGEST)
    return found / found.sum()


def _leaning(parts: np.ndarray, people: float) -> Iterator[np.ndarray]:
    """Parts in each stratum, whose mean over the population is that of all."""
    lean = parts * np.where(np.arange(SKILLS) % 2, LEAN, -LEAN) * min(1.0, (1 - people) / people)
    lean -= parts * lean.sum()
    yield parts + lean
    yield parts - lean * people / (1 - people)


def _named(parts: np.ndarray, n: int, random: np.random.Generator) -> np.ndarray:
    """Each names as many as it does, every skill with a chance of that number times its part.

    Source: Madow 1949, systematic selection in an order drawn anew for each.
    """
    many = random.integers(LEAST, MOST + 1, n)
    order = np.argsort(random.random((n, SKILLS)), axis=1)
    reached = np.cumsum(parts[order] * many[:, None], axis=1) + random.random((n, 1))
    before = np.hstack([reached[:, :1] - parts[order][:, :1] * many[:, None], reached[:, :-1]])
    found = np.zeros((n, SKILLS), dtype=bool)
    np.put_along_axis(found, order, np.floor(reached + 1e-9) > np.floor(before + 1e-9), axis=1)
    return found
