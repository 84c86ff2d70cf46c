"""Whether those with the skills that firms need stay, and how many of working age will (IND28)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import LEAST_COMPARED, Basis, Kind, hide
from app.estimation.estimates import Estimate
from app.estimation.means import estimate
from app.estimation.standardised import joined_levels, standardised_difference
from app.reference.audiences import Audience
from app.reference.cells import WITH, Cell
from app.releases.indicators.measuring import blank, drafted, measured, with_words
from app.releases.indicators.needs import holders, most_needed
from app.releases.indicators.staying import STAYING
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

RETURNING = "mv_return"
CHANCE_OF_RETURN = 0.5
RETIRED = "g65"  # the age that is no labour supply


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Net retention and the labour supply that intentions leave; "don't know" is out of both."""
    residents = samples.residents
    if residents is None:
        return
    if samples.firms is not None:
        yield _net_retention(residents, samples.firms, lists)
    yield _supply(residents, lists)


def _net_retention(residents: Sample, firms: Sample, lists: Lists) -> Cell:
    """Share that stays of those who can do one of the five skills most needed, less that of the
    others, in points, at equal ages."""
    by = {"measure": "retention", WITH: Audience.FIRMS.value}
    answers = residents.answers
    plans, ages = answers.code("R_STAY"), answers.code("R_AGE")
    known = np.isin(plans, lists.mobility) & answers.answered("R_CAN")
    holds = holders(residents, firms, lists)
    group, rest = known & holds, known & ~holds
    cell = drafted(blank("IND28", residents, **by), residents, group)
    sizes = int(group.sum()), int(rest.sum())
    has_needs = most_needed(firms, lists).size > 0
    if residents.design is None or not has_needs or min(sizes) < LEAST_COMPARED:
        return hide(cell)
    found = standardised_difference(
        np.isin(plans, STAYING),
        residents.design,
        group=group,
        rest=rest,
        levels=joined_levels(ages, lists.ages, group=group, rest=rest),
    )
    basis = Basis(kind=Kind.GAP, compared=sizes)
    return next(with_words([(cell, (found.times(100.0), basis))]))


def _supply(residents: Sample, lists: Lists) -> Cell:
    """People of 15 to 64 who will be here by what they say: all who stay, half of those who leave
    for a time and come back. Those of an age who do not know count as the others of it do."""
    plans, ages = residents.answers.code("R_STAY"), residents.answers.code("R_AGE")
    chances = np.isin(plans, STAYING) + CHANCE_OF_RETURN * (plans == RETURNING)
    known: Bools = np.isin(plans, lists.mobility) & (ages != RETIRED) & np.isin(ages, lists.ages)
    here = (ages != RETIRED) & np.isin(ages, lists.ages)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = expected_by_age(chances, design, known, np.where(here, ages, ""))
        basis = Basis(kind=Kind.COUNT, numerator=int((known & (chances > 0)).sum()))
        return found.within(0.0, np.inf), basis

    return measured(blank("IND28", residents, measure="supply"), residents, known, measure)


def expected_by_age(chances: Floats, design: Design, known: Bools, ages: np.ndarray) -> Estimate:
    """Sum over ages of people times the mean chance of those known."""
    value, scores = 0.0, np.zeros(design.size)
    for age in np.unique(ages[known]).tolist():
        everybody, inside = ages == age, (ages == age) & known
        people = float(design.weights[everybody].sum())
        size = float(design.weights[inside].sum())
        middle = float(design.weights[inside] @ chances[inside]) / size
        value += people * middle
        scores += people / size * np.where(inside, chances - middle, 0.0) + middle * everybody
    return estimate(value, scores, design, known)
