"""Where jobs are expected to open and where residents would like to work, by activity (IND20)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.differences import difference
from app.estimation.disclosure import Basis, Kind, has_base, hide, protect
from app.estimation.estimates import Estimate
from app.estimation.overlap import composition, overlap
from app.estimation.shares import part
from app.reference.cells import Cell, Hidden
from app.releases.indicators.measuring import (
    Difference,
    blank,
    dominated,
    drafted,
    measured,
    share_cell,
    unanimous,
    with_words,
)
from app.releases.indicators.planned_hires import CHANCES
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

LEAVING_BY_2030 = 0.4  # of those 55 or older: four of the ten years in which they retire
NO_WORK = "nowork"


@dataclass(frozen=True, eq=False)
class Side:
    """What one audience has by activity.

    parts: shape (n, activities). adds_up: jobs add up over firms, so that a few firms could be
    seen in them; wishes are one a resident.
    """

    sample: Sample
    parts: Floats
    adds_up: bool

    @property
    def whole(self) -> Floats:
        found: Floats = self.parts.sum(axis=1)
        return found

    @property
    def members(self) -> Bools:
        return self.whole > 0

    @property
    def design(self) -> Design | None:
        """None where too few have anything to be shared out."""
        return self.sample.design if has_base(int(self.members.sum())) else None

    def estimate(self, place: int, design: Design) -> Estimate:
        return part(self.parts[:, place], self.whole, design, self.members)

    def basis(self, place: int, found: Estimate, design: Design) -> Basis:
        some = self.parts[:, place]
        return Basis(
            kind=Kind.SHARE,
            chosen=unanimous(found, 0.0, 1.0),
            numerator=int((some > 0).sum()) if self.adds_up else None,
            is_dominated=self.adds_up and dominated(self.sample, design, some),
            whole=float((design.weights * self.whole).sum()),
            part_of="openings" if self.adds_up else "wishes",
        )


def cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """Shares by activity of expected openings (firms) and of wishes (residents), their gaps and
    how far they overlap; the seed is that of the release."""
    jobs, wishes = _sides(samples, lists)
    shown: tuple[Cell, ...] = ()
    if jobs is not None:
        shown = two_hidden(tuple(_parts(jobs, lists)))
        yield from shown
    if wishes is not None:
        yield from _parts(wishes, lists)
    if jobs is not None and wishes is not None:
        yield from with_words(
            _gap(place, openings_cell, jobs, wishes) for place, openings_cell in enumerate(shown)
        )
    yield from of_all(samples, lists, seed)


def of_all(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """What is not said by activity: who does not plan to work, and the overlap."""
    jobs, wishes = _sides(samples, lists)
    if wishes is not None:
        yield _no_work(wishes.sample)
    if jobs is not None and wishes is not None:
        yield _overlap(jobs, wishes, seed)


def _sides(samples: Samples, lists: Lists) -> tuple[Side | None, Side | None]:
    firms, residents = samples.firms, samples.residents
    return (
        None if firms is None else Side(firms, openings(firms, lists), adds_up=True),
        None if residents is None else Side(residents, wished(residents, lists), adds_up=False),
    )


def openings(firms: Sample, lists: Lists) -> Floats:
    """Jobs that firms expect to fill by 2030, shape (n, activities).

    Hires planned for the next twelve months, by their chance; and people who leave for their age
    by 2030, where they are more than those whom the firm plans to replace: nobody is replaced
    twice. Jobs to grow are spread evenly over the firm's activity and those it will start; all
    others are in its activity.
    """
    answers = firms.answers
    jobs = answers.roster("F_JOB_LOOP")
    people, kinds = np.nan_to_num(jobs.fields.number("n")), jobs.fields.code("kind")
    chance = np.array([CHANCES.get(plan, 0.0) for plan in answers.code("F_HIRE").tolist()])
    replaced = chance * jobs.sums(people * (kinds == "replace"))
    growing = chance * jobs.sums(people * (kinds == "grow"))
    others = chance * jobs.sums(people * ~np.isin(kinds, ("replace", "grow")))
    leaving = LEAVING_BY_2030 * np.nan_to_num(answers.number("F_AGE55"))
    here = answers.code("F_ACT")[:, None] == np.array(lists.activities, dtype=np.str_)
    there = here | answers.chose_each("F_NEWACT", lists.activities)
    spread = there / np.maximum(there.sum(axis=1), 1)[:, None]
    stays = np.maximum(replaced, leaving) + others
    found: Floats = here * stays[:, None] + spread * growing[:, None]
    return found


def wished(residents: Sample, lists: Lists) -> Floats:
    """One a resident who wants to work by 2030, in equal parts over the activities picked."""
    picked = residents.answers.chose_each("R_WANT30", lists.activities)
    found: Floats = picked / np.maximum(picked.sum(axis=1), 1)[:, None]
    return found


def two_hidden(found: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The parts of a whole; where one alone is hidden, the smallest of the others is too."""
    shown = [each for each in found if each.value is not None]
    if not shown or len(found) - len(shown) != 1:
        return found
    smallest = min(shown, key=lambda each: each.value or 0.0)
    return tuple(hide(each, Hidden.COMPLEMENT) if each is smallest else each for each in found)


def _parts(side: Side, lists: Lists) -> Iterator[Cell]:
    for place, code in enumerate(lists.activities):

        def measure(design: Design, place: int = place) -> tuple[Estimate, Basis]:
            found = side.estimate(place, design)
            return found, side.basis(place, found, design)

        yield measured(
            blank("IND20", side.sample, activity=code), side.sample, side.members, measure
        )


def _no_work(residents: Sample) -> Cell:
    cell = blank("IND20", residents, answer=NO_WORK)
    chose = residents.answers.chose("R_WANT30", NO_WORK)
    return share_cell(cell, residents, chose, residents.answers.answered("R_WANT30"))


def _gap(place: int, openings_cell: Cell, jobs: Side, wishes: Side) -> Difference:
    """Share of wishes less share of openings, in points; hidden where the openings are."""
    code = openings_cell.dimensions["activity"]
    cell = drafted(
        blank("IND20", wishes.sample, activity=code, against="firms"), wishes.sample, wishes.members
    )
    if openings_cell.hidden or jobs.design is None or wishes.design is None:
        return replace(cell, hidden=openings_cell.hidden), None
    one, other = wishes.estimate(place, wishes.design), jobs.estimate(place, jobs.design)
    basis = Basis(kind=Kind.GAP, compared=(one.n, other.n))
    return cell, (difference(one, other).times(100.0), basis)


def _overlap(jobs: Side, wishes: Side, seed: int) -> Cell:
    """A few large employers must not decide it."""
    cell = drafted(blank("IND20", wishes.sample, against="firms"), wishes.sample, wishes.members)
    if jobs.design is None or wishes.design is None:
        return hide(cell)
    found = overlap(
        composition(jobs.parts, jobs.design, jobs.members),
        composition(wishes.parts, wishes.design, wishes.members),
        seed + crc32(f"{cell.territory}/overlap".encode()),
    )
    basis = Basis(
        kind=Kind.SHARE,
        compared=tuple(int(each.members.sum()) for each in (jobs, wishes)),
        is_dominated=dominated(jobs.sample, jobs.design, jobs.whole),
    )
    return protect(cell, found, basis)
