"""From a need to a course, beside the time that firms can wait (IND23)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject
from app.dashboards.words import against_network, firms_solid, trainers_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure
from app.web.published import Unit, has_open_end, number, sentence
from app.web.texts import _

FIRMS, TRAINERS = "firms", "trainers"
YEAR, TWO_YEARS = 52, 104  # weeks


def finding(place: Place) -> Finding:
    lead = place.cell("IND23", TRAINERS, measure="lead")
    wait = place.cell("IND23", FIRMS, measure="wait")
    times = _times(place, lead, wait)
    return Finding(
        sentence=_sentence(lead, wait, _agility(place)),
        text=_text(place),
        figure=_figure(times),
        table=beside.table(place, Unit.COUNT, (*times, *_other_lines(place))),
        solid=_solid(lead, wait),
        comparison=_comparison(place, wait),
    )


def _agility(place: Place) -> Cell:
    return place.cell("IND23", FIRMS, against=TRAINERS, measure="agility")


def _sentence(lead: Cell, wait: Cell, agility: Cell) -> Markup:
    if lead.value is None or wait.value is None:
        return sentence(
            _("Too few answered to set the time to a course beside what firms can wait.")
        )
    numbers = {"lead": number(lead, Unit.COUNT), "wait": number(wait, Unit.COUNT)}
    return sentence(_in_time(agility), **numbers)


def _in_time(agility: Cell) -> str:
    if agility.low is not None and agility.low > 1:
        return _(
            "Courses come too late: from the need to the first session takes %(lead)s weeks, and"
            " half of firms can wait no longer than %(wait)s."
        )
    if agility.high is not None and agility.high < 1 and not has_open_end(agility):
        return _(
            "Courses come in time: from the need to the first session takes %(lead)s weeks, and"
            " half of firms can wait %(wait)s or longer."
        )
    return _(
        "From the need to the first session takes %(lead)s weeks; half of firms can wait no longer"
        " than %(wait)s. Whether that is too late is not clear."
    )


def _text(place: Place) -> Markup:
    agility = _agility(place)
    none = place.cell("IND23", TRAINERS, answer="never")
    lost = place.cell("IND23", FIRMS, answer="never")
    said = []
    if agility.value is not None:
        text = _("A new course takes %(times)s times as long as firms can wait.")
        said.append(sentence(text, times=number(agility, Unit.TIMES, with_interval=True)))
    if none.value is not None:
        text = _("%(none)s of providers began no new course in three years.")
        said.append(sentence(text, none=number(none, Unit.SHARE)))
    if lost.value is not None:
        text = _("Of the courses that firms asked for last, %(lost)s never took place.")
        said.append(sentence(text, lost=number(lost, Unit.SHARE)))
    if not said:
        return sentence(_("Too few answered to say how often no course came at all."))
    return Markup(" ").join(said)


def _times(place: Place, lead: Cell, wait: Cell) -> list[Line]:
    asked = place.cell("IND23", FIRMS, measure="lead")
    return [
        beside.line(place, _("Providers: weeks from a need to the first session"), lead),
        beside.line(place, _("Firms: weeks until the course they asked for"), asked),
        beside.line(place, _("Firms: weeks they can wait at most"), wait),
    ]


def _other_lines(place: Place) -> list[Line]:
    none = place.cell("IND23", TRAINERS, answer="never")
    lost = place.cell("IND23", FIRMS, answer="never")
    times = _("Providers' time, as a multiple of what firms can wait")
    return [
        beside.line(place, times, _agility(place), Unit.TIMES),
        beside.line(place, _("Providers without a new course in three years"), none, Unit.SHARE),
        beside.line(place, _("Courses asked for that never took place"), lost, Unit.SHARE),
    ]


def _solid(lead: Cell, wait: Cell) -> tuple[Markup, ...]:
    how = _(
        "People named spans of time. Half of them lie below the number shown; inside a span times"
        " are taken as evenly spread, and a course that never came counts as later than all others."
    )
    return (*trainers_solid(lead), *firms_solid(wait), sentence(how))


def _comparison(place: Place, wait: Cell) -> Markup:
    compared = against_network(wait, place.in_network(wait), Unit.COUNT)
    if wait.value is None:
        return compared
    text = _("Half of firms here can wait no longer than %(wait)s weeks.")
    return sentence(text, wait=number(wait, Unit.COUNT)) + " " + compared


def _figure(lines: list[Line]) -> Figure:
    ends = [cell.high for line in lines for cell in line.cells if cell.high is not None]
    end = YEAR if max(ends, default=0) <= YEAR else TWO_YEARS
    ticks = {0: "", YEAR // 2: _("half a year"), YEAR: _("a year"), TWO_YEARS: _("two years")}
    return Figure(
        summary=_("Weeks from a need to a course and weeks that firms can wait"),
        caption=_(
            "Half of the answers lie below each mark, half above. Lines show the interval that"
            " holds the true value nineteen times out of twenty; one that reaches the end of the"
            " scale may go on beyond it."
        ),
        axis=Axis(low=0, high=end, ticks=tuple(each for each in ticks.items() if each[0] <= end)),
        series=beside.series(FIRMS),
        rows=beside.rows(lines, FIRMS),
    )


def _title() -> str:
    return _("From need to course")


SUBJECT = Subject(code="course-time", title=_title, finding=finding)
