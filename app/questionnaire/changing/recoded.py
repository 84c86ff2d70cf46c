"""Answers of one version under the columns and codes of the codebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from app.questionnaire.asked import OPEN, key_in, key_of, parts_of
from app.questionnaire.changing.codebook import Asked, Codebook, Column
from app.questionnaire.model import Answers, Questionnaire, Value
from app.questionnaire.outline import outline_of

Recoder = Callable[[Answers], Answers]


@dataclass(frozen=True, slots=True)
class Path:
    """path: in the codebook. choices: of its question, own code to the codebook's."""

    path: str
    choices: Mapping[str, str]


def recoder(book: Codebook, version: int, questionnaire: Questionnaire) -> Recoder:
    """What turns the answers of a version, by its place in the codebook, into the codebook's.

    A path or code that the version does not know stays as it is.
    """
    columns = {
        key: (book.columns[place], _asked_in(book.columns[place], version))
        for key, place in book.places[version].items()
    }
    sources = outline_of(questionnaire).item_sources

    @cache
    def path_of(path: str) -> Path:
        repeat, item, code = parts_of(path)
        key = key_of(path)
        ending = OPEN if key not in columns and path.endswith(OPEN) else ""
        found = columns.get(key_of(path.removesuffix(ending)))
        name = code if found is None else f"{found[0].code}{ending}"
        choices = {} if found is None or ending else found[1].choices
        if repeat is None or item is None:
            return Path(name, choices)
        origins = sources.get(key_of(repeat), ())
        items = next((columns[each][1].choices for each in origins if each in columns), {})
        return Path(f"{path_of(repeat).path}[{items.get(item, item)}]/{name}", choices)

    def recode(answers: Answers) -> Answers:
        moved = ((path_of(path), value) for path, value in answers.items())
        return {each.path: _value(value, each.choices) for each, value in moved}

    return recode


def _asked_in(column: Column, version: int) -> Asked:
    return next(each for each in column.asked if each.version == version)


def _value(value: Value, choices: Mapping[str, str]) -> Value:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(choices.get(each, each) for each in value))
    return choices.get(value, value) if isinstance(value, str) else value


def key_of_column(book: Codebook, column: Column) -> str:
    """R/code as the codebook calls both."""
    last = column.asked[-1]
    around = last.placed.around
    if not around:
        return key_in("", column.code)
    repeat = book.columns[book.places[last.version][around]]
    return key_in(key_of_column(book, repeat), column.code)
