"""A table that is a product of two thin ones is taken apart into them."""

import numpy as np
import pytest

from app.estimation.open_answers.factors import factors


def test_a_known_factorisation_is_found() -> None:
    """Separable: each topic has a text and a word of its own, so there is one factorisation."""
    random = np.random.default_rng(4)
    w = np.vstack([np.eye(3), random.random((40, 3)) * (random.random((40, 3)) < 0.6)])
    h = np.hstack([np.eye(3), random.random((3, 25)) * (random.random((3, 25)) < 0.6)])
    found = factors(w @ h, 3, rounds=5000)
    assert found[0] @ found[1] == pytest.approx(w @ h, abs=1e-3)
    unit = h / np.linalg.norm(h, axis=1, keepdims=True)
    order = np.argmax(unit @ found[1].T, axis=1)
    assert sorted(order.tolist()) == [0, 1, 2]
    assert found[1][order] == pytest.approx(unit, abs=5e-3)


def test_rank_one_has_a_closed_form() -> None:
    left, right = np.array([1.0, 2, 3]), np.array([4.0, 0, 3, 12])
    w, h = factors(np.outer(left, right), 1)
    assert h[0] == pytest.approx(right / 13)
    assert w[:, 0] == pytest.approx(left * 13)


def test_more_rounds_never_move_away_and_end_where_no_small_step_helps() -> None:
    table = np.random.default_rng(9).random((30, 20))
    gaps = [np.linalg.norm(table - np.matmul(*factors(table, 4, rounds=n))) for n in (1, 3, 10, 90)]
    assert gaps == sorted(gaps, reverse=True)
    w, h = factors(table, 4, rounds=5000)
    slope = (w @ h - table) @ h.T  # Karush, Kuhn and Tucker: 0 inside, not below 0 at the edge
    assert slope.min() > -1e-3
    assert np.abs(slope * w).max() < 1e-2


def test_the_same_table_gives_the_same_factors() -> None:
    table = np.random.default_rng(2).random((25, 15))
    one, other = factors(table, 3), factors(table, 3)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("table", "k"), [(np.ones((3, 3)), 3), (-np.ones((4, 4)), 2)])
def test_what_cannot_be_taken_apart_is_refused(table: np.ndarray, k: int) -> None:
    with pytest.raises(ValueError, match="not below 0"):
        factors(table, k)
