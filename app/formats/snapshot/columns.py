"""Which answers a snapshot holds: those that can be counted, a column each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.questionnaire.model import Question, QuestionKind, Questionnaire

TERRITORY, STRATUM, CELL, BEFORE, WEIGHT = "territory", "stratum", "cell", "before", "weight"
OF_DESIGN = (TERRITORY, STRATUM, CELL, BEFORE, WEIGHT)


class Holds(StrEnum):
    """What stands in a column; nothing where the question was not answered."""

    CODE = "code"  # of a single choice
    NUMBER = "number"
    CHOSEN = "chosen"  # 1 where the choice is among those of a multiple choice, else 0


HELD = {
    QuestionKind.SINGLE: Holds.CODE,
    QuestionKind.SCALE: Holds.CODE,
    QuestionKind.YES_NO: Holds.CODE,
    QuestionKind.INTEGER: Holds.NUMBER,
    QuestionKind.DECIMAL: Holds.NUMBER,
    QuestionKind.RATING: Holds.NUMBER,
    QuestionKind.RANGE: Holds.NUMBER,
    QuestionKind.MULTIPLE: Holds.CHOSEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """name: in the file, different from all others whatever the case. choice: of CHOSEN. codes:
    that CODE may be; another one counts as no answer."""

    name: str
    question: str
    holds: Holds
    choice: str | None = None
    codes: tuple[str, ...] = ()


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """In the order of the questionnaire. No text, date, file, contact, and nothing in rosters."""
    found = (each for question in questionnaire.questions() for each in _of_question(question))
    return tuple(_distinct(found))


def _of_question(question: Question) -> Iterator[Column]:
    holds = HELD.get(question.kind)
    if holds is Holds.CHOSEN:
        for each in question.choices:
            name = f"{question.code}/{each.code}"
            yield Column(name=name, question=question.code, holds=holds, choice=each.code)
    elif holds is not None:
        codes = tuple(each.code for each in question.choices) if holds is Holds.CODE else ()
        yield Column(name=question.code, question=question.code, holds=holds, codes=codes)


def _distinct(columns: Iterable[Column]) -> Iterator[Column]:
    """Engines tell no capital letters apart, and some columns are of the design."""
    taken = set(OF_DESIGN)
    for each in columns:
        name, number = each.name, 1
        while name.lower() in taken:
            number += 1
            name = f"{each.name}_{number}"
        taken.add(name.lower())
        yield replace(each, name=name)
