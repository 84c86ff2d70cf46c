"""Choices that all rows of a table share, as lists of the questionnaire."""

from collections.abc import Iterable, Iterator, Mapping

from app.questionnaire.model import Choice, Page, Question


def lists_of(pages: Iterable[Page]) -> Mapping[str, tuple[Choice, ...]]:
    """By the name that questions give their list."""
    found: dict[str, tuple[Choice, ...]] = {}
    for page in pages:
        for each in within(page.questions):
            if each.list_name is not None:
                found.setdefault(each.list_name, each.choices)
    return found


def within(questions: Iterable[Question]) -> Iterator[Question]:
    for each in questions:
        yield each
        yield from within(each.fields)
