"""Weights: each start followed by the rule, exactly or drawn; the rule keeps a state that ties."""

import numpy as np
import pytest

from app.foresight.cross_impact import Matrix, weights
from app.foresight.cross_impact.succession import ranking, successors
from app.foresight.errors import MatrixError
from app.foresight.proportions import wilson_interval
from tests.unit.foresight.made_matrices import followed, made

SHAPES = ((2, 3, 2), (3, 3, 3, 2), (4, 2, 1, 3), (5, 3, 3), (1, 4, 3), (3,))


def test_weights_equal_following_every_start() -> None:
    for seed in range(60):
        step = (1.0, 1.0, 0.1)[seed % 3]
        matrix = made(seed, SHAPES[seed % len(SHAPES)], density=0.7, step=step)
        found, expected = weights(matrix), followed(matrix)
        assert found.cycles.value == expected.pop((), 0), seed
        assert {e: w.value for e, w in found.by_scenario.items()} == expected, seed


def test_a_cycle_holds_its_starts() -> None:
    impacts = [[0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 0]]
    found = weights(Matrix(impacts, (2, 2)))
    assert (found.by_scenario, found.cycles.value, found.are_exact) == ({}, 4, True)


def test_a_state_among_the_best_stays_and_else_the_first_best_follows() -> None:
    impacts = np.zeros((6, 6))
    impacts[3, :3], impacts[4, :3], impacts[5, :3] = (0, 2, 2), (2, 2, 0), (1, 1, 1)
    matrix = Matrix(impacts, (3, 3))
    starts = np.array([[0, 0], [1, 0], [2, 0], [2, 1], [0, 2]])
    following = [[1, 0], [1, 0], [2, 0], [0, 1], [0, 2]]
    assert successors(matrix, starts).tolist() == following
    assert successors(Matrix(impacts + 0.5, (3, 3)), starts).tolist() == following


def test_whole_numbers_and_others_are_ranked_alike() -> None:
    for seed in range(20):
        matrix = made(seed, (3, 4, 2, 1, 3))
        tenths = Matrix(matrix.impacts / 10, matrix.sizes)
        assert (ranking(matrix).given.dtype, ranking(tenths).given.dtype) == (np.int32, np.float64)
        assert weights(tenths) == weights(matrix)


def test_numbers_too_large_for_32_bits_are_followed_too() -> None:
    matrix = made(2, (3, 3, 2))
    large = Matrix(matrix.impacts * 2.0**29, matrix.sizes)
    assert weights(large) == weights(matrix)


def test_drawn_weights_come_with_their_interval_and_again_with_their_seed() -> None:
    matrix = made(8, (3, 3, 3, 3))
    exact, drawn = weights(matrix), weights(matrix, draws=20_000, seed=5)
    assert drawn == weights(matrix, draws=20_000, seed=5)
    assert drawn != weights(matrix, draws=20_000, seed=6)
    assert (drawn.draws, drawn.seed, drawn.are_exact) == (20_000, 5, False)
    total = sum(each.value for each in drawn.by_scenario.values()) + drawn.cycles.value
    assert total == pytest.approx(81)
    for states, weight in exact.by_scenario.items():
        found = drawn.of(states)
        reach = 2 * (found.high - found.low)
        assert found.low - reach <= weight.value <= found.high + reach


def test_a_scenario_no_draw_reached_is_not_said_to_weigh_nothing() -> None:
    found = weights(made(8, (3, 3, 3, 3)), draws=100).of((9, 9, 9, 9))
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(81 * wilson_interval(0, 100)[1])


def test_beyond_two_million_combinations_starts_are_drawn_and_never_saturate() -> None:
    """A matrix without judgements keeps every start where it is; its numbers pass 64 bits."""
    found = weights(Matrix(np.zeros((150, 150)), (3,) * 50), draws=50)
    assert found.combinations == 3**50
    assert sum(e.value for e in found.by_scenario.values()) == pytest.approx(3.0**50)
    pulled = np.zeros((51, 51))
    pulled[:, ::3] = 1
    all_first = weights(Matrix(pulled, (3,) * 17))
    assert all_first.are_exact is False
    assert all_first.of((1,) * 17).value == 3**17 > 2**24


def test_no_draw_says_nothing() -> None:
    with pytest.raises(MatrixError, match="draws"):
        weights(Matrix([[0.0]], (1,)), draws=0)


def test_wilson_intervals_are_those_of_the_formula() -> None:
    """10 of 100: 0.0552 to 0.1744, as R prop.test without correction says."""
    assert wilson_interval(10, 100) == pytest.approx((0.05522914, 0.1743657), abs=1e-7)
    assert wilson_interval(0, 10)[0] == 0
    assert wilson_interval(10, 10)[1] == 1
