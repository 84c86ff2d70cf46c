"""Activities that firms will start, and fields that residents want to enter (IND08)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.diversity import diversity
from app.estimation.estimates import Estimate
from app.estimation.overlap import composition
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, measured, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

ANY = "any"


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND08 of one place."""
    if samples.firms is not None:
        started = _elsewhere(samples.firms, "F_NEWACT", "F_ACT", lists)
        answered = samples.firms.answers.answered("F_NEWACT")
        yield from _by_activity(samples.firms, started, answered, lists)
        yield _diversity(samples.firms, started, answered)
    if samples.residents is not None:
        entered = _elsewhere(samples.residents, "R_WANT30", "R_ACT", lists)
        works = samples.residents.answers.answered("R_ACT")
        members = works & samples.residents.answers.answered("R_WANT30")
        yield from _by_activity(samples.residents, entered, members, lists)


def _elsewhere(sample: Sample, picked: str, own: str, lists: Lists) -> Bools:
    """Activities picked beside one's own, shape (n, activities)."""
    here = sample.answers.code(own)[:, None] == np.array(lists.activities, dtype=np.str_)
    found: Bools = sample.answers.chose_each(picked, lists.activities) & ~here
    return found


def _by_activity(sample: Sample, chose: Bools, members: Bools, lists: Lists) -> Iterator[Cell]:
    some: Bools = np.any(chose, axis=1)
    yield share_cell(blank("IND08", sample, answer=ANY), sample, some, members)
    for place, code in enumerate(lists.activities):
        cell = blank("IND08", sample, activity=code)
        yield share_cell(cell, sample, chose[:, place], members)


def _diversity(firms: Sample, started: Bools, answered: Bools) -> Cell:
    """Over all new activities that firms name, each firm counting with as many as it names."""
    members = answered & started.any(axis=1)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = diversity(composition(started.astype(np.float64), design, members))
        return found, Basis(kind=Kind.CORRELATION)

    return measured(blank("IND08", firms, measure="diversity"), firms, members, measure)
