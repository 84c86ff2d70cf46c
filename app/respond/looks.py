"""How each kind of question looks: which macro of the template shows it, and with what marks."""

from collections.abc import Iterator, Mapping, Sequence

from app.questionnaire.asked import Asked
from app.questionnaire.counting import NUMBERS
from app.questionnaire.model import GEO_KINDS, UPLOAD_KINDS, Question, QuestionKind
from app.questionnaire.setting import Place
from app.respond.forms import LONGEST_LIST, takes_several
from app.respond.grouping import Group, Row, id_of
from app.respond.searching import is_searched
from app.web.numbers import write_number
from app.web.texts import _

ROWS = frozenset({"rows", "scale", "ticks"})  # each choice has a line of its own
LISTED = ROWS | {"select", "suggest"}
LONG_TEXT = 120  # characters from which a text gets several lines
MOST_MARKS = 11  # of a range: beyond, its number is written


def input_of(look: str) -> str:
    return "checkbox" if look == "ticks" else "radio"


def is_decimal(question: Question) -> bool:
    step = question.step
    is_fine = step is not None and not float(step).is_integer()
    return question.kind is QuestionKind.DECIMAL or (question.kind in NUMBERS and is_fine)


def is_marked(question: Question) -> bool:
    """Whether its numbers stand in a row, to choose from: a rating, or a range of few."""
    if question.kind is QuestionKind.RATING:
        return True
    low, high, step = question.minimum, question.maximum, question.step or 1
    if question.kind is not QuestionKind.RANGE or low is None or high is None:
        return False
    is_whole = all(float(each).is_integer() for each in (low, high, step))
    return is_whole and step > 0 and 0 < (high - low) / step < MOST_MARKS


def range_hint(question: Question, language: str) -> Iterator[str]:
    if question.minimum is not None and question.maximum is not None:
        low = write_number(question.minimum, language)
        high = write_number(question.maximum, language)
        if is_marked(question):
            yield _("%(low)s is the lowest, %(high)s the highest.", low=low, high=high)
        elif question.kind is QuestionKind.RANGE:
            yield _("From %(low)s to %(high)s.", low=low, high=high)
    if question.kind is QuestionKind.RANKING:
        yield _("Give 1 to the first, 2 to the next, and so on.")
    if question.kind is QuestionKind.GEOPOINT:
        yield _("Latitude and longitude in degrees, such as 43.6 1.44.")


def marks_of(question: Question, name: str, typed: str) -> Group:
    """The marks of a rating or a range, each a row."""
    low, high = int(question.minimum or 0), int(question.maximum or 0)
    marks = range(low, high + 1, int(question.step or 1))
    rows = (
        Row(
            code=str(mark),
            text=str(mark),
            id=id_of(f"choice-{id_of(name)}-{mark}"),
            is_chosen=typed == str(mark),
            is_quiet=False,
            is_alone=False,
            is_open=False,
        )
        for mark in marks
    )
    return Group("", tuple(rows))


def look_of(asked: Asked, places: Sequence[Place]) -> str:
    kind = asked.question.kind
    if not asked.is_answered:
        return "note" if kind is QuestionKind.NOTE else "fixed"
    if kind is QuestionKind.MUNICIPALITY:
        return look_of_places(asked, places)
    if kind is QuestionKind.TEXT:
        is_long = (asked.question.max_characters or LONG_TEXT + 1) > LONG_TEXT
        return "textarea" if is_long or asked.question.is_long else "text"
    if kind in NUMBERS:
        return "scale" if is_marked(asked.question) else "number"
    return "search" if is_searched(asked) else LOOKS.get(kind, kind.value)


def look_of_places(asked: Asked, places: Sequence[Place]) -> str:
    if takes_several(asked):
        return "ticks"
    if not places:
        return "text"
    return "select" if len(places) <= LONGEST_LIST else "suggest"


INPUTS: Mapping[QuestionKind, str] = {
    QuestionKind.DATE: "date",
    QuestionKind.TIME: "time",
    QuestionKind.DATE_TIME: "datetime-local",
}
LOOKS: Mapping[QuestionKind, str] = {
    QuestionKind.SINGLE: "rows",
    QuestionKind.YES_NO: "rows",
    QuestionKind.SCALE: "scale",
    QuestionKind.MULTIPLE: "ticks",
    QuestionKind.ACKNOWLEDGE: "consent",
    QuestionKind.RANKING: "ranks",
    **dict.fromkeys(INPUTS, "text"),
    **dict.fromkeys(UPLOAD_KINDS, "upload"),
    **dict.fromkeys(GEO_KINDS | {QuestionKind.BARCODE}, "text"),
}


ACCEPTED: Mapping[QuestionKind, str] = {  # what a device offers first
    QuestionKind.IMAGE: "image/jpeg,image/png,image/webp,image/gif",
    QuestionKind.AUDIO: "audio/*",
    QuestionKind.VIDEO: "video/*",
}


def bounds_of(question: Question) -> dict[str, str]:
    if question.kind not in NUMBERS:
        return {}
    bounds = {"data-min": question.minimum, "data-max": question.maximum}
    return {name: f"{bound:.10g}" for name, bound in bounds.items() if bound is not None}
