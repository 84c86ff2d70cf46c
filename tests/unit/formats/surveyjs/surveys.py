"""Small surveys of SurveyJS."""

import json
from collections.abc import Mapping
from datetime import date

from app.formats.imported import Imported
from app.formats.surveyjs.form import read_surveyjs
from app.questionnaire.evaluation import Evaluated, evaluate
from app.questionnaire.model import Question, Questionnaire

TODAY = date(2026, 11, 26)
Element = Mapping[str, object]


def asked(kind: str, name: str = "q", **more: object) -> Element:
    return {"type": kind, "name": name, **more}


def survey(*elements: Element, **more: object) -> Mapping[str, object]:
    return {"pages": [{"name": "first", "elements": list(elements)}], **more}


def imported(value: Mapping[str, object]) -> Imported:
    return read_surveyjs(json.dumps(value).encode(), "survey.json")


def read(*elements: Element, **more: object) -> Questionnaire:
    return imported(survey(*elements, **more)).needed()


def one(code: str, found: Questionnaire) -> Question:
    """A question wherever it lies."""
    waiting = [each for page in found.pages for each in page.questions]
    for each in waiting:
        if each.code == code:
            return each
        waiting.extend(each.fields)
    raise AssertionError(code)


def decided(found: Questionnaire, answers: Mapping[str, object]) -> Evaluated:
    return evaluate(found, {"answers": answers}, today=TODAY)


def notes(found: Imported) -> list[tuple[str, str]]:
    """Path in the file and message of each note that is not about looks."""
    return [(each.sheet, each.message) for each in found.notes if each.code != "looks"]
