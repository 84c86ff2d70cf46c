"""Rows of tables: found by one column without asking each, with the same answer."""

import time

import pytest

from app.questionnaire.expression.lookups import lookup_of
from app.questionnaire.expression.parser import parse
from app.questionnaire.expression.rule import Rule
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.expression.tables import Row
from app.questionnaire.expression.values import Value
from tests.unit.questionnaire.expression.test_expression_dependencies import ROWS

TOWNS: tuple[Row, ...] = (
    {"code": "t1", "label": "Tulle", "of": "d1", "size": "15"},
    {"code": "t2", "label": "Uzerche", "of": "d1", "size": "3"},
    {"code": "t3", "label": "Brive", "of": "d2", "size": "47"},
    {"code": "t4", "label": "Nowhere"},
)
SCOPE = AnswerScope.of_answers(
    {"d": "d1", "both": ("d1", "d2"), "n": 3, "R[1]/of": "d2", "R[2]/of": "d1"},
    tables={"t": TOWNS},
)


def labels(condition: str, scope: AnswerScope = SCOPE) -> Value:
    return Rule.parse(f"join(' ', {ROWS}{condition}/label)").value(scope)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("[of = ${d}]", "Tulle Uzerche"),
        ("[${d} = of]", "Tulle Uzerche"),
        ("[of = 'd2']", "Brive"),
        ("[of = ${R}/of]", "Tulle Uzerche Brive"),
        ("[of = ${R}[2]/of]", "Tulle Uzerche"),
        ("[of = current()/d]", "Tulle Uzerche"),
        ("[size = ${n}]", "Uzerche"),
        ("[size = '3.0']", ""),
        ("[size = 3.0]", "Uzerche"),
        ("[of = ${missing}]", ""),
        ("[of = ${d}][2]", "Uzerche"),
        ("[of = ${d}][size > 5]", "Tulle"),
        ("[of = ${d} and size > 5]", "Tulle"),
        ("[of = of]", "Tulle Uzerche Brive"),
        ("[label = concat('Br', 'ive')]", "Brive"),
        ("[code = concat('t', position())]", "Tulle Uzerche Brive Nowhere"),
        ("[of = true()]", "Tulle Uzerche Brive"),
    ],
)
def test_rows_that_are_looked_up_are_those_that_asking_each_would_give(
    condition: str, expected: str
) -> None:
    assert labels(condition) == expected
    assert labels(condition.replace("[", "[1 = 1][", 1)) == expected


def test_a_place_after_a_lookup_is_the_row_in_its_table() -> None:
    assert Rule.parse(f"position({ROWS}[code = 't3'])").value(SCOPE) == 3


@pytest.mark.parametrize(
    ("condition", "is_lookup"),
    [
        ("code = ${x}", True),
        ("code = current()/../x", True),
        ("code = /data/x", True),
        ("code = x", False),
        ("code = position()", False),
        ("code = string()", False),
        ("code != ${x}", False),
        (". = ${x}", False),
        ("code = ${x} = 1", False),
    ],
)
def test_only_what_is_the_same_for_each_row_is_looked_up(
    condition: str,
    is_lookup: bool,  # noqa: FBT001 expected
) -> None:
    assert (lookup_of(parse(condition)) is not None) == is_lookup


def test_a_row_of_30000_is_found_in_a_millisecond() -> None:
    rows = tuple({"code": f"c{n}", "label": f"L{n}"} for n in range(30_000))
    scope = AnswerScope.of_answers({"x": "c29999"}, tables={"t": rows})
    rules = [
        Rule.parse(f"string({ROWS}[code = ${{x}}]/label)"),
        Rule.parse("pulldata('t', 'label', 'code', ${x})"),
    ]
    for rule in rules:
        assert rule.value(scope) == "L29999"
        begin = time.process_time()
        for _ in range(100):
            rule.value(scope)
        assert time.process_time() - begin < 0.1
