"""Tables and pictures that set a territory beside the whole network."""

from collections.abc import Iterable

from app.dashboards.book import Place
from app.dashboards.page import Column, Line, Table, marks
from app.reference.cells import NETWORK, Cell
from app.web.pictures.figure import Row, Series, Shape
from app.web.published import Unit
from app.web.texts import _


def line(place: Place, label: str, cell: Cell, unit: Unit | None = None) -> Line:
    """A number here and the same number in the network."""
    return Line(label=label, cells=(cell, place.in_network(cell)), unit=unit)


def table(place: Place, unit: Unit, lines: Iterable[Line]) -> Table:
    here = Column(label=place.name, unit=unit)
    network = Column(label=_("Whole network"), unit=unit)
    return Table(columns=(here, network), lines=tuple(lines), has_answers=True)


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
