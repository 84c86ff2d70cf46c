"""Sums without rounding on the way, and of what is endless."""

import math

import pytest

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope

HUGE = "9" + "0" * 307


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(0.1, 0.2, 0.3)", 0.6),
        (f"sum({HUGE}, 1, -{HUGE})", 1),
        ("sum(1 div 0, 1)", math.inf),
        (f"sum({HUGE}, {HUGE})", math.inf),
        ("weighted-checklist(0.3, 0.3, 1, 0.1, 1, 0.2)", False),
    ],
)
def test_a_sum_is_exact_until_it_is_endless(source: str, expected: float) -> None:
    assert Rule.parse(source).value(AnswerScope.of_answers({})) == expected


def test_infinities_of_both_signs_add_up_to_nothing() -> None:
    value = Rule.parse("sum(1 div 0, -1 div 0)").value(AnswerScope.of_answers({}))
    assert isinstance(value, float)
    assert math.isnan(value)
