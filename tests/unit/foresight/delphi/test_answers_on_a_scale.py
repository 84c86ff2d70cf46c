"""What is an answer, what is none, and what stands on no scale."""

import numpy as np
import pytest

from app.foresight.delphi import FIVE_POINTS, PER_CENT, Scale
from app.foresight.delphi.answers import paired
from app.foresight.errors import AnswerError, ScaleError


def test_dont_know_is_no_answer_and_is_counted() -> None:
    scale = Scale(dont_know=(9.0, -1.0))
    found = scale.values([1, 9, None, 5, -1])
    assert np.isnan(found).tolist() == [False, True, True, False, True]
    assert scale.dont_knows([1, 9, None, 5, -1]) == 2


def test_levels_are_counted_empty_ones_too() -> None:
    assert FIVE_POINTS.counts(np.array([1.0, 3, 3, 5])).tolist() == [1, 0, 2, 0, 1]
    assert PER_CENT.levels.size == 21
    assert Scale(low=0, high=1, step=0.1).values([0.3, 0.7]).tolist() == [0.3, 0.7]


def test_any_number_may_be_answered_on_a_scale_without_steps() -> None:
    scale = Scale(low=0, high=100, step=None)
    assert scale.values([12.34]).tolist() == [12.34]
    assert (scale.levels.size, scale.counts(np.array([3.0])).size) == (0, 0)


@pytest.mark.parametrize("answer", [0, 6, 2.5, -3])
def test_an_answer_off_the_scale_is_named(answer: float) -> None:
    with pytest.raises(ScaleError, match=f"The answer {answer:g} is not on the scale from 1 to 5"):
        FIVE_POINTS.values([3, answer])


@pytest.mark.parametrize(
    "scale",
    [
        {"low": 5, "high": 1},
        {"low": 1, "high": 1},
        {"low": float("nan")},
        {"high": float("inf")},
        {"step": 0},
        {"step": -1},
        {"step": 3},
        {"step": 8},
        {"step": 1e-6},
        {"dont_know": (3.0,)},
    ],
)
def test_a_scale_that_is_none_is_refused(scale: dict[str, float]) -> None:
    with pytest.raises(ScaleError):
        Scale(**scale)


@pytest.mark.parametrize("given", [[[1, 2]], ["yes"], [float("inf")]])
def test_what_is_no_row_of_numbers_is_refused(given: list[object]) -> None:
    with pytest.raises(AnswerError):
        FIVE_POINTS.values(given)


def test_only_experts_with_both_answers_are_paired() -> None:
    first, second = paired([1, None, 3, 4], [2, 2, None, 5])
    assert (first.tolist(), second.tolist()) == ([1, 4], [2, 5])
    with pytest.raises(AnswerError, match="2 answers cannot be paired with 3"):
        paired([1, 2], [1, 2, 3])
