"""Which part of an answer counts, and what a rule gives as a value."""

import math
from collections.abc import Sequence

from app.questionnaire.asked import CONTACT_GIVEN
from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.values import Value as Computed
from app.questionnaire.expression.values import codes_of, string
from app.questionnaire.model import CHOICE_KINDS, Choice, Question, QuestionKind, Value

NUMBERS = frozenset({QuestionKind.INTEGER, QuestionKind.DECIMAL})
MOST_ITEMS = 20  # of a roster that is repeated a number of times


def counted(question: Question, given: Value, choices: Sequence[Choice]) -> Value:
    """The answer without the choices that are not among those shown; None when nothing is left,
    or when it is not of the question's kind at all."""
    kind = question.kind
    if kind is QuestionKind.MUNICIPALITY:
        if all(choice is question.outside for choice in choices):  # no list of places: any code
            return given if isinstance(given, tuple if question.is_multiple else str) else None
        return among(given, choices, is_several=question.is_multiple)
    if kind in CHOICE_KINDS:
        return among(given, choices, is_several=kind is QuestionKind.MULTIPLE)
    return given if is_of_kind(given, kind) else None


def is_of_kind(given: Value, kind: QuestionKind) -> bool:
    if kind is QuestionKind.CONSENT:
        return given is True
    if kind in NUMBERS:
        is_whole = isinstance(given, int) and not isinstance(given, bool)
        is_decimal = isinstance(given, float) and math.isfinite(given)
        return is_whole or (is_decimal and kind is QuestionKind.DECIMAL)
    if kind is QuestionKind.CONTACT:
        return given == CONTACT_GIVEN
    return kind is not QuestionKind.NOTE and isinstance(given, str)


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
            return None
        return int(value) if value.is_integer() else value
    return value


def items_of(value: Computed, limit: int | None) -> tuple[str, ...]:
    """The items of a roster: codes, each once, or 1, 2, … where the rule gives a number."""
    if isinstance(value, bool):
        return ()
    if isinstance(value, int | float):
        most = MOST_ITEMS if limit is None else limit
        count = 0 if math.isnan(value) else int(max(0, min(value, most)))
        return tuple(str(number) for number in range(1, count + 1))
    return tuple(dict.fromkeys(code for code in codes_of(value) if not set(code) & set("[]/")))
