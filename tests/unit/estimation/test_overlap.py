"""The overlap of two distributions, known from samples."""

import numpy as np
import pytest

from app.estimation import Design, ratio
from app.estimation.arrays import Floats
from app.estimation.errors import EmptyDomainError
from app.estimation.overlap import Composition, composition, overlap

EVEN = np.full(10, 0.1)
TILTED = np.array([0.16, 0.14, 0.12, 0.10, 0.10, 0.10, 0.08, 0.08, 0.06, 0.06])
APART = np.array([0.3, 0.3, 0.2, 0.1, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0])


def jobs(random: np.random.Generator, shares: Floats, n: int) -> Composition:
    """Firms with some jobs each, all in one activity."""
    parts = np.zeros((n, shares.size))
    parts[np.arange(n), random.choice(shares.size, n, p=shares)] = random.integers(1, 8, n)
    return composition(parts, Design(np.full(n, 20.0)))


def wishes(random: np.random.Generator, shares: Floats, n: int) -> Composition:
    parts = np.eye(shares.size)[random.choice(shares.size, n, p=shares)]
    return composition(parts, Design(np.full(n, 50.0)))


def exact(shares: Floats) -> Composition:
    """A whole population that answered: no error at all."""
    parts = np.diag(shares)
    return composition(parts, Design(np.ones(shares.size), population=shares.size))


def test_parts_are_ratios_of_totals() -> None:
    parts = np.array([[2.0, 0, 1], [0, 3, 0], [1, 1, 0], [0, 0, 4]])
    design = Design(np.array([1.0, 2, 3, 1]))
    found = composition(parts, design)
    same = [ratio(column, parts.sum(axis=1), design) for column in parts.T]
    assert found.values == pytest.approx([each.value for each in same])
    assert found.values.sum() == pytest.approx(1)


def test_without_sampling_the_overlap_is_the_sum_of_the_smaller_parts() -> None:
    found = overlap(exact(EVEN), exact(APART), seed=1)
    assert found.value == pytest.approx(np.minimum(EVEN, APART).sum())
    assert found.high - found.low <= 0.02


def test_the_same_distribution_overlaps_fully() -> None:
    assert overlap(exact(TILTED), exact(TILTED), seed=1).value == 1.0


def test_nothing_shared_has_no_overlap() -> None:
    one, other = np.array([0.5, 0.5, 0, 0]), np.array([0, 0, 0.5, 0.5])
    assert overlap(exact(one), exact(other), seed=1).value == 0.0


def test_nothing_at_all_has_no_parts() -> None:
    with pytest.raises(EmptyDomainError):
        composition(np.zeros((4, 3)), Design(np.ones(4)))


def test_the_same_seed_gives_the_same() -> None:
    random = np.random.default_rng(2)
    one, other = jobs(random, TILTED, 60), wishes(random, EVEN, 200)
    first, again = overlap(one, other, 5), overlap(one, other, 5)
    assert first == again or (first.value, first.low, first.high) == (
        again.value, again.low, again.high,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shares", [EVEN, TILTED, APART], ids=["same", "near", "far"])
def test_intervals_hold_a_known_overlap(shares: Floats) -> None:
    """60 firms and 200 residents, a hundred samples each. The plain overlap of the same samples
    lies below the truth, the more so the closer that is to one."""
    truth, held, plain, values = float(np.minimum(shares, EVEN).sum()), 0, [], []
    for seed in range(100):
        random = np.random.default_rng((seed, 8))
        one, other = jobs(random, shares, 60), wishes(random, EVEN, 200)
        found = overlap(one, other, seed)
        held += found.low - 1e-9 <= truth <= found.high + 1e-9
        values.append(found.value)
        plain.append(1 - np.abs(one.values - other.values).sum() / 2)
    assert held >= 92
    assert abs(np.mean(values) - truth) < abs(np.mean(plain) - truth)
