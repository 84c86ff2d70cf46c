"""Times between limits: against closed forms, a published result and another algorithm."""

import numpy as np
import pytest
from scipy import optimize

from app.estimation.errors import DesignError
from app.estimation.turnbull import Spans, Spread, spread_of

INF = np.inf
# Months to retraction of the breast after radiotherapy alone: Finkelstein and Wolfe 1985,
# Biometrics 41:933; 46 patients, (low, high], inf where it was not seen to the end.
RADIOTHERAPY = [
    (45, INF), (6, 10), (0, 7), (46, INF), (46, INF), (7, 16), (17, INF), (7, 14), (37, 44),
    (0, 8), (4, 11), (15, INF), (11, 15), (22, INF), (46, INF), (46, INF), (25, 37), (46, INF),
    (26, 40), (46, INF), (27, 34), (36, 44), (46, INF), (36, 48), (37, INF), (40, INF), (17, 25),
    (46, INF), (11, 18), (38, INF), (5, 12), (37, INF), (0, 5), (18, INF), (24, INF), (36, INF),
    (5, 11), (19, 35), (17, 25), (24, INF), (32, INF), (33, INF), (19, 26), (37, INF), (34, INF),
    (36, INF),
]  # fmt: skip
# As the R package interval 1.1 and texts on interval-censored data print it, to 4 decimals.
PUBLISHED = {
    (4, 5): 0.0463,
    (6, 7): 0.0334,
    (7, 8): 0.0887,
    (11, 12): 0.0708,
    (24, 25): 0.0926,
    (33, 34): 0.0818,
    (38, 40): 0.1209,
    (46, 48): 0.4656,
}


def spans(*pairs: tuple[float, float]) -> Spans:
    low, high = np.array(pairs, dtype=float).T
    return Spans(low, high)


def found(*pairs: tuple[float, float]) -> Spread:
    return spread_of(spans(*pairs), np.ones(len(pairs)))


def test_the_published_times_to_retraction_come_out() -> None:
    spread = found(*RADIOTHERAPY)
    masses = zip(spread.low.tolist(), spread.high.tolist(), spread.mass.tolist(), strict=True)
    assert {(low, high): round(mass, 4) for low, high, mass in masses} == PUBLISHED


def test_another_algorithm_climbs_to_the_same_top() -> None:
    """Sequential quadratic programming on the logarithms of masses, weights uneven."""
    weights = np.random.default_rng(4).uniform(0.5, 3.0, len(RADIOTHERAPY))
    given = spans(*RADIOTHERAPY)
    spread = spread_of(given, weights)
    holds = (given.low[:, None] <= spread.low) & (spread.high <= given.high[:, None])

    def loss(logs: np.ndarray) -> float:
        mass = np.exp(logs) / np.exp(logs).sum()
        return float(-weights @ np.log(holds @ mass) / weights.sum())

    top = optimize.minimize(loss, np.zeros(spread.mass.size), method="SLSQP", tol=1e-14)
    mass = np.exp(top.x) / np.exp(top.x).sum()
    assert spread.mass == pytest.approx(mass, abs=1e-4)
    assert loss(np.log(spread.mass)) <= top.fun + 1e-9


def test_classes_that_do_not_overlap_hold_their_weighted_shares() -> None:
    given = spans((0, 4), (4, 13), (4, 13), (13, INF))
    spread = spread_of(given, np.array([1.0, 2.0, 3.0, 4.0]))
    assert spread.mass == pytest.approx([0.1, 0.5, 0.4])
    assert spread.until(8.5) == pytest.approx(0.1 + 0.5 / 2)
    assert spread.until(1000) == pytest.approx(0.6)


def test_of_two_spans_one_within_the_other_all_lies_in_the_inner_one() -> None:
    spread = found((0, 10), (4, 6))
    assert (spread.low.tolist(), spread.high.tolist()) == ([4], [6])


def test_right_censored_times_give_kaplan_and_meier() -> None:
    """Deaths at 1, 3 and 4, one lost after 2: S is 3/4, then 3/8, then 0."""
    step = 1e-6
    deaths = [(time - step, float(time)) for time in (1, 3, 4)]
    spread = found(*deaths, (2, INF))
    assert [spread.until(time) for time in (1, 3, 4)] == pytest.approx([0.25, 0.625, 1.0])


def test_scores_are_how_masses_change_with_each_weight() -> None:
    given, weights = spans(*RADIOTHERAPY), np.random.default_rng(5).uniform(1, 2, 46)
    before = spread_of(given, weights)
    for place in (1, 8, 23, 33):
        step = np.zeros(46)
        step[place] = 1e-4
        after = spread_of(given, weights + step)
        change = (after.mass - before.mass) / 1e-4
        assert before.scores[place] == pytest.approx(change, abs=1e-4)


def test_scores_of_classes_are_those_of_their_shares() -> None:
    spread = found((0, 4), (0, 4), (4, 13), (13, INF))
    assert spread.scores[:, 0] == pytest.approx(np.array([0.5, 0.5, -0.5, -0.5]) / 4)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        ([0.0, np.nan], [1.0, 2.0], "gaps"),
        ([0.0], [1.0, 2.0], "without gaps"),
        ([-1.0], [2.0], "begin at 0"),
        ([2.0], [2.0], "end after"),
    ],
)
def test_times_that_contradict_themselves_are_refused(
    low: list[float], high: list[float], word: str
) -> None:
    with pytest.raises(DesignError, match=word):
        Spans(np.array(low), np.array(high))


def test_weights_below_zero_are_refused() -> None:
    with pytest.raises(DesignError, match="below zero"):
        spread_of(spans((0, 1), (1, 2)), np.array([1.0, -1.0]))
