"""Structural analysis against published sums, and derived ones marked as such."""

import numpy as np
import pytest

from app.foresight.influence_plane import plane
from app.foresight.influence_powers import indirect_sums
from app.foresight.structural import analyse

# Public test file test_micmac.py (published, reproduced).
CHAIN = [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]
STAR = [[0, 3, 3, 3], [1, 0, 1, 0], [1, 0, 0, 1], [1, 1, 0, 0]]
# Godet's teaching example of three variables (Creating Futures, ch. 5; sums by hand).
GODET = [[0, 1, 0], [1, 0, 1], [1, 0, 0]]
# diazpolanco13/micmac-app, EJERCICIO-MODELO: sums published; its quadrants contradict its own rule.
FIVE = [[0, 1, 3, 1, 3], [3, 0, 3, 2, 1], [2, 3, 0, 1, 3], [3, 1, 3, 0, 3], [3, 3, 3, 2, 0]]
# Derived: never stable.
CYCLE = [[0, 2, 0], [0, 0, 1], [1, 0, 0]]
BIPARTITE = [[0, 0, 3, 1], [0, 0, 1, 1], [1, 2, 0, 0], [1, 1, 0, 0]]


def test_a_chain_vanishes_and_its_paths_are_summed() -> None:
    found = analyse(CHAIN)
    assert (found.kind, found.stable, found.vanishes_at) == ("nilpotent", False, 4)
    assert found.all_paths is not None
    assert found.all_paths.influence == (3, 2, 1, 0)
    assert found.all_paths.dependence == (0, 1, 2, 3)
    assert indirect_sums(CHAIN, 3, definition="sum") == found.all_paths


def test_a_star_has_one_driver_from_the_first_power() -> None:
    found = analyse(STAR)
    assert (found.stable, found.power) == (True, 1)
    assert plane(found.direct).quadrants == ("driving", "result", "result", "result")
    assert indirect_sums(STAR, 2).influence == (18, 11, 11, 11)
    assert indirect_sums(STAR, 2).dependence == (12, 13, 13, 13)
    assert indirect_sums(STAR, 3).influence == (99, 29, 29, 29)


@pytest.mark.parametrize(
    ("power", "influence", "dependence"),
    [
        (1, (1, 2, 1), (2, 1, 1)),
        (2, (2, 2, 1), (2, 2, 1)),
        (3, (2, 3, 2), (3, 2, 2)),
        (4, (3, 4, 2), (4, 3, 2)),
        (5, (4, 5, 3), (5, 4, 3)),
    ],
)
def test_the_powers_of_godets_example(
    power: int, influence: tuple[int, ...], dependence: tuple[int, ...]
) -> None:
    found = indirect_sums(GODET, power)
    assert (found.influence, found.dependence) == (influence, dependence)


def test_godets_example_is_stable_from_four_for_ties_count() -> None:
    found = analyse(GODET)
    assert (found.stable, found.power) == (True, 4)
    assert found.indirect == indirect_sums(GODET, 4)


def test_five_variables_and_their_right_quadrants() -> None:
    found = analyse(FIVE)
    assert (found.direct.influence, found.direct.dependence) == (
        (8, 9, 9, 10, 11),
        (11, 8, 12, 6, 10),
    )
    assert (found.stable, found.power) == (True, 2)
    assert found.indirect is not None
    assert found.indirect.influence == (79, 82, 86, 93, 98)
    assert found.indirect.dependence == (96, 83, 105, 59, 95)
    assert indirect_sums(FIVE, 3).influence == (727, 779, 791, 871, 927)
    drawn = plane(found.direct)
    assert (drawn.cut, drawn.influence_cut, drawn.dependence_cut) == ("mean", 9.4, 9.4)
    assert drawn.quadrants == ("result", "autonomous", "result", "driving", "relay")


@pytest.mark.parametrize(("matrix", "period"), [(CYCLE, 3), (BIPARTITE, 2)])
def test_what_beats_has_no_stable_order(matrix: list[list[int]], period: int) -> None:
    found = analyse(matrix)
    assert (found.kind, found.period, found.stable) == ("cyclic", period, False)
    assert (found.indirect, found.power, found.limit) == (None, None, None)
    assert len(set(found.oscillation)) > 1


def test_seventy_variables_to_the_twentieth_power_do_not_overflow() -> None:
    random = np.random.default_rng(70)
    matrix = random.integers(0, 4, (70, 70))
    np.fill_diagonal(matrix, 0)
    whole = matrix.astype(object)
    power = whole
    for _ in range(19):
        power = power @ whole
    found = indirect_sums(matrix.astype(float), 20)
    assert found.influence == tuple(power.sum(axis=1))
    assert found.dependence == tuple(power.sum(axis=0))
    assert max(found.influence) > 2**63
