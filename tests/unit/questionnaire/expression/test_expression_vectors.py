"""Every recorded expression gives what JavaRosa and ODK Web Forms give.

Where those two differ, expression_differences.json names what is taken.
"""

import re
from collections import Counter
from itertools import chain

import pytest

from app.questionnaire.expression.functions import FUNCTIONS
from tests.unit.questionnaire.expression.recorded import Difference, Vector, differences, vectors

KNOWN = differences("known")
DIFFERENCES = {**KNOWN, **differences("found")}
LEAST_PAIRS = 400
LEAST_OF_A_FUNCTION = 4
REFUSED = {"extract-signed"}  # asked for, and refused with the reason
CALL = re.compile(r"(?<![\w$-])([a-z][\w:-]*)\(")


def listed() -> dict[str, Difference]:
    return {expr: each for each in DIFFERENCES.values() for expr in each.expressions}


def cases() -> list[object]:
    return [
        pytest.param(vector, id=f"{place} {vector.expr}")
        for place, vector in enumerate(vectors(), start=1)
    ]


@pytest.mark.parametrize("vector", cases())
def test_a_recorded_expression_gives_the_same(vector: Vector) -> None:
    found = (vector.agrees_with_javarosa, vector.agrees_with_web_forms)
    expected = {
        "javarosa": {(True, False)},
        "web_forms": {(False, True)},
        "neither": {(False, False)},
        "either": {(True, False), (False, True), (False, False)},
    }
    difference = listed().get(vector.expr)
    if difference is None or found == (True, True):
        assert found == (True, True), vector
    else:
        assert found in expected[difference.side], (vector, difference.why)


def test_a_listed_difference_is_one() -> None:
    """None that is mended, misspelt or listed twice."""
    differ = {each.expr for each in vectors() if not is_agreed(each)}
    names = Counter(chain.from_iterable(each.expressions for each in DIFFERENCES.values()))
    assert [expr for expr in names if expr not in differ] == []
    assert [expr for expr, times in names.items() if times > 1] == []


def is_agreed(vector: Vector) -> bool:
    return vector.agrees_with_javarosa and vector.agrees_with_web_forms


def test_the_vectors_are_many_and_of_every_function() -> None:
    assert len({(each.expr, str(each.context)) for each in vectors()}) >= LEAST_PAIRS
    asked = Counter(name for each in vectors() for name in set(CALL.findall(each.expr)))
    known = set(FUNCTIONS) | REFUSED
    assert {name: asked[name] for name in known if asked[name] < LEAST_OF_A_FUNCTION} == {}


def test_each_known_difference_has_a_vector() -> None:
    assert [name for name, each in KNOWN.items() if not each.expressions] == []
