"""Items added to and taken from an open repeat: the items are numbered, without gaps."""

from collections.abc import Iterator

from app.errors import NotFoundError
from app.questionnaire.asked import key_of
from app.questionnaire.counting import MOST_REPEATS
from app.questionnaire.model import Answers, Question, Value
from app.questionnaire.sheet import Sheet


def with_item_added(sheet: Sheet, path: str) -> Answers:
    """path: of the repeat, R or R[1]/S. The same answers where it has as many as it may."""
    repeat = open_repeat(sheet, path)
    count = len(sheet.items[path])
    most = MOST_REPEATS if repeat.max_items is None else repeat.max_items
    return sheet.answers if count >= most else {**sheet.answers, path: count + 1}


def with_item_removed(sheet: Sheet, path: str, item: str) -> Answers:
    """Without all that was answered for the item; those behind it move up by one."""
    repeat = open_repeat(sheet, path)
    items = sheet.items[path]
    least = 1 if repeat.min_items is None else repeat.min_items
    if item not in items:
        raise NotFoundError(f"{path} has no item {item}: go on from the page.", path=path)
    kept = dict(moved(sheet.answers, path, int(item)))
    return {**kept, path: max(len(items) - 1, least)}


def open_repeat(sheet: Sheet, path: str) -> Question:
    found = sheet.outline.questions.get(key_of(path))
    if found is None or not found.is_open_repeat or path not in sheet.items:
        raise NotFoundError(f"{path} is no list that can be lengthened here.", path=path)
    return found


def moved(answers: Answers, path: str, gone: int) -> Iterator[tuple[str, Value]]:
    start = f"{path}["
    for each, value in answers.items():
        item, end, rest = each.removeprefix(start).partition("]/")
        is_inside = each.startswith(start) and bool(end) and item.isdecimal()
        if not is_inside or int(item) < gone:
            yield each, value
        elif int(item) > gone:
            yield f"{start}{int(item) - 1}]/{rest}", value
