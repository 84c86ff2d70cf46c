"""All indicators of a territory, a page for each, one for each of its sections, and a file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response
from flask_babel import format_date
from markupsafe import Markup

from app.dashboards.actions import View
from app.dashboards.changes import of_finding
from app.dashboards.downloads import download
from app.dashboards.indicators import files
from app.dashboards.indicators.arranged import Part, arranged, in_full
from app.dashboards.indicators.chapter import Section, chapter
from app.dashboards.indicators.drawn import solid_words, why_hidden
from app.dashboards.indicators.foremost import foremost
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
SHORT_LIST = 2  # sections that need no list of them
TOLD_ELSEWHERE = ("paradata", "frame", "practices.", "experiments.", "E_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An indicator in the list; state: what there is of it here, in words."""

    code: str
    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One of the pages of an indicator: its first, one section (with those beside it), or all."""

    title: str
    has_list: bool = False
    is_part: bool = False
    is_whole: bool = False
    former: Section | None = None
    following: Section | None = None


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
    parts = arranged(chapter(view.place, sheet.code))
    return _page(view, sheet, parts, Leaf(title=name_of(sheet), has_list=len(parts) > SHORT_LIST))


@indicators.get("/<language:language>/territories/<code>/indicators/<indicator>/all")
@open_to_anyone
def whole(code: str, indicator: str) -> Response:
    """Everything on one page, to print."""
    sheet, view = _sheet(indicator), view_of(code)
    parts = in_full(chapter(view.place, sheet.code))
    return _page(view, sheet, parts, Leaf(title=name_of(sheet), is_whole=True))


@indicators.get("/<language:language>/territories/<code>/indicators/<indicator>/<section>")
@open_to_anyone
def one_section(code: str, indicator: str, section: str) -> Response:
    sheet, view = _sheet(indicator), view_of(code)
    sections = chapter(view.place, sheet.code)
    codes = [each.code for each in sections]
    if section not in codes:
        raise NotFoundError(f"No section {section!r}: the page of {sheet.code} lists them all.")
    at = codes.index(section)
    leaf = Leaf(
        title=f"{name_of(sheet)} · {sections[at].title}",
        is_part=True,
        former=sections[at - 1] if at > 0 else None,
        following=next(iter(sections[at + 1 :]), None),
    )
    return _page(view, sheet, arranged(sections[at : at + 1]), leaf)


@indicators.get("/<language:language>/territories/<code>/indicators/<indicator>.csv")
@open_to_anyone
def numbers(code: str, indicator: str) -> Response:
    sheet, view = _sheet(indicator), view_of(code)
    told = files.rows(view.place, sheet.code, chapter(view.place, sheet.code))
    return download(view, sheet.code, told, files.WORDS)


def _page(view: View, sheet: Sheet, parts: Sequence[Part], leaf: Leaf) -> Response:
    sections = tuple(each.section for each in parts)
    return page(
        "dashboards/indicator.html",
        frame_of(view, leaf.title),
        view=view,
        sheet=sheet,
        name=name_of(sheet),
        reading=reading_of(sheet),
        unit=unit_of(sheet),
        leaf=leaf,
        foremost=None if leaf.is_part else foremost(view.place, sheet.code, sections),
        contents=_contents(parts) if leaf.has_list else {},
        parts=[(each, _picture(each)) for each in parts if not each.is_apart],
        state=_state(view, sheet),
        since=of_finding(view.place, _cells(view, sheet)),
        inputs=[(each, question_of(view.place.labels, each)) for each in sheet.inputs],
        number=number,
        answered=answered,
        solid_words=solid_words,
        why_hidden=why_hidden,
        published=format_date(view.published),
    )


def _contents(parts: Sequence[Part]) -> dict[str, list[tuple[str, Part]]]:
    """The list of sections, by whose numbers they are: of each the least that tells it apart."""
    found: dict[str, list[tuple[str, Part]]] = {}
    alike = Counter((each.section.who, each.section.named) for each in parts)
    for part in parts:
        who, named, rows = part.section.who, part.section.named, part.section.rows
        is_alone = bool(named) and alike[who, named] == 1
        text = " · ".join(named if is_alone else filter(None, (*named, rows)))
        found.setdefault(who, []).append((text or _("as a whole"), part))
    return found


def _sheet(code: str) -> Sheet:
    if code not in sheets():
        raise NotFoundError(f"No indicator {code!r}: the list of the territory names them all.")
    return sheets()[code]


def _cells(view: View, sheet: Sheet) -> tuple[Cell, ...]:
    return view.place.book.of(sheet.code, view.place.territory)


def _picture(part: Part) -> tuple[Markup, str] | None:
    return None if part.figure is None else (drawing(part.figure), part.figure.caption)


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
