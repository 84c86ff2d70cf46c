"""All answers of a response, to read once more before sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from app.questionnaire.asked import OPEN, Asked, parts_of
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step, steps
from app.questionnaire.sheet import Sheet
from app.respond.around import item_heading, of_item
from app.respond.forms import name_of
from app.respond.grouping import id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One answer. answer '': passed without one. field: where to change it."""

    step: str
    field: str
    question: str
    answer: str
    is_contact: bool
    is_given: bool


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    answers: tuple[Reviewed, ...]


def reviewed(
    sheet: Sheet, files: Mapping[str, str], *, has_contact: bool = False
) -> tuple[Section, ...]:
    """By page of the questionnaire, in asking order; notes are left out. files: what a person
    calls each, by the name that an answer holds. has_contact: one is kept, though answers that
    were sent do not say so."""
    pages = groupby(steps(sheet), key=lambda each: each.page.code)
    sections = (_section(sheet, files, list(inside)) for _code, inside in pages)
    found = tuple(each for each in sections if each.answers)
    return tuple(map(_with_contact, found)) if has_contact else found


def _with_contact(section: Section) -> Section:
    given = (replace(each, is_given=True) if each.is_contact else each for each in section.answers)
    return replace(section, answers=tuple(given))


def _section(sheet: Sheet, files: Mapping[str, str], inside: list[Step]) -> Section:
    title = inside[0].page.title
    asked = [each for step in inside for each in step.asked if each.is_answered]
    return Section(
        sheet.text(title) if title else "", tuple(_reviewed(sheet, files, each) for each in asked)
    )


def _reviewed(sheet: Sheet, files: Mapping[str, str], asked: Asked) -> Reviewed:
    return Reviewed(
        step=asked.step,
        field=id_of(name_of(asked.path)),
        question=question_of(sheet, asked),
        answer=said(sheet, files, asked.path),
        is_contact=asked.question.kind is QuestionKind.CONTACT,
        is_given=sheet.values.get(asked.path) is not None,
    )


def said(sheet: Sheet, files: Mapping[str, str], path: str) -> str:
    """The answer in words; of a file, the name its owner knows it by."""
    return files.get(str(sheet.answers.get(path))) or sheet.label(path)


def question_of(sheet: Sheet, asked: Asked) -> str:
    """In words, with the item of the repeat that it is asked of."""
    text = sheet.text(asked.question.text, asked.item, asked.inside)
    if asked.roster is None or asked.item is None:
        return text
    if asked.roster.kind is QuestionKind.CONSTANT_SUM:
        return of_item(text, sheet.item_label(asked.item))
    return of_item(item_heading(sheet, asked.inside, asked.item), text)


def left_out(sheet: Sheet, files: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Question and answer of what was given, and does not count since a later answer."""
    return tuple(_left_out(sheet, files))


def _left_out(sheet: Sheet, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path in sheet.dropped:
        question = sheet.question(path.removesuffix(OPEN))
        roster, item, _code = parts_of(path)
        around = None if roster is None else sheet.question(roster)
        if question is not None:
            text = sheet.text(question.text, item)
            named = of_item(sheet.text(around.text, item), text) if around else text
            yield named, said(sheet, files, path)
