"""The older conditions table: scenarios are alternatives, questions within one must agree."""

from collections.abc import Mapping

import pytest

from tests.unit.formats.limesurvey.surveys import Asked, decided, read

FIRST = Asked(title="a", type="L", answers={"x": "X", "y": "Y"})
SECOND = Asked(title="b", type="M", rows={"s": "S", "t": "T"})
THIRD = Asked(title="c", type="N")

CASES = [
    ((("9X1X1", "==", "x", "1"), ("9X1X1", "==", "y", "1")), {"a": "y"}, True),
    ((("9X1X1", "==", "x", "1"), ("9X1X3", ">", "5", "1")), {"a": "x", "c": 4}, False),
    ((("9X1X1", "==", "x", "1"), ("9X1X3", ">", "5", "1")), {"a": "x", "c": 6}, True),
    ((("9X1X1", "==", "x", "1"), ("9X1X3", ">", "5", "2")), {"a": "x", "c": 4}, True),
    ((("9X1X2", "==", "t", "1"),), {"b": ["t"]}, True),
    ((("9X1X2", "==", "t", "1"),), {"b": ["s"]}, False),
    ((("+9X1X2s", "!=", "Y", "1"),), {"b": ["t"]}, True),
    ((("9X1X1", "==", " ", "1"),), {}, True),
    ((("9X1X1", "RX", "/^[xz]$/", "1"),), {"a": "x"}, True),
    ((("9X1X1", "==", "@9X1X3@", "1"),), {"a": "x", "c": 1}, False),
]


@pytest.mark.parametrize(("conditions", "answers", "expected"), CASES)
def test_conditions_decide(
    conditions: tuple[tuple[str, str, str, str], ...],
    answers: Mapping[str, object],
    expected: bool,  # noqa: FBT001 a value of the table
) -> None:
    found = read(FIRST, SECOND, THIRD, Asked(title="q", type="S", conditions=conditions))
    assert decided(found, answers)["relevant"]["q"] is expected  # type: ignore[index]


def test_an_equation_goes_before_conditions() -> None:
    conditions = (("9X1X1", "==", "x", "1"),)
    asked = Asked(title="q", type="S", conditions=conditions, relevance="c > 1")
    found = read(FIRST, SECOND, THIRD, asked)
    assert decided(found, {"c": 2})["relevant"]["q"] is True  # type: ignore[index]
