"""Which part of an answer counts, and what a rule gives as a value."""

import math
from collections.abc import Mapping, Sequence

from app.questionnaire.asked import CONTACT_GIVEN
from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.values import Value as Computed
from app.questionnaire.expression.values import codes_of, number, number_text, string
from app.questionnaire.model import (
    CHOICE_KINDS,
    SEVERAL_KINDS,
    Choice,
    Question,
    QuestionKind,
    Value,
)
from app.questionnaire.moments import is_moment

WHOLE_NUMBERS = frozenset({QuestionKind.INTEGER, QuestionKind.RATING})
NUMBERS = WHOLE_NUMBERS | {QuestionKind.DECIMAL, QuestionKind.RANGE}
MOMENTS = frozenset({QuestionKind.DATE, QuestionKind.TIME, QuestionKind.DATE_TIME})
ACKNOWLEDGED = "OK"
MARKS: Mapping[QuestionKind, Value] = {
    QuestionKind.CONSENT: True,
    QuestionKind.ACKNOWLEDGE: ACKNOWLEDGED,
    QuestionKind.CONTACT: CONTACT_GIVEN,
}
"""The one answer that a kind can have."""
PARTS_OF_POINT = (2, 4)
MOST_ITEMS = 20  # of a roster that is repeated a number of times
MOST_REPEATS = 500  # of a repeat


def counted(question: Question, given: Value, choices: Sequence[Choice]) -> Value:
    """The answer without the choices that are not among those shown; None when nothing is left,
    or when it is not of the question's kind at all."""
    kind = question.kind
    if kind is QuestionKind.MUNICIPALITY:
        if all(choice is question.outside for choice in choices):  # no list of places: any code
            return given if isinstance(given, tuple if question.is_multiple else str) else None
        return among(given, choices, is_several=question.is_multiple)
    if kind in CHOICE_KINDS:
        return among(given, choices, is_several=kind in SEVERAL_KINDS)
    return given if is_of_kind(given, kind) else None


def is_of_kind(given: Value, kind: QuestionKind) -> bool:
    if kind in NUMBERS:
        is_whole = isinstance(given, int) and not isinstance(given, bool)
        is_decimal = isinstance(given, float) and math.isfinite(given)
        return is_whole or (is_decimal and kind not in WHOLE_NUMBERS)
    if kind in MARKS:
        return given == MARKS[kind] and isinstance(given, bool) is (kind is QuestionKind.CONSENT)
    if kind is QuestionKind.HIDDEN:
        return True
    if not isinstance(given, str):
        return False
    if kind in MOMENTS:
        return is_moment(given, kind)
    return kind is not QuestionKind.GEOPOINT or is_point(given)


def is_point(text: str) -> bool:
    """Latitude and longitude in degrees, then perhaps altitude and accuracy."""
    parts = text.split()
    if not PARTS_OF_POINT[0] <= len(parts) <= PARTS_OF_POINT[1]:
        return False
    try:
        latitude, longitude, *rest = map(float, parts)
    except ValueError:
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180 and all(map(math.isfinite, rest))


def among(given: Value, choices: Sequence[Choice], *, is_several: bool) -> Value:
    if is_several:
        return chosen_among(given, choices) if isinstance(given, tuple) else None
    if not isinstance(given, str):
        return None
    for choice in choices:
        if choice.code == given:
            return given
    return None


def chosen_among(given: tuple[str, ...], choices: Sequence[Choice]) -> tuple[str, ...]:
    allowed = {choice.code for choice in choices}
    return tuple(code for code in given if code in allowed)


def tidied(value: Computed) -> Value:
    """A calculated value as it is stored: what is not a number is no answer."""
    if isinstance(value, NodeSet):
        return string(value)
    if isinstance(value, float) and not isinstance(value, bool):
        if not math.isfinite(value):
            return None if math.isnan(value) else number_text(value)
        return int(value) if value.is_integer() else value
    return value


def as_answer(value: Computed, question: Question) -> Value:
    """What a rule gives as the answer to a question of its kind."""
    kind = question.kind
    if kind in {QuestionKind.CALCULATE, QuestionKind.HIDDEN}:
        return tidied(value)
    if kind in NUMBERS:
        found = tidied(number(value))
        if isinstance(found, str):
            return None
        return int(found) if isinstance(found, float) and kind in WHOLE_NUMBERS else found
    if kind in SEVERAL_KINDS or question.is_multiple:
        return codes_of(value)
    if kind is QuestionKind.CONSENT:
        return value is True or string(value) in {"true", "1"}
    return "" if isinstance(value, float) and math.isnan(value) else string(value)


def items_of(value: Computed, limit: int | None, most: int = MOST_ITEMS) -> tuple[str, ...]:
    """The items of a repeat: codes, each once, or 1, 2, … where the rule gives a number."""
    if isinstance(value, bool):
        return ()
    if isinstance(value, int | float):
        return numbered(value, most if limit is None else limit)
    return tuple(dict.fromkeys(code for code in codes_of(value) if not set(code) & set("[]/")))


def numbered(count: float, most: int) -> tuple[str, ...]:
    whole = 0 if math.isnan(count) else int(max(0, min(count, most)))
    return tuple(str(item) for item in range(1, whole + 1))
