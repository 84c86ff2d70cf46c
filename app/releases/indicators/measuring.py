"""From an estimate to a cell: nothing is estimated where too few answered."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from app.estimation.arrays import Bools
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.drafts import Draft, bits, draft
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


def drafted(cell: Cell, sample: Sample, members: Bools) -> Draft:
    """The cell's place with who is behind it: what the rules between cells need to know."""
    return replace(
        draft(cell),
        answered=int(members.sum()),
        people=bits(sample.people, members) if sample.people.size else 0,
        is_weighted=sample.design is not None,
    )


def measured(cell: Cell, sample: Sample, members: Bools, measure: Measure) -> Cell:
    """The cell, protected; `measure` runs only where enough of the members answered."""
    made = drafted(cell, sample, members)
    if sample.design is None:
        return hide(made)
    if not has_base(made.answered):
        return hide(replace(made, measure=partial(measure, sample.design)))
    return protect(made, *measure(sample.design))


def share_cell(cell: Cell, sample: Sample, chose: Bools, members: Bools) -> Cell:
    """The share of members that chose."""

    def measure(design: Design) -> tuple[Estimate, Basis]:
        chosen, whole = int((chose & members).sum()), float(design.weights[members].sum())
        basis = Basis(kind=Kind.SHARE, chosen=chosen, whole=whole)
        return share(chose, design, members), basis

    return measured(cell, sample, members, measure)


def unanimous(found: Estimate, lowest: float, highest: float) -> int | None:
    """As Basis.chosen: all of them at the top, nobody above the bottom, or None."""
    if found.value >= highest:
        return found.n
    return 0 if found.value <= lowest else None
