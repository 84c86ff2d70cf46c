"""Tables and pictures that set a territory beside the whole network."""

from collections.abc import Iterable

from markupsafe import Markup

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


def comparison(place: Place, cell: Cell, unit: Unit) -> Markup:
    """How this territory stands beside all others together, in words that the interval allows.

    The interval is stretched for all differences of the territory: see is_clear(). A release made
    before differences were part of it is compared with the whole network by its intervals.
    """
    gap = place.beside_others(cell)
    if gap.value is None:
        return against_network(cell, place.in_network(cell), unit)
    in_points = unit in {Unit.SHARE, Unit.POINTS, Unit.INDEX}
    written = GAP_UNITS.get(unit, Unit.POINTS)
    text = (_points if in_points else _plain)(gap, is_clear=is_clearly_apart(place, gap))
    return sentence(text, gap=number(gap, written, with_interval=True))


def _points(gap: Cell, *, is_clear: bool) -> str:
    if not is_clear:
        return _(
            "That is not clearly different from the other territories together:"
            " %(gap)s points apart."
        )
    if (gap.value or 0) > 0:
        return _("That is clearly more than in the other territories together: %(gap)s points.")
    return _("That is clearly less than in the other territories together: %(gap)s points.")


def _plain(gap: Cell, *, is_clear: bool) -> str:
    if not is_clear:
        return _("That is not clearly different from the other territories together: %(gap)s.")
    if (gap.value or 0) > 0:
        return _("That is clearly more than in the other territories together: %(gap)s.")
    return _("That is clearly less than in the other territories together: %(gap)s.")


def series(audience: str) -> tuple[Series, Series]:
    return (
        Series(code=audience, label=_("this territory"), shape=Shape.DISC),
        Series(code=NETWORK, label=_("whole network"), shape=Shape.DIAMOND),
    )


def rows(lines: Iterable[Line], audience: str, factor: float = 1) -> tuple[Row, ...]:
    """A row a line; factor turns what cells hold into the axis's unit."""
    return tuple(
        Row(
            label=each.label,
            marks=marks(factor, **{audience: each.cells[0], NETWORK: each.cells[1]}),
        )
        for each in lines
    )
