"""How solid the answers of each audience are (IND35), and a line on it below every finding."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject, axis_of_shares, marks
from app.reference.cells import Bound, Cell
from app.web.pictures.figure import Figure, Row, Series, Shape
from app.web.published import Unit, answered, number, sentence
from app.web.texts import _

AUDIENCES = ("firms", "residents", "trainers")
MARGINS = {"firms": ("size", "activity"), "residents": ("age_sex", "education", "newcomer")}
NOT_REACHED = ("joined", "left_out")  # measures of groups that weights leave off their part
WORST = 3  # questions left open most, of each audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What stands below a finding of one audience."""

    text: Markup
    is_fragile: bool


def finding(place: Place) -> Finding:
    lines = [line for audience in AUDIENCES for line in _audience(place, audience)]
    return Finding(
        sentence=_sentence(place),
        text=_text(place),
        figure=_figure(place),
        table=beside.table(place, Unit.SHARE, lines),
        solid=(
            *(_who(place, audience) for audience in AUDIENCES),
            sentence(_("Questions left open are counted among those who saw their page.")),
        ),
        comparison=sentence(_("The numbers of the whole network stand beside those of here.")),
    )


def footings(place: Place, cells: Iterable[Cell]) -> tuple[Footing, ...]:
    """One for each audience that a finding's numbers are of."""
    there = {cell.audience for cell in cells}
    return tuple(_footing(place, audience) for audience in AUDIENCES if audience in there)


def _footing(place: Place, audience: str) -> Footing:
    effective = _cell(place, audience, "effective")
    if effective.value is None:
        text = sentence(_("%(audience)s: few answers."), audience=_names()[audience])
        return Footing(text=text, is_fragile=True)
    text = sentence(
        _("%(audience)s: worth %(effective)s answers of equal weight."),
        audience=_names()[audience],
        effective=number(effective, Unit.COUNT),
    )
    return Footing(text=text, is_fragile=effective.is_fragile)


def _names() -> dict[str, Markup]:
    names = {"firms": _("Firms"), "residents": _("Residents"), "trainers": _("Trainers")}
    return {audience: Markup("{}").format(name) for audience, name in names.items()}


def _cell(place: Place, audience: str, measure: str, **by: str) -> Cell:
    return place.cell("IND35", audience, measure=measure, **by)


def _fragile(place: Place) -> list[str]:
    effective = {audience: _cell(place, audience, "effective") for audience in AUDIENCES}
    return [
        audience for audience, cell in effective.items() if cell.value is None or cell.is_fragile
    ]


def _sentence(place: Place) -> Markup:
    fragile = _fragile(place)
    if not fragile:
        return sentence(
            _("Every audience answered in numbers that carry sizes, not only directions.")
        )
    if len(fragile) == len(AUDIENCES):
        return sentence(_("Few answered in every audience: read directions, not sizes."))
    named = Markup(", ").join(_names()[audience] for audience in fragile)
    text = _("Read with care, for few answered or weights differ widely: %(audiences)s.")
    return sentence(text, audiences=named)


def _text(place: Place) -> Markup:
    gaps = [
        _cell(place, audience, "gap", margin=margin)
        for audience, margins in MARGINS.items()
        for margin in margins
    ]
    shown = [cell for cell in gaps if cell.value is not None]
    if not shown:
        return sentence(_("Too few answered to set them beside the population."))
    widest = max(shown, key=lambda cell: cell.value or 0)
    text = _(
        "Before weighting, the answers differ most from the population by %(margin)s: one group's"
        " part is %(gap)s points off."
    )
    margin = Markup("{}").format(_margin(widest.audience, widest.dimensions["margin"]))
    said = sentence(text, margin=margin, gap=number(widest, Unit.INDEX))
    return Markup(" ").join((said, _brought_back(place, {cell.audience for cell in shown})))


def _brought_back(place: Place, audiences: Iterable[str]) -> Markup:
    """What weights reach; where that is hidden, no more than can be said."""
    lost = [_cell(place, audience, measure) for audience in audiences for measure in NOT_REACHED]
    if all(cell.value == 0 for cell in lost):
        return sentence(_("Weights bring every group back to its part."))
    return sentence(
        _("Weights bring every group back to its part, but for those joined or left out.")
    )


