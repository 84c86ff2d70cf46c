"""From an estimate to a cell: nothing is estimated where too few answered."""

from collections.abc import Callable
from typing import TypeAlias

from app.estimation.arrays import Bools
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.estimates import Estimate
from app.estimation.shares import share
from app.reference.cells import Cell, by_codes
from app.releases.samples import Sample

Measure: TypeAlias = Callable[[Design], tuple[Estimate, Basis]]


def blank(indicator: str, sample: Sample, **by: str) -> Cell:
    """The cell's place, still empty."""
    return Cell(
        indicator=indicator,
        territory=sample.territory,
        audience=sample.audience,
        by=by_codes(**by),
    )


def measured(cell: Cell, sample: Sample, members: Bools, measure: Measure) -> Cell:
    """The cell, protected; `measure` runs only where enough of the members answered."""
    if sample.design is None or not has_base(int(members.sum())):
        return hide(cell)
    return protect(cell, *measure(sample.design))


def share_cell(cell: Cell, sample: Sample, chose: Bools, members: Bools) -> Cell:
    """The share of members that chose."""

    def measure(design: Design) -> tuple[Estimate, Basis]:
        chosen = int((chose & members).sum())
        return share(chose, design, members), Basis(kind=Kind.SHARE, chosen=chosen)

    return measured(cell, sample, members, measure)


def unanimous(found: Estimate, lowest: float, highest: float) -> int | None:
    """As Basis.chosen: all of them at the top, nobody above the bottom, or None."""
    if found.value >= highest:
        return found.n
    return 0 if found.value <= lowest else None
