"""The search finds what counting finds, keeps its invariances, and says when it stopped."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foresight.cross_impact import Matrix, consistent_scenarios
from app.foresight.errors import MatrixError
from tests.unit.foresight.made_matrices import counted, made

SHAPES = ((2, 3, 2), (3, 3, 3, 2), (4, 2, 1, 3), (2, 2, 2, 2, 2), (5, 3, 3), (1, 4, 3))
sizes_of_matrices = st.lists(st.integers(1, 4), min_size=1, max_size=5).map(tuple)


def found(matrix: Matrix, tolerance: float = 0) -> set[tuple[int, ...]]:
    search = consistent_scenarios(matrix, tolerance)
    states = [each.states for each in search.scenarios]
    assert search.is_complete
    assert states == sorted(set(states))
    return set(states)


@pytest.mark.parametrize("tolerance", [0, 1, 2])
def test_search_equals_counting_on_200_random_matrices(tolerance: int) -> None:
    for seed in range(200):
        density = (1.0, 0.6, 0.3)[seed % 3]
        matrix = made(seed, SHAPES[seed % len(SHAPES)], density=density)
        assert found(matrix, tolerance) == counted(matrix, tolerance), seed


def test_search_equals_counting_on_averages_with_ties_that_floats_miss() -> None:
    """Thirds and tenths: 0.1 + 0.2 is not 0.3, but the states are tied."""
    for seed in range(60):
        matrix = made(seed, SHAPES[seed % len(SHAPES)], step=(1 / 3, 0.1)[seed % 2])
        assert found(matrix, 0.2) == counted(matrix, 0.2), seed
        assert found(matrix) == counted(matrix, 0), seed


def test_a_tie_that_floats_miss_is_a_tie() -> None:
    rows = np.zeros((6, 6))
    rows[[2, 4], [0, 0]], rows[[2, 4], [1, 1]] = (0.1, 0.2), (0.3, 0.0)
    search = consistent_scenarios(Matrix(rows, (2, 2, 2)))
    tied = [each for each in search.scenarios if each.states[1:] == (1, 1)]
    assert [each.states[0] for each in tied] == [1, 2]
    assert [each.consistency for each in tied] == [0, 0]


def test_influence_of_a_descriptor_on_itself_counts() -> None:
    for seed in range(40):
        matrix = made(seed, (3, 2, 3))
        own = np.kron(np.eye(3), np.ones((3, 3)))[:8, :8] * (seed % 5 - 2)
        own[0, 1] += 2
        both = Matrix(matrix.impacts + own, matrix.sizes)
        assert found(both, 1) == counted(both, 1), seed


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), sizes_of_matrices, st.integers(-4, 4), st.data())
def test_a_constant_added_to_one_row_section_changes_no_scenario(
    seed: int, sizes: tuple[int, ...], constant: int, data: st.DataObject
) -> None:
    matrix = made(seed, sizes)
    row = data.draw(st.integers(0, sum(sizes) - 1))
    place = data.draw(st.integers(0, len(sizes) - 1))
    start = int(matrix.starts[place])
    impacts = matrix.impacts.copy()
    impacts[row, start : start + sizes[place]] += constant
    before, after = consistent_scenarios(matrix), consistent_scenarios(Matrix(impacts, sizes))
    assert [(e.states, e.consistency) for e in before.scenarios] == [
        (e.states, e.consistency) for e in after.scenarios
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), sizes_of_matrices, st.sampled_from([0.001, 0.7, 3, 1e6]))
def test_a_matrix_multiplied_has_the_same_scenarios(
    seed: int, sizes: tuple[int, ...], factor: float
) -> None:
    matrix = made(seed, sizes)
    assert found(Matrix(matrix.impacts * factor, sizes)) == found(matrix)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), sizes_of_matrices, st.integers(0, 2), st.data())
def test_descriptors_in_another_order_have_the_same_scenarios(
    seed: int, sizes: tuple[int, ...], tolerance: int, data: st.DataObject
) -> None:
    matrix = made(seed, sizes)
    order = data.draw(st.permutations(range(len(sizes))))
    rows = [int(matrix.starts[e]) + state for e in order for state in range(sizes[e])]
    other = Matrix(matrix.impacts[np.ix_(rows, rows)], [sizes[each] for each in order])
    turned = {tuple(each[place] for place in order) for each in found(matrix, tolerance)}
    assert found(other, tolerance) == turned


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), sizes_of_matrices)
def test_more_tolerance_never_loses_a_scenario(seed: int, sizes: tuple[int, ...]) -> None:
    matrix = made(seed, sizes)
    several = [found(matrix, each) for each in (0, 0.5, 1, 2, 40)]
    assert all(less <= more for less, more in pairwise(several))
    assert len(several[-1]) == matrix.combinations


def test_a_descriptor_that_nothing_decides_is_told_and_each_of_its_states_fits() -> None:
    impacts = np.zeros((5, 5))
    impacts[0, 2], impacts[1, 3] = 2, 2
    impacts[:, 4] = 7
    search = consistent_scenarios(Matrix(impacts, (2, 2, 1)))
    assert search.undetermined == (1,)
    assert [each.states for each in search.scenarios] == [(1, 1, 1), (2, 2, 1)]


def test_single_states_have_no_rival() -> None:
    search = consistent_scenarios(Matrix([[0, 3], [-2, 0]], (1, 1)))
    assert [(e.states, e.consistency, e.total_impact) for e in search.scenarios] == [
        ((1, 1), None, 1)
    ]
    assert search.scenarios[0].inconsistency == 0
    assert search.undetermined == ()


def test_a_matrix_may_have_no_consistent_scenario() -> None:
    impacts = [[0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 0]]
    search = consistent_scenarios(Matrix(impacts, (2, 2)))
    assert (search.scenarios, search.is_complete) == ((), True)
    assert len(consistent_scenarios(Matrix(impacts, (2, 2)), 1).scenarios) == 4


def test_the_time_limit_is_kept_and_told() -> None:
    ticks = iter(range(10_000))
    matrix = made(1, (3,) * 12)
    search = consistent_scenarios(matrix, 3, 8, clock=lambda: float(next(ticks)))
    whole = consistent_scenarios(matrix, 3)
    assert (search.is_complete, search.stopped) == (False, "time")
    assert {each.states for each in search.scenarios} < {each.states for each in whole.scenarios}
    assert whole.is_complete


def test_too_many_scenarios_stop_the_search_and_are_told() -> None:
    search = consistent_scenarios(Matrix(np.zeros((60, 60)), (3,) * 20), most=500)
    assert (len(search.scenarios), search.stopped) == (500, "count")
    exactly = consistent_scenarios(Matrix(np.zeros((6, 6)), (3, 3)), most=9)
    assert (len(exactly.scenarios), exactly.stopped) == (9, "")


def test_seventeen_descriptors_with_as_many_judgements_as_a_real_study_are_searched_whole() -> None:
    """408 million combinations in steps, not in seconds: blocks looked at are few."""
    sizes = (3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 4, 4, 3, 3, 3, 4)
    matrix = made(3, sizes, density=0.46)
    ticks = iter(range(2_000))
    search = consistent_scenarios(matrix, 0, 2_000, clock=lambda: float(next(ticks)))
    assert matrix.combinations == 408_146_688
    assert search.is_complete


def test_numbers_too_large_for_short_ones_are_searched_too() -> None:
    matrix = made(4, (3, 3, 3))
    large = Matrix(matrix.impacts * 1e7, matrix.sizes)
    assert found(large, 1e7) == counted(matrix, 1)


@pytest.mark.parametrize(
    ("impacts", "sizes", "told"),
    [
        ([[0.0]], (), "no state"),
        ([[0.0]], (1, 0), "no state"),
        (np.zeros((3, 2)), (1, 2), "row and a column"),
        (np.zeros((2, 2)), (1, 2), "row and a column"),
        ([[0, float("nan")], [0, 0]], (1, 1), "row 1, column 2"),
        ([[0, 1], [0]], (1, 1), "no table"),
    ],
)
def test_what_is_no_matrix_is_refused(impacts: object, sizes: tuple[int, ...], told: str) -> None:
    with pytest.raises(MatrixError, match=told):
        Matrix(impacts, sizes)  # type: ignore[arg-type]


@pytest.mark.parametrize("tolerance", [-1, float("nan"), float("inf")])
def test_a_tolerance_that_means_nothing_is_refused(tolerance: float) -> None:
    with pytest.raises(MatrixError, match="tolerance"):
        consistent_scenarios(Matrix([[0.0]], (1,)), tolerance)
