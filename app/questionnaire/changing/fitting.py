"""Whether answers to a question can be read as answers to its new version."""

from collections.abc import Mapping
from typing import Final

from app.questionnaire.changing.placed import Placed
from app.questionnaire.model import Question, QuestionKind

ONE_CODE = "one code"
WHOLE, NUMBER = "a whole number", "a number"
FORMS: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.SINGLE: ONE_CODE,
    QuestionKind.SCALE: ONE_CODE,
    QuestionKind.YES_NO: ONE_CODE,
    QuestionKind.INTEGER: WHOLE,
    QuestionKind.RATING: WHOLE,
    QuestionKind.DECIMAL: NUMBER,
    QuestionKind.RANGE: NUMBER,
    QuestionKind.TEXT: "a text",
    QuestionKind.BARCODE: "a text",
}
"""What is kept, where kinds share it; every other kind keeps something of its own."""


def form_of(question: Question) -> str:
    """What the store keeps of an answer."""
    if question.kind is QuestionKind.MUNICIPALITY:
        return "places" if question.is_multiple else "a place"
    if question.kind in {QuestionKind.ROSTER, QuestionKind.REPEAT}:
        return "items by number" if question.over is None else "items by code"
    return FORMS.get(question.kind, question.kind.value)


def fits(old: Question, new: Question) -> bool:
    """A whole number is a number too, not the other way round."""
    before, now = form_of(old), form_of(new)
    return before == now or (before, now) == (WHOLE, NUMBER)


def goes_on(old: Placed, new: Placed) -> bool:
    """Whether the answers fit, and the items of every repeat around them do."""
    return (
        fits(old.question, new.question)
        and len(old.repeats) == len(new.repeats)
        and all(map(fits, old.repeats, new.repeats))
    )


def is_kept(question: Question) -> bool:
    """Whether anything is stored under the question's own key or inside it."""
    return question.kind not in {QuestionKind.NOTE, QuestionKind.GROUP}
