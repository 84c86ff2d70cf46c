"""Codes, counts and steps of the fieldwork, as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from babel import Locale, UnknownLocaleError
from babel.numbers import format_percent
from flask_babel import format_date

from app.collect.protecting import Kept
from app.collect.stopping import REVIEW, Stop
from app.collect.strata import PART, UNKNOWN, Split, Standing
from app.questionnaire.model import Question, Questionnaire, Text
from app.questionnaire.outline import outline_of
from app.questionnaire.piping import piped
from app.web.languages import current_language
from app.web.numbers import write_number
from app.web.texts import _, ngettext

LEFT_OUT = "…"  # stands for what a text takes from an answer

Value: TypeAlias = str | int | float | date | Kept | Standing | None


class Unit(StrEnum):
    TEXT = "text"
    COUNT = "count"  # of people or firms; what is expected need not be whole
    SHARE = "share"  # held in [0, 1], written as whole per cent
    MINUTES = "minutes"  # to a tenth
    POINTS = "points"  # a difference of shares, held in [-1, 1], written as signed points


def shown(value: Value, unit: Unit) -> str:
    """As people of the current language write it."""
    if value is None:
        return _("not known")
    if isinstance(value, Kept):
        return KEPT[value]()
    if isinstance(value, Standing):
        return STANDINGS[value]()
    if isinstance(value, date):
        return str(format_date(value, "medium"))
    if isinstance(value, str):
        return value
    return _number(value, unit)


def _number(value: float, unit: Unit) -> str:
    language = current_language()
    if unit is Unit.SHARE:
        return format_percent(value, locale=language)
    if unit is Unit.POINTS:
        points = round(100 * value)
        return f"+{points}" if points > 0 else write_number(points, language)
    if unit is Unit.MINUTES:
        return write_number(round(value, 1), language)
    return _("under 1") if 0 < value < 1 else write_number(round(value), language)


KEPT: Mapping[Kept, Callable[[], str]] = {
    Kept.FEW: lambda: _("under 5"),
    Kept.COMPLEMENT: lambda: _("kept back"),
}
STANDINGS: Mapping[Standing, Callable[[], str]] = {
    Standing.FAR_BEHIND: lambda: _("far behind"),
    Standing.BEHIND: lambda: _("behind"),
    Standing.IN_LINE: lambda: _("as expected"),
    Standing.AHEAD: lambda: _("ahead"),
}
MODES: Mapping[str, Callable[[], str]] = {
    "web": lambda: _("On the web"),
    "web_phone": lambda: _("On a phone"),
    "web_pc": lambda: _("On a computer"),
    "assisted": lambda: _("With an interviewer"),
    "interview": lambda: _("In an interview"),
    "paper": lambda: _("From paper"),
}
STATES: Mapping[str, Callable[[], str]] = {
    "open": lambda: _("open"),
    "closed": lambda: _("closed"),
    "early": lambda: _("not begun"),
}
NAMES: Mapping[str, Callable[[], str]] = {
    "size": lambda: _("Size of the firm"),
    "age_sex": lambda: _("Age and sex"),
    "education": lambda: _("Education"),
    "kind": lambda: _("Kind of trainer"),
    "invitation": lambda: _("Group of the invitation"),
    "territory": lambda: _("Territory"),
    "municipality": lambda: _("Municipality"),
}


def name_of(split: str) -> str:
    return NAMES[split]()


def mode_of(code: str) -> str:
    return MODES[code]() if code in MODES else code


def language_of(code: str) -> str:
    """The name of a language, in the current one."""
    try:
        name = Locale.parse(code).get_display_name(current_language())
    except (UnknownLocaleError, ValueError):
        name = None
    return name[0].upper() + name[1:] if name else code


@dataclass(frozen=True, slots=True)
class Wordings:
    """The texts of a questionnaire in the current language."""

    questionnaire: Questionnaire

    @property
    def title(self) -> str:
        return self._text(self.questionnaire.title)

    def level(self, split: Split, level: str) -> str:
        if level == UNKNOWN:
            return _("Not said, or another answer")
        codes = zip(split.questions, level.split(PART), strict=True)
        return " · ".join(self._choice(question, code) for question, code in codes)

    def step(self, stop: Stop) -> str:
        """What is asked there first, and how much more."""
        if stop.step == REVIEW or not stop.questions:
            return _("The overview before sending")
        first = self._question(stop.questions[0])
        more = len(stop.questions) - 1
        if not more:
            return first
        return ngettext(
            "%(first)s (and %(num)d more question)",
            "%(first)s (and %(num)d more questions)",
            more,
            first=first,
        )

    def page(self, stop: Stop) -> str:
        page = next((each for each in self.questionnaire.pages if each.code == stop.page), None)
        return self._text(page.title) if page is not None and page.title else ""

    def _question(self, path: str) -> str:
        question = outline_of(self.questionnaire).questions[path]
        if "/" in path:
            return _("For each one: %(question)s", question=self._text(question.text))
        return self._text(question.text)

    def _choice(self, code: str, choice: str) -> str:
        question: Question | None = self.questionnaire.question(code)
        found = None if question is None else question.choice(choice)
        return choice if found is None else self._text(found.text)

    def _text(self, text: Text) -> str:
        return piped(text.in_language(current_language()), lambda _name: LEFT_OUT)
