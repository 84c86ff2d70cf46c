"""All indicators of a territory, and a page for each."""

from dataclasses import dataclass

from flask import Blueprint, Response
from flask_babel import format_date
from markupsafe import Markup

from app.dashboards.actions import View
from app.dashboards.changes import of_finding
from app.dashboards.indicators.chapter import Section, chapter
from app.dashboards.indicators.drawn import figure_of, solid_words, why_hidden
from app.dashboards.indicators.sheets import group_names, name_of, reading_of, sheets, unit_of
from app.dashboards.indicators.words import question_of
from app.dashboards.viewing import frame_of, view_of
from app.errors import NotFoundError
from app.questionnaire.reading.indicator_sheets import Sheet
from app.reference.cells import Cell
from app.web.access import open_to_anyone
from app.web.pages import page
from app.web.pictures.svg import drawing
from app.web.published import answered, number
from app.web.texts import _

indicators = Blueprint("indicators", __name__, template_folder="../templates")
TOLD_ELSEWHERE = ("paradata", "frame", "practices.", "experiments.", "E_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An indicator in the list; state: what there is of it here, in words."""

    code: str
    name: str
    state: str


@indicators.get("/<language:language>/territories/<code>/indicators")
@open_to_anyone
def every(code: str) -> Response:
    view = view_of(code)
    groups = [
        (title, [_listed(view, each) for each in sheets().values() if each.group == group])
        for group, title in group_names().items()
    ]
    return page(
        "dashboards/indicators.html",
        frame_of(view, _("All indicators")),
        view=view,
        groups=[(title, listed) for title, listed in groups if listed],
        published=format_date(view.published),
    )


@indicators.get("/<language:language>/territories/<code>/indicators/<indicator>")
@open_to_anyone
def one(code: str, indicator: str) -> Response:
    sheet, view = _sheet(indicator), view_of(code)
    sections = chapter(view.place, sheet.code)
    return page(
        "dashboards/indicator.html",
        frame_of(view, name_of(sheet)),
        view=view,
        sheet=sheet,
        name=name_of(sheet),
        reading=reading_of(sheet),
        unit=unit_of(sheet),
        sections=[(each, _picture(each)) for each in sections],
        state=_state(view, sheet),
        since=of_finding(view.place, _cells(view, sheet)),
        inputs=[(each, question_of(view.place.labels, each)) for each in sheet.inputs],
        number=number,
        answered=answered,
        solid_words=solid_words,
        why_hidden=why_hidden,
        published=format_date(view.published),
    )


def _sheet(code: str) -> Sheet:
    if code not in sheets():
        raise NotFoundError(f"No indicator {code!r}: the list of the territory names them all.")
    return sheets()[code]


def _cells(view: View, sheet: Sheet) -> tuple[Cell, ...]:
    return view.place.book.of(sheet.code, view.place.territory)


def _picture(section: Section) -> tuple[Markup, str] | None:
    figure = figure_of(section)
    return None if figure is None else (drawing(figure), figure.caption)


def _listed(view: View, sheet: Sheet) -> Listed:
    return Listed(code=sheet.code, name=name_of(sheet), state=_state(view, sheet))


def _state(view: View, sheet: Sheet) -> str:
    """What there is of an indicator here, where it is not simply there."""
    cells = _cells(view, sheet)
    if any(cell.value is not None for cell in cells):
        return ""
    if cells:
        return _("Withheld here: too few answers, or somebody could be recognised.")
    if any(each.startswith(TOLD_ELSEWHERE) for each in sheet.inputs):
        return _("Nothing yet: nobody has been asked, or nothing is recorded.")
    return _("Nothing yet: its questions were not asked, or this release is older.")
