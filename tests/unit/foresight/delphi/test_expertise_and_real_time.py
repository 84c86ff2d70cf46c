"""Weights of expertise beside none; what a panel without rounds may see."""

import pytest

from app.foresight import delphi
from app.foresight.delphi import PrePhase
from app.foresight.errors import AnswerError, RuleError, ScaleError

PANEL = [3, 3, 3, 3, 4, 4, 4, 4, 4, 5]


def test_weights_stand_beside_none() -> None:
    found = delphi.by_expertise([1, 2, 3, 4, 5], [1, 1, 1, 5, 0])
    assert found.unweighted is not None
    assert found.weighted is not None
    assert (found.unweighted.median, found.weighted.median) == (3, 4)
    assert found.weighted.mean == pytest.approx(26 / 8)
    assert (found.n, found.n_weighted, found.is_too_few) == (5, 4, True)
    assert found.n_effective == pytest.approx(64 / 28)


def test_equal_weights_change_nothing() -> None:
    found = delphi.by_expertise([1, 2, 5, None], [3, 3, 3, 3])
    assert found.weighted == found.unweighted


def test_who_knows_nothing_or_did_not_say_counts_unweighted_only() -> None:
    found = delphi.by_expertise([2, 4], [0, None])
    assert found.unweighted is not None
    assert (found.weighted, found.n_effective, found.without_rating) == (None, 0, 1)
    nobody = delphi.by_expertise([], [])
    assert (nobody.unweighted, nobody.weighted, nobody.n) == (None, None, 0)


@pytest.mark.parametrize("ratings", [[1], [1, -1]])
def test_ratings_that_fit_nobody_are_refused(ratings: list[int]) -> None:
    with pytest.raises(AnswerError):
        delphi.by_expertise([1, 2], ratings)


def test_nothing_is_shown_before_the_own_answer_or_in_the_pre_phase() -> None:
    assert delphi.feedback(PANEL, None, PrePhase()).reason == "own answer first"
    early = delphi.feedback(PANEL[:9], 3, PrePhase())
    assert (early.reason, early.group, early.asks_reason) == ("pre-phase", None, False)
    assert delphi.feedback([9] * 20, 9, PrePhase(), delphi.Scale(dont_know=(9.0,))).group is None


def test_the_group_is_shown_and_an_outsider_is_asked_why() -> None:
    shown = delphi.feedback(PANEL, 4, PrePhase())
    assert shown.group is not None
    assert (shown.reason, shown.group.n, shown.asks_reason) == ("shown", 10, False)
    assert delphi.feedback(PANEL, 5, PrePhase()).asks_reason
    unsure = delphi.feedback([*PANEL, 9], 9, PrePhase(), delphi.Scale(dont_know=(9.0,)))
    assert (unsure.reason, unsure.asks_reason) == ("shown", False)
    with pytest.raises(ScaleError):
        delphi.feedback(PANEL, 7, PrePhase())


def test_a_pre_phase_that_shows_single_answers_is_refused() -> None:
    with pytest.raises(RuleError, match="take 5 or more"):
        PrePhase(answers=4)


def test_first_answers_are_compared_with_those_that_saw_the_group() -> None:
    same = delphi.first_answers_effect([3] * 20, PrePhase())
    drawn = delphi.first_answers_effect([1, 2, 1, 2, 1, *[4, 5, 4, 5, 4]], PrePhase(answers=5))
    assert same.p == 1
    assert drawn.p == pytest.approx(2 / 252)
    assert delphi.first_answers_effect([3, None], PrePhase()).p is None
