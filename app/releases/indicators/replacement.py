"""How many of those in post will leave for their age (IND04), by size of firm."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, is_dominated
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.shares import part
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, dominated, measured, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

HORIZONS = {"h2030": 0.4, "h2035": 1.0}  # part of those 55 or older who leave in even yearly steps


def cells(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """Part of all jobs, and people; of firms with people at the site who told their ages."""
    jobs, older = sizes.jobs(firms.answers), firms.answers.number("F_AGE55")
    members = (jobs > 0) & ~np.isnan(older)
    leaving = np.minimum(np.where(members, older, 0.0), jobs)
    classes = sizes.classes(firms.answers)
    for horizon, leave in HORIZONS.items():
        yield _share(blank("IND04", firms, horizon=horizon), firms, leave * leaving, jobs * members)
        yield _people(firms, horizon, leave * leaving, members | (jobs == 0))
        for size in (each for each in lists.sizes if each != sizes.CLASSES[0]):
            cell = blank("IND04", firms, horizon=horizon, size=size)
            group = members & (classes == size)
            yield _share(cell, firms, leave * leaving * group, jobs * group)


def _share(cell: Cell, firms: Sample, leaving: Floats, jobs: Floats) -> Cell:
    """A ratio of totals of jobs: a large firm must not be seen in it."""
    members = jobs > 0

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(leaving, jobs, design, members)
        basis = Basis(
            kind=Kind.SHARE,
            chosen=unanimous(found, 0.0, 1.0),
            is_dominated=dominated(firms, design, leaving, jobs),
            whole=float((design.weights * jobs).sum()),
        )
        return found, basis

    return measured(cell, firms, members, measure)


def _people(firms: Sample, horizon: str, leaving: Floats, members: Bools) -> Cell:
    """Those who leave in all firms; firms of one person without staff have nobody to replace."""

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(leaving, design, members).times(float(design.weights.sum()))
        basis = Basis(
            kind=Kind.COUNT,
            numerator=int((leaving > 0).sum()),
            is_dominated=is_dominated(firms.by_holding(leaving), found.value),
        )
        return found.within(0.0, np.inf), basis

    cell = blank("IND04", firms, horizon=horizon, measure="people")
    return measured(cell, firms, members, measure)
