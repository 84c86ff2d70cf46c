"""Agreement on one statement, and its summary with everything that may be missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foresight import delphi
from app.foresight.errors import AnswerError, RuleError
from tests.unhurried import unhurried

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=9)


@pytest.mark.parametrize("counts", [[], [5], [3, 4], [0, 0, 0]])
def test_agreement_is_not_defined_without_answers_or_below_three_levels(counts: list[int]) -> None:
    assert delphi.van_der_eijk(counts) is None


@unhurried()
@given(COUNTS)
def test_agreement_is_between_its_limits_and_the_same_backwards(counts: list[int]) -> None:
    found = delphi.van_der_eijk(counts)
    if found is not None:
        assert -1 - 1e-12 <= found <= 1 + 1e-12
        assert delphi.van_der_eijk(counts[::-1]) == pytest.approx(found)
        assert delphi.van_der_eijk([3 * each for each in counts]) == pytest.approx(found)


def test_agreement_of_three_levels_by_hand() -> None:
    """2, 1, 2: a flat layer of 1 each (A 0, three fifths), then 1, 0, 1 (A -1, two fifths)."""
    assert delphi.van_der_eijk([2, 1, 2]) == pytest.approx(-0.4)


@pytest.mark.parametrize("counts", [[-1, 2, 3], [[1, 2, 3]], [1, float("nan"), 2]])
def test_what_is_no_count_is_refused(counts: list[float]) -> None:
    with pytest.raises(AnswerError):
        delphi.van_der_eijk(counts)


def test_consensus_of_tastle_and_wierman_at_its_limits() -> None:
    scale = delphi.FIVE_POINTS
    assert delphi.tastle_wierman([1, 1, 5, 5], scale) == pytest.approx(0)
    assert delphi.tastle_wierman([2, 2], scale) == 1
    assert delphi.tastle_wierman([None], scale) is None
    assert delphi.tastle_wierman([0, 1], delphi.Scale(low=0, high=1)) == pytest.approx(0)


def test_nobody_answered() -> None:
    for answers in ([], [None, None]):
        found = delphi.summary(answers)
        assert (found.n, found.median, found.iqr, found.cv, found.eijk) == (
            0,
            None,
            None,
            None,
            None,
        )
        assert (found.dont_know_share, found.is_too_few) == (None, True)


def test_one_answer_has_a_middle_and_no_deviation() -> None:
    found = delphi.summary([4])
    assert (found.median, found.iqr, found.sd, found.cv) == (4, 0, None, None)
    assert (found.eijk, found.is_too_few) == (1, True)


def test_all_answers_alike() -> None:
    found = delphi.summary([2] * 6)
    assert (found.iqr, found.sd, found.cv, found.cqv) == (0, 0, 0, 0)
    assert (found.eijk, found.tastle_wierman, found.is_too_few) == (1, 1, False)


def test_dont_know_is_reported_and_leaves_the_middle_alone() -> None:
    scale = delphi.Scale(dont_know=(9.0,))
    found = delphi.summary([1, 1, 9, 9, None], scale)
    assert (found.n, found.dont_know, found.missing) == (2, 2, 1)
    assert (found.median, found.dont_know_share) == (1, 0.5)


def test_variation_means_nothing_where_the_scale_starts_at_zero_or_below() -> None:
    for scale in (delphi.PER_CENT, delphi.Scale(low=-2, high=2)):
        found = delphi.summary([0, 0, 0], scale)
        assert (found.cv, found.cqv) == (None, None)


def test_the_two_ends_need_four_levels() -> None:
    found = delphi.summary([1, 2, 3], delphi.Scale(low=1, high=3))
    assert (found.top, found.bottom) == (None, None)
    assert delphi.summary([1, 2, 4], delphi.Scale(low=1, high=4)).bottom == pytest.approx(2 / 3)


def test_the_type_of_quantiles_is_told_and_checked() -> None:
    assert delphi.summary([1, 2, 3, 4], quantile_type=6).q1 == 1.25
    assert delphi.summary([1], quantile_type=6).quantile_type == 6
    with pytest.raises(RuleError):
        delphi.summary([], quantile_type=0)


def test_groups_are_summed_up_apart_and_small_ones_say_so() -> None:
    answers, labels = [1, 1, 1, 1, 1, 5, 5], ["firms"] * 5 + ["trainers"] * 2
    firms, trainers = delphi.by_group(answers, labels)
    assert (firms.label, firms.summary.median, firms.summary.is_too_few) == ("firms", 1, False)
    assert (trainers.label, trainers.summary.is_too_few) == ("trainers", True)
    with pytest.raises(AnswerError, match="7 answers have 1 groups"):
        delphi.by_group(answers, ["firms"])


@unhurried()
@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=30))
def test_every_answer_is_counted_once(answers: list[int | None]) -> None:
    found = delphi.summary(answers)
    assert found.n + found.missing == len(answers)
    assert sum(found.counts) == found.n == np.isfinite(np.array(answers, dtype=float)).sum()
