"""Dates and times as texts: 2026-11-23, 08:30, 2026-11-23T08:30, as browsers send them."""

import re
from datetime import date, datetime, time

from app.questionnaire.model import QuestionKind

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TIME = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def is_moment(text: str, kind: QuestionKind) -> bool:
    if kind is QuestionKind.DATE:
        return is_date(text)
    if kind is QuestionKind.TIME:
        return is_time(text)
    day, _, hour = text.partition("T")
    return is_date(day) and is_time(hour) and is_in_calendar(text)


def is_date(text: str) -> bool:
    if DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:  # 2026-02-30
        return False
    return True


def is_time(text: str) -> bool:
    if TIME.fullmatch(text) is None:
        return False
    try:
        time.fromisoformat(text)
    except ValueError:  # 25:00
        return False
    return True


def is_in_calendar(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:  # an offset of a day or more
        return False
    return True
