"""Actors' strategies at their edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foresight.actors import strategies
from app.foresight.errors import SquareError


def test_an_actor_without_relations_has_no_strength() -> None:
    found = strategies([[0, 1, 0], [1, 0, 0], [0, 0, 0]], [[1], [1], [4]])
    assert found.power.strength.tolist() == [1.5, 1.5, 0]
    assert found.positions[2].tolist() == [0]


def test_nobody_acts_on_anybody() -> None:
    found = strategies(np.zeros((3, 3)), [[1], [1], [-1]])
    assert found.power.strength.tolist() == [0, 0, 0]
    assert found.objectives.mobilisation.tolist() == [0]


def test_two_actors_have_no_intermediary() -> None:
    found = strategies([[0, 3], [1, 0]], [[1], [1]])
    assert found.power.influence.tolist() == [3, 1]
    raw = [9 / 4, 1 / 4]
    assert found.power.strength == pytest.approx([2 * each / sum(raw) for each in raw])


def test_all_neutral_leaves_ambivalence_undefined() -> None:
    found = strategies([[0, 3], [1, 0]], [[0, 0], [0, 0]])
    assert np.isnan(found.by_sign.ambivalence).all()
    assert not found.by_value.convergence.any()


def test_with_and_against_in_equal_parts_is_whole_ambivalence() -> None:
    found = strategies([[0, 3], [1, 0]], [[2, 2], [2, -2]])
    assert found.by_value.ambivalence.tolist() == [1, 1]
    assert strategies([[0, 3], [1, 0]], [[2], [2]]).by_value.ambivalence.tolist() == [0, 0]


def test_support_and_opposition_make_up_mobilisation() -> None:
    found = strategies([[0, 3], [3, 0]], [[2, 0], [-4, 1]]).objectives
    assert found.support.tolist() == [2, 1]
    assert found.opposition.tolist() == [4, 0]
    assert found.mobilisation.tolist() == [6, 1]


@pytest.mark.parametrize(
    ("influences", "positions", "said"),
    [
        ([[0]], [[1]], "nobody to act on"),
        ([[0, 5], [1, 0]], [[1], [1]], "exceeds 4 in row 1, column 2"),
        ([[0, 1], [1, 0]], [[1]], "2 actors"),
        ([[0, 1], [1, 0]], [[], []], "2 actors"),
        ([[0, 1], [1, 0]], [[1], [1, 2]], "different lengths"),
        ([[0, 1], [1, 0]], [[1], [5]], "row 2, column 1"),
        ([[0, 1], [1, 0]], [[1], [float("nan")]], "row 2, column 1"),
    ],
)
def test_what_cannot_be_is_refused(
    influences: list[list[float]], positions: list[list[float]], said: str
) -> None:
    with pytest.raises(SquareError, match=said):
        strategies(influences, positions)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(1, 5))
def test_sides_are_mutual_and_bounded(seed: int, actors: int, objectives: int) -> None:
    random = np.random.default_rng(seed)
    influences = random.integers(0, 5, (actors, actors)) * (1 - np.eye(actors))
    positions = random.integers(-4, 5, (actors, objectives))
    found = strategies(influences, positions)
    for side in (found.by_sign, found.by_value, found.by_strength):
        assert (side.convergence == side.convergence.T).all()
        assert (side.divergence == side.divergence.T).all()
        known = side.ambivalence[~np.isnan(side.ambivalence)]
        assert ((known >= -1e-12) & (known <= 1 + 1e-12)).all()
    total = found.by_sign.convergence + found.by_sign.divergence
    assert (total <= objectives).all()
    if influences.any():
        assert found.power.strength.mean() == pytest.approx(1)


def test_reach_by_loops_equals_reach_by_arrays() -> None:
    random = np.random.default_rng(4)
    direct = random.integers(0, 5, (6, 6)) * (1 - np.eye(6))
    found = strategies(direct, np.ones((6, 1)))
    for i in range(6):
        for j in range(6):
            via = [min(direct[i, k], direct[k, j]) for k in range(6) if k not in {i, j}]
            assert found.power.reach[i, j] == direct[i, j] + sum(via)
            assert found.strongest_path.reach[i, j] == max(direct[i, j], *via)
