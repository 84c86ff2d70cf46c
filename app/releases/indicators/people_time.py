"""Time that firms find for managing people, and what they put off for lack of it (IND18)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.intervals import t_interval
from app.estimation.means import mean, ratio
from app.estimation.variance import kish_size
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, dominated, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

LITTLE_TIME = 1.0  # hours a month: none, or one to two
MUCH_PUT_OFF = 2


@dataclass(frozen=True, eq=False)
class Time:
    """By firm, each of shape (n,).

    hours: a month, nan where not said. put_off: things put off. says_put_off: whether it answered
    what it put off. jobs: people at the site.
    """

    hours: Floats
    put_off: Floats
    says_put_off: Bools
    jobs: Floats

    @classmethod
    def of(cls, firms: Sample, lists: Lists) -> "Time":
        given = firms.answers.code("F_HRTIME").tolist()
        return cls(
            hours=np.array([lists.hours.get(code, np.nan) for code in given], dtype=np.float64),
            put_off=firms.answers.chose_each("F_HRLATE", lists.put_off).sum(axis=1) * 1.0,
            says_put_off=firms.answers.answered("F_HRLATE"),
            jobs=sizes.jobs(firms.answers),
        )

    @property
    def starved(self) -> Bools:
        """Little time, and much put off; of those who said both."""
        found: Bools = (np.nan_to_num(self.hours) <= LITTLE_TIME) & (self.put_off >= MUCH_PUT_OFF)
        return found

    @property
    def says_hours(self) -> Bools:
        found: Bools = np.isfinite(self.hours) & (self.jobs > 0)
        return found


def cells(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """Of firms with people to manage; hours and the starved share also by size class."""
    time = Time.of(firms, lists)
    everyone = np.ones(firms.answers.size, dtype=np.bool_)
    yield from _group(firms, time, everyone)
    yield _put_off(firms, time, len(lists.put_off))
    for code in lists.put_off:
        chose = firms.answers.chose("F_HRLATE", code)
        yield share_cell(blank("IND18", firms, late=code), firms, chose, time.says_put_off)
    classes = sizes.classes(firms.answers)
    for size in (each for each in lists.sizes if each != sizes.CLASSES[0]):
        yield from _group(firms, time, classes == size, size=size)


def _group(firms: Sample, time: Time, group: Bools, **by: str) -> Iterator[Cell]:
    hours = blank("IND18", firms, measure="hours", **by)
    yield _hours(hours, firms, time, group & time.says_hours)
    members = group & time.says_hours & time.says_put_off
    cell = blank("IND18", firms, measure="starved", **by)
    yield share_cell(cell, firms, time.starved, members)


def _hours(cell: Cell, firms: Sample, time: Time, members: Bools) -> Cell:
    """Hours a month for ten people at the site: a ratio of totals, in which a large firm counts by
    its people; it must not be seen in it. The t interval takes the effective number of weights
    times people, for a few large employers decide."""
    hours, jobs = (np.where(members, each, 0.0) for each in (time.hours, time.jobs))

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = ratio(hours, jobs, design, members)
        n_eff = kish_size((design.weights * jobs)[members])
        low, high = t_interval(found.value, found.std_error, min(found.df, n_eff - 1))
        basis = Basis(
            kind=Kind.HOURS,
            is_dominated=dominated(firms, design, hours, jobs),
            whole=float((design.weights * jobs).sum()),
        )
        return replace(found, low=low, high=high).within(0.0, np.inf).times(10.0), basis

    return measured(cell, firms, members, measure)


def _put_off(firms: Sample, time: Time, most: int) -> Cell:
    """Things put off, on average, of as many as were asked."""

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(time.put_off, design, time.says_put_off).within(0.0, most)
        chosen = unanimous(found, 0.0, most)
        whole = float(design.weights[time.says_put_off].sum())
        edges = (0.1 * most, 0.9 * most)
        return found, Basis(kind=Kind.NUMBER, chosen=chosen, edges=edges, whole=whole)

    return measured(blank("IND18", firms, measure="postponed"), firms, time.says_put_off, measure)