def _margin(audience: str, margin: str) -> str:
    names = {
        ("firms", "size"): _("size of firms"),
        ("firms", "activity"): _("activity of firms"),
        ("residents", "age_sex"): _("age and sex of residents"),
        ("residents", "education"): _("schooling of residents"),
        ("residents", "newcomer"): _("year of arrival of residents"),
    }
    return names[audience, margin]


def _who(place: Place, audience: str) -> Markup:
    cell = _cell(place, audience, "efficiency")
    name = _names()[audience]
    if cell.value is None:
        return sentence(_("%(audience)s: too few answered to tell more."), audience=name)
    text = _("%(audience)s: %(n)s answers count, those who passed all main pages.")
    return sentence(text, audience=name, n=answered(cell))


def _audience(place: Place, audience: str) -> list[Line]:
    measured = {
        "response": (_("Answered, of the whole population"), Unit.SHARE),
        "counted": (_("Passed all main pages, of those who began"), Unit.SHARE),
        "sent": (_("Came to the end and sent, of those who began"), Unit.SHARE),
        "effective": (_("Answers of equal weight that these are worth"), Unit.COUNT),
        "efficiency": (_("Part of the answers that weighting leaves in effect"), Unit.SHARE),
        "joined": (_("Small groups joined with a neighbour to weight"), Unit.COUNT),
        "left_out": (_("Known totals that weights could not reach"), Unit.COUNT),
        "minutes": (_("Minutes that half of them took at most"), Unit.COUNT),
        "helped": (_("Had somebody's help to answer"), Unit.SHARE),
    }
    if audience != "residents":
        del measured["helped"]
    return [
        Line(label=str(_names()[audience]), is_heading=True),
        *(
            beside.line(place, label, _cell(place, audience, measure), unit)
            for measure, (label, unit) in measured.items()
        ),
        *_gaps(place, audience),
        *_open_questions(place, audience),
    ]


def _gaps(place: Place, audience: str) -> list[Line]:
    return [
        beside.line(
            place,
            _(
                "Widest gap to the population, in points: %(margin)s",
                margin=_margin(audience, name),
            ),
            _cell(place, audience, "gap", margin=name),
            Unit.INDEX,
        )
        for name in MARGINS.get(audience, ())
    ]


def _open_questions(place: Place, audience: str) -> list[Line]:
    """The questions that most people left open."""
    cells = {
        question: _cell(place, audience, "open", question=question)
        for question in place.labels.questions(audience)
    }
    worst = sorted(cells, key=lambda question: -(cells[question].value or 0))[:WORST]
    return [
        beside.line(
            place,
            _("Left open: “%(question)s”", question=place.labels.of_question(audience, question)),
            cells[question],
        )
        for question in worst
        if (cells[question].value or 0) > 0 and cells[question].bound is not Bound.UNDER
    ]


def _figure(place: Place) -> Figure:
    rows = {
        "response": _("Answered, of the whole population"),
        "sent": _("Came to the end and sent, of those who began"),
        "efficiency": _("Part of the answers that weighting leaves in effect"),
    }
    shapes = zip(AUDIENCES, (Shape.DISC, Shape.SQUARE, Shape.DIAMOND), strict=True)
    return Figure(
        summary=_("Who answered, who came to the end, and what weighting leaves, by audience"),
        caption=_(
            "Counted, not estimated: these marks have no interval. Where few answered, a line from"
            " the half to the end says “over a half” and no more."
        ),
        axis=axis_of_shares(),
        series=tuple(
            Series(code=code, label=str(_names()[code]), shape=shape) for code, shape in shapes
        ),
        rows=tuple(
            Row(label=label, marks=marks(100, **_by_audience(place, measure)))
            for measure, label in rows.items()
        ),
    )


def _by_audience(place: Place, measure: str) -> dict[str, Cell]:
    return {audience: _cell(place, audience, measure) for audience in AUDIENCES}


def _title() -> str:
    return _("How solid is this?")


SUBJECT = Subject(code="quality", title=_title, finding=finding)
