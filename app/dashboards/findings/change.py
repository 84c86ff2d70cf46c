"""What changed since the wave before, number by number."""

from collections.abc import Sequence

from markupsafe import Markup

from app.dashboards.book import Place
from app.dashboards.changes import Change, changes, said, wave_name, word
from app.dashboards.headlines import FIRMS, RESIDENTS
from app.dashboards.page import Column, Finding, Line, Subject, Table, marks
from app.dashboards.words import firms_solid, residents_solid
from app.reference.cells import CHANGE, Verdict
from app.web.pictures.figure import Axis, Figure, Mark, Row, Series, Shape
from app.web.published import Unit, answered, number, sentence, written
from app.web.texts import _

LEAST_END = 20.0  # points; the axis reaches at least here on both sides
STEP = 10.0


def finding(place: Place) -> Finding:
    found = changes(place)
    return Finding(
        sentence=_sentence(place, found),
        text=_others(found),
        figure=_figure(found),
        table=_table(found),
        solid=(*_solid(place), *_panel(place)),
        comparison=sentence(_how()),
    )


def _sentence(place: Place, found: Sequence[Change]) -> Markup:
    if not found:
        return sentence(_("One wave was asked so far: what changes will show with the next one."))
    told = [each for each in found if each.verdict is not None]
    if not told:
        return sentence(_("Too few people answered in both waves to say what changed."))
    surest = [each for each in told if each.verdict is Verdict.CLEAR]
    if not surest:
        text = _("Of what was asked again, nothing clearly changed since wave %(wave)s.")
        return sentence(text, wave=wave_name(place))
    return said(max(surest, key=_sureness))


def _sureness(change: Change) -> float:
    """How many half intervals the change lies from none."""
    value = change.since.value or 0
    low, high = change.since.low or 0, change.since.high or 0
    return abs(value) / max(value - low if value > 0 else high - value, 1e-9)


def _others(found: Sequence[Change]) -> Markup:
    """Every clear or likely change beside the one that the page begins with, and every break."""
    clear = sorted((e for e in found if e.verdict is Verdict.CLEAR), key=_sureness, reverse=True)
    likely = [each for each in found if each.verdict is Verdict.LIKELY]
    broken = [each for each in found if each.is_broken]
    told = [said(each) for each in (*clear[1:], *likely, *broken)]
    if told:
        return Markup(" ").join(told)
    return sentence(_("A change that is not clear may still be there: more answers would tell."))


def _solid(place: Place) -> tuple[Markup, ...]:
    firms = place.cell("IND01", FIRMS)
    residents = place.cell("IND28", RESIDENTS, answer="stays")
    return (*firms_solid(firms), *residents_solid(residents))


def _panel(place: Place) -> tuple[Markup, ...]:
    """How many answered in both waves: they make a change surer."""
    if not place.former:
        return ()
    texts = (
        (FIRMS, _("Of the firms, about %(panel)s of %(n)s answered in the wave before, too.")),
        (
            RESIDENTS,
            _("Of the residents, about %(panel)s of %(n)s answered in the wave before, too."),
        ),
    )
    known = [
        (text, place.cell("IND35", audience, measure="panel", **{CHANGE: place.former}))
        for audience, text in texts
    ]
    told = tuple(
        sentence(text, panel=number(cell, Unit.COUNT), n=answered(cell))
        for text, cell in known
        if cell.value is not None
    )
    if told:
        return told
    fresh = _(
        "Nobody, or too few, can be told to have answered in both waves: all count as new ones."
    )
    return (sentence(fresh),)


def _how() -> str:
    return _(
        "Thirty answers are needed in each wave. Who answered in both makes the interval shorter,"
        " where that is known from a personal link. “Clear” and “likely” allow for how many changes"
        " are looked through: of those called clear, at most one in twenty is chance. A question"
        " that changed in between is not compared."
    )


def _table(found: Sequence[Change]) -> Table:
    columns = (
        Column(label=_("This wave"), unit=Unit.SHARE),
        Column(label=_("Wave before"), unit=Unit.SHARE),
        Column(label=_("Change since then"), unit=Unit.POINTS),
    )
    lines = tuple(
        Line(
            label=each.headline.title(),
            cells=(each.now, each.was, each.since),
            units=(each.headline.unit, each.headline.unit, each.headline.gap_unit),
            reading=word(each),
        )
        for each in found
    )
    return Table(columns=columns, lines=lines, has_reading=True)


def _figure(found: Sequence[Change]) -> Figure:
    drawn = [each for each in found if each.headline.is_in_points and each.since.value is not None]
    rows = tuple(Row(label=each.headline.title(), marks=_marks(each)) for each in drawn)
    ends = [max(abs(each.since.low or 0), abs(each.since.high or 0)) for each in drawn]
    end = max(LEAST_END, STEP * (1 + max(ends, default=0.0) // STEP))
    ticks = (
        (-end, written(-end, Unit.POINTS)),
        (0.0, _("no change")),
        (end, written(end, Unit.POINTS)),
    )
    return Figure(
        summary=_("How far headline numbers of this territory moved since the wave before"),
        caption=_(
            "Changes in points; those in other units stand in the table only. Lines show the"
            " interval that holds the true change nineteen times out of twenty."
        ),
        axis=Axis(low=-end, high=end, ticks=ticks, reference=0),
        series=(
            Series(code=FIRMS, label=_("what firms say"), shape=Shape.DISC),
            Series(code=RESIDENTS, label=_("what residents say"), shape=Shape.SQUARE),
        ),
        rows=rows,
    )


def _marks(change: Change) -> dict[str, Mark]:
    is_of_firms = change.headline.audience == FIRMS
    return marks(firms=change.since) if is_of_firms else marks(residents=change.since)


def _title() -> str:
    return _("What changed since the wave before")


SUBJECT = Subject(code="changes", title=_title, finding=finding)
