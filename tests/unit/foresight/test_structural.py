"""Structural analysis: what it says of matrices of every kind, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.influence_powers import indirect_sums
from app.foresight.structural import analyse, with_potential


def random_matrix(seed: int, size: int = 8, fill: float = 0.35) -> Floats:
    random = np.random.default_rng(seed)
    found = random.integers(1, 4, (size, size)) * (random.random((size, size)) < fill)
    np.fill_diagonal(found, 0)
    return found.astype(np.float64)


def ranks(sums: list[int]) -> list[int]:
    return [1 + sum(other > each for other in sums) for each in sums]


def exact_orders(matrix: Floats, powers: int) -> list[tuple[list[int], list[int]]]:
    """By whole matrices of Python's integers: another way than the one under test."""
    whole = matrix.astype(int).astype(object)
    power, found = whole, []
    for _ in range(powers):
        found.append((ranks(list(power.sum(axis=1))), ranks(list(power.sum(axis=0)))))
        power = power @ whole
    return found


@pytest.mark.parametrize("seed", range(40))
def test_a_stable_order_never_changes_later_and_begins_at_its_power(seed: int) -> None:
    matrix = random_matrix(seed)
    found = analyse(matrix)
    orders = exact_orders(matrix, 200)
    if found.power is None:
        assert not found.stable
        return
    assert all(order == orders[-1] for order in orders[found.power - 1 :])
    assert found.power == 1 or orders[found.power - 2] != orders[-1]


def test_three_equal_orders_that_change_later_are_not_called_stable_there() -> None:
    """Some matrices hold an order for three powers, then leave it."""
    fooled = 0
    for seed in range(200):
        matrix = random_matrix(seed)
        orders = exact_orders(matrix, 60)
        same = [n for n in range(58) if orders[n] == orders[n + 1] == orders[n + 2]]
        if not same or orders[same[0]] == orders[-1]:
            continue
        found = analyse(matrix)
        assert found.power is None or found.power > same[0] + 1
        fooled += 1
    assert fooled


def test_the_limit_is_perrons() -> None:
    matrix = np.array([[0.0, 1, 0], [1, 0, 1], [1, 0, 0]])
    found = analyse(matrix)
    assert found.limit is not None
    for shares, side in ((found.limit.influence, matrix), (found.limit.dependence, matrix.T)):
        grown = side @ np.array(shares)
        assert grown / grown.sum() == pytest.approx(shares)
        assert sum(shares) == pytest.approx(1)


def test_ties_share_a_place() -> None:
    found = analyse([[0, 3, 3, 3], [1, 0, 1, 0], [1, 0, 0, 1], [1, 1, 0, 0]])
    assert found.ranks.influence == (1, 2, 2, 2)
    assert found.ranks.dependence == (4, 1, 1, 1)
    assert found.displacement is not None
    assert found.displacement.influence == (0, 0, 0, 0)


def test_equal_means_of_experts_stay_equal() -> None:
    third = 1 / 3
    found = analyse([[0, third, third], [0.1 + 0.2, 0, 1], [1, 0.3, 0]])
    assert found.direct.influence[0] == pytest.approx(2 / 3)
    split = analyse([[0, third, third], [2 / 3, 0, 0], [0.5, 1 / 6, 0]])
    assert split.ranks.influence == (1, 1, 1)


@pytest.mark.parametrize("size", [2, 3, 6])
def test_a_plain_cycle_is_reported_though_all_are_equal(size: int) -> None:
    found = analyse(np.roll(np.eye(size), 1, axis=1))
    assert (found.kind, found.period, found.stable) == ("cyclic", size, False)
    assert len(found.oscillation) == size


def test_a_loop_that_beats_beside_a_faster_one_does_not_count_as_cyclic() -> None:
    matrix = np.zeros((5, 5))
    matrix[:3, :3] = [[0, 3, 3], [3, 0, 3], [3, 3, 0]]
    matrix[3, 4] = matrix[4, 3] = 1
    found = analyse(matrix)
    assert (found.kind, found.limit) == ("aperiodic", None)
    assert found.stable
    assert found.ranks.influence == (1, 1, 1, 4, 4)


def test_a_slow_loop_whose_order_swings_is_not_stable() -> None:
    matrix = np.zeros((5, 5))
    matrix[:3, :3] = [[0, 3, 3], [3, 0, 3], [3, 3, 0]]
    matrix[3, 4], matrix[4, 3] = 2, 1
    found = analyse(matrix)
    assert (found.kind, found.stable, found.indirect) == ("aperiodic", False, None)
    assert found.oscillation[0] != found.oscillation[1]


