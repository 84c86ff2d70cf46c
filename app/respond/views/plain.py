"""Pages on which nothing is the respondent's own yet, so that one serves for all who come to it."""

from collections.abc import Hashable

from flask import request

from app.questionnaire.asked import OPEN, Asked
from app.questionnaire.path import Step, preceding, progress
from app.respond.around import around_of
from app.respond.forms import name_of
from app.respond.grouping import groups_of
from app.respond.looks import ROWS, input_of, look_of
from app.respond.previewing import preview_data
from app.respond.signing import token_of
from app.respond.standing import Standing
from app.respond.views.room import frame_key
from app.web.rows import choice_rows


def is_plain(here: Standing, found: Step) -> bool:
    """No answer of the person is on the page: given before, known before, or put into a text."""
    if request.args or here.response.prefill or here.contact:
        return False
    if found.code in here.sheet.outline.piping_steps:
        return False
    if any(each.question.is_shuffled and not is_in_rows(here, each) for each in found.asked):
        return False
    answers, values = here.sheet.answers, here.sheet.values
    return not any(
        each.path in answers or each.path in values or each.path + OPEN in answers
        for each in found.asked
    )


def is_in_rows(here: Standing, asked: Asked) -> bool:
    """Whether its choices stand one below another, not in a table."""
    around = around_of(here.sheet, asked)
    is_in_table = around is not None and around.is_grid
    return not is_in_table and look_of(asked, here.sheet.setting.places) in ROWS


def key_of_page(here: Standing, found: Step) -> Hashable:
    """All that decides what the page shows. Choices are told apart by identity: held_by()."""
    door = here.door
    return (
        frame_key(door),
        id(door.questionnaire),
        (found.code, progress(here.sheet, found.code), preceding(here.sheet, found.code) is None),
        tuple(
            (each.path, each.is_required, each.is_read_only, choices_told_apart(each))
            for each in found.asked
        ),
    )


def choices_told_apart(asked: Asked) -> Hashable:
    """In their order, unless that is of this response alone."""
    known = map(id, asked.choices)
    return frozenset(known) if asked.question.is_shuffled else tuple(known)


def held_by(here: Standing, found: Step) -> object:
    return (here.door.questionnaire, tuple(each.choices for each in found.asked))


def own_parts(here: Standing, found: Step) -> tuple[str, ...]:
    """What is this response's own: its secrets, lists in the order that it drew, and what a
    browser needs to preview rules."""
    drawn = (each for each in found.asked if each.question.is_shuffled)
    secrets = (here.key, here.code, token_of(here.key))
    preview = preview_data(here.sheet, found)
    return (*secrets, *(listed(here, each) for each in drawn), *([preview] if preview else []))


def listed(here: Standing, asked: Asked) -> str:
    """The rows of a question as a page shows them, nothing chosen."""
    look = look_of(asked, here.sheet.setting.places)
    groups = groups_of(here.sheet, asked, look)
    name, kind = name_of(asked.path), input_of(look)
    return str(choice_rows(groups, name, kind, is_required=asked.is_required))
