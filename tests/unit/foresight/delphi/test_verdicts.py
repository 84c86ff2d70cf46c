"""Consensus, stability, camps and drop-out: rules as values, and too few said as such."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foresight import delphi
from app.foresight.delphi import FIVE_POINT_RULE, LIKELIHOOD_RULE, Rule, StabilityRule
from app.foresight.errors import AnswerError, RuleError
from tests.unhurried import unhurried

IQR = Rule(iqr=1)
DONT_KNOW = Rule(iqr=1, scale=delphi.Scale(dont_know=(9.0,)))


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([], "no answers"),
        ([None, None], "no answers"),
        ([9, 9, 9, 9, 9, 9], "no answers"),
        ([4], "too few"),
        ([4, 4, 4, 5], "too few"),
        ([4, 4, 4, 4, 4, 4], "unanimous"),
        ([4, 4, 9, 9, 9, 9, 4, 5, 4, 9, 9], "no consensus"),
        ([1, 1, 5, 5, 3], "no consensus"),
        ([4, 4, 4, 4, 5], "consensus"),
        ([4, 4, 4, 4, 5, 9, None], "consensus"),
    ],
)
def test_only_enough_answers_that_keep_the_rule_earn_the_badge(
    answers: list[float | None], status: str
) -> None:
    found = delphi.consensus(answers, DONT_KNOW)
    assert (found.status, found.is_consensus) == (status, status == "consensus")


def test_a_limit_is_kept_when_it_is_just_reached() -> None:
    assert delphi.consensus([4, 4, 4, 1, 1, 5, 4, 4], Rule(end_share=0.75)).is_consensus
    assert delphi.consensus([40, 40, 50, 60, 60], LIKELIHOOD_RULE).is_consensus
    assert not delphi.consensus([40, 40, 50, 65, 65], LIKELIHOOD_RULE).is_consensus
    assert delphi.consensus([1, 2, 2, 3, 3], Rule(iqr_share=0.25)).is_consensus


def test_every_limit_of_the_rule_must_hold_and_is_told() -> None:
    found = delphi.consensus([3, 3, 3, 4, 4], FIVE_POINT_RULE)
    assert [(check.measure, check.holds) for check in found.checks] == [
        ("iqr", True),
        ("end_share", False),
        ("dont_know_share", True),
    ]
    assert found.status == "no consensus"
    measured = delphi.consensus([2, 2, 3, 3, 3], Rule(cv=0.3, cqv=0.3))
    assert [check.measure for check in measured.checks] == ["cv", "cqv", "dont_know_share"]
    assert measured.is_consensus


@unhurried()
@given(st.lists(st.one_of(st.none(), st.sampled_from([1, 2, 3, 4, 5, 9])), max_size=25))
def test_no_answers_crash_and_no_spread_earns_no_badge(answers: list[int | None]) -> None:
    found = delphi.consensus(answers, DONT_KNOW)
    said = [each for each in answers if each not in {None, 9}]
    if len(said) < 5 or len(set(said)) < 2:
        assert not found.is_consensus


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"iqr": -1},
        {"iqr": 1, "least": 0},
        {"iqr": 1, "quantile_type": 12},
        {"iqr_share": 25},
        {"end_share": 75},
        {"iqr": 1, "dont_know_share": -0.1},
        {"end_share": 0.75, "scale": delphi.Scale(low=1, high=3)},
        {"end_share": 0.75, "scale": delphi.Scale(step=None)},
        {"cv": 0.3, "scale": delphi.PER_CENT},
        {"cqv": 0.3, "scale": delphi.Scale(low=-2, high=2)},
    ],
)
def test_a_rule_that_decides_nothing_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(RuleError):
        Rule(**limits)


@pytest.mark.parametrize("limit", [float("nan"), float("inf")])
def test_a_limit_that_is_no_number_is_refused(limit: float) -> None:
    with pytest.raises(RuleError, match="no number"):
        Rule(iqr=limit)
    with pytest.raises(RuleError, match="no number"):
        StabilityRule(net_change=limit)


@pytest.mark.parametrize("scale", [delphi.Scale(low=0, high=10), delphi.Scale(low=-2, high=2)])
def test_rounds_of_zeros_have_no_variation_to_compare(scale: delphi.Scale) -> None:
    for after in ([0, 0, 0, 0, 0], [0, 1, 2, 0, 1]):
        found = delphi.stability([0, 0, 0, 0, 0], after, scale=scale)
        assert (found.n, found.cv_change) == (5, None)


def test_small_changes_are_stable_and_large_ones_move() -> None:
    before = [1, 2, 3, 4, 5, 3, 3, 4]
    assert delphi.stability(before, before).is_stable
    assert delphi.stability(before, [1, 2, 3, 4, 5, 3, 3, 5]).is_stable
    assert delphi.stability(before, [5, 5, 5, 5, 5, 3, 3, 5]).status == "moving"


def test_every_limit_of_stability_must_hold() -> None:
    before, after = [1, 2, 3, 4, 5, 3], [2, 3, 4, 5, 5, 4]
    assert not delphi.stability(before, after, StabilityRule(median_change=0.5)).is_stable
    assert delphi.stability(
        before, after, StabilityRule(net_change=None, median_change=1)
    ).is_stable
    assert not delphi.stability(before, after, StabilityRule(net_change=0.5, kappa=0.9)).is_stable
    assert not delphi.stability(before, after, StabilityRule(net_change=0.5, p=0.1)).is_stable
    assert delphi.stability(
        before, after, StabilityRule(net_change=0.5, cv_change=0.3, kappa=0.3, p=0.01)
    ).is_stable


def test_only_experts_of_both_rounds_count() -> None:
    found = delphi.stability([1, None, 3, 4, 5, 2], [1, 2, None, None, 5, 2])
    assert (found.n, found.only_before, found.only_after) == (3, 2, 1)
    assert (found.status, found.is_stable) == ("too few", False)
    assert delphi.stability([None], [3]).status == "no pairs"


def test_two_answers_take_mcnemar_and_keep_dont_know_out() -> None:
    scale = delphi.Scale(low=0, high=1, dont_know=(9.0,))
    found = delphi.stability([0, 0, 0, 1, 1, 9], [1, 1, 1, 1, 1, 0], scale=scale)
    assert found.mcnemar is not None
    assert (found.n, found.mcnemar.raised, found.cv_change) == (5, 3, None)


def test_a_rule_of_stability_that_decides_nothing_is_refused() -> None:
    with pytest.raises(RuleError):
        StabilityRule(net_change=None)
    with pytest.raises(RuleError):
        StabilityRule(least=0)


def test_camps_are_told_from_eight_answers() -> None:
    assert not delphi.dissent([1, 1, 1, 5, 5, 5, 5]).is_polarised
    assert delphi.dissent([1, 1, 1, 5, 5, 5, 5]).is_too_few
    found = delphi.dissent([1, 1, 1, 1, 5, 5, 5, 5])
    assert found.reasons == ("agreement below zero", "two modes")
    assert found.modes == (1, 5)
    many = delphi.dissent([1] * 20 + [5] * 20)
    assert many.reasons == ("agreement below zero", "bimodality", "two modes")


@pytest.mark.parametrize("answers", [[], [None], [3], [3] * 10, [3, 3, 4, 4, 3, 4, 3, 4]])
def test_no_camps_without_a_valley(answers: list[int | None]) -> None:
    assert not delphi.dissent(answers).is_polarised


def test_two_modes_need_a_quarter_each_and_a_level_of_a_tenth_between() -> None:
    assert delphi.dissent([1, 1, 1, 2, 3, 4, 5, 5, 5]).modes is None
    assert delphi.dissent([2, 2, 2, 4, 4, 4, 4, 5, 5, 1]).modes == (2, 4)


def test_bimodality_of_flat_answers_comes_near_five_ninths_where_they_are_many() -> None:
    assert delphi.bimodality(np.tile(np.arange(0.0, 101), 50)) == pytest.approx(5 / 9, abs=1e-3)
    assert delphi.bimodality(np.array([1.0, 2, 3])) is None


def test_those_who_left_may_have_been_the_minority() -> None:
    before = [4, 4, 4, 4, 5, 5, 1, 1, 1, 2, 1]
    after = [4, 4, 4, 4, 5, 5, None, None, None, None, None]
    found = delphi.drop_out(before, after, IQR)
    assert (found.n_stayers, found.n_leavers, found.median_gap) == (6, 5, -3)
    assert (found.everyone.status, found.stayers.status) == ("no consensus", "consensus")
    assert (found.is_overstated, found.is_too_few) == (True, False)
    assert found.difference.p is not None
    assert found.difference.p < 0.01


def test_nobody_left_and_nobody_stayed() -> None:
    stayed = delphi.drop_out([4, 4, 4, 5, 5], [4, 4, 4, 5, 5], IQR)
    assert (stayed.n_leavers, stayed.difference.p, stayed.median_gap) == (0, None, None)
    assert (stayed.is_overstated, stayed.is_too_few) == (False, False)
    left = delphi.drop_out([4, 5], [None, None], IQR)
    assert (left.stayers.status, left.is_too_few) == ("no answers", True)
    with pytest.raises(AnswerError):
        delphi.drop_out([4], [4, 4], IQR)


def test_who_says_dont_know_has_stayed() -> None:
    assert delphi.drop_out([4, 4], [9, None], DONT_KNOW).n_stayers == 1
