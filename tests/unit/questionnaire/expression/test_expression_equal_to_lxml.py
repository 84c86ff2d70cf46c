"""Rules in plain XPath 1.0 say what libxml2 says; the benchmark compares the time of both."""

import pytest

from tests.speed.expressions import UnequalError, check_equal, expressions
from tests.speed.formulas import made_form, made_rules


def test_a_thousand_rules_say_the_same_as_lxml_named_either_way() -> None:
    assert [each.naming for each in expressions(1)] == ["as paths", "as ${code}"]


def test_a_rule_that_says_something_else_is_named() -> None:
    with pytest.raises(UnequalError, match="1 < 2"):
        check_equal(["1 < 2"], [True], [False])
    with pytest.raises(UnequalError):
        check_equal(["1"], [1.0], [True])


def test_the_same_seed_makes_the_same_rules_each_once() -> None:
    form = made_form(5)
    rules = made_rules(form, 200, 5, form.path)
    assert rules == made_rules(made_form(5), 200, 5, form.path)
    assert len(set(rules)) == 200
