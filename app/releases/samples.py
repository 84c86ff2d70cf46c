"""Who answered, weighted, by territory and for the network."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation import joining
from app.estimation.arrays import Bools, Labels
from app.estimation.design import Design
from app.estimation.tables import AnswerTable
from app.reference.cells import NETWORK
from app.releases.lists import Lists
from app.releases.weighting import Margins, weigh

LEAST_WEIGHED = 2  # one respondent shows no variance


@dataclass(frozen=True, eq=False)
class Sample:
    """The respondents of an audience in a territory; design: None where too few to be weighted."""

    audience: str
    territory: str
    answers: AnswerTable
    design: Design | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Samples:
    """All that indicators of one territory need; an audience that was not asked is None.

    firms_2035: firms that answered for 2035 (a module that not all see), weighted anew.
    """

    territory: str
    firms: Sample | None = None
    firms_2035: Sample | None = None
    residents: Sample | None = None
    trainers: Sample | None = None


def territory_sample(
    audience: str, territory: str, answers: AnswerTable, margins: Margins, lists: Lists
) -> Sample:
    """The weighted sample of one territory."""
    if answers.size < LEAST_WEIGHED:
        notes = (f"{answers.size} respondents: left out of the network",)
        return Sample(audience, territory, answers, None, notes)
    weighted = weigh(audience, answers, margins, lists)
    return Sample(audience, territory, answers, weighted.design, weighted.notes)


def network_sample(audience: str, samples: Mapping[str, Sample]) -> Sample:
    """The sum of the territories; those that could not be weighted are left out."""
    parts = {name: each for name, each in samples.items() if each.design is not None}
    rows = AnswerTable.of(row for each in parts.values() for row in each.answers.rows)
    designs = {name: each.design for name, each in parts.items() if each.design is not None}
    design = joining.joined(designs) if designs else None
    notes = tuple(note for each in parts.values() for note in each.notes)
    return Sample(audience, NETWORK, rows, design, notes)


def territories(sample: Sample) -> Labels:
    """The territory that each respondent answers in, shape (n,)."""
    if sample.territory != NETWORK or sample.design is None:
        return np.full(sample.answers.size, sample.territory)
    strata = [sample.design.names[place] for place in sample.design.stratum]  # territory/stratum
    return np.array([name.partition("/")[0] for name in strata])


def among(answers: AnswerTable, members: Bools) -> AnswerTable:
    """The answers of some respondents only."""
    pairs = zip(answers.rows, members.tolist(), strict=True)
    return AnswerTable.of(row for row, is_member in pairs if is_member)
