"""Who answered, weighted, by territory and for the network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from app.estimation import joining
from app.estimation.arrays import Bools, Floats, Ints, Labels
from app.estimation.design import Design
from app.estimation.tables import AnswerTable
from app.reference import paradata
from app.reference.audiences import Audience
from app.reference.cells import NETWORK
from app.releases.lists import Part
from app.releases.weighting import Weighted

Weigh: TypeAlias = Callable[[AnswerTable], Weighted]  # respondents of one audience and territory
LEAST_WEIGHED = 2  # one respondent shows no variance


@dataclass(frozen=True, eq=False)
class Sample:
    """The respondents of an audience in a territory; design: None where too few to be weighted.

    people: the place of each among all respondents of the audience, shape (n,); empty: not known.
    """

    audience: str
    territory: str
    answers: AnswerTable
    design: Design | None
    notes: tuple[str, ...] = ()
    people: Ints = field(default_factory=lambda: np.array([], dtype=np.intp))

    def holdings_of(self, members: Bools) -> int | None:
        """How many owners the members are of; None where nobody is known to own several firms."""
        if self._owners is None:
            return None
        return int(np.unique(self._owners[members]).size)

    def by_holding(self, values: Floats) -> Floats:
        """What firms add to a total, those of one owner together; values: shape (n,)."""
        if self._owners is None:
            return values
        return np.bincount(self._owners, values).astype(np.float64)

    @cached_property
    def _owners(self) -> Ints | None:
        """A number for each respondent, shape (n,): the same for firms of one owner."""
        told = self.answers.code(paradata.HOLDING)
        alone = told == ""
        if alone.all():
            return None
        owners = np.unique(told[~alone], return_inverse=True)[1]
        found = np.empty(told.size, dtype=np.intp)
        found[~alone] = owners
        found[alone] = int(owners.max()) + 1 + np.arange(int(alone.sum()))
        return found


@dataclass(frozen=True, eq=False)
class Samples:
    """All that indicators of one territory need; an audience that was not asked is None.

    taking: by audience and question, for the questions outside the core, those who took the part
    of the questionnaire that the question is in, weighted anew. Read it by asked().
    """

    territory: str
    firms: Sample | None = None
    residents: Sample | None = None
    trainers: Sample | None = None
    taking: Mapping[tuple[str, str], Sample] = field(default_factory=dict)

    def asked(self, audience: str, question: str) -> Sample | None:
        """The sample for an estimate that rests on this question; None: the audience is not asked.

        A question of the core: all respondents. A question of a module, or of a page outside the
        core: those who took that part, weighted anew, for they stand for the others as well. Each
        estimate rests on questions of the core and of one part at most; ask for one of that part.
        """
        whole = {
            Audience.FIRMS.value: self.firms,
            Audience.RESIDENTS.value: self.residents,
            Audience.TRAINERS.value: self.trainers,
        }
        return self.taking.get((audience, question), whole[audience])


def territory_sample(audience: str, territory: str, answers: AnswerTable, weigh: Weigh) -> Sample:
    """The weighted sample of one territory."""
    if answers.size < LEAST_WEIGHED:
        notes = (f"{answers.size} respondents: left out of the network",)
        return Sample(audience, territory, answers, None, notes)
    weighted = weigh(answers)
    return Sample(audience, territory, answers, weighted.design, weighted.notes)


def part_sample(whole: Sample, part: Part, weigh: Weigh) -> Sample:
    """Those who took a part of the questionnaire, weighted anew to the whole population.

    Who gave one answer of it took it: a question skipped inside it is left out by the estimate, as
    in the core. Which module comes first is drawn; the other one is offered, and whoever takes it
    chose to. Both count, as if chance decided within the margins: how many chose is in the notes.
    """
    members = whole.answers.answered_any(part.questions)
    taking = among(whole.answers, members)
    sample = territory_sample(whole.audience, whole.territory, taking, weigh)
    if whole.people.size:
        sample = replace(sample, people=whole.people[members])
    if part.drawn is None or not taking.size:
        return sample
    chose = int((taking.code(part.drawn) != part.name).sum())
    note = f"{chose} of {taking.size} respondents chose this part when it was offered"
    return replace(sample, notes=(note, *sample.notes))


def network_sample(audience: str, samples: Mapping[str, Sample]) -> Sample:
    """The sum of the territories; those that could not be weighted are left out."""
    parts = {name: each for name, each in samples.items() if each.design is not None}
    rows = AnswerTable.of(row for each in parts.values() for row in each.answers.rows)
    designs = {name: each.design for name, each in parts.items() if each.design is not None}
    design = joining.joined(designs) if designs else None
    notes = tuple(note for each in parts.values() for note in each.notes)
    nobody = np.array([], dtype=np.intp)
    people = np.concatenate([nobody, *(each.people for each in parts.values())])
    return Sample(audience, NETWORK, rows, design, notes, people)


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
