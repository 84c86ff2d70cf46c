"""What a person reads when an answer cannot be taken: what to do, in plain words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.questionnaire.asked import Asked
from app.questionnaire.checks import Detail, Violation
from app.questionnaire.counting import NUMBERS, WHOLE_NUMBERS
from app.questionnaire.model import UPLOAD_KINDS, QuestionKind
from app.questionnaire.path import Step
from app.questionnaire.sheet import Sheet
from app.respond.forms import name_of
from app.respond.looks import is_marked
from app.web.numbers import write_number
from app.web.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation with the question it is about, in the language of the sheet."""

    violation: Violation
    asked: Asked
    sheet: Sheet

    @property
    def kind(self) -> QuestionKind:
        return self.asked.question.kind

    def has(self, detail: str) -> bool:
        return detail in self.violation.details

    def number(self, detail: str) -> str:
        return written(self.violation.details.get(detail, 0), self.sheet.setting.language)


Writer: TypeAlias = Callable[[Fault], str]


def written(detail: Detail, language: str) -> str:
    return detail if isinstance(detail, str) else write_number(detail, language)


def sentences(sheet: Sheet, found: Step, wrong: Iterable[Violation]) -> dict[str, str]:
    """Field name to what a person reads there."""
    known = {each.path: each for each in found.asked}
    return {
        name_of(each.path): message(Fault(each, known[owner], sheet))
        for each in wrong
        if (owner := question_path(each.path, known)) in known
    }


def question_path(path: str, known: Mapping[str, object]) -> str:
    """The path of the question that an answer is to, also a part of it."""
    return path if path in known else path.rpartition(".")[0]


def message(fault: Fault) -> str:
    """The sentence for a fault: what to do about it."""
    return _WRITERS.get(fault.violation.code, _other)(fault)


def _other(fault: Fault) -> str:
    part = fault.violation.path.rpartition(".")[2]
    if part == "email":
        return _("Write an e-mail address such as name@example.org, or leave it empty.")
    return _("This answer cannot be taken. Please check it.")


def _required(fault: Fault) -> str:
    text = fault.asked.question.required_text
    if text is not None:
        return fault.sheet.text(text, fault.asked.item, fault.asked.inside)
    return _required_of_kind(fault)


def _required_of_kind(fault: Fault) -> str:
    if fault.kind is QuestionKind.CONSENT:
        return _("Tick the box if you agree. We need it to go on.")
    if fault.kind is QuestionKind.MUNICIPALITY:
        return _("Choose a municipality.")
    if fault.kind is QuestionKind.MULTIPLE:
        return _("Choose at least one answer.")
    if fault.kind in NUMBERS and not is_marked(fault.asked.question):
        return _("Write a number here.")
    if fault.kind in {QuestionKind.TEXT, QuestionKind.BARCODE}:
        return _("Write a few words here.")
    return _NEEDED.get(fault.kind, _choose_one)()


def _choose_one() -> str:
    return _("Choose one of the answers.")


def _write_day() -> str:
    return _("Write a day, such as 2026-11-23.")


def _write_hour() -> str:
    return _("Write a time, such as 08:30.")


def _write_moment() -> str:
    return _("Write a day and a time, such as 2026-11-23T08:30.")


def _write_point() -> str:
    return _("Write latitude and longitude in degrees, such as 43.6 1.44.")


def _confirm() -> str:
    return _("Tick the box when you have read this.")


def _rank() -> str:
    return _("Give each a rank: 1 to the first, 2 to the next, each rank once.")


def _choose_file() -> str:
    return _("Choose a file.")


_NEEDED: dict[QuestionKind, Callable[[], str]] = {
    QuestionKind.DATE: _write_day,
    QuestionKind.TIME: _write_hour,
    QuestionKind.DATE_TIME: _write_moment,
    QuestionKind.GEOPOINT: _write_point,
    QuestionKind.ACKNOWLEDGE: _confirm,
    QuestionKind.RANKING: _rank,
    **dict.fromkeys(UPLOAD_KINDS, _choose_file),
}


def _type(fault: Fault) -> str:
    question = fault.asked.question
    if fault.kind in {QuestionKind.SINGLE, QuestionKind.SCALE, QuestionKind.MUNICIPALITY}:
        return _required_of_kind(fault)
    if fault.kind in _NEEDED:
        return _NEEDED[fault.kind]()
    if fault.kind not in NUMBERS:
        return _other(fault)
    if question.minimum is not None and question.maximum is not None:
        language = fault.sheet.setting.language
        low = write_number(question.minimum, language)
        return _between(fault, low, write_number(question.maximum, language))
    if fault.kind in WHOLE_NUMBERS:
        return _("Write a whole number in digits, without letters or decimals.")
    example = write_number(2.5, fault.sheet.setting.language)
    return _("Write a number in digits, such as %(example)s.", example=example)


def _between(fault: Fault, low: str, high: str) -> str:
    if fault.kind in WHOLE_NUMBERS:
        return _("Write a whole number between %(low)s and %(high)s.", low=low, high=high)
    return _("Write a number between %(low)s and %(high)s.", low=low, high=high)


def _range(fault: Fault) -> str:
    question, given = fault.asked.question, fault.violation.details.get("given")
    low, high = question.minimum, question.maximum
    if fault.has("step") and isinstance(given, int | float):
        is_between = (low is None or low <= given) and (high is None or given <= high)
        if is_between:
            return _("Write a number in steps of %(step)s.", step=fault.number("step"))
    if fault.has("minimum") and fault.has("maximum"):
        return _between(fault, fault.number("minimum"), fault.number("maximum"))
    if fault.has("minimum"):
        return _("Write a number that is at least %(low)s.", low=fault.number("minimum"))
    return _("Write a number that is at most %(high)s.", high=fault.number("maximum"))


def _choice(fault: Fault) -> str:
    if fault.kind is QuestionKind.MUNICIPALITY:
        return _("Choose a municipality from the list.")
    return _("Choose among the answers on this page: what was sent is not one of them.")


def _length(fault: Fault) -> str:
    return _(
        "Shorten your text to %(limit)s characters: it has %(given)s.",
        limit=fault.number("limit"),
        given=fault.number("given"),
    )


def _count(fault: Fault) -> str:
    details, reason = fault.violation.details, fault.violation.details.get("reason")
    if reason == "repeated" and fault.kind is QuestionKind.RANKING:
        return _rank()
    if reason == "exclusive":
        return _("One of the answers that you chose stands alone: keep it, or the others.")
    if reason == "many":
        most = int(details.get("maximum", 1))
        return ngettext(
            "Keep %(num)d answer at most: you chose %(given)s.",
            "Keep %(num)d answers at most: you chose %(given)s.",
            most,
            given=fault.number("given"),
        )
    least = int(details.get("minimum", 1))
    return ngettext("Choose at least %(num)d answer.", "Choose at least %(num)d answers.", least)


def _constraint(fault: Fault) -> str:
    if fault.has("total"):
        return _(
            "Together these must make %(total)s; now they make %(given)s.",
            total=fault.number("total"),
            given=fault.number("given"),
        )
    text = fault.asked.question.constraint_text
    if text is not None:
        return fault.sheet.text(text, fault.asked.item, fault.asked.inside)
    return _("This answer does not go with the others. Please check it.")


_WRITERS: dict[str, Writer] = {
    "required": _required,
    "type": _type,
    "range": _range,
    "choice": _choice,
    "length": _length,
    "count": _count,
    "constraint": _constraint,
}
