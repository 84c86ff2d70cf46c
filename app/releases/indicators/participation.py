"""Who follows a training, and how many learners providers had (IND22); firms: see peers."""

from collections.abc import Iterator

import numpy as np

from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, is_dominated
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, measured, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

TRAINED, VOLUME = "R_TRAINED", "T_VOL"


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Residents: those who took the part on learning, weighted anew."""
    residents = samples.asked(Audience.RESIDENTS, TRAINED)
    if residents is not None:
        yield from _trained(residents, lists)
    if samples.trainers is not None:
        yield _learners(samples.trainers, lists)


def _trained(residents: Sample, lists: Lists) -> Iterator[Cell]:
    """Followed one, or wanted to and did not: all, then each age."""
    given, ages = residents.answers.code(TRAINED), residents.answers.code("R_AGE")
    known = np.isin(given, lists.choices.get(TRAINED, ()))
    groups = [({}, known), *(({"age": age}, known & (ages == age)) for age in lists.ages)]
    for by, inside in groups:
        yield share_cell(blank("IND22", residents, **by), residents, given == "yes", inside)
        cell = blank("IND22", residents, answer="wanted", **by)
        yield share_cell(cell, residents, given == "wanted", inside)


def _learners(trainers: Sample, lists: Lists) -> Cell:
    """Learners of the area last year, by the middle of the classes; providers who did not say
    count as the others do. Whoever learned in two places counts twice."""
    scores = lists.scores.get(VOLUME, {})
    given = trainers.answers.code(VOLUME).tolist()
    learners = np.array([scores.get(code, np.nan) for code in given], dtype=np.float64)
    known = np.isfinite(learners)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        counted = np.where(known, learners, 0.0)
        found = mean(counted, design, known).times(float(design.weights.sum()))
        basis = Basis(
            kind=Kind.COUNT,
            numerator=int(known.sum()),
            is_dominated=is_dominated(counted, found.value),
        )
        return found.within(0.0, np.inf), basis

    return measured(blank("IND22", trainers, measure="learners"), trainers, known, measure)
