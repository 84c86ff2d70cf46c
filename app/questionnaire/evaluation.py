"""The logic on a file of answers: everything decided, as plain values for programs to read."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from app.questionnaire.answers_file import Given, given_in
from app.questionnaire.asked import is_empty, item_path, key_of, parts_of
from app.questionnaire.checks import Violation, check, violations, warnings
from app.questionnaire.contact import contact_violations
from app.questionnaire.expression.rule import Rule
from app.questionnaire.filling import UNSEEN
from app.questionnaire.model import Answers, Question, QuestionKind, Questionnaire, Value, opened
from app.questionnaire.path import first_open, following
from app.questionnaire.prefill import with_prefill
from app.questionnaire.sheet import Sheet

Evaluated: TypeAlias = dict[str, object]
DEEPEST = 12  # repeats in repeats


def evaluate(
    questionnaire: Questionnaire, document: Mapping[str, object], *, today: date
) -> Evaluated:
    """relevant, required, readonly, values, violations, choices by path, and the next page.

    As the rules say it, also of what nobody sees: a hidden question may be required, a calculated
    one may be written to unless it is read-only. warnings, where there are any, beside them: what
    is right and yet unlikely.

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
            for each in (
                *violations(sheet, as_given=True),
                *of_contacts(sheet, given.answers),
                *of_unwritten(sheet),
            )
        ],
        "choices": {
            asked.path: [choice.code for choice in asked.choices]
            for asked in sheet.asked
            if asked.choices
        },
        "next": None if after is None else after.code,
        **warned(sheet),
    }


def warned(sheet: Sheet) -> Evaluated:
    found = [{"path": each.path, "code": each.code} for each in warnings(sheet)]
    return {"warnings": found} if found else {}


def sheet_of(questionnaire: Questionnaire, given: Given) -> Sheet:
    """Items of repeats may be numbered in the file: 1 is the first chosen."""
    setting = given.setting
    sheet = Sheet.of(questionnaire, given.answers, setting)
    for _ in range(DEEPEST):  # what lies in a repeat is known when the items around have names
        named = {named_path(path, sheet): value for path, value in sheet.answers.items()}
        if named.keys() == sheet.answers.keys():
            break
        sheet = Sheet.of(questionnaire, named, setting)
    return sheet


def named_path(path: str, sheet: Sheet) -> str:
    """With the code of each item for its number, from the outermost repeat in."""
    *around, code = path.split("]/")
    start = ""
    for each in around:
        repeat, _, item = each.rpartition("[")
        items = sheet.items.get(start + repeat, ())
        is_numbered = item not in items and item.isdecimal() and 0 < int(item) <= len(items)
        named = items[int(item) - 1] if is_numbered else item
        start = item_path(start + repeat, named, "")
    return start + code


def states(sheet: Sheet) -> Evaluated:
    relevant = {**sheet.relevant, **dict.fromkeys(hidden_items(sheet), False)}
    return {
        "relevant": relevant,
        "required": {path: is_required(sheet, path) for path in relevant},
        "readonly": {path: is_readonly(sheet, path) for path in relevant},
    }


def hidden_items(sheet: Sheet) -> Iterator[str]:
    """Fields of items that were answered and are not among the items any more."""
    for path in sheet.answers:
        repeat, item, _ = parts_of(path)
        if repeat is None or item is None or item in sheet.items.get(repeat, ()):
            continue
        question = sheet.question(repeat)
        fields = () if question is None else opened(question.fields)
        yield from (item_path(repeat, item, each.code) for each in fields)


def of_contacts(sheet: Sheet, answers: Answers) -> Iterator[Violation]:
    for asked in sheet.asked:
        if asked.question.kind is QuestionKind.CONTACT:
            yield from contact_violations(asked.path, answers)


def of_unwritten(sheet: Sheet) -> Iterator[Violation]:
    """Of what no page lets anybody mend, so that it stops nobody: notes too, as both engines."""
    for asked in sheet.asked:
        wrong = None if asked.is_answered else check(sheet, asked, sheet.values.get(asked.path))
        if wrong is not None:
            yield wrong
    for path, is_relevant in sheet.relevant.items():
        question = sheet.question(path) if is_relevant else None
        if question is not None and question.kind in UNSEEN:
            yield from of_unseen(sheet, question, path)


def of_unseen(sheet: Sheet, question: Question, path: str) -> Iterator[Violation]:
    """Calculated as no, it is answered."""
    value, rule = sheet.values.get(path), question.constraint
    if is_empty(value) and value is not False:
        if is_required(sheet, path):
            yield Violation(path, "required")
    elif rule is not None and not holds(rule, sheet, path):
        yield Violation(path, "constraint")


def is_required(sheet: Sheet, path: str) -> bool:
    question, asked = sheet.question(path), sheet.by_path.get(path)
    if asked is not None:
        return asked.is_required
    if question is None or question.kind not in UNSEEN or not sheet.relevant.get(path):
        return False
    return question.is_required or holds(question.required_if, sheet, path)


def is_readonly(sheet: Sheet, path: str) -> bool:
    """A note always; what is calculated or hidden when it says so, or what lies around it."""
    question = sheet.question(path)
    if question is None or question.kind is QuestionKind.NOTE or question.is_read_only:
        return question is not None
    is_relevant = sheet.relevant.get(path, False)
    return is_relevant and (
        sheet.filling.is_read_only_around(path) or holds(question.read_only_if, sheet, path)
    )


def holds(rule: Rule | None, sheet: Sheet, path: str) -> bool:
    return rule is not None and rule.holds(sheet.scope.at_path(path))


def shown_values(sheet: Sheet) -> dict[str, object]:
    """What counts; a calculated value that is empty is ''. Codes come as a list."""
    calculated = {path: "" for path in sheet.relevant if is_calculated(sheet, path)}
    values: dict[str, Value] = {**calculated, **sheet.values}
    return {path: list(each) if isinstance(each, tuple) else each for path, each in values.items()}


def is_calculated(sheet: Sheet, path: str) -> bool:
    question = sheet.outline.questions.get(key_of(path))
    return question is not None and question.kind is QuestionKind.CALCULATE
