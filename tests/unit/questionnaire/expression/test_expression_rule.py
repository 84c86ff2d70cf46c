"""A rule as the rest of the product holds it."""

import timeit

from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope


def test_names_are_the_codes_in_braces_wherever_they_stand() -> None:
    rule = Rule.parse("if(${A} = '${Z}', count(${R}[n > ${B}]), -${C}) + . + name")
    assert rule.names == {"A", "R", "B", "C"}


def test_rules_of_one_source_are_equal_and_keep_it_as_written() -> None:
    assert Rule.parse(" 1+1 ") == Rule.parse(" 1+1 ")
    assert Rule.parse(" 1+1 ").source == " 1+1 "
    assert Rule.parse("1+1").tree == Rule.parse("(1) + 1").tree


def test_a_rule_holds_when_its_value_counts_as_true() -> None:
    scope = AnswerScope({"A": "no", "B": "", "N": 0, "M": ("x",), "C": False})
    holding = ["${A}", "${N} = 0", "${M}", "'false'"]
    not_holding = ["${B}", "${N}", "${missing}", "${C}", "0 div 0"]
    assert all(Rule.parse(source).holds(scope) for source in holding)
    assert not any(Rule.parse(source).holds(scope) for source in not_holding)


def test_items_of_answers_keep_the_order_in_which_they_are_named() -> None:
    scope = AnswerScope.of_answers({"R[b]/n": 1, "R[a]/n": 2, "R[b]/m": 3, "Q": 1, "S[1]/n": 1})
    assert scope.items == {"R": ("b", "a"), "S": ("1",)}


def test_a_usual_rule_takes_10_microseconds_at_most() -> None:
    rule = Rule.parse("${A} = 'x' or ${A} = 'y'")
    scope = AnswerScope({"A": "y"})
    best = min(timeit.repeat(lambda: rule.holds(scope), number=1000, repeat=20)) / 1000
    assert best < 10e-6
