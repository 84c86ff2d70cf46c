"""The sheets of the indicators in the language of the request."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.questionnaire.reading.indicator_sheets import Sheet, read_sheets
from app.web.texts import _, of_survey

FILE = Path(__file__).resolve().parents[3] / "surveys" / "indicators.yaml"
DOMAIN = "indicators"


@cache
def sheets() -> Mapping[str, Sheet]:
    """All of them, by code; read once a process."""
    return read_sheets(FILE)


def name_of(sheet: Sheet) -> str:
    return of_survey(DOMAIN, sheet.code, sheet.name)


def reading_of(sheet: Sheet) -> str:
    return of_survey(DOMAIN, f"{sheet.code}.read", sheet.reading)


def unit_of(sheet: Sheet) -> str:
    return of_survey(DOMAIN, f"{sheet.code}.unit", sheet.unit)


def group_names() -> Mapping[str, str]:
    """Of the groups that indicators are listed under, in that order."""
    return {
        "balance": _("Jobs and skills in balance"),
        "dialogue": _("Needs and wishes side by side"),
        "training": _("Training"),
        "sme": _("Running a small firm"),
        "specific": _("Know-how of the place"),
        "inclusion": _("Everybody on board"),
        "mobility": _("Coming, staying, changing"),
        "practices": _("Practices worth sharing"),
        "delphi": _("What experts expect"),
        "quality": _("How solid the numbers are"),
    }
