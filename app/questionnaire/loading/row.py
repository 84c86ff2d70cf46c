"""One row of answers against its questionnaire, by the engine that asks it page by page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.questionnaire.answering import sent_answers
from app.questionnaire.answers_file import Given, as_asked, known_keys, typed
from app.questionnaire.asked import CONTACT_GIVEN, CONTACT_PARTS, OPEN, Asked, is_empty, key_of
from app.questionnaire.checks import LONGEST_OPEN_TEXT, violations, wrong_text, wrong_value
from app.questionnaire.evaluation import sheet_of
from app.questionnaire.loading.fault import (
    Fault,
    codes_of,
    explained,
    of_calculated,
    of_unasked,
    of_unknown_path,
)
from app.questionnaire.model import Answers, Choice, Question, QuestionKind, Questionnaire, Value
from app.questionnaire.outline import Outline, outline_of
from app.questionnaire.places import place_choices
from app.questionnaire.remembering import Remembered
from app.questionnaire.setting import Setting
from app.questionnaire.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """answers: as they are to be stored, when there is no fault."""

    answers: Answers
    sheet: Sheet
    faults: tuple[Fault, ...]


def row_of(
    questionnaire: Questionnaire, raw: Mapping[str, object], setting: Setting, *, is_sent: bool
) -> Row:
    """Checks answers as JSON holds them, by path.

    A response that was sent is checked as a whole: what is asked, what must be answered, what may
    be chosen. One that was only started is checked answer by answer: it may have holes, and hold
    what is not asked any more.
    """
    outline = outline_of(questionnaire)
    faults = [*path_faults(raw, outline), *value_faults(raw), *drawn_faults(raw, questionnaire)]
    refused = {each.path for each in faults}
    answers = {
        path: as_asked(outline, path, typed(value))
        for path, value in raw.items()
        if path not in refused
    }
    sheet = sheet_of(questionnaire, Given(answers, setting, None))
    check = faults_when_sent if is_sent else faults_when_started
    faults += [each for each in check(sheet) if each.path not in refused]
    kept = sent_answers(sheet) if is_sent else left_open(sheet)
    return Row(kept, sheet, tuple(faults))


def known_paths(outline: Outline) -> frozenset[str]:
    return frozenset(known_keys(outline))


known_of: Remembered[Outline, frozenset[str]] = Remembered(known_paths)


def path_faults(raw: Mapping[str, object], outline: Outline) -> Iterator[Fault]:
    known = known_of(outline)
    for path in raw:
        code, _, part = path.partition(".")
        if code in outline.contacts and part in CONTACT_PARTS:
            mend = "leave the column out: contacts are given by the person alone."
            yield Fault(path, "contact", "a contact is not loaded beside answers", mend)
        elif key_of(path) not in known:
            yield of_unknown_path(path, known)


def value_faults(raw: Mapping[str, object]) -> Iterator[Fault]:
    for path, value in raw.items():
        codes = value if isinstance(value, list) else ()
        is_plain = value is None or isinstance(value, str | int | float | list)
        if not is_plain or not all(isinstance(code, str) for code in codes):
            mend = "write a text, a number, true, null or a list of codes."
            yield Fault(path, "type", "is no answer", mend)
        elif isinstance(value, str) and "\x00" in value:
            yield Fault(path, "type", "holds a NUL character", "leave it out.")


def drawn_faults(raw: Mapping[str, object], questionnaire: Questionnaire) -> Iterator[Fault]:
    """Which module chance gave is never guessed."""
    modules = questionnaire.modules
    if modules is not None and raw.get(modules.drawn) not in modules.names:
        mend = f"write one of {', '.join(modules.names)}."
        yield Fault(modules.drawn, "choice", "does not say which part was asked first", mend)


def faults_when_sent(sheet: Sheet) -> Iterator[Fault]:
    found: set[str] = set()
    for each in violations(sheet, as_given=True):
        asked = sheet.by_path.get(each.path.removesuffix(OPEN))
        found.add(each.path)
        yield explained(each, None if asked is None else asked.question, codes_of(asked))
    yield from (of_unasked(path) for path in sheet.dropped if path not in found)
    yield from faults_of_calculated(sheet)


def faults_of_calculated(sheet: Sheet) -> Iterator[Fault]:
    for path, given in sheet.answers.items():
        question = sheet.question(path)
        if question is None or question.kind is not QuestionKind.CALCULATE or is_empty(given):
            continue
        expected = sheet.values.get(path)
        if given != expected and str(given) != in_text(expected):
            yield of_calculated(path, given, expected)


def in_text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def faults_when_started(sheet: Sheet) -> Iterator[Fault]:
    for path, value in sheet.answers.items():
        question = sheet.question(path.removesuffix(OPEN))
        if question is None or is_empty(value):
            continue
        asked = alone(path, question, sheet)
        wrong = (
            wrong_text(path, value, LONGEST_OPEN_TEXT)
            if path.endswith(OPEN)
            else wrong_value(asked, value)
        )
        if wrong is not None:
            yield explained(wrong, question, codes_of(asked))
        elif question.kind is QuestionKind.CONTACT and value != CONTACT_GIVEN:
            yield Fault(path, "type", "is no mark of a contact", f"write {CONTACT_GIVEN}.")


def alone(path: str, question: Question, sheet: Sheet) -> Asked:
    """The question with all its choices, whatever the other answers."""
    choices: tuple[Choice, ...] = question.all_choices
    if question.kind is QuestionKind.MUNICIPALITY:
        choices = (*place_choices(sheet.setting.places), *choices)
    return Asked(path, question, None, None, None, choices, "", question.is_required)


def left_open(sheet: Sheet) -> Answers:
    """What is calculated is not kept before sending."""
    outline = sheet.outline
    return {
        path: value
        for path, value in sheet.answers.items()
        if outline.knows(path) or path not in outline.questions
    }
