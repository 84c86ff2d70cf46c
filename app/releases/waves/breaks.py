"""Questions whose meaning changed between two versions, so that their numbers do not compare."""

from collections.abc import Iterator, Mapping

from app.questionnaire.changing.codebook import Asked, Codebook, Column
from app.questionnaire.model import Text


def broken(book: Codebook, version: int) -> Iterator[str]:
    """Of an older version, by its place in the codebook, beside the newest; names as name().

    Another kind or scale, other choices, other words in the language they were written in, or a
    question that only one of the two asks. Marks, capitals and spaces change no meaning, nor does
    a translation: a draft is mended without a break.
    """
    last = len(book.places) - 1
    for column in book.columns:
        asked = {each.version: each for each in column.asked}
        if version not in asked and last not in asked:
            continue
        if version not in asked or last not in asked or _differ(asked[version], asked[last]):
            yield name(column)


def name(column: Column) -> str:
    """As the newest version that asks it: ROSTER/field."""
    last = column.asked[-1].placed
    return "/".join([*(each.code for each in last.repeats), last.question.code])


def _differ(old: Asked, new: Asked) -> bool:
    before, now = old.placed.question, new.placed.question
    return (
        before.kind is not now.kind
        or _words(before.text) != _words(now.text)
        or _choices(old) != _choices(new)
        or (before.minimum, before.maximum) != (now.minimum, now.maximum)
        or before.max_selected != now.max_selected
        or before.is_reversed != now.is_reversed
    )


def _choices(asked: Asked) -> Mapping[str, tuple[str, float | None]]:
    """Code of the codebook to words and score."""
    return {
        asked.choices[each.code]: (_words(each.text), each.score)
        for each in asked.placed.question.all_choices
    }


def _words(text: Text) -> str:
    letters = (each if each.isalnum() else " " for each in text.in_language(text.source))
    return " ".join("".join(letters).casefold().split())
