"""How alone those who run a firm feel, by size and by distance to a town (IND17)."""

from markupsafe import Markup

from app.dashboards import beside
from app.dashboards.book import Place
from app.dashboards.page import Finding, Line, Subject, is_apart, may_compare
from app.dashboards.words import firms_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure
from app.web.published import Unit, number, sentence
from app.web.texts import _

FIRMS = "firms"
GOES_TOGETHER = 0.6  # an alpha whose interval stays above: the items measure one thing


def finding(place: Place) -> Finding:
    lonely = place.cell("IND17", FIRMS, measure="lonely")
    scores, shares = _lines(place, "score"), _lines(place, "lonely")
    return Finding(
        sentence=_sentence(lonely),
        text=_distance(place),
        figure=_figure(scores),
        table=beside.table(
            place,
            Unit.SHARE,
            (
                Line(label=_("Score, of a hundred"), is_heading=True),
                *scores,
                Line(label=_("Part that feels rather alone"), is_heading=True),
                *shares,
            ),
        ),
        solid=(*firms_solid(lonely), *_together(place.cell("IND17", FIRMS, measure="alpha"))),
        comparison=beside.comparison(place, lonely, Unit.SHARE),
    )


def _sentence(lonely: Cell) -> Markup:
    if lonely.value is None:
        return sentence(_("Too few firms answered to say how alone their heads feel."))
    text = _("%(share)s of firms are run by somebody who feels more alone than not.")
    return sentence(text, share=number(lonely, Unit.SHARE))


def _distance(place: Place) -> Markup:
    near, far = (
        place.cell("IND17", FIRMS, distance=each, measure="score") for each in ("near", "far")
    )
    if not may_compare(near, far):
        return sentence(_("Too few firms answered to compare those near to a town with those far."))
    return sentence(
        _near_or_far(near, far), near=number(near, Unit.INDEX), far=number(far, Unit.INDEX)
    )


def _near_or_far(near: Cell, far: Cell) -> str:
    if not is_apart(near, far):
        return _(
            "Near to a town or far from it, the score is not clearly different: %(near)s and"
            " %(far)s of a hundred."
        )
    if (far.value or 0) > (near.value or 0):
        return _(
            "Far from a town firms' heads feel more alone: a score of %(far)s of a hundred, against"
            " %(near)s near to one. Meetings that come to them reach those who need them most."
        )
    return _(
        "Near to a town firms' heads feel more alone: a score of %(near)s of a hundred, against"
        " %(far)s far from one."
    )


def _together(alpha: Cell) -> tuple[Markup, ...]:
    """What the score rests on: three answers that should say the same."""
    if alpha.value is None or alpha.low is None:
        return ()
    if alpha.low >= GOES_TOGETHER:
        text = _(
            "The three questions behind the score go together (Cronbach's alpha: %(alpha)s). They"
            " are our own, still to be checked elsewhere."
        )
    else:
        text = _(
            "Whether the three questions behind the score measure one thing is not sure"
            " (Cronbach's alpha: %(alpha)s): compare groups, do not judge levels."
        )
    return (sentence(text, alpha=number(alpha, Unit.RATIO, with_interval=True)),)


def _lines(place: Place, measure: str) -> list[Line]:
    """All firms, near and far, and each size class."""
    unit = Unit.INDEX if measure == "score" else Unit.SHARE
    groups: list[tuple[str, dict[str, str]]] = [
        (_("All firms"), {}),
        (_("Near to a town"), {"distance": "near"}),
        (_("Far from a town"), {"distance": "far"}),
        *(
            (each.text.in_language(place.labels.language), {"size": each.code})
            for each in place.labels.choices(FIRMS, "F_SIZE")
        ),
    ]
    return [
        beside.line(place, label, place.cell("IND17", FIRMS, measure=measure, **by), unit)
        for label, by in groups
    ]


def _figure(lines: list[Line]) -> Figure:
    ticks = ((0, _("not alone")), (50, _("in between")), (100, _("alone")))
    return Figure(
        summary=_("How alone firms' heads feel, by distance and size, here and in the network"),
        caption=_(
            "Score from three questions: somebody to talk to before hard decisions, feeling alone,"
            " learning from firms nearby. Far: twenty minutes by road to a town or more. Lines show"
            " the interval that holds the true value nineteen times out of twenty."
        ),
        axis=Axis(low=0, high=100, ticks=ticks, reference=50),
        series=beside.series(FIRMS),
        rows=beside.shown_rows(lines, FIRMS),
    )


def _title() -> str:
    return _("Running a firm alone")


SUBJECT = Subject(code="isolation", title=_title, finding=finding)
