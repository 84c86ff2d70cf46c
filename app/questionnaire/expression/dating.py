"""Functions on dates and times: texts as ISO 8601 writes them, numbers as days since 1970."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from app.questionnaire.expression.nodes import NodeSet
from app.questionnaire.expression.surroundings import Scope
from app.questionnaire.expression.values import (
    DATE,
    DAY,
    EPOCH_TIME,
    Value,
    moment_of,
    number,
    string,
)

Width: TypeAlias = Literal["wide", "abbreviated"]
SIGN = re.compile("%(.)")
NUMBERS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
    "W": lambda moment: f"{moment.isocalendar().week:02}",
}
NAMES: dict[str, tuple[str, Width]] = {
    "B": ("month", "wide"),
    "b": ("month", "abbreviated"),
    "A": ("day", "wide"),
    "a": ("day", "abbreviated"),
}


def today(scope: Scope) -> str:
    return scope.today.isoformat()


def now(scope: Scope) -> str:
    return scope.now.isoformat(timespec="milliseconds")


def moment(value: Value) -> datetime | None:
    """The moment that a text or a number of days says; None when it says none."""
    if isinstance(value, NodeSet):
        value = value.values[0] if value.values else ""
    if isinstance(value, str):
        found = written_moment(value)
        if found is not None:
            return found
    days = number(value)
    if math.isnan(days):
        return None
    try:
        return EPOCH_TIME + timedelta(days=days)
    except OverflowError:
        return None


def written_moment(text: str) -> datetime | None:
    """As written, in its own offset: what a clock on the wall showed."""
    if moment_of(text) is None:
        return None
    found = datetime.fromisoformat(text.strip())
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def to_date(scope: Scope, value: Value) -> str:
    """Of a number its day; of a text the day, and the time where it says one. '' when it is no
    date."""
    found = moment(value)
    if found is None:
        return ""
    text = string(value).strip()
    has_time = not DATE.fullmatch(text) and written_moment(text) is not None
    return to_date_time(scope, value) if has_time else found.date().isoformat()


def to_date_time(_: Scope, value: Value) -> str:
    found = moment(value)
    return "" if found is None else found.isoformat(timespec="milliseconds")


def decimal_date_time(_: Scope, value: Value) -> float:
    """Days since 1970 with the time as a fraction, UTC."""
    return number(to_date_time(_, value))


def decimal_time(_: Scope, value: Value) -> float:
    """The part of a day that has passed, by the clock that the time was read from: noon is 0.5."""
    if isinstance(value, NodeSet):
        value = value.values[0] if value.values else ""
    if isinstance(value, str):
        text = value.strip()
        found = written_moment(f"1970-01-01T{text}") or written_moment(text)
        return math.nan if found is None else part_of_day(found)
    days = number(value)
    return days - math.floor(days) if math.isfinite(days) else math.nan


def part_of_day(moment: datetime) -> float:
    return (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)) / DAY


def formatted(scope: Scope, value: Value, form: Value) -> str:
    """Signs as ODK lists them: %Y %y %m %n %B %b %d %e %A %a %H %h %M %S %3 %W; '' when no date."""
    found = moment(value)
    if found is None:
        return ""
    return SIGN.sub(lambda match: written(found, match[1], scope.language), string(form))


def written(moment: datetime, sign: str, language: str) -> str:
    number_form = NUMBERS.get(sign)
    if number_form is not None:
        return number_form(moment)
    if sign in NAMES:
        kind, width = NAMES[sign]
        return name_of(moment, kind, width, language)
    return "%" if sign == "%" else f"%{sign}"


def names_in(language: str) -> dict[str, list[str]]:
    """By sign: of the twelve months, or of the seven days from Monday on."""
    days = {"month": [datetime(2024, n, 1, tzinfo=UTC) for n in range(1, 13)]}
    days["day"] = [datetime(2024, 1, n, tzinfo=UTC) for n in range(1, 8)]  # the 1st is a Monday
    return {
        sign: [name_of(each, kind, width, language) for each in days[kind]]
        for sign, (kind, width) in NAMES.items()
    }


def name_of(moment: datetime, kind: str, width: Width, language: str) -> str:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    if kind == "month":
        return str(get_month_names(width, "stand-alone", locale)[moment.month])
    return str(get_day_names(width, "stand-alone", locale)[moment.weekday()])
