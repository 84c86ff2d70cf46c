"""Corners of the plane, and how sure places are over experts."""

import numpy as np
import pytest

from app.foresight.errors import SquareError
from app.foresight.influence_plane import plane, rank_intervals
from app.foresight.influence_powers import Sums


def test_a_sum_on_the_cut_counts_as_high() -> None:
    found = plane(Sums((4, 2, 0), (0, 0, 6)))
    assert (found.influence_cut, found.dependence_cut) == (2, 2)
    assert found.quadrants == ("driving", "driving", "result")


def test_the_cut_is_named_and_may_be_the_median() -> None:
    found = plane(Sums((1, 2, 30), (3, 1, 2)), "median")
    assert (found.cut, found.influence_cut) == ("median", 2)
    assert found.quadrants == ("result", "driving", "relay")


def test_all_alike_are_the_undecided_bunch() -> None:
    assert set(plane(Sums((2, 2), (2, 2))).quadrants) == {"centre"}


def test_near_both_cuts_is_the_centre_where_it_is_asked_for() -> None:
    sums = Sums((10, 11, 9, 10), (10, 9, 11, 10))
    assert plane(sums, centre=0.15).quadrants == ("centre",) * 4
    assert plane(sums).quadrants == ("centre", "driving", "result", "centre")
    with pytest.raises(SquareError):
        plane(sums, centre=1)


CLEAR = [[0, 3, 3], [1, 0, 1], [0, 0, 0]]


def test_experts_who_agree_leave_no_doubt() -> None:
    found = rank_intervals([CLEAR] * 4, seed=1)
    assert found.influence_low == found.influence_high == (1, 2, 3)


def test_experts_who_differ_leave_a_range() -> None:
    other = [[0, 0, 1], [3, 0, 3], [0, 0, 0]]
    found = rank_intervals([CLEAR, CLEAR, other], seed=1)
    assert (found.influence_low[:2], found.influence_high[:2]) == ((1, 1), (2, 2))
    assert (found.influence_low[2], found.influence_high[2]) == (3, 3)


def test_the_same_seed_gives_the_same_range_at_any_power() -> None:
    random = np.random.default_rng(3)
    matrices = [random.integers(0, 4, (30, 30)) * (1 - np.eye(30)) for _ in range(5)]
    first = rank_intervals(matrices, seed=9, power=60, draws=50)
    assert first == rank_intervals(matrices, seed=9, power=60, draws=50)
    assert max(first.influence_high) <= 30


def test_one_expert_or_unequal_ones_are_refused() -> None:
    with pytest.raises(SquareError, match="One expert"):
        rank_intervals([CLEAR], seed=1)
    with pytest.raises(SquareError, match="different numbers"):
        rank_intervals([CLEAR, [[0, 1], [1, 0]]], seed=1)
    with pytest.raises(SquareError, match="below 1"):
        rank_intervals([CLEAR, CLEAR], seed=1, power=0)


def test_powers_that_vanish_leave_all_alike() -> None:
    chain = [[0, 1], [0, 0]]
    found = rank_intervals([chain, chain], seed=1, power=3)
    assert found.influence_low == found.influence_high == (1, 1)
