"""Who means to stay, by age (IND28)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import (
    Finding,
    Line,
    Subject,
    axis_of_shares,
    is_apart,
    may_compare,
)
from app.dashboards.words import residents_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Figure
from app.web.published import Unit, number, sentence
from app.web.texts import _

RESIDENTS = "residents"
STAYS = "stays"


def finding(place: Place) -> Finding:
    whole = place.cell("IND28", RESIDENTS, answer=STAYS)
    ages = _ages(place)
    lines = [
        beside.line(place, _("All residents"), whole),
        *(beside.line(place, *age) for age in ages),
    ]
    return Finding(
        sentence=_sentence(whole, ages),
        text=_plans(place),
        figure=_figure(lines),
        table=beside.table(place, Unit.SHARE, (*lines, *_answers(place))),
        solid=residents_solid(whole),
        comparison=beside.comparison(place, whole, Unit.SHARE),
    )


def _ages(place: Place) -> list[tuple[str, Cell]]:
    return [
        (
            choice.text.in_language(place.labels.language),
            place.cell("IND28", RESIDENTS, age=choice.code, answer=STAYS),
        )
        for choice in place.labels.choices(RESIDENTS, "R_AGE")
    ]


def _answers(place: Place) -> list[Line]:
    return [
        beside.line(
            place,
            choice.text.in_language(place.labels.language),
            place.cell("IND28", RESIDENTS, answer=choice.code),
        )
        for choice in place.labels.choices(RESIDENTS, "R_STAY")
    ]


def _sentence(whole: Cell, ages: list[tuple[str, Cell]]) -> Markup:
    if whole.value is None:
        return sentence(_("Too few residents answered to say who means to stay."))
    comparable = [(label, cell) for label, cell in ages if may_compare(cell, whole)]
    if len(comparable) < 2:
        text = _("%(share)s of residents mean to stay; too few answered to compare ages.")
        return sentence(text, share=number(whole, Unit.SHARE))
    apart = [(label, cell) for label, cell in comparable if is_apart(cell, whole)]
    if not apart:
        text = _("%(share)s of residents mean to stay; no age clearly differs.")
        return sentence(text, share=number(whole, Unit.SHARE))
    return _one_age(whole, *_furthest(whole, apart))


def _furthest(whole: Cell, apart: list[tuple[str, Cell]]) -> tuple[str, Cell]:
    """The age where fewest mean to stay, where one falls short of the whole; else the most."""
    fewest = min(apart, key=lambda pair: pair[1].value or 0)
    if (fewest[1].value or 0) < (whole.value or 0):
        return fewest
    return max(apart, key=lambda pair: pair[1].value or 0)


def _one_age(whole: Cell, label: str, age: Cell) -> Markup:
    """least: the share of that age, whichever side it stands on."""
    if (age.value or 0) < (whole.value or 0):
        text = _("%(share)s of residents mean to stay, but only %(least)s of those aged %(age)s.")
    else:
        text = _("%(share)s of residents mean to stay, and even %(least)s of those aged %(age)s.")
    return sentence(
        text,
        share=number(whole, Unit.SHARE),
        least=number(age, Unit.SHARE),
        age=Markup('<span class="label">{}</span>').format(label),
    )


def _plans(place: Place) -> Markup:
    back = place.cell("IND28", RESIDENTS, answer="mv_return")
    if back.value is None:
        return sentence(_("Too few residents answered to say who plans to come back."))
    text = _(
        "%(back)s think of leaving for a time and coming back. Intentions go further than moves:"
        " compare groups rather than levels."
    )
    return sentence(text, back=number(back, Unit.SHARE))


def _figure(lines: list[Line]) -> Figure:
    return Figure(
        summary=_("Share of residents who mean to stay, by age, here and in the network"),
        caption=_(
            "Staying means: staying here, or living in two places. People who do not know are left"
            " out. Lines show the interval that holds the true value nineteen times out of twenty."
        ),
        axis=axis_of_shares(),
        series=beside.series(RESIDENTS),
        rows=beside.rows(lines, RESIDENTS, 100),
    )


def _title() -> str:
    return _("Staying, leaving, coming back")


SUBJECT = Subject(code="staying", title=_title, finding=finding)
