"""How hard jobs are to fill for want of people (IND10): three parts, and a score for ranking.

By pooled groups of jobs in each territory; by single job family in the network alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.composite import LEAST_ITEMS, Score, Source, composite
from app.estimation.design import Design
from app.estimation.disclosure import (
    LEAST_COMPARED,
    Basis,
    Kind,
    has_base,
    hide,
    is_dominated,
    protect,
)
from app.estimation.estimates import Estimate
from app.estimation.intervals import Z_95
from app.estimation.means import ratio_scores, total
from app.estimation.shares import part
from app.estimation.variance import kish_size
from app.reference.cells import NETWORK, WITH, Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, dominated, drafted, measured, unanimous
from app.releases.indicators.planned_hires import Planned
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

RESIDENTS = "residents"  # whom two of its measures rest on too

WITHOUT_WORK = ("unemp", "study")
WANTING = ("c_trade", "c_job")
PER = 100.0  # residents that hires are counted by
LEAST_DF = 3.0
EDGES = (10.0, 90.0)


@dataclass(frozen=True, eq=False)
class Jobs:
    """Firms by group of jobs, each of shape (n, groups), and those who could take the jobs.

    hires: expected. judged, hard: people planned whose job was judged, and judged hard.
    staff: people at the site, of firms that name such a job. takers: shape (residents, groups).
    """

    hires: Floats
    judged: Floats
    hard: Floats
    staff: Floats
    takers: Bools


def cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """IND10 of one place, where firms and residents are asked; the seed is that of the release."""
    if samples.firms is None or samples.residents is None:
        return
    groups = {code: jobs for code, jobs in lists.job_groups.items() if jobs}
    yield from _tension(samples.firms, samples.residents, lists, ("job_group", groups, seed))
    if samples.territory == NETWORK:
        single = {job: (job,) for job, each in lists.callings.items() if each.uses}
        yield from _tension(samples.firms, samples.residents, lists, ("job", single, seed))


def _tension(
    firms: Sample,
    residents: Sample,
    lists: Lists,
    kind: tuple[str, Mapping[str, tuple[str, ...]], int],
) -> Iterator[Cell]:
    dimension, groups, seed = kind
    jobs = _jobs(firms, residents, lists, list(groups.values()))
    for place, code in enumerate(groups):
        yield _hard(blank("IND10", firms, measure="hard", **{dimension: code}), firms, jobs, place)
        cell = blank("IND10", firms, measure="opening", **{dimension: code})
        yield _opening(cell, firms, jobs, place)
        cell = blank("IND10", firms, measure="per_hundred", **{WITH: RESIDENTS, dimension: code})
        cell = drafted(cell, firms, jobs.hires[:, place] > 0)
        yield _per_hundred(cell, (firms, residents), jobs, place)
    blanks: list[Cell] = [
        drafted(
            blank("IND10", firms, measure="tension", **{WITH: RESIDENTS, dimension: code}),
            firms,
            jobs.hires[:, place] > 0,
        )
        for place, code in enumerate(groups)
    ]
    own_seed = seed + crc32(f"{firms.territory}/tension/{dimension}".encode())
    yield from _scores(blanks, (firms, residents), jobs, own_seed)


def _jobs(firms: Sample, residents: Sample, lists: Lists, groups: list[tuple[str, ...]]) -> Jobs:
    planned = Planned.of(firms)
    judgement = firms.answers.roster("F_JOB_LOOP").fields.code("hard")
    judged = np.where(np.isin(judgement, ("yes", "no")), planned.people, 0.0)
    hard = np.where(judgement == "yes", planned.people, 0.0)
    staff = sizes.jobs(firms.answers)
    named = [planned.of_jobs(group) for group in groups]
    hires = _columns([planned.by_firm(chosen) for chosen in named], firms)
    return Jobs(
        hires=hires,
        judged=_columns([_sums(planned, judged * chosen) for chosen in named], firms),
        hard=_columns([_sums(planned, hard * chosen) for chosen in named], firms),
        staff=np.where(hires > 0, np.maximum(staff, 1.0)[:, None], 0.0),
        takers=_takers(residents, lists, groups),
    )


def _sums(planned: Planned, people: Floats) -> Floats:
    return np.bincount(planned.firm, people, planned.usable.size).astype(np.float64)


def _columns(columns: list[Floats], sample: Sample) -> Floats:
    return np.array(columns, dtype=np.float64).reshape(len(columns), sample.answers.size).T


def _takers(residents: Sample, lists: Lists, groups: list[tuple[str, ...]]) -> Bools:
    """Open to change, wanting an activity of the job and able in one of its key skills."""
    answers = residents.answers
    is_open = np.isin(answers.code("R_STATUS"), WITHOUT_WORK)
    is_open |= np.isin(answers.code("R_CHANGE"), WANTING)
    wanted = answers.chose_each("R_WANT30", lists.activities)
    able = answers.chose_each("R_CAN", lists.skills)
    found = np.zeros((answers.size, len(groups)), dtype=np.bool_)
    for place, group in enumerate(groups):
        for job in group:
            calling = lists.callings[job]
            fields = np.isin(lists.activities, calling.activities)
            skills = np.isin(lists.skills, calling.uses)
            found[:, place] |= wanted[:, fields].any(axis=1) & able[:, skills].any(axis=1)
    return found & is_open[:, None]


def _hard(cell: Cell, firms: Sample, jobs: Jobs, place: int) -> Cell:
    return _part_of_jobs(cell, firms, jobs.hard[:, place], jobs.judged[:, place])


def _opening(cell: Cell, firms: Sample, jobs: Jobs, place: int) -> Cell:
    """Expected hires beside all jobs of the firms that plan them: jobs by family are not asked."""
    staff = jobs.staff[:, place]
    hires = np.minimum(jobs.hires[:, place], staff)
    return _part_of_jobs(cell, firms, hires, staff)


def _part_of_jobs(cell: Cell, firms: Sample, some: Floats, whole: Floats) -> Cell:
    """A ratio of totals of people: a large firm must not be seen in it."""
    members = whole > 0

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(some, whole, design, members)
        basis = Basis(
            kind=Kind.SHARE,
            chosen=unanimous(found, 0.0, 1.0),
            is_dominated=dominated(firms, design, some, whole),
            whole=float((design.weights * whole).sum()),
        )
        return found, basis

    return measured(cell, firms, members, measure)


def _per_hundred(cell: Cell, samples: tuple[Sample, Sample], jobs: Jobs, place: int) -> Cell:
    """Expected hires for a hundred residents who could take them; two independent totals.

    Interval: of the logarithm, whose errors add up.
    """
    firms, residents = samples
    hires, takers = jobs.hires[:, place], jobs.takers[:, place]
    if firms.design is None or residents.design is None or not _is_told(samples, jobs, place):
        return hide(cell)
    asked, able = total(hires, firms.design), total(takers.astype(np.float64), residents.design)
    error = float(np.hypot(asked.std_error / asked.value, able.std_error / able.value))
    value, stretch = PER * asked.value / able.value, float(np.exp(Z_95 * error))
    found = replace(
        asked,
        value=value,
        std_error=value * error,
        low=value / stretch,
        high=value * stretch,
        n=int((hires > 0).sum()),
    )
    basis = Basis(kind=Kind.NUMBER, is_dominated=is_dominated(firms.by_holding(hires), asked.value))
    return protect(cell, found, basis)


def _is_told(samples: tuple[Sample, Sample], jobs: Jobs, place: int) -> bool:
    """Enough firms that hire for it and judge it, and enough residents who could take it."""
    behind = (jobs.hires[:, place] > 0, jobs.judged[:, place] > 0, jobs.takers[:, place])
    are_enough = all(has_base(int(each.sum())) for each in behind)
    return are_enough and all(each.answers.size >= LEAST_COMPARED for each in samples)


def _scores(
    blanks: list[Cell], samples: tuple[Sample, Sample], jobs: Jobs, seed: int
) -> Iterator[Cell]:
    """The score of each job among those whose three parts can be told."""
    firms, residents = samples
    told = [place for place in range(len(blanks)) if _is_told(samples, jobs, place)]
    if firms.design is None or residents.design is None or len(told) < LEAST_ITEMS:
        yield from (hide(cell) for cell in blanks)
        return
    numbers, own = _of_firms(firms.design, jobs, told)
    able, others = _of_residents(residents.design, jobs, told)
    numbers[1] -= able
    sources = (_source(firms.design, own), _source(residents.design, others))
    found = composite(numbers, sources, seed)
    for place, cell in enumerate(blanks):
        if place in told:
            hires = jobs.hires[:, place]
            yield _score(cell, (firms, firms.design), hires, found[told.index(place)])
        else:
            yield hide(cell)


def _source(design: Design, scores: Floats) -> Source:
    return Source(design, scores, max(kish_size(design.weights) - 1, LEAST_DF))


def _score(cell: Cell, asked: tuple[Sample, Design], hires: Floats, found: Score) -> Cell:
    """Its n is that of the firms that plan such hires."""
    firms, design = asked
    behind = hires > 0
    estimate = Estimate(
        value=found.value,
        std_error=found.std_error,
        low=found.low,
        high=found.high,
        n=int(behind.sum()),
        n_eff=kish_size(design.weights[behind]),
        df=design.degrees(behind),
        deff=float("nan"),
    )
    is_one_seen = dominated(firms, design, hires)
    return protect(cell, estimate, Basis(kind=Kind.SCORE, is_dominated=is_one_seen, edges=EDGES))


def _of_firms(design: Design, jobs: Jobs, told: list[int]) -> tuple[Floats, Floats]:
    """Hard part, logarithm of hires, part of openings, shape (3, k); scores, shape (n, 3, k)."""
    numbers, scores = np.zeros((3, len(told))), np.zeros((design.size, 3, len(told)))
    for number, place in enumerate(told):
        hires, staff = jobs.hires[:, place], jobs.staff[:, place]
        members = np.ones(design.size, dtype=np.bool_)
        numbers[0, number], scores[:, 0, number] = ratio_scores(
            jobs.hard[:, place], jobs.judged[:, place], design, members
        )
        whole = float(design.weights @ hires)
        numbers[1, number], scores[:, 1, number] = np.log(whole + 1), hires / (whole + 1)
        numbers[2, number], scores[:, 2, number] = ratio_scores(
            np.minimum(hires, staff), staff, design, members
        )
    return numbers, scores


def _of_residents(design: Design, jobs: Jobs, told: list[int]) -> tuple[Floats, Floats]:
    """Logarithm of the residents who could take the jobs, shape (k,); what they take off the second
    number, shape (n, 3, k)."""
    takers = jobs.takers[:, told].astype(np.float64)
    whole = design.weights @ takers
    scores = np.zeros((design.size, 3, len(told)))
    scores[:, 1] = -takers / (whole + 1)
    return np.log(whole + 1), scores
