"""Staying, leaving, coming back, by age (IND28)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, measured, share_cell
from app.releases.indicators.wishes import WORKING_AGE
from app.releases.lists import Lists
from app.releases.samples import Sample

STAYING = ("mv_stay", "mv_multi")
RETURNING = "mv_return"


def cells(residents: Sample, lists: Lists) -> Iterator[Cell]:
    """The whole territory, then each age; "don't know" as a share of all who answered."""
    ages = residents.answers.code("R_AGE")
    yield from _answers(residents, lists, np.ones(ages.size, dtype=np.bool_))
    yield _supply(residents, lists)
    for age in lists.ages:
        yield from _answers(residents, lists, ages == age, age=age)


def _supply(residents: Sample, lists: Lists) -> Cell:
    """People of working age who mean to be here in some years; who comes back counts half, who did
    not say counts as the others do."""
    codes, ages = residents.answers.code("R_STAY"), residents.answers.code("R_AGE")
    of_age: Bools = np.isin(ages, WORKING_AGE)
    here = np.isin(codes, STAYING).astype(np.float64) + 0.5 * (codes == RETURNING)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        people = float(design.weights[of_age].sum())
        found = mean(here, design, known).within(0.0, 1.0).times(people)
        return found, Basis(kind=Kind.COUNT, numerator=int((here > 0)[known].sum()))

    known: Bools = of_age & np.isin(codes, lists.mobility)
    return measured(blank("IND28", residents, measure="supply"), residents, known, measure)


def _answers(residents: Sample, lists: Lists, group: Bools, **by: str) -> Iterator[Cell]:
    codes = residents.answers.code("R_STAY")
    known = group & np.isin(codes, lists.mobility)
    cell = blank("IND28", residents, answer="stays", **by)
    yield share_cell(cell, residents, np.isin(codes, STAYING), known)
    for code in lists.mobility:
        cell = blank("IND28", residents, answer=code, **by)
        yield share_cell(cell, residents, codes == code, known)
    for code in lists.missing.get("R_STAY", ()):
        cell = blank("IND28", residents, answer=code, **by)
        yield share_cell(cell, residents, codes == code, group & (codes != ""))
