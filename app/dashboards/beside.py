"""Tables and pictures that set a territory beside the whole network."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from app.dashboards.book import Place
from app.dashboards.headlines import GAP_UNITS, is_clearly_apart
from app.dashboards.page import Column, Line, Table, marks
from app.dashboards.words import against_network
from app.reference.cells import NETWORK, Cell
from app.web.pictures.figure import Row, Series, Shape
from app.web.published import Unit, number, sentence
from app.web.texts import _


def line(place: Place, label: str, cell: Cell, unit: Unit | None = None) -> Line:
    """A number here and the same number in the network."""
    return Line(label=label, cells=(cell, place.in_network(cell)), unit=unit)


def table(place: Place, unit: Unit, lines: Iterable[Line]) -> Table:
    here = Column(label=place.name, unit=unit)
    network = Column(label=_("Whole network"), unit=unit)
    return Table(columns=(here, network), lines=tuple(lines), has_answers=True)


def comparison(place: Place, cell: Cell, unit: Unit, what: str = "") -> Markup:
    """How this territory stands beside all others together, in words that the interval allows.

    what: the number that is compared, where it is not that of the title. The interval is stretched
    for all differences of the territory: see is_clear(). A release made before differences were
    part of it is compared with the whole network by its intervals.
    """
    gap = place.beside_others(cell)
    if gap.value is None:
        return against_network(cell, place.in_network(cell), unit)
    in_points = unit in {Unit.SHARE, Unit.POINTS, Unit.INDEX}
    written = number(gap, GAP_UNITS.get(unit, Unit.POINTS), with_interval=True)
    return sentence(
        _relation(gap, is_clear=is_clearly_apart(place, gap)),
        what=escape(what or _("The number in the title")),
        gap=sentence(_("%(gap)s points"), gap=written) if in_points else written,
    )


def _relation(gap: Cell, *, is_clear: bool) -> str:
    if not is_clear:
        return _(
            "%(what)s does not lie clearly apart from that of the other territories together:"
            " %(gap)s."
        )
    if (gap.value or 0) > 0:
        return _("%(what)s lies clearly above that of the other territories together: %(gap)s.")
    return _("%(what)s lies clearly below that of the other territories together: %(gap)s.")


def series(audience: str) -> tuple[Series, Series]:
    return (
        Series(code=audience, label=_("this territory"), shape=Shape.DISC),
        Series(code=NETWORK, label=_("whole network"), shape=Shape.DIAMOND),
    )


def shown_rows(lines: Iterable[Line], audience: str, factor: float = 1) -> tuple[Row, ...]:
    """As rows(), without those in which all is hidden."""
    return tuple(each for each in rows(lines, audience, factor) if each.marks)


def rows(lines: Iterable[Line], audience: str, factor: float = 1) -> tuple[Row, ...]:
    """A row a line; factor turns what cells hold into the axis's unit."""
    return tuple(
        Row(
            label=each.label,
            marks=marks(factor, **{audience: each.cells[0], NETWORK: each.cells[1]}),
        )
        for each in lines
    )
