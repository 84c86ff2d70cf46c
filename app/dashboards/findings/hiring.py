"""Hiring plans, and why jobs are hard to fill (IND01, IND03)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import (
    Finding,
    Line,
    Subject,
    axis_of_shares,
    is_apart,
)
from app.dashboards.words import firms_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Figure
from app.web.published import Unit, answered, number, sentence
from app.web.texts import _

FIRMS = "firms"


def finding(place: Place) -> Finding:
    rate = place.cell("IND01", FIRMS)
    hard = place.cell("IND03", FIRMS)
    lines = _lines(place)
    reasons = [line for line in lines if line.cells[0].indicator == "IND03"]
    return Finding(
        sentence=_sentence(rate, hard),
        text=_why(place),
        figure=_figure(reasons),
        table=beside.table(place, Unit.SHARE, tuple(lines)),
        solid=(*firms_solid(rate), *_solid(hard)),
        comparison=beside.comparison(place, rate, Unit.SHARE, _("The share that plans to hire")),
    )


def _sentence(rate: Cell, hard: Cell) -> Markup:
    if rate.value is None:
        return sentence(_("Too few firms answered to say how many plan to hire."))
    if hard.value is None:
        text = _("%(rate)s of firms plan to hire in the next twelve months.")
        return sentence(text, rate=number(rate, Unit.SHARE))
    text = _(
        "%(rate)s of firms plan to hire in the next twelve months; of all jobs planned for sure or"
        " perhaps, %(hard)s look hard to fill."
    )
    return sentence(text, rate=number(rate, Unit.SHARE), hard=number(hard, Unit.SHARE))


def _solid(hard: Cell) -> tuple[Markup, ...]:
    """Far fewer firms stand behind planned jobs than behind the share that plans any."""
    if not hard.is_fragile:
        return ()
    text = _("On planned jobs %(n)s firms answered. Few: read the direction, not the size.")
    return (sentence(text, n=answered(hard)),)


def _why(place: Place) -> Markup:
    skills = place.cell("IND03", FIRMS, cause="skills")
    conditions = place.cell("IND03", FIRMS, cause="conditions")
    if skills.value is None or conditions.value is None:
        return sentence(_("Too few firms named a cause to weigh skills against conditions."))
    return sentence(
        _weighed(skills, conditions),
        skills=number(skills, Unit.SHARE),
        conditions=number(conditions, Unit.SHARE),
    )


def _weighed(skills: Cell, conditions: Cell) -> str:
    if not is_apart(skills, conditions):
        return _(
            "Of all planned jobs, %(skills)s are hard to fill for lack of skills and"
            " %(conditions)s only because of pay, hours, housing or transport. Which of the two"
            " weighs more is not clear: a course alone may not do."
        )
    if (skills.value or 0) > (conditions.value or 0):
        return _(
            "Lack of skills weighs most: %(skills)s of all planned jobs, against %(conditions)s"
            " that are hard only because of pay, hours, housing or transport."
            " Training can help here."
        )
    return _(
        "Conditions weigh most: %(conditions)s of all planned jobs are hard only because of pay,"
        " hours, housing or transport, against %(skills)s for lack of skills. A course does not"
        " cure housing."
    )


def _lines(place: Place) -> list[Line]:
    named = [
        (_("Firms that plan to hire"), place.cell("IND01", FIRMS)),
        (_("Planned jobs that look hard to fill"), place.cell("IND03", FIRMS)),
        (_("… for lack of skills"), place.cell("IND03", FIRMS, cause="skills")),
        (_("… only for conditions"), place.cell("IND03", FIRMS, cause="conditions")),
    ]
    reasons = [
        (
            place.labels.of_choice(FIRMS, "F_WHYHARD", choice.code),
            place.cell("IND03", FIRMS, reason=choice.code),
        )
        for choice in place.labels.choices(FIRMS, "F_WHYHARD")
    ]
    reasons.sort(key=lambda pair: -(pair[1].value or 0))
    lines = [beside.line(place, label, cell) for label, cell in named + reasons]
    return [lines[0], _expected(place), *lines[1:]]


def _expected(place: Place) -> Line:
    hires = place.cell("IND01", FIRMS, measure="hires")
    return beside.line(place, _("Expected hires, a “maybe” counting half"), hires, Unit.COUNT)


def _figure(lines: list[Line]) -> Figure:
    return Figure(
        summary=_("Share of planned jobs that are hard to fill, by cause, here and in the network"),
        caption=_(
            "Upper rows: parts of all planned jobs. Rows below: share of the firms with a hard job"
            " that name the reason; a firm may name up to three. Lines show the interval that holds"
            " the true value nineteen times out of twenty."
        ),
        axis=axis_of_shares(),
        series=beside.series(FIRMS),
        rows=beside.rows(lines, FIRMS, 100),
    )


def _title() -> str:
    return _("Hiring, and why it is hard")


SUBJECT = Subject(code="hiring", title=_title, finding=finding)
