"""The table of functions on dates and times."""

from app.questionnaire.expression import dating
from app.questionnaire.expression.function import Function, Gives

ROWS = (
    Function(
        "today()",
        "The day, as 2026-11-23.",
        takes=(0, 0),
        gives=Gives.DATE,
        call=dating.today,
        is_pure=False,
    ),
    Function(
        "now()",
        "The moment, as 2026-11-23T08:30:00.000+01:00.",
        takes=(0, 0),
        gives=Gives.DATE,
        call=dating.now,
        is_pure=False,
    ),
    Function(
        "date(value)",
        "The day of a number of days since 1970, or of a text, with the time that it says.",
        takes=(1, 1),
        gives=Gives.DATE,
        call=dating.to_date,
    ),
    Function(
        "date-time(value)",
        "The moment of a text, or of a number of days since 1970.",
        takes=(1, 1),
        gives=Gives.DATE,
        call=dating.to_date_time,
    ),
    Function(
        "decimal-date-time(value)",
        "Days since 1970, the time as a fraction.",
        takes=(1, 1),
        gives=Gives.NUMBER,
        call=dating.decimal_date_time,
    ),
    Function(
        "decimal-time(time)",
        "The part of a day that has passed: 12:00 is 0.5.",
        takes=(1, 1),
        gives=Gives.NUMBER,
        call=dating.decimal_time,
    ),
    Function(
        "format-date(date, '%Y-%m-%d')",
        "A date in a given form.",
        takes=(2, 2),
        gives=Gives.TEXT,
        call=dating.formatted,
    ),
    Function(
        "format-date-time(moment, '%Y-%m-%d %H:%M')",
        "A moment in a given form.",
        takes=(2, 2),
        gives=Gives.TEXT,
        call=dating.formatted,
    ),
)
