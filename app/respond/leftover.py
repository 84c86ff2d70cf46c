"""What a page held that is not stored, in words: shown where it can no longer be taken."""

from collections.abc import Iterator, Sequence

from app.questionnaire.asked import OPEN, is_empty
from app.questionnaire.model import Answers, Question, Value
from app.questionnaire.sheet import Sheet
from app.respond.forms import OWN_NAMES, as_typed, name_of
from app.respond.merging import read
from app.respond.searching import SEARCH

LONGEST = 2_000  # characters of one answer that are shown


def leftover(
    sheet: Sheet, sent: Sequence[tuple[str, str]], marks: str, stored: Answers
) -> list[tuple[str, str]]:
    """Question and answer; '' for one taken back. sent: name and text of each field. marks: of
    what the page showed. stored: answers that the page may hold, with the parts of a contact."""
    return [*_typed(sheet, sent, stored), *_emptied(sheet, sent, marks, stored)]


def _emptied(
    sheet: Sheet, sent: Sequence[tuple[str, str]], marks: str, stored: Answers
) -> Iterator[tuple[str, str]]:
    """What the page showed, and came back without."""
    held = {name for name, text in sent if text.strip()}
    held |= {name.partition(".")[0] for name in held}
    answered = [path for path, value in stored.items() if not is_empty(value)]
    for path in read(marks, answered, frozenset()).marks if marks else ():
        question = sheet.question(path)
        if question is not None and name_of(path) not in held:
            yield sheet.text(question.text), ""


def _typed(
    sheet: Sheet, sent: Sequence[tuple[str, str]], stored: Answers
) -> Iterator[tuple[str, str]]:
    for name, text in sent:
        if name in OWN_NAMES or name.endswith(SEARCH) or not text.strip():
            continue
        path, part = path_of(sheet, name)
        question = sheet.question(path)
        value = stored.get(f"{path}.{part}" if part else path)
        ranked = stored.get(path) if part else None
        if isinstance(ranked, tuple) and part in ranked:
            value = ranked.index(part) + 1
        if question is not None and not is_stored(value, text, sheet.setting.language):
            yield sheet.text(question.text), in_words(sheet, question, part, text)


def path_of(sheet: Sheet, name: str) -> tuple[str, str]:
    """The path of the question that a field belongs to, and the part of the answer it holds."""
    inside = name.replace("].", "]/")
    for path in (inside, name.replace(".", "/")):
        if sheet.question(path) is not None:
            return path, ""
    owner, _, part = inside.rpartition(".")
    return owner, part


def is_stored(value: Value, text: str, language: str) -> bool:
    typed = () if is_empty(value) else as_typed(value, language)
    return text in typed if isinstance(typed, tuple) else text == typed


def in_words(sheet: Sheet, question: Question, part: str, text: str) -> str:
    """A choice by its text; the rank of a choice with it."""
    texts = {each.code: sheet.text(each.text) for each in question.choices}
    if part in texts and part != OPEN.removeprefix("."):
        return f"{texts[part]}: {text}"
    return texts.get(text, text)[:LONGEST]
