"""Who is left out: groups of residents beside all others, at equal ages (IND27).

Only of whole territories and of the network: groups such as those with a health limit are never
crossed with a municipality, nor with each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Bools
from app.estimation.disclosure import LEAST_COMPARED, Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.standardised import joined_levels, standardised_difference
from app.reference.audiences import Audience
from app.reference.cells import WITH, Cell
from app.releases.indicators.measuring import blank, by_choice, drafted, with_words
from app.releases.indicators.needs import holders, most_needed
from app.releases.indicators.reach import TRAVEL, reach
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples, territories
from app.releases.weighting import NEWCOMER_CODES

Said: TypeAlias = tuple[Bools, Bools]  # who is in it, and who said whether, shape (n,) each
HEARD = ("4", "5")  # agrees, agrees strongly
YOUNG, OLD = ("g15", "g20"), ("g55", "g65")
NO_DIPLOMA = "e02"  # up to lower secondary
CAR = "m_car"
LIMITED, NOT_LIMITED = ("g1", "g2"), "g0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """question: tells who is in it. is_by_age: ages are what sets it apart."""

    code: str
    question: str
    members: Callable[[Sample, Lists], Said]
    is_by_age: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """question: tells the outcome. needs: the other audience that it rests on."""

    code: str
    question: str
    of: Callable[[Sample, Samples, Lists], Said]
    needs: Audience | None = None


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Differences in points, each with the word that all of them together allow; beside them whom
    firms took on and what providers offer to help people come."""
    yield from with_words(
        _compared(residents, group, told, lists)
        for told in _outcomes(samples, lists)
        for group in GROUPS
        for residents in _who_told(samples, told.outcome, group)
    )
    firms = samples.asked(Audience.FIRMS, "F_OPEN")
    if firms is not None:
        yield from _named(firms, lists, "F_OPEN", "hired")
    if samples.trainers is not None:
        yield from _named(samples.trainers, lists, "T_INCL", "help")


def _named(sample: Sample, lists: Lists, question: str, dimension: str) -> Iterator[Cell]:
    codes = lists.kinds.get(question, ())
    cell = blank("IND27", sample)
    yield from by_choice(cell, sample, question=question, codes=codes, dimension=dimension)


@dataclass(frozen=True, eq=False)
class _Told:
    """An outcome, worked out once for each sample of residents that is looked at."""

    outcome: Outcome
    samples: Samples
    lists: Lists
    known: dict[int, Said] = field(default_factory=dict)

    def by(self, residents: Sample) -> Said:
        key = id(residents)
        if key not in self.known:
            self.known[key] = self.outcome.of(residents, self.samples, self.lists)
        return self.known[key]


def _outcomes(samples: Samples, lists: Lists) -> Iterator[_Told]:
    """Those that the audiences asked allow."""
    others = {Audience.FIRMS: samples.firms, Audience.TRAINERS: samples.trainers}
    for outcome in OUTCOMES:
        if outcome.needs is None or others[outcome.needs] is not None:
            yield _Told(outcome, samples, lists)


def _who_told(samples: Samples, outcome: Outcome, group: Group) -> tuple[Sample, ...]:
    """The residents who told both; nobody where they were not asked.

    Outcome and group may stand in two parts of the questionnaire. Who took the later part took the
    earlier one too, so that it is those fewer ones who can be compared.
    """
    asked = [samples.asked(Audience.RESIDENTS, each.question) for each in (outcome, group)]
    found = [each for each in asked if each is not None]
    return (min(found, key=lambda each: each.answers.size),) if found else ()


def _compared(
    residents: Sample, group: Group, told: _Told, lists: Lists
) -> tuple[Cell, tuple[Estimate, Basis] | None]:
    by = {"outcome": told.outcome.code, "group": group.code}
    if told.outcome.needs is not None:
        by[WITH] = told.outcome.needs.value
    ages = None if group.is_by_age else lists.ages
    outcome, (inside, known) = told.by(residents), group.members(residents, lists)
    found = _difference(residents, outcome, (inside, known), ages)
    members = inside & known & outcome[1]
    return drafted(blank("IND27", residents, **by), residents, members), found


