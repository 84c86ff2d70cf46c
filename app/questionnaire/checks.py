"""What is wrong with answers: one violation a path at most, the first that applies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.questionnaire.asked import OPEN, Asked, is_empty, item_path
from app.questionnaire.counting import MOMENTS, NUMBERS, is_of_kind
from app.questionnaire.expression.scope import AnswerScope
from app.questionnaire.model import (
    CHOICE_KINDS,
    SEVERAL_KINDS,
    SHARE,
    UPLOAD_KINDS,
    Answers,
    Question,
    QuestionKind,
    Value,
)
from app.questionnaire.once import once
from app.questionnaire.sheet import Sheet

Detail: TypeAlias = str | float | int
LONGEST_TEXT = 2000
LONGEST_OPEN_TEXT = 120
LONGEST_PLACE = 20
LARGEST_NUMBER = 10**15
LONGEST_LINE = 20_000
LONGEST_FILE_NAME = 255
STEP_SLACK = 1e-6
TYPED_KINDS = MOMENTS | {QuestionKind.CONSENT, QuestionKind.ACKNOWLEDGE, QuestionKind.GEOPOINT}
TEXT_LIMITS: Mapping[QuestionKind, int] = {
    QuestionKind.TEXT: LONGEST_TEXT,
    QuestionKind.BARCODE: LONGEST_TEXT,
    QuestionKind.GEOTRACE: LONGEST_LINE,
    QuestionKind.GEOSHAPE: LONGEST_LINE,
    **dict.fromkeys(UPLOAD_KINDS, LONGEST_FILE_NAME),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """code: required, type, choice, length, range, count or constraint.

    details: what a message needs: minimum, maximum, limit, given; for count also reason (few,
    many, exclusive or repeated); for choice given holds the first code at fault.
    """

    path: str
    code: str
    details: Mapping[str, Detail] = field(default_factory=dict)


def violations(
    sheet: Sheet, paths: Collection[str] | None = None, *, as_given: bool = False
) -> tuple[Violation, ...]:
    """The violations of relevant questions, or of those paths, in asking order.

    What counts is checked: a choice that an earlier answer has excluded since is merely dropped.
    as_given: the answers themselves are, so such a choice is at fault.
    """
    if as_given:
        asked = [each for each in sheet.asked if is_among(each.path, paths)]
        found = tuple(of_answers(sheet, asked, sheet.answers))
    else:
        found = all_violations(sheet)
    return found if paths is None else tuple(each for each in found if each.path in paths)


def is_among(path: str, paths: Collection[str] | None) -> bool:
    return paths is None or path in paths or path + OPEN in paths


@once
def all_violations(sheet: Sheet) -> tuple[Violation, ...]:
    """Of what counts."""
    return tuple(of_answers(sheet, sheet.asked, sheet.values))


def of_answers(sheet: Sheet, asked: Iterable[Asked], source: Answers) -> Iterator[Violation]:
    """Each question before the text that goes with its open choice."""
    summed: set[str] = set()
    for each in asked:
        path = each.path
        wrong = check(sheet, each, source.get(path)) if each.is_answered else None
        if wrong is not None:
            yield wrong
        if path in sheet.outline.open_codes and path + OPEN in sheet.values:
            wrong = wrong_text(path + OPEN, sheet.values[path + OPEN], LONGEST_OPEN_TEXT)
            if wrong is not None:
                yield wrong
        if each.question.code == SHARE and each.roster is not None and each.inside not in summed:
            summed.add(each.inside)
            yield from wrong_sums(each, source, sheet)


def wrong_sums(first: Asked, source: Answers, sheet: Sheet) -> Iterator[Violation]:
    """At the first share: what is given adds up to another total than it must."""
    total = first.roster.total if first.roster is not None else None
    paths = [item_path(first.inside, item, SHARE) for item in sheet.items[first.inside]]
    given = [source.get(path) for path in paths]
    numbers = [each for each in given if isinstance(each, int | float)]
    is_whole = len(numbers) == len([each for each in given if not is_empty(each)])
    if total is not None and numbers and is_whole and abs(sum(numbers) - total) > STEP_SLACK:
        details: dict[str, Detail] = {"total": plain(total), "given": plain(sum(numbers))}
        yield Violation(first.path, "constraint", details)


def check(sheet: Sheet, asked: Asked, value: Value) -> Violation | None:
    """The first thing wrong with a value as the answer to a question."""
    if is_empty(value):
        return Violation(asked.path, "required") if asked.is_required else None
    own = wrong_value(asked, value)
    if own is not None:
        return own
    rule = asked.question.constraint
    if rule is None:
        return None
    return (
        None if rule.holds(standing(sheet, asked, value)) else Violation(asked.path, "constraint")
    )


def standing(sheet: Sheet, asked: Asked, value: Value) -> AnswerScope:
    """At the question, with the value as its answer."""
    path = asked.path
    scope = sheet.scope if asked.item is None else sheet.scope.at_path(path)
    return scope.at(value, path)


def warnings(sheet: Sheet, paths: Collection[str] | None = None) -> tuple[Violation, ...]:
    """What is right and yet unlikely: to be looked at again, not refused."""
    return tuple(
        Violation(each.path, "warning")
        for each in sheet.asked
        if each.question.warning is not None
        and (paths is None or each.path in paths)
        and not is_empty(sheet.values.get(each.path))
        and not each.question.warning.holds(standing(sheet, each, sheet.values[each.path]))
    )


def wrong_value(asked: Asked, value: Value) -> Violation | None:
    """What is wrong with a value whatever the other answers."""
    question, path = asked.question, asked.path
    kind = question.kind
    if kind in SEVERAL_KINDS or (kind is QuestionKind.MUNICIPALITY and question.is_multiple):
        return wrong_codes(asked, value)
    if kind in CHOICE_KINDS or kind is QuestionKind.MUNICIPALITY:
        return wrong_code(asked, value)
    if kind in NUMBERS:
        return wrong_number(question, path, value)
    if kind in TEXT_LIMITS:
        return wrong_text(path, value, question.max_characters or TEXT_LIMITS[kind])
    is_wrong = kind in TYPED_KINDS and not is_of_kind(value, kind)
    return Violation(path, "type", {"expected": kind.value}) if is_wrong else None


def wrong_code(asked: Asked, value: Value) -> Violation | None:
    if not isinstance(value, str):
        return Violation(asked.path, "type", {"expected": asked.question.kind.value})
    return wrong_choice(asked, (value,))


def wrong_codes(asked: Asked, value: Value) -> Violation | None:
    if not isinstance(value, tuple):
        return Violation(asked.path, "type", {"expected": asked.question.kind.value})
    return wrong_choice(asked, value) or wrong_count(asked, value)


def wrong_choice(asked: Asked, codes: Sequence[str]) -> Violation | None:
    """A code that is unknown, or not among the choices shown."""
    allowed = {choice.code for choice in asked.choices}
    wrong = next((code for code in codes if code not in allowed), None)
    if wrong is None:
        return None
    if asked.question.kind is QuestionKind.MUNICIPALITY and is_any_place(asked):
        return wrong_text(asked.path, wrong, LONGEST_PLACE)
    return Violation(asked.path, "choice", {"given": wrong})


def is_any_place(asked: Asked) -> bool:
    """No list of places: a code is taken as it is."""
    return all(choice is asked.question.outside for choice in asked.choices)


def wrong_count(asked: Asked, codes: Sequence[str]) -> Violation | None:
    question, given = asked.question, len(codes)
    limits: dict[str, Detail] = {"given": given}
    if question.min_selected is not None:
        limits["minimum"] = question.min_selected
    if question.max_selected is not None:
        limits["maximum"] = question.max_selected
    reason = reason_of_count(asked, codes)
    return Violation(asked.path, "count", limits | {"reason": reason}) if reason else None


def reason_of_count(asked: Asked, codes: Sequence[str]) -> str:
    """Why a selection is wrong as a whole. An exclusive choice alone satisfies any minimum."""
    question = asked.question
    if len(set(codes)) < len(codes):
        return "repeated"
    alone = {choice.code for choice in asked.choices if choice.is_exclusive}
    if question.outside is not None:
        alone.add(question.outside.code)
    if alone.intersection(codes):
        return "exclusive" if len(codes) > 1 else ""
    if question.min_selected is not None and len(codes) < question.min_selected:
        return "few"
    if question.max_selected is not None and len(codes) > question.max_selected:
        return "many"
    return ""


def wrong_number(question: Question, path: str, value: Value) -> Violation | None:
    if not is_of_kind(value, question.kind):
        return Violation(path, "type", {"expected": question.kind.value})
    low = -LARGEST_NUMBER if question.minimum is None else question.minimum
    high = LARGEST_NUMBER if question.maximum is None else question.maximum
    if isinstance(value, int | float) and low <= value <= high and is_on_step(question, value):
        return None
    shown: dict[str, Detail] = {}
    if question.minimum is not None:
        shown["minimum"] = plain(question.minimum)
    if question.maximum is not None or (isinstance(value, int | float) and value > high):
        shown["maximum"] = plain(high)
    if question.step is not None:
        shown["step"] = plain(question.step)
    return Violation(path, "range", shown | dict(given_number(value)))


def is_on_step(question: Question, value: float) -> bool:
    """Whether a value is a whole number of steps away from where they begin."""
    if question.step is None or question.step <= 0:
        return True
    steps = (value - (question.minimum or 0)) / question.step
    return abs(steps - round(steps)) < STEP_SLACK


def plain(number: float) -> Detail:
    return int(number) if float(number).is_integer() else number


def given_number(value: Value) -> Iterator[tuple[str, Detail]]:
    if isinstance(value, int | float) and abs(value) <= LARGEST_NUMBER:
        yield "given", value


def wrong_text(path: str, value: Value, limit: int) -> Violation | None:
    if not isinstance(value, str):
        return Violation(path, "type", {"expected": QuestionKind.TEXT.value})
    if len(value) > limit:
        return Violation(path, "length", {"limit": limit, "given": len(value)})
    return None
