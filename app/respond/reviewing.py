"""All answers of a response, to read once more before sending."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.questionnaire.asked import OPEN, Asked, parts_of
from app.questionnaire.model import QuestionKind
from app.questionnaire.path import Step, steps
from app.questionnaire.sheet import Sheet
from app.respond.forms import name_of
from app.respond.grouping import id_of
from app.web.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One answer. answer '': passed without one. field: where to change it."""

    step: str
    field: str
    question: str
    answer: str
    is_contact: bool


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    answers: tuple[Reviewed, ...]


def reviewed(sheet: Sheet) -> tuple[Section, ...]:
    """By page of the questionnaire, in asking order; notes are left out."""
    pages = groupby(steps(sheet), key=lambda each: each.page.code)
    sections = (_section(sheet, list(inside)) for _code, inside in pages)
    return tuple(each for each in sections if each.answers)


def _section(sheet: Sheet, inside: list[Step]) -> Section:
    title = inside[0].page.title
    asked = [each for step in inside for each in step.asked if each.is_answered]
    return Section(
        sheet.text(title) if title else "", tuple(_reviewed(sheet, each) for each in asked)
    )


def _reviewed(sheet: Sheet, asked: Asked) -> Reviewed:
    is_contact = asked.question.kind is QuestionKind.CONTACT
    return Reviewed(
        step=asked.step,
        field=id_of(name_of(asked.path)),
        question=_question(sheet, asked),
        answer=sheet.label(asked.path),
        is_contact=is_contact and sheet.values.get(asked.path) is not None,
    )


def _question(sheet: Sheet, asked: Asked) -> str:
    text = sheet.text(asked.question.text, asked.item)
    return of_item(sheet.text(asked.roster.text, asked.item), text) if asked.roster else text


def of_item(item: str, question: str) -> str:
    """A question as it is named outside the card of its item."""
    return _("%(item)s: %(question)s", item=item, question=question)


def left_out(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Question and answer of what was given, and does not count since a later answer."""
    return tuple(_left_out(sheet))


def _left_out(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for path in sheet.dropped:
        question = sheet.question(path.removesuffix(OPEN))
        roster, item, _code = parts_of(path)
        around = None if roster is None else sheet.question(roster)
        if question is not None:
            text = sheet.text(question.text, item)
            named = of_item(sheet.text(around.text, item), text) if around else text
            yield named, sheet.label(path)
