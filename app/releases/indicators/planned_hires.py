"""Jobs asked for (IND02): hires that firms plan, by group of jobs and by what they are for.

By pooled groups of ISCO in each territory; by single job family in the network alone, for in a
territory hardly a family has ten firms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, is_dominated
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.reference.cells import NETWORK, Cell
from app.releases.indicators.measuring import blank, measured
from app.releases.lists import Lists
from app.releases.samples import Sample

CHANCES = {"yes": 1.0, "maybe": 0.5, "no": 0.0}  # of a planned hire coming about
KINDS = ("replace", "grow", "season")


@dataclass(frozen=True, eq=False)
class Planned:
    """What firms plan to hire, a row a job that a firm names.

    firm: which firm, shape (m,). job: its family, shape (m,). expected: people, by the chance that
    they are hired, shape (m,). people: the same whatever the chance. usable: firms that plan
    nobody, or give a number, shape (n,).
    """

    firm: np.ndarray[tuple[int], np.dtype[np.intp]]
    job: Labels
    people: Floats
    expected: Floats
    usable: Bools

    @classmethod
    def of(cls, firms: Sample) -> "Planned":
        jobs = firms.answers.roster("F_JOB_LOOP")
        given = firms.answers.code("F_HIRE")
        chances = np.array([CHANCES.get(plan, 0.0) for plan in given.tolist()], dtype=np.float64)
        number = jobs.fields.number("n")
        people = np.nan_to_num(number)
        return cls(
            firm=jobs.respondent,
            job=jobs.item,
            people=people,
            expected=chances[jobs.respondent] * people,
            usable=(given == "no") | ((chances > 0) & jobs.any_of(~np.isnan(number))),
        )

    def by_firm(self, chosen: Bools) -> Floats:
        """Expected hires of some of the jobs, shape (n,)."""
        found = np.bincount(self.firm[chosen], self.expected[chosen], self.usable.size)
        return found.astype(np.float64)

    def of_jobs(self, jobs: tuple[str, ...]) -> Bools:
        found: Bools = np.isin(self.job, jobs)
        return found


def cells(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND02 of one place; all hires together are told with the plans."""
    planned = Planned.of(firms)
    kinds = firms.answers.roster("F_JOB_LOOP").fields.code("kind")
    for kind in KINDS:
        yield _hires({"kind": kind}, firms, planned, kinds == kind)
    for group, jobs in lists.job_groups.items():
        yield _hires({"job_group": group}, firms, planned, planned.of_jobs(jobs))
    if firms.territory == NETWORK:
        for job in lists.callings:
            yield _hires({"job": job}, firms, planned, planned.of_jobs((job,)))


def _hires(by: Mapping[str, str], firms: Sample, planned: Planned, chosen: Bools) -> Cell:
    """Firms that plan some but give no number count as the others do."""
    expected = np.where(planned.usable, planned.by_firm(chosen), 0.0)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(expected, design, planned.usable).times(float(design.weights.sum()))
        basis = Basis(
            kind=Kind.COUNT,
            numerator=int((expected > 0).sum()),
            is_dominated=is_dominated(firms.by_holding(expected), found.value),
        )
        return found.within(0.0, np.inf), basis

    return measured(blank("IND02", firms, measure="hires", **by), firms, planned.usable, measure)
