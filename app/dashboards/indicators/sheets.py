"""The sheets of the indicators in the language of the request."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import current_app

from app.questionnaire.reading.catalogues import read_catalogue, singular
from app.questionnaire.reading.indicator_sheets import Sheet, read_sheets
from app.web.languages import current_language
from app.web.texts import _

FILE = Path(__file__).resolve().parents[3] / "surveys" / "indicators.yaml"
DOMAIN = "indicators"


@cache
def sheets() -> Mapping[str, Sheet]:
    """All of them, by code; read once a process."""
    return read_sheets(FILE)


def name_of(sheet: Sheet) -> str:
    return _said(sheet.code, sheet.name)


def reading_of(sheet: Sheet) -> str:
    return _said(f"{sheet.code}.read", sheet.reading)


def unit_of(sheet: Sheet) -> str:
    return _said(f"{sheet.code}.unit", sheet.unit)


def _said(code: str, source: str) -> str:
    """In the current language; as it is in the file where the language has none."""
    folder = Path(current_app.config["TRANSLATIONS_DIR"])
    return _translations(folder, current_language()).get(code) or source


@cache
def _translations(folder: Path, language: str) -> Mapping[str, str]:
    messages = read_catalogue(folder, language, DOMAIN).messages
    return {code: singular(each.string) for code, each in messages.items()}


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
