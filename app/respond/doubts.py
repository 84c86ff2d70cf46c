"""Answers that are right and yet unlikely: the person is asked once to look at them again."""

import hashlib
from collections.abc import Iterable

from app.questionnaire.asked import Asked
from app.questionnaire.checks import warnings
from app.questionnaire.path import Step
from app.questionnaire.sheet import Sheet
from app.respond.forms import name_of
from app.web.texts import _


def unlikely_answers(sheet: Sheet, found: Step) -> dict[str, str]:
    """Field name to what a person reads there."""
    asked = {each.path: each for each in found.asked if each.question.warning is not None}
    said: dict[str, str] = {}
    for each in warnings(sheet, asked.keys()) if asked else ():
        said[name_of(each.path)] = doubt(sheet, asked[each.path])
    return said


def doubt(sheet: Sheet, asked: Asked) -> str:
    text = asked.question.warning_text
    own = sheet.text(text, asked.item, asked.inside) if text is not None else ""
    return own or _("Is this right? If so, go on.")


def digest_of(sheet: Sheet, names: Iterable[str]) -> str:
    """Of the unlikely answers as they are: another answer is another doubt."""
    values = {name_of(path): value for path, value in sheet.values.items()}
    told = "\n".join(f"{name}={values.get(name)!r}" for name in sorted(names))
    return hashlib.sha256(told.encode()).hexdigest()[:12]
