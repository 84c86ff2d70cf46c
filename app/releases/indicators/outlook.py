"""Activity outlook of firms for 2030 and 2035 (IND06)."""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, is_dominated
from app.estimation.estimates import Estimate
from app.estimation.shares import balance
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, measured, share_cell, unanimous
from app.releases.lists import Lists
from app.releases.samples import Sample

EDGES = (-80.0, 80.0)  # the balance where nine in ten say much less, or much more


def cells(firms: Sample, horizon: str, question: str, lists: Lists) -> Iterator[Cell]:
    """Balances by firms and by jobs, and the share of firms giving each answer.

    "Don't know" is out of the base of balances and of the other shares; its own share is of all
    who answered.
    """
    yield from balances(firms, horizon, question, lists)
    codes = firms.answers.code(question)
    known = np.isin(codes, list(lists.changes))
    for code in lists.changes:
        cell = blank("IND06", firms, horizon=horizon, answer=code)
        yield share_cell(cell, firms, codes == code, known)
    for code in lists.missing.get(question, ()):
        cell = blank("IND06", firms, horizon=horizon, answer=code)
        yield share_cell(cell, firms, codes == code, codes != "")


def balances(firms: Sample, horizon: str, question: str, lists: Lists) -> Iterator[Cell]:
    """By firms, then by jobs."""
    codes = firms.answers.code(question)
    known = np.isin(codes, list(lists.changes))
    scores = np.array([lists.changes.get(code, 0.0) for code in codes.tolist()])
    jobs = sizes.jobs(firms.answers)
    yield _balance(blank("IND06", firms, horizon=horizon, weight="firms"), firms, scores, known)
    yield _balance_by_jobs(firms, horizon, scores * (jobs > 0), known & (jobs > 0))


def _balance(cell: Cell, firms: Sample, scores: Floats, members: Bools) -> Cell:
    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = balance(scores, np.ones(design.size), design, members)
        chosen = unanimous(found, -100.0, 100.0)
        whole = float(design.weights[members].sum())
        return found, Basis(kind=Kind.BALANCE, chosen=chosen, edges=EDGES, whole=whole)

    return measured(cell, firms, members, measure)


def _balance_by_jobs(firms: Sample, horizon: str, scores: Floats, members: Bools) -> Cell:
    """A large employer must not be seen in the balance of jobs."""
    jobs = np.where(members, sizes.jobs(firms.answers), 0.0)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = balance(scores, jobs, design, members)
        whole = float((design.weights * jobs).sum())
        basis = Basis(
            kind=Kind.BALANCE,
            chosen=unanimous(found, -100.0, 100.0),
            is_dominated=is_dominated(jobs, whole),
            edges=EDGES,
            whole=whole,
        )
        return found, basis

    return measured(blank("IND06", firms, horizon=horizon, weight="jobs"), firms, members, measure)
