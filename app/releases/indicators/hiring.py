"""Hiring plans (IND01) and hires that are hard, by cause (IND03)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind, is_dominated
from app.estimation.estimates import Estimate
from app.estimation.means import mean
from app.estimation.shares import part
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, dominated, measured, share_cell, unanimous
from app.releases.indicators.planned_hires import CHANCES, Planned
from app.releases.lists import Lists
from app.releases.samples import Sample

SKILL_REASONS = ("wh_skill", "wh_qual")
CONDITION_REASONS = ("wh_pay", "wh_hours", "wh_house", "wh_transp", "wh_child", "wh_image")


@dataclass(frozen=True, eq=False)
class Hires:
    """Planned hires by firm, each of shape (n,).

    judged: those said to be hard or not. hard: the hard ones.
    """

    judged: Floats
    hard: Floats
    names_hard: Bools

    @classmethod
    def of(cls, firms: Sample) -> "Hires":
        jobs = firms.answers.roster("F_JOB_LOOP")
        counted = np.nan_to_num(jobs.fields.number("n"))
        hard, easy = jobs.fields.chose("hard", "yes"), jobs.fields.chose("hard", "no")
        return cls(
            judged=jobs.sums(counted * (hard | easy)),
            hard=jobs.sums(counted * hard),
            names_hard=jobs.any_of(hard),
        )


def plans(firms: Sample, _lists: Lists) -> Iterator[Cell]:
    """IND01: firms that plan to hire, and how many people."""
    given = firms.answers.code("F_HIRE")
    yield share_cell(blank("IND01", firms), firms, given == "yes", np.isin(given, list(CHANCES)))
    yield _expected_hires(firms)


def hard(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND03: the hard part of planned hires, and the reasons that firms name."""
    hires = Hires.of(firms)
    yield from _hard_parts(firms, hires)
    answered = hires.names_hard & firms.answers.answered("F_WHYHARD")
    for reason in lists.reasons:
        chose = firms.answers.chose("F_WHYHARD", reason)
        yield share_cell(blank("IND03", firms, reason=reason), firms, chose, answered)


def _expected_hires(firms: Sample) -> Cell:
    """Hires by their chance; firms that plan some but give no number count as the others do."""
    planned = Planned.of(firms)
    usable = planned.usable
    all_jobs = np.ones(planned.job.size, dtype=np.bool_)
    expected = np.where(usable, planned.by_firm(all_jobs), 0.0)

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = mean(expected, design, usable).times(float(design.weights.sum()))
        basis = Basis(
            kind=Kind.COUNT,
            numerator=int((expected > 0).sum()),
            is_dominated=is_dominated(firms.by_holding(expected), found.value),
        )
        return found.within(0.0, np.inf), basis

    return measured(blank("IND01", firms, measure="hires"), firms, usable, measure)


def _hard_parts(firms: Sample, hires: Hires) -> Iterator[Cell]:
    """The hard part of planned hires, and of it what skills and what conditions explain.

    All are parts of the same base, so that they stack: hires hard for a firm that gives no reason
    are hard, but of no cause. A hire is hard for skills when the firm names a missing skill or
    diploma, for conditions when it names nothing but pay, hours, housing and the like.
    """
    skills = firms.answers.chose_each("F_WHYHARD", SKILL_REASONS).any(axis=1)
    picked = firms.answers.answered("F_WHYHARD")
    others = firms.answers.answered("F_WHYHARD", CONDITION_REASONS)
    yield _part(blank("IND03", firms), firms, hires.hard, hires.judged)
    yield _part(blank("IND03", firms, cause="skills"), firms, hires.hard * skills, hires.judged)
    conditions = hires.hard * (picked & ~others)
    yield _part(blank("IND03", firms, cause="conditions"), firms, conditions, hires.judged)


def _part(cell: Cell, firms: Sample, some: Floats, all_of_them: Floats) -> Cell:
    """Part of a total of hires: a few large firms must not be seen in it."""
    members = all_of_them > 0

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(some, all_of_them, design, members)
        basis = Basis(
            kind=Kind.SHARE,
            chosen=unanimous(found, 0.0, 1.0),
            is_dominated=dominated(firms, design, some, all_of_them),
            whole=float((design.weights * all_of_them).sum()),
        )
        return found, basis

    return measured(cell, firms, members, measure)
