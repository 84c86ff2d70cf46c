"""Answers as the text of a cell in a table, and back."""

from app.questionnaire.model import Question, QuestionKind, Value
from app.web.csv_texts import FORMULA_STARTS

GUARD = "'"
GUARDED = (*FORMULA_STARTS, *(GUARD + start for start in (*FORMULA_STARTS, GUARD)))
WORDS_OF_TRUTH = {"true": True, "false": False}


def as_text(value: Value) -> str:
    """Codes joined by a space. A text that a spreadsheet would run is led by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str):
        return f"{GUARD}{value}" if value.startswith(GUARDED) else value
    return str(value)


def from_text(text: str, question: Question | None, *, has_commas: bool = False) -> Value:
    """What `as_text` wrote; a text that does not fit the question stays one, to be refused.

    has_commas: numbers are written as 2,5.
    """
    if not text.strip():
        return None
    kind = None if question is None else question.kind
    if kind is QuestionKind.CONSENT:
        return WORDS_OF_TRUTH.get(text.strip().lower(), text)
    if kind in {QuestionKind.INTEGER, QuestionKind.DECIMAL}:
        return number_in(text.replace(",", ".") if has_commas else text)
    is_several = question is not None and question.is_multiple
    if kind is QuestionKind.MULTIPLE or is_several:
        return tuple(text.split())
    is_led = text.startswith(GUARD) and text[1:].startswith((*FORMULA_STARTS, GUARD))
    return text[1:] if is_led else text


def number_in(text: str) -> Value:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
