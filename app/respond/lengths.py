"""Lists of a page that a person makes longer or shorter: one more item, or one less."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.errors import NotFoundError
from app.questionnaire.asked import key_of
from app.questionnaire.counting import MOST_REPEATS
from app.questionnaire.lengthening import with_item_added, with_item_removed
from app.questionnaire.model import Answers, Question
from app.questionnaire.path import Step
from app.questionnaire.sheet import Sheet

ADD: Final = "add"
REMOVE: Final = "remove"
CHANGES: Final = frozenset({ADD, REMOVE})


@dataclass(frozen=True, slots=True)
class Length:
    """path: of an open repeat on the page. last: path of the item that may go; '': none may."""

    path: str
    name: str
    can_grow: bool
    last: str


def lengths_of(sheet: Sheet, found: Step) -> tuple[Length, ...]:
    """Of each open repeat that the page asks questions of."""
    inside = dict.fromkeys(each.inside for each in found.asked if each.inside)
    repeats = {path: sheet.outline.questions[key_of(path)] for path in inside}
    return tuple(
        length_of(sheet, path, repeat) for path, repeat in repeats.items() if repeat.is_open_repeat
    )


def length_of(sheet: Sheet, path: str, repeat: Question) -> Length:
    items = sheet.items[path]
    most = MOST_REPEATS if repeat.max_items is None else repeat.max_items
    least = 1 if repeat.min_items is None else repeat.min_items
    last = f"{path}[{items[-1]}]" if len(items) > least else ""
    return Length(path, sheet.text(repeat.text), len(items) < most, last)


def change_of(form: Mapping[str, str]) -> str:
    """`add R` or `remove R[2]`, as the button of a page says; '' where none was pressed."""
    return next((f"{word} {form[word]}" for word in (ADD, REMOVE) if form.get(word)), "")


def changed(sheet: Sheet, change: str) -> Answers:
    """The answers after a change; the same where the page did not offer it."""
    word, _, path = change.partition(" ")
    repeat, _, item = path.removesuffix("]").rpartition("[")
    try:
        if word == ADD:
            return with_item_added(sheet, path)
        return with_item_removed(sheet, repeat, item)
    except NotFoundError:  # of a stale page
        return sheet.answers
