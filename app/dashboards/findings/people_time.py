"""Time that firms find for managing people, and what they put off (IND18)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject, axis_of_shares
from app.dashboards.words import firms_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Figure
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS = "firms"


def finding(place: Place) -> Finding:
    starved = place.cell("IND18", FIRMS, measure="starved")
    drawn = _shares(place)
    return Finding(
        sentence=_sentence(starved),
        text=_hours(place),
        figure=_figure(drawn),
        table=beside.table(place, Unit.SHARE, (*drawn, *_amounts(place))),
        solid=(*firms_solid(starved), sentence(_asked())),
        comparison=beside.comparison(place, starved, Unit.SHARE),
    )


def _sentence(starved: Cell) -> Markup:
    if starved.value is None:
        return sentence(_("Too few firms answered to say what time they find for their people."))
    text = _(
        "%(share)s of firms with staff lack time for their people: two hours a month at most, and"
        " two tasks or more put off."
    )
    return sentence(text, share=number(starved, Unit.SHARE))


def _hours(place: Place) -> Markup:
    hours = place.cell("IND18", FIRMS, measure="hours")
    put_off = place.cell("IND18", FIRMS, measure="postponed")
    if hours.value is None or put_off.value is None:
        return sentence(_("Too few firms answered to add up their hours."))
    text = _(
        "For ten people at the site, firms find %(hours)s hours a month to manage them; of five"
        " tasks they put off %(put_off)s on average. A shared post for staff matters would serve"
        " those who lack time."
    )
    return sentence(text, hours=number(hours, Unit.COUNT), put_off=number(put_off, Unit.RATIO))


def _asked() -> str:
    return _(
        "Firms without staff are not asked. Hours were picked from classes, each counted by its"
        " middle, over twenty as thirty: compare groups rather than levels."
    )


def _shares(place: Place) -> list[Line]:
    """Firms without time, all and by size; then what firms put off, the most frequent first."""
    cells = [
        (_("Firms without time for their people"), place.cell("IND18", FIRMS, measure="starved"))
    ]
    put_off = []
    for each in place.labels.choices(FIRMS, "F_SIZE"):
        cell = place.cell("IND18", FIRMS, measure="starved", size=each.code)
        text = each.text.in_language(place.labels.language)
        if each.code != "z0":
            cells.append((_("… with a staff of: %(size)s", size=text), cell))
    for each in place.labels.choices(FIRMS, "F_HRLATE"):
        cell = place.cell("IND18", FIRMS, late=each.code)
        text = each.text.in_language(place.labels.language)
        if not each.is_exclusive:
            put_off.append((_("Put off: %(task)s", task=text), cell))
    put_off.sort(key=lambda pair: -(pair[1].value or 0))
    return [beside.line(place, label, cell) for label, cell in (*cells, *put_off)]


def _amounts(place: Place) -> list[Line]:
    hours = place.cell("IND18", FIRMS, measure="hours")
    put_off = place.cell("IND18", FIRMS, measure="postponed")
    lines = [beside.line(place, _("Hours a month for ten people at the site"), hours, Unit.COUNT)]
    for each in place.labels.choices(FIRMS, "F_SIZE"):
        cell = place.cell("IND18", FIRMS, measure="hours", size=each.code)
        text = each.text.in_language(place.labels.language)
        if each.code != "z0":
            label = _("… in sites of: %(size)s", size=text)
            lines.append(beside.line(place, label, cell, Unit.COUNT))
    return [*lines, beside.line(place, _("Tasks put off, of five"), put_off, Unit.RATIO)]


def _figure(lines: list[Line]) -> Figure:
    return Figure(
        summary=_("Share of firms without time for their people, and what firms put off"),
        caption=_(
            "Upper rows: firms that find two hours a month at most and put off two tasks or more."
            " Rows below: firms that put off each task for lack of time in the last twelve months."
            " Lines show the interval that holds the true value nineteen times out of twenty."
        ),
        axis=axis_of_shares(),
        series=beside.series(FIRMS),
        rows=beside.shown_rows(lines, FIRMS, 100),
    )


def _title() -> str:
    return _("Time for people")


SUBJECT = Subject(code="time", title=_title, finding=finding)
