"""Skills that are specific to a territory (IND21).

Two things make a skill specific: firms here name it more than firms elsewhere do, and those who
call it a know-how of this area say that it is hard to copy, hard to do without and loses its value
when moved. One without the other is not enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import LEAST_COMPARED, Basis, Kind, hide, protect
from app.estimation.drafts import draft
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.quotients import shrunk_quotients
from app.estimation.shares import share, share_size
from app.reference.audiences import Audience
from app.reference.cells import BESIDE, OTHERS, Cell, Hidden, by_codes
from app.releases.indicators.grounds import Grounds
from app.releases.indicators.measuring import blank, drafted, fact, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

CRITERIA = ("F_SPEC1", "F_SPEC2", "F_SPEC3")  # not imitable, not substitutable, not transferable
SKILLS, NAMED, TAUGHT = "F_SK", "F_SPEC", "T_SPEC"
LEAST_SCORE = 60.0
EDGES = (10.0, 90.0)


@dataclass(frozen=True, slots=True)
class Item:
    """A skill, or a family of them; by: the dimension of its cells and its code there."""

    by: tuple[str, str]
    skills: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Knowhow:
    """What firms call a know-how of the area. said: who answered, scores: of all three criteria,
    0 to 100, nan where one was left open; shape (n,) each."""

    firms: Sample
    said: Bools
    scores: Floats

    @classmethod
    def of(cls, firms: Sample, lists: Lists) -> "Knowhow":
        answers = firms.answers
        columns = [answers.code(question).tolist() for question in CRITERIA]
        given = [[lists.agreement.get(code, np.nan) for code in each] for each in columns]
        mean_score = np.array(given, dtype=np.float64).mean(axis=0)
        return cls(
            firms=firms,
            said=answers.answered(NAMED),
            scores=(mean_score - 1) * 25,
        )


def cells(grounds: Grounds) -> Iterator[Cell]:
    """Of one territory or of the network; only a territory has others to be compared with.

    By skill and by family: firms that name it here over elsewhere, its score, whether it is
    specific, and whether somebody teaches it as a know-how of the area.
    """
    here, others, lists = grounds.samples, grounds.others, grounds.lists
    items = _items(lists)
    asked = here.asked(Audience.FIRMS, NAMED)
    scores: dict[tuple[str, str], Cell] = {}
    if asked is not None:
        knowhow = Knowhow.of(asked, lists)
        yield _score(knowhow, np.ones(knowhow.said.size, dtype=np.bool_))
        for item in items:
            chose: Bools = np.any(asked.answers.chose_each(NAMED, item.skills), axis=1)
            cell = blank("IND21", asked, measure="named", **dict([item.by]))
            yield share_cell(cell, asked, chose, knowhow.said)
            scores[item.by] = _score(knowhow, chose, **dict([item.by]))
        yield from scores.values()
    if here.firms is not None and others is not None and others.firms is not None:
        yield from _specific(here.firms, others.firms, items, scores)
    if here.trainers is not None:
        yield from _taught(here.trainers, items)


def _items(lists: Lists) -> tuple[Item, ...]:
    skills = (Item(("skill", code), (code,)) for code in lists.skills)
    families = (Item(("family", code), skills_of) for code, skills_of in lists.families.items())
    return (*skills, *families)


def _score(knowhow: Knowhow, chose: Bools, **by: str) -> Cell:
    """Mean of the three criteria among those who name it and judged all three."""
    members: Bools = chose & np.isfinite(knowhow.scores)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(np.nan_to_num(knowhow.scores), design, members).within(0.0, 100.0)
        chosen = unanimous(found, 0.0, 100.0)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.SCORE, chosen=chosen, edges=EDGES, whole=whole)

    cell = blank("IND21", knowhow.firms, measure="score", **by)
    return measured(cell, knowhow.firms, members, measure)


def _specific(
    here: Sample, others: Sample, items: Sequence[Item], scores: Mapping[tuple[str, str], Cell]
) -> Iterator[Cell]:
    for dimension in dict.fromkeys(item.by[0] for item in items):
        alike = [item for item in items if item.by[0] == dimension]
        for item, quotient in zip(alike, _quotients(here, others, alike), strict=True):
            yield quotient
            yield _verdict(quotient, scores.get(item.by))


def _quotients(here: Sample, others: Sample, items: Sequence[Item]) -> Iterator[Cell]:
    """Share of firms that name an item here over elsewhere; items are drawn to 1 together."""
    answered = here.answers.answered(SKILLS)
    places = [
        drafted(
            blank("IND21", here, measure="quotient", **{BESIDE: OTHERS}, **dict([item.by])),
            here,
            answered,
        )
        for item in items
    ]
    (shares, size), (less, other_size) = (_shares(each, items) for each in (here, others))
    if not shares or not less:
        yield from map(hide, places)
        return
    found = shrunk_quotients(shares, less, (size, other_size))
    for cell, one, other, each in zip(places, shares, less, found, strict=True):
        yield protect(cell, each, Basis(kind=Kind.QUOTIENT, compared=(one.n, other.n)))


def _shares(firms: Sample, items: Sequence[Item]) -> tuple[list[Estimate], Floats]:
    """Shares of firms that name each item among the skills that matter most, and how many
    respondents each is as sure as; none where too few answered."""
    members = firms.answers.answered(SKILLS)
    if firms.design is None or int(members.sum()) < LEAST_COMPARED:
        return [], np.array([])
    names = firms.answers.chose_each(SKILLS, [skill for item in items for skill in item.skills])
    ends = np.cumsum([len(item.skills) for item in items])[:-1]
    found = [
        share(np.any(each, axis=1), firms.design, members) for each in np.split(names, ends, axis=1)
    ]
    return found, np.array([share_size(each, firms.design) for each in found])


def _verdict(quotient: Cell, score: Cell | None) -> Cell:
    """Specific (1) or not (0), from the two numbers as they are published: the whole interval of
    the quotient above 1, and a score of 60 or more. A score is needed only where the first holds.
    """
    dimensions = {**quotient.dimensions, "measure": "specific"}
    cell = replace(
        draft(quotient),
        by=by_codes(**dimensions),
        verdict=None,
        found=None,
        basis=None,
        measure=None,
    )
    if quotient.low is None or not isinstance(quotient.n, int):
        return hide(cell, quotient.hidden or Hidden.BASE)
    if quotient.low <= 1:
        return fact(cell, holds=False, n=quotient.n)
    if score is None or score.value is None:
        return hide(cell, (score.hidden if score else None) or Hidden.BASE)
    return fact(cell, holds=score.value >= LEAST_SCORE, n=quotient.n)


def _taught(trainers: Sample, items: Sequence[Item]) -> Iterator[Cell]:
    """Whether a provider who answered teaches it as a know-how of the area: a fact, as offers
    are."""
    answered = int(trainers.answers.answered(TAUGHT).sum())
    for item in items:
        holds = bool(trainers.answers.chose_each(TAUGHT, item.skills).any())
        cell = blank("IND21", trainers, measure="taught", **dict([item.by]))
        yield fact(cell, holds=holds, n=answered)
