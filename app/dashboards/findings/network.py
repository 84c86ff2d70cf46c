"""The numbers that findings begin with, beside those of the other territories."""

from markupsafe import Markup

from app.dashboards.book import Place
from app.dashboards.headlines import FIRMS, RESIDENTS, Headline, among, gaps
from app.dashboards.page import Column, Finding, Line, Subject, Table, is_clear, marks
from app.dashboards.words import firms_solid, how_clear, of_words, residents_solid
from app.reference.cells import Cell
from app.web.pictures.figure import Axis, Figure, Mark, Row, Series, Shape
from app.web.published import Unit, number, sentence, written
from app.web.texts import _

LEAST_END = 20.0  # points; the axis reaches at least here on both sides
STEP = 10.0


def finding(place: Place) -> Finding:
    compared = gaps(place)
    clear = _clear(place, compared)
    return Finding(
        sentence=_sentence(place, compared, clear),
        text=_others(clear[1:]),
        figure=_figure(compared),
        table=_table(place, compared),
        solid=_solid(place),
        comparison=sentence(_how()) + " " + of_words(),
    )


def _clear(
    place: Place, compared: tuple[tuple[Headline, Cell], ...]
) -> list[tuple[Headline, Cell]]:
    """Differences that stand out though so many were looked through, the surest first."""
    looked = among(place)
    found = [(headline, gap) for headline, gap in compared if is_clear(gap, among=looked)]
    return sorted(found, key=lambda pair: -_sureness(pair[1]))


def _sureness(gap: Cell) -> float:
    """How many half intervals the difference lies from none."""
    value = gap.value or 0
    reach = value - (gap.low or 0) if value > 0 else (gap.high or 0) - value
    return abs(value) / max(reach, 1e-9)


def _sentence(
    place: Place,
    compared: tuple[tuple[Headline, Cell], ...],
    clear: list[tuple[Headline, Cell]],
) -> Markup:
    if all(gap.value is None for _headline, gap in compared):
        return sentence(_("Too few people answered to set this territory beside the others."))
    if not clear:
        return sentence(_("In nothing compared here is this territory clearly unlike the others."))
    headline, gap = clear[0]
    name = Markup('<span class="label">{}</span>').format(place.name)
    return sentence(
        _apart(headline, gap),
        place=name,
        what=_label(headline),
        gap=number(gap, headline.gap_unit),
    )


def _apart(headline: Headline, gap: Cell) -> str:
    is_more = (gap.value or 0) > 0
    if headline.is_in_points:
        if is_more:
            return _("%(place)s stands above the other territories in “%(what)s”: %(gap)s points.")
        return _("%(place)s stands below the other territories in “%(what)s”: %(gap)s points.")
    if is_more:
        return _("%(place)s stands above the other territories in “%(what)s”: %(gap)s.")
    return _("%(place)s stands below the other territories in “%(what)s”: %(gap)s.")


def _label(headline: Headline) -> Markup:
    return Markup('<span class="label">{}</span>').format(headline.title())


def _others(clear: list[tuple[Headline, Cell]]) -> Markup:
    if not clear:
        return sentence(
            _("A difference that is not clear may still be there: more answers would tell.")
        )
    said = [
        sentence(
            _("“%(what)s”: %(gap)s"), what=_label(headline), gap=number(gap, headline.gap_unit)
        )
        for headline, gap in clear
    ]
    return sentence(_("Clearly apart too:")) + " " + Markup("; ").join(said) + "."


def _how() -> str:
    return _(
        "A territory is part of the network, so it is set beside the other territories together,"
        " whose samples have nothing to do with its own. Thirty answers are needed on each side."
        " Differences of shares are in points."
    )


def _table(place: Place, compared: tuple[tuple[Headline, Cell], ...]) -> Table:
    """The number here, in the whole network, and the difference to the other territories."""
    looked = among(place)
    columns = (
        Column(label=place.name, unit=Unit.SHARE),
        Column(label=_("Whole network"), unit=Unit.SHARE),
        Column(label=_("Difference to the others"), unit=Unit.POINTS),
    )
    lines = []
    for headline, gap in compared:
        here = headline.cell(place)
        lines.append(
            Line(
                label=headline.title(),
                cells=(here, place.in_network(here), gap),
                units=(headline.unit, headline.unit, headline.gap_unit),
                reading=how_clear(
                    gap, among=looked, above=_("above the others"), below=_("below the others")
                ),
            )
        )
    return Table(columns=columns, lines=tuple(lines), has_reading=True)


def _solid(place: Place) -> tuple[Markup, ...]:
    firms = place.cell("IND01", FIRMS)
    residents = place.cell("IND28", RESIDENTS, answer="stays")
    return (*firms_solid(firms), *residents_solid(residents))


def _figure(compared: tuple[tuple[Headline, Cell], ...]) -> Figure:
    rows = tuple(
        Row(label=headline.title(), marks=_mark(headline, gap))
        for headline, gap in compared
        if headline.is_in_points and gap.value is not None
    )
    drawn = [each for row in rows for each in row.marks.values()]
    ends = [max(abs(each.low or 0), abs(each.high or 0)) for each in drawn]
    end = max(LEAST_END, STEP * (1 + max(ends, default=0.0) // STEP))
    ends_said = [_("%(gap)s points", gap=written(each, Unit.POINTS)) for each in (-end, end)]
    ticks = ((-end, ends_said[0]), (0.0, _("alike")), (end, ends_said[1]))
    return Figure(
        summary=_("How far headline numbers of this territory lie from those of the others"),
        caption=_(
            "Differences in points between this territory and all others together; those in other"
            " units stand in the table only. Lines show the interval that holds the true difference"
            " nineteen times out of twenty."
        ),
        axis=Axis(low=-end, high=end, ticks=ticks, reference=0),
        series=(
            Series(code=FIRMS, label=_("what firms say"), shape=Shape.DISC),
            Series(code=RESIDENTS, label=_("what residents say"), shape=Shape.SQUARE),
        ),
        rows=rows,
    )


def _mark(headline: Headline, gap: Cell) -> dict[str, Mark]:
    return marks(firms=gap) if headline.audience == FIRMS else marks(residents=gap)


def _title() -> str:
    return _("Beside the network")


SUBJECT = Subject(code="network", title=_title, finding=finding)
