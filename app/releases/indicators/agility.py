"""How fast providers of training answer a need, and in which forms (IND24).

A profile of all providers of a territory: no provider is ranked or shown alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.tables import AnswerTable
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, by_choice, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

SLOWEST = 104.0  # weeks from a need to a course that count as no agility at all
LARGEST = 15.0  # learners, of a smallest group
NEVER = "never"
EDGES = (10.0, 90.0)
FORMS = {Audience.FIRMS: "F_TMODE", Audience.RESIDENTS: "R_TMODE", Audience.TRAINERS: "T_MODES"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A part that counts what is ticked of a list; the whole list is a hundred."""

    name: str
    question: str


COUNTED = (Counted("modes", "T_MODES"), Counted("links", "T_LINK"), Counted("coop", "T_COOP"))


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """The score and its parts; what is slow, for whom, and the forms that each audience names."""
    if samples.trainers is not None:
        yield from _scores(samples.trainers, lists)
        yield from _courses(samples.trainers, lists)
    for audience, question in FORMS.items():
        sample = samples.asked(audience, question)
        if sample is not None:
            yield from _named(sample, lists, question, "mode")
    firms = samples.asked(Audience.FIRMS, "F_CODESIGN")
    if firms is not None:
        yield from _named(firms, lists, "F_CODESIGN", "ready")


def parts(trainers: AnswerTable, lists: Lists) -> Mapping[str, Floats]:
    """By name, 0 to 100, shape (n,); nan where the question was left open.

    lead: a course at once is 100, one after two years or none in three years 0. group: a course
    for one person is 100, for fifteen and more 0. The others: part of the list that is ticked.
    """
    weeks = _scored(trainers, lists, "T_LEAD")
    weeks = np.where(trainers.code("T_LEAD") == NEVER, SLOWEST, weeks)
    smallest = _scored(trainers, lists, "T_MIN")
    found = {
        "lead": 100 * np.clip(1 - weeks / SLOWEST, 0.0, 1.0),
        "group": 100 * np.clip((LARGEST - smallest) / (LARGEST - 1), 0.0, 1.0),
    }
    for each in COUNTED:
        ticked = trainers.chose_each(each.question, lists.kinds.get(each.question, ()))
        share = 100 * ticked.sum(axis=1) / max(ticked.shape[1], 1)
        found[each.name] = np.where(trainers.answered(each.question), share, np.nan)
    return found


def _scored(trainers: AnswerTable, lists: Lists, question: str) -> Floats:
    scores = lists.scores.get(question, {})
    given = trainers.code(question).tolist()
    return np.array([scores.get(code, np.nan) for code in given], dtype=np.float64)


def _scores(trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """All parts together of those who answered all; each part of those who answered it."""
    found = parts(trainers.answers, lists)
    whole: Floats = np.mean(list(found.values()), axis=0)
    yield _score(blank("IND24", trainers, measure="score"), trainers, whole)
    for name, values in found.items():
        yield _score(blank("IND24", trainers, measure="part", part=name), trainers, values)


def _score(cell: Cell, trainers: Sample, values: Floats) -> Cell:
    members: Bools = np.isfinite(values)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(np.nan_to_num(values), design, members).within(0.0, 100.0)
        chosen = unanimous(found, 0.0, 100.0)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.SCORE, chosen=chosen, edges=EDGES, whole=whole)

    return measured(cell, trainers, members, measure)


def _courses(trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """What takes time, and the part of providers with a main course at each level."""
    yield from _named(trainers, lists, "T_SLOW", "slow")
    courses = trainers.answers.roster("T_LOOP")
    levels = courses.fields.code("level")
    told = courses.any_of(levels != "")
    for level in lists.choices.get("T_LOOP.level", ()):
        chose = courses.any_of(levels == level)
        yield share_cell(blank("IND24", trainers, level=level), trainers, chose, told)


def _named(sample: Sample, lists: Lists, question: str, dimension: str) -> Iterator[Cell]:
    codes = lists.kinds.get(question, ())
    cell = blank("IND24", sample)
    yield from by_choice(cell, sample, question=question, codes=codes, dimension=dimension)
