"""The logic on a file of answers: everything decided, as plain values for programs to read."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from app.questionnaire.answers_file import Given, given_in
from app.questionnaire.asked import Asked, item_path, parts_of
from app.questionnaire.checks import Violation, violations
from app.questionnaire.contact import contact_violations
from app.questionnaire.model import Answers, QuestionKind, Questionnaire, Value
from app.questionnaire.outline import key_of
from app.questionnaire.path import first_open, following
from app.questionnaire.prefill import with_prefill
from app.questionnaire.sheet import Sheet

Evaluated: TypeAlias = dict[str, object]
NEVER_WRITTEN = frozenset({QuestionKind.CALCULATE, QuestionKind.NOTE})


def evaluate(
    questionnaire: Questionnaire, document: Mapping[str, object], *, today: date
) -> Evaluated:
    """relevant, required, readonly, values, violations, choices by path, and the next page.

    document: {"answers": {path: value}, …} with language, page, today, seed, options and prefill
    beside them, or the answers alone. next: after `page` where it is given, else the first open
    one; None: the review. Raises InvalidError naming every fault of the document.
    """
    given = given_in(document, questionnaire, today=today)
    sheet = with_prefill(sheet_of(questionnaire, given))
    after = first_open(sheet) if given.page is None else following(sheet, given.page)
    return {
        **states(sheet),
        "values": shown_values(sheet),
        "violations": [
            {"path": each.path, "code": each.code}
            for each in (*violations(sheet, as_given=True), *of_contacts(sheet, given.answers))
        ],
        "choices": {
            asked.path: [choice.code for choice in asked.choices]
            for asked in sheet.asked
            if asked.choices
        },
        "next": None if after is None else after.code,
    }


def sheet_of(questionnaire: Questionnaire, given: Given) -> Sheet:
    """Items of rosters may be numbered in the file: 1 is the first chosen."""
    setting = given.setting
    sheet = Sheet.of(questionnaire, given.answers, setting)
    named = {named_path(path, sheet): value for path, value in given.answers.items()}
    is_same = named.keys() == given.answers.keys()
    return sheet if is_same else Sheet.of(questionnaire, named, setting)


def named_path(path: str, sheet: Sheet) -> str:
    roster, item, code = parts_of(path)
    if roster is None or item is None or not item.isdecimal():
        return path
    items = sheet.items.get(roster, ())
    place = int(item) - 1
    is_numbered = item not in items and 0 <= place < len(items)
    return item_path(roster, items[place], code) if is_numbered else path


def states(sheet: Sheet) -> Evaluated:
    relevant = {**sheet.relevant, **dict.fromkeys(hidden_items(sheet), False)}
    return {
        "relevant": relevant,
        "required": {path: is_required(sheet.by_path.get(path)) for path in relevant},
        "readonly": {path: is_readonly(sheet, path) for path in relevant},
    }


def hidden_items(sheet: Sheet) -> Iterator[str]:
    """Fields of items that were answered and are no longer chosen."""
    for path in sheet.answers:
        roster, item, _ = parts_of(path)
        if roster is not None and item not in sheet.items.get(roster, ()):
            fields = sheet.outline.questions[roster].fields
            yield from (item_path(roster, str(item), each.code) for each in fields)


def of_contacts(sheet: Sheet, answers: Answers) -> Iterator[Violation]:
    for asked in sheet.asked:
        if asked.question.kind is QuestionKind.CONTACT:
            yield from contact_violations(asked.path, answers)


def is_required(asked: Asked | None) -> bool:
    return asked is not None and asked.is_required


def is_readonly(sheet: Sheet, path: str) -> bool:
    question = sheet.question(path)
    return question is not None and question.kind in NEVER_WRITTEN


def shown_values(sheet: Sheet) -> dict[str, object]:
    """What counts; a calculated value that is empty is ''. Codes come as a list."""
    calculated = {path: "" for path in sheet.relevant if is_calculated(sheet, path)}
    values: dict[str, Value] = {**calculated, **sheet.values}
    return {path: list(each) if isinstance(each, tuple) else each for path, each in values.items()}


def is_calculated(sheet: Sheet, path: str) -> bool:
    question = sheet.outline.questions.get(key_of(path))
    return question is not None and question.kind is QuestionKind.CALCULATE