def _difference(
    residents: Sample, outcome: Said, group: Said, ages: tuple[str, ...] | None
) -> tuple[Estimate, Basis] | None:
    """Share of the group less that of the rest, in points; None where either is too small.

    ages: to be made equal; None: ages as they are.
    """
    (chose, known), (inside, told) = outcome, group
    members, rest = inside & told & known, ~inside & told & known
    sizes = int(members.sum()), int(rest.sum())
    if residents.design is None or min(sizes) < LEAST_COMPARED:
        return None
    age = residents.answers.code("R_AGE")
    levels = (
        np.zeros(age.size, dtype=np.intp)
        if ages is None
        else joined_levels(age, ages, group=members, rest=rest)
    )
    found = standardised_difference(
        chose, residents.design, group=members, rest=rest, levels=levels
    )
    return found.times(100.0), Basis(kind=Kind.GAP, compared=sizes)


def _coded(question: str, *codes: str) -> Callable[[Sample, Lists], Said]:
    """In the group with one of these codes, out of it with another usable one."""

    def members(residents: Sample, lists: Lists) -> Said:
        given = residents.answers.code(question)
        return np.isin(given, codes), np.isin(given, lists.choices.get(question, ()))

    return members


def _without_car(residents: Sample, _lists: Lists) -> Said:
    answers = residents.answers
    return ~answers.chose("R_MEANS", CAR), answers.answered("R_MEANS")


def _other_language(residents: Sample, lists: Lists) -> Said:
    """Speaks no official language of the country at home."""
    homes, answers = territories(residents), residents.answers
    speaks = np.zeros(answers.size, dtype=np.bool_)
    told = answers.answered("R_HOMELANG")
    for territory in np.unique(homes).tolist():
        official = lists.tongues.get(territory, ())
        here = homes == territory
        speaks |= here & answers.chose_each("R_HOMELANG", official).any(axis=1)
        told &= ~here | bool(official)
    return ~speaks, told


def _limited(residents: Sample, _lists: Lists) -> Said:
    given = residents.answers.code("R_LIMIT")
    return np.isin(given, LIMITED), np.isin(given, (*LIMITED, NOT_LIMITED))


def _answer(question: str, *codes: str) -> Callable[[Sample, Samples, Lists], Said]:
    said = _coded(question, *codes)

    def of(residents: Sample, _samples: Samples, lists: Lists) -> Said:
        return said(residents, lists)

    return of


def _in_reach(residents: Sample, samples: Samples, lists: Lists) -> Said:
    nobody = np.zeros(residents.answers.size, dtype=np.bool_)
    if samples.trainers is None:
        return nobody, nobody
    found = reach(residents, samples.trainers, lists)
    return found.surely, found.known


def _in_demand(residents: Sample, samples: Samples, lists: Lists) -> Said:
    """Can do one of the skills that firms of the whole need most."""
    has_needs = bool(most_needed(samples.firms, lists).size)
    return holders(residents, samples.firms, lists), residents.answers.answered("R_CAN") & has_needs


GROUPS = (
    Group(code="women", question="R_SEX", members=_coded("R_SEX", "f")),
    Group(code="under_30", question="R_AGE", members=_coded("R_AGE", *YOUNG), is_by_age=True),
    Group(code="over_54", question="R_AGE", members=_coded("R_AGE", *OLD), is_by_age=True),
    Group(code="low_education", question="R_EDU", members=_coded("R_EDU", NO_DIPLOMA)),
    Group(code="no_car", question="R_MEANS", members=_without_car),
    Group(code="newcomers", question="R_LONG", members=_coded("R_LONG", *NEWCOMER_CODES)),
    Group(code="other_language", question="R_HOMELANG", members=_other_language),
    Group(code="health_limit", question="R_LIMIT", members=_limited),
)
OUTCOMES = (
    Outcome(code="trained", question="R_TRAINED", of=_answer("R_TRAINED", "yes")),
    Outcome(code="heard", question="R_HEARD", of=_answer("R_HEARD", *HEARD)),
    Outcome(code="reach", question=TRAVEL, of=_in_reach, needs=Audience.TRAINERS),
    Outcome(code="in_demand", question="R_CAN", of=_in_demand, needs=Audience.FIRMS),
)
