"""What is worked out of a sheet is worked out once: a page asks for much of it several times."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from app.questionnaire.sheet import Sheet

Found = TypeVar("Found")


def once(find: Callable[[Sheet], Found]) -> Callable[[Sheet], Found]:
    """A function of a sheet alone that keeps what it found with the sheet."""

    @wraps(find)
    def found(sheet: Sheet) -> Found:
        if find not in sheet.known:
            sheet.known[find] = find(sheet)
        return cast("Found", sheet.known[find])

    return found
