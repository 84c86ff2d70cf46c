"""Events in random order: closed forms for two events, and what stays as it is."""

import numpy as np
import pytest

from app.foresight.errors import EventError
from app.foresight.gordon_hayward import gordon_hayward

RUNS = 40_000


def test_without_influence_probabilities_stay() -> None:
    found = gordon_hayward([0.2, 0.7], np.ones((2, 2)), seed=1, runs=RUNS)
    for each, chance in zip(found, (0.2, 0.7), strict=True):
        assert (each.initial, each.low < chance < each.high) == (chance, True)


def test_two_events_have_the_closed_form_of_half_the_orders() -> None:
    """The second is drawn after the first in half the runs: 0.5 to 0.75 then, odds tripled."""
    _first, second = gordon_hayward([1, 0.5], [[1, 3], [1, 1]], seed=2, runs=RUNS)
    assert second.low < (0.5 + 0.75) / 2 < second.high
    assert second.first == pytest.approx(0.5, abs=0.02)
    assert second.last == pytest.approx(0.75, abs=0.02)


def test_an_event_that_fails_may_move_odds_too() -> None:
    factors = [[1, 1], [1, 1]]
    _first, second = gordon_hayward(
        [0, 0.5], factors, seed=2, factors_not=[[1, 1 / 3], [1, 1]], runs=RUNS
    )
    assert second.last == pytest.approx(0.25, abs=0.02)


def test_certain_and_impossible_events_stay_so() -> None:
    found = gordon_hayward([0, 1, 0.5], np.full((3, 3), 1e6), seed=3, runs=500)
    assert [each.final for each in found[:2]] == [0, 1]
    huge = gordon_hayward([0.5, 0.5], np.full((2, 2), 1e300), seed=3, runs=500)
    assert all(each.last == 1 or each.final > 0.5 for each in huge)


def test_a_seed_gives_the_same_again_and_one_run_has_no_other_place() -> None:
    factors = [[1, 2], [0.5, 1]]
    given = [0.3, 0.6]
    assert gordon_hayward(given, factors, seed=4) == gordon_hayward(given, factors, seed=4)
    assert gordon_hayward(given, factors, seed=4) != gordon_hayward(given, factors, seed=5)
    single = gordon_hayward(given, factors, seed=4, runs=1)
    assert sorted(each.first is None for each in single) == [False, True]


@pytest.mark.parametrize(
    ("chances", "factors", "runs", "told"),
    [
        ([1.2], [[1]], 10, "outside 0 to 1"),
        ([], np.ones((0, 0)), 10, "missing"),
        ([0.5, 0.5], [[1, 0], [1, 1]], 10, "above 0"),
        ([0.5, 0.5], [[1, 1]], 10, "shape"),
        ([0.5], [[1]], 0, "runs"),
    ],
)
def test_what_is_no_event_is_refused(
    chances: list[float], factors: list[list[float]], runs: int, told: str
) -> None:
    with pytest.raises(EventError, match=told):
        gordon_hayward(chances, factors, seed=1, runs=runs)
