"""Outlooks of firms: activity in 2030 and 2035 (IND06), employment in 2030 (IND07)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.shares import balance
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, dominated, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

EDGES = (-80.0, 80.0)  # the balance where nine in ten say much less, or much more


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A question on how much there will be of something, and the indicator that it answers."""

    indicator: str
    question: str
    horizon: str

    def cells(self, firms: Sample, lists: Lists) -> Iterator[Cell]:
        """Balances by firms and by jobs, and the share of firms giving each answer.

        "Don't know" is out of the base of balances and of the other shares; its own share is of
        all who answered.
        """
        yield from self.balances(firms, lists)
        codes = firms.answers.code(self.question)
        known = np.isin(codes, list(lists.changes))
        for code in lists.changes:
            yield share_cell(self._blank(firms, answer=code), firms, codes == code, known)
        for code in lists.missing.get(self.question, ()):
            yield share_cell(self._blank(firms, answer=code), firms, codes == code, codes != "")

    def balances(self, firms: Sample, lists: Lists) -> Iterator[Cell]:
        """By firms, then by jobs."""
        codes = firms.answers.code(self.question)
        known = np.isin(codes, list(lists.changes))
        scores = np.array([lists.changes.get(code, 0.0) for code in codes.tolist()])
        jobs = sizes.jobs(firms.answers)
        yield _balance(self._blank(firms, weight="firms"), firms, scores, known)
        some = known & (jobs > 0)
        yield _balance_by_jobs(self._blank(firms, weight="jobs"), firms, scores * some, some)

    def _blank(self, firms: Sample, **by: str) -> Cell:
        return blank(self.indicator, firms, horizon=self.horizon, **by)


ACTIVITY_2030 = Outlook(indicator="IND06", question="F_ACT30", horizon="h2030")
ACTIVITY_2035 = Outlook(indicator="IND06", question="F_ACT35", horizon="h2035")
EMPLOYMENT_2030 = Outlook(indicator="IND07", question="F_EMP30", horizon="h2030")


def _balance(cell: Cell, firms: Sample, scores: Floats, members: Bools) -> Cell:
    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = balance(scores, np.ones(design.size), design, members)
        chosen = unanimous(found, -100.0, 100.0)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.BALANCE, chosen=chosen, edges=EDGES, whole=whole)

    return measured(cell, firms, members, measure)


def _balance_by_jobs(cell: Cell, firms: Sample, scores: Floats, members: Bools) -> Cell:
    """A large employer must not be seen in the balance of jobs."""
    jobs = np.where(members, sizes.jobs(firms.answers), 0.0)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = balance(scores, jobs, design, members)
        whole = float((design.weights * jobs).sum())
        basis = Basis(
            kind=Kind.BALANCE,
            chosen=unanimous(found, -100.0, 100.0),
            is_dominated=dominated(firms, design, jobs),
            edges=EDGES,
            whole=whole,
        )
        return found, basis

    return measured(cell, firms, members, measure)
