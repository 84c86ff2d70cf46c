"""Staying, leaving, coming back, by age (IND28)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample

STAYING = ("mv_stay", "mv_multi")


def cells(residents: Sample, lists: Lists) -> Iterator[Cell]:
    """The whole territory, then each age; "don't know" as a share of all who answered."""
    ages = residents.answers.code("R_AGE")
    yield from _answers(residents, lists, np.ones(ages.size, dtype=np.bool_))
    for age in lists.ages:
        yield from _answers(residents, lists, ages == age, age=age)


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
