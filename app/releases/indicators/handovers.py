"""Firms to be handed over and people who would take one over (IND29).

Only what is said counts: an owner who does not know, or whose site manager answered, is no
handover, and a resident who did not say how to work in 2030 no taker. Both numbers are therefore
at least that many.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.differences import quotient
from app.estimation.disclosure import Basis, Kind, hide, protect
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.shares import share, with_share_interval
from app.reference.audiences import Audience
from app.reference.cells import Cell, Hidden
from app.releases.indicators.aspirations import two_hidden, wished
from app.releases.indicators.measuring import blank, by_choice, drafted, measured, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

SOON = ("t2", "t5")  # within five years
CLOSING = "close"
TAKES = "w_take"
RATIO = "ratio"
START, OWNS = "R_START", "s_done"


@dataclass(frozen=True, eq=False)
class Side:
    """Firms to hand over, or people who would take over. parts: what each counts for, in [0, 1],
    shape (n, activities); whole: the same without telling the activity, shape (n,)."""

    sample: Sample
    parts: Floats
    whole: Floats

    @property
    def everybody(self) -> Bools:
        return np.ones(self.whole.size, dtype=np.bool_)

    def counts(self, place: int | None) -> Floats:
        return self.whole if place is None else self.parts[:, place]

    def estimate(self, place: int | None, design: Design) -> Estimate:
        """Their number in the population, from the interval of their share."""
        counted = self.counts(place)
        everybody = float(design.weights.sum())
        is_whole = bool(((counted == 0) | (counted == 1)).all())
        found = (
            share(counted > 0, design)
            if is_whole
            else with_share_interval(mean(counted, design), design)
        )
        return found.times(everybody)

    def basis(self, place: int | None) -> Basis:
        return Basis(kind=Kind.COUNT, numerator=int((self.counts(place) > 0).sum()))


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Handovers, closures and takers, takers for a handover, all also by activity; and who thinks
    of starting an activity, and what they would need."""
    firms, residents = samples.firms, samples.residents
    leaving = None if firms is None else _handovers(firms, lists, SOON)
    taking = None if residents is None else _takers(residents, lists)
    given: list[Cell] = []
    taken: list[Cell] = []
    if firms is not None and leaving is not None:
        given = list(_counts(leaving, "handovers", lists))
        yield from given
        yield from _counts(_handovers(firms, lists, (CLOSING,)), "closures", lists)
    if taking is not None:
        taken = list(_counts(taking, "takers", lists))
        yield from taken
    if leaving is not None and taking is not None:
        for place, (left, right) in enumerate(zip(given, taken, strict=True), start=-1):
            yield _ratio(left, right, (taking, leaving), None if place < 0 else place)
    yield from _starting(samples, lists)


def _handovers(firms: Sample, lists: Lists, plans: tuple[str, ...]) -> Side:
    """Firms with one of these plans, in their activity."""
    plan = np.isin(firms.answers.code("F_TRANSFER"), plans).astype(np.float64)
    here = firms.answers.chose_each("F_ACT", lists.activities)
    return Side(firms, here * plan[:, None], plan)


def _takers(residents: Sample, lists: Lists) -> Side:
    """People who would take over a firm or farm, in equal parts over the activities they wish."""
    takes = residents.answers.chose("R_FORM30", TAKES).astype(np.float64)
    return Side(residents, wished(residents, lists) * takes[:, None], takes)


def _counts(side: Side, measure: str, lists: Lists) -> Iterator[Cell]:
    """All together, then by activity; where one activity alone is hidden, another is too."""
    yield _count(blank("IND29", side.sample, measure=measure), side, None)
    yield from two_hidden(
        tuple(
            _count(blank("IND29", side.sample, measure=measure, activity=code), side, place)
            for place, code in enumerate(lists.activities)
        )
    )


def _count(cell: Cell, side: Side, place: int | None) -> Cell:
    def measure(design: Design) -> tuple[Estimate, Basis]:
        return side.estimate(place, design), side.basis(place)

    return measured(cell, side.sample, side.everybody, measure)


def _ratio(given: Cell, taken: Cell, sides: tuple[Side, Side], place: int | None) -> Cell:
    """Takers for one handover; hidden where either number is."""
    by = {**taken.dimensions, "measure": RATIO, "against": Audience.FIRMS.value}
    takers = sides[0].sample
    cell = drafted(blank("IND29", takers, **by), takers, sides[0].everybody)
    designs = [each.sample.design for each in sides]
    if given.hidden or taken.hidden or designs[0] is None or designs[1] is None:
        return hide(cell, given.hidden or taken.hidden or Hidden.BASE)
    one, other = (
        each.estimate(place, design)
        for each, design in zip(sides, (designs[0], designs[1]), strict=True)
    )
    if other.low <= 0:
        return hide(cell)
    basis = Basis(kind=Kind.QUOTIENT, compared=(one.n, other.n))
    return protect(cell, quotient(one, other), basis)


def _starting(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Of those who run no activity yet, the part that thinks of one within three years."""
    residents = samples.asked(Audience.RESIDENTS, START)
    if residents is None:
        return
    codes = residents.answers.code(START)
    others = [code for code in lists.choices.get(START, ()) if code != OWNS]
    known = np.isin(codes, others)
    for code in others:
        yield share_cell(blank("IND29", residents, start=code), residents, codes == code, known)
    yield from by_choice(
        blank("IND29", residents),
        residents,
        question="R_STARTBAR",
        codes=lists.kinds.get("R_STARTBAR", ()),
        dimension="lacking",
    )
