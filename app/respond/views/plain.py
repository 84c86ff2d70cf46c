"""Pages on which nothing is the respondent's own yet, so that one serves for all who come to it."""

from collections.abc import Hashable

from flask import request

from app.questionnaire.asked import OPEN
from app.questionnaire.path import Step, preceding, progress
from app.respond.signing import token_of
from app.respond.standing import Standing
from app.respond.views.room import frame_key


def is_plain(here: Standing, found: Step) -> bool:
    """No answer of the person is on the page: given before, known before, or put into a text."""
    if request.args or here.response.prefill or here.contact:
        return False
    if found.code in here.sheet.outline.piping_steps:
        return False
    if any(each.question.is_shuffled for each in found.asked):
        return False  # in an order of this response alone
    answers = here.sheet.answers
    return not any(each.path in answers or each.path + OPEN in answers for each in found.asked)


def key_of_page(here: Standing, found: Step) -> Hashable:
    """All that decides what the page shows. Choices are told apart by identity: held_by()."""
    door = here.door
    return (
        frame_key(door),
        id(door.questionnaire),
        (found.code, progress(here.sheet, found.code), preceding(here.sheet, found.code) is None),
        tuple((each.path, each.is_required, *map(id, each.choices)) for each in found.asked),
    )


def held_by(here: Standing, found: Step) -> object:
    return (here.door.questionnaire, tuple(each.choices for each in found.asked))


def secrets_of(here: Standing) -> tuple[str, str, str]:
    return (here.key, here.code, token_of(here.key))
