"""The columns of a table of answers: one a path, in the order of the questionnaire."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from app.questionnaire.model import REPEAT_KINDS, Answers, QuestionKind, Questionnaire

Place = tuple[int, str, int, str]
PATH = re.compile(r"(?P<question>[^\[/]+)(?:\[(?P<item>[^\]]*)\])?(?:/(?P<field>.+))?")
PLAIN = frozenset(QuestionKind) - REPEAT_KINDS - {QuestionKind.NOTE, QuestionKind.CONTACT}


def columns(questionnaire: Questionnaire, answers: Iterable[Answers]) -> tuple[str, ...]:
    """Every question that keeps an answer, and every other path that is answered somewhere."""
    asked = {each.code for each in questionnaire.questions() if each.kind in PLAIN}
    answered = {path for row in answers for path in row}
    return tuple(sorted(asked | answered, key=placing(questionnaire)))


def placing(questionnaire: Questionnaire) -> Callable[[str], Place]:
    """What sorts paths in the order of the questionnaire."""
    places = _places(questionnaire)

    @cache
    def place(path: str) -> Place:
        return _place(path, places)

    return place


def _places(questionnaire: Questionnaire) -> Mapping[str, int]:
    codes: dict[str, None] = {}
    for question in questionnaire.questions():
        codes[question.code] = None
        codes |= {f"{question.code}/{field.code}": None for field in question.fields}
    return {code: place for place, code in enumerate(codes)}


def _place(path: str, places: Mapping[str, int]) -> Place:
    """Question, then item of a roster, then its field; what the questionnaire lacks comes last."""
    parts = PATH.fullmatch(path)
    if parts is None:
        return (len(places), "", 0, path)
    question, field = parts["question"].partition(".")[0], parts["field"] or ""
    inside = places.get(f"{question}/{field}", len(places))
    return (places.get(question, len(places)), parts["item"] or "", inside, path)
