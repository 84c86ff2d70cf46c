"""Why a state stands, and how far a scenario depends on who was asked."""

import numpy as np
import pytest

from app.foresight.cross_impact import (
    Experts,
    Influence,
    Matrix,
    consistent_scenarios,
    reasons,
    robustness,
)
from app.foresight.errors import MatrixError

NAN = float("nan")
AGREED = np.array([[0, 0, 2, 0], [0, 0, 0, 2], [2, 0, 0, 0], [0, 2, 0, 0]], dtype=float)
SIZES = (2, 2)


def test_a_reason_names_who_promotes_and_who_hinders() -> None:
    impacts = np.zeros((7, 7))
    impacts[0, 5:], impacts[2, 5:], impacts[4, 5:] = (3, 0), (-2, 1), (1, 0)
    first, second, third, last = reasons(Matrix(impacts, (2, 2, 1, 2)), (1, 1, 1, 1))
    assert (first.undetermined, first.margin, first.pros) == (True, 0, ())
    assert (third.rival, third.margin, third.undetermined) == (None, None, False)
    assert (last.score, last.rival, last.margin) == (2, 2, 1)
    assert last.pros == (Influence(1, 1, 3), Influence(3, 1, 1))
    assert last.cons == (Influence(2, 1, -2),)
    assert second.descriptor == 2


@pytest.mark.parametrize(("scenario", "told"), [((1,), "2 descriptors"), ((1, 3), "from 1 to 2")])
def test_a_scenario_of_another_matrix_is_refused(scenario: tuple[int, ...], told: str) -> None:
    with pytest.raises(MatrixError, match=told):
        reasons(Matrix(AGREED, SIZES), scenario)


def test_scenarios_on_which_experts_agree_stay_in_every_run() -> None:
    experts = Experts([AGREED, AGREED, AGREED * 0.5], SIZES)
    found = robustness(experts, [(1, 1), (1, 2)], seed=1, runs=200)
    assert [each.share for each in found] == [1, 0]
    assert (found[0].low, found[1].high) == pytest.approx((0.98115, 0.01885), abs=1e-5)


def test_the_share_is_the_chance_that_the_drawn_agree() -> None:
    """Two of three experts hold (1, 1) up, the third throws it down alone and in any company of
    two: it stays when the third is drawn at most once, 20 times of 27."""
    against = AGREED.copy()
    against[2, :2] = (-3, 0)
    found = robustness(Experts([AGREED, AGREED, against], SIZES), [(1, 1)], seed=3, runs=4_000)
    assert found[0].low < 20 / 27 < found[0].high
    assert found == robustness(
        Experts([AGREED, AGREED, against], SIZES), [(1, 1)], seed=3, runs=4_000
    )


def test_sections_split_among_experts_are_pooled() -> None:
    first, second = AGREED.copy(), AGREED.copy()
    first[:2], second[2:] = NAN, NAN
    experts = Experts([first, second], SIZES)
    assert (experts.mean().impacts == AGREED).all()
    assert [each.share for each in robustness(experts, [(2, 2)], seed=1, runs=50)] == [1]
    scenarios = consistent_scenarios(experts.mean()).scenarios
    assert [each.states for each in scenarios] == [(1, 1), (2, 2)]


def test_a_section_that_nobody_judged_is_named() -> None:
    gap = AGREED.copy()
    gap[0, 2] = NAN
    with pytest.raises(MatrixError, match="row 1, column 3"):
        Experts([gap, gap], SIZES)
    own = AGREED.copy()
    own[:2, :2] = NAN
    assert Experts([own], SIZES).mean().impacts[0, 0] == 0


def test_too_few_experts_or_runs_say_nothing() -> None:
    with pytest.raises(MatrixError, match="2 experts"):
        robustness(Experts([AGREED], SIZES), [(1, 1)], seed=1)
    with pytest.raises(MatrixError, match="1 run"):
        robustness(Experts([AGREED, AGREED], SIZES), [(1, 1)], seed=1, runs=0)
    with pytest.raises(MatrixError, match="shape"):
        Experts([AGREED], (2, 3))
    assert robustness(Experts([AGREED, AGREED], SIZES), [], seed=1) == ()