@pytest.mark.parametrize("size", [1, 4])
def test_no_influence_at_all_vanishes_at_once(size: int) -> None:
    found = analyse(np.zeros((size, size)))
    assert (found.kind, found.vanishes_at, found.stable) == ("nilpotent", 1, False)
    assert found.direct.influence == (0,) * size
    assert found.all_paths == found.direct


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        ([[0, 1]], "as many rows as columns"),
        ([[0, 1], [1]], "different lengths"),
        ([], "as many rows as columns"),
        ([[0, -1], [1, 0]], "row 1, column 2"),
        ([[0, 1], [float("nan"), 0]], "row 2, column 1"),
        ([[0, 1], [1, 2]], "row 2, column 2"),
    ],
)
def test_what_is_no_matrix_of_influences_is_refused(matrix: list[list[float]], said: str) -> None:
    with pytest.raises(SquareError, match=said):
        analyse(matrix)


def test_potential_influences_join_where_there_is_none_yet() -> None:
    assert with_potential([[0, 1], [0, 0]], [[0, 0], [3, 0]]).tolist() == [[0, 1], [3, 0]]
    with pytest.raises(SquareError, match="Row 1, column 2"):
        with_potential([[0, 1], [0, 0]], [[0, 2], [3, 0]])
    with pytest.raises(SquareError, match="differ in size"):
        with_potential([[0, 1], [0, 0]], [[0]])


def test_three_definitions_of_indirect_influence_differ() -> None:
    matrix = random_matrix(3)
    one, two = matrix, matrix @ matrix
    assert indirect_sums(matrix, 2).influence == tuple(two.sum(axis=1))
    assert indirect_sums(matrix, 2, definition="sum").influence == tuple((one + two).sum(axis=1))
    damped = indirect_sums(matrix, 2, definition="damped", damping=0.1)
    assert damped.dependence == pytest.approx((one + 0.1 * two).sum(axis=0))


@pytest.mark.parametrize(("power", "damping"), [(0, 0.5), (1, 0.0), (1, 1.5)])
def test_a_power_or_damping_that_cannot_be_is_refused(power: int, damping: float) -> None:
    with pytest.raises(SquareError):
        indirect_sums([[0, 1], [1, 0]], power, definition="damped", damping=damping)


def test_sums_larger_than_any_float_are_whole_numbers() -> None:
    found = indirect_sums([[0, 1e200], [2e200, 0]], 3)
    assert found.influence[0] > 10**599


def test_fractions_far_beyond_floats_are_told_too() -> None:
    matrix = np.random.default_rng(5).random((6, 6)) * 1e60
    np.fill_diagonal(matrix, 0)
    assert indirect_sums(matrix, 9).influence[0] > 10**500


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([2, 3, 7]))
def test_a_scale_changes_no_order(seed: int, factor: int) -> None:
    matrix = random_matrix(seed, 6)
    one, other = analyse(matrix), analyse(matrix * factor)
    assert (one.stable, one.power, one.indirect_ranks) == (
        other.stable,
        other.power,
        other.indirect_ranks,
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_names_in_another_order_change_nothing_and_a_turned_matrix_swaps_the_sides(
    seed: int,
) -> None:
    matrix = random_matrix(seed, 6)
    moved = np.random.default_rng(seed).permutation(6)
    one, other = analyse(matrix), analyse(matrix[np.ix_(moved, moved)])
    assert [one.ranks.influence[place] for place in moved] == list(other.ranks.influence)
    assert (one.stable, one.power) == (other.stable, other.power)
    assert analyse(matrix.T).ranks.dependence == one.ranks.influence


def test_an_order_that_holds_for_all_powers_looked_at_but_not_at_the_limit_is_not_stable() -> None:
    """Two groups that hardly touch; the second grows by half a thousandth faster."""
    matrix = np.zeros((6, 6))
    matrix[:3, :3] = [[0, 3, 2], [1, 0, 3], [2, 1, 0]]
    ring = np.array([[0.0, 1, 1], [0, 0, 1], [1, 0, 0]])
    growths = [np.abs(np.linalg.eigvals(block)).max() for block in (matrix[:3, :3], ring)]
    scale = 1.0005 * growths[0] / growths[1]
    matrix[3:, 3:] = np.round(ring * scale, 4)
    matrix[0, 3] = matrix[3, 0] = 1e-6
    found = analyse(matrix)
    assert found.limit is not None
    assert min(found.limit.influence[3:]) > max(found.limit.influence[:3])
    assert (found.stable, found.oscillation[0]) == (False, found.oscillation[1])
