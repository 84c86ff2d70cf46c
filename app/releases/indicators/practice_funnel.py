"""From leads to lasting transfers: the funnel of practices (IND31)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from scipy import special

from app.estimation.design import Design
from app.estimation.disclosure import Basis, Kind
from app.estimation.estimates import Estimate
from app.estimation.feedback import LEAST_ANSWERS, MARK, SHARE, WHOLE, Found, told_back, told_openly
from app.estimation.intervals import beta_interval, t_quantile
from app.estimation.shares import part
from app.reference.audiences import Further
from app.reference.cells import Cell, by_codes
from app.reference.practices import LASTING
from app.releases.further import Practice
from app.releases.indicators.measuring import blank, measured, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

STEPS: Final = ("identified", "observed", "experimenting", "evaluated", "transferred")
"""Of the funnel, as states that a practice came to."""
LEARNT: Final = frozenset({"evaluated", "transferable", "transferred", "abandoned_with_lessons"})
HIGHEST_MARK = 4.0
TAIL = 0.025
LEAST_DAYS = 6  # practices from which the order of days gives an interval of 95 %


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """IND31 of one place: practices are counted where they come from; no cell without any."""
    known = lists.further.practices_of(samples.territory)
    if not known:
        return
    yield from _counts(samples.territory, known)
    yield from _steps(samples.territory, known)
    yield _lasting(samples.territory, known)
    yield from _fit(samples.territory, known)


def coverage(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """Of all services that firms want, each as often as it is wanted, the share for which the
    network has an evaluated practice; no cell where it has no practice at all."""
    wanted = firms.answers.chose_each("F_WANT", lists.services)
    if not lists.further.practices:
        return
    evaluated = [each for each in lists.further.practices if "evaluated" in each.entered]
    answered = {service for each in evaluated for service in each.services}
    met = wanted[:, [service in answered for service in lists.services]]
    of_all, of_met = wanted.sum(axis=1) * 1.0, met.sum(axis=1) * 1.0
    members = of_all > 0

    def measure(design: Design) -> tuple[Estimate, Basis]:
        found = part(of_met, of_all, design, members)
        chosen = {0.0: 0, 1.0: found.n}.get(found.value)
        whole = float(design.weights @ of_all)
        return found, Basis(kind=Kind.SHARE, chosen=chosen, whole=whole)

    yield measured(blank("IND31", firms, measure="coverage"), firms, members, measure)


def leads_of_firms(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """The share of firms that tell of a practice worth a visit."""
    yield _leads(firms, "F_PRACT", lists)


def leads_of_trainers(trainers: Sample, lists: Lists) -> Iterator[Cell]:
    """The share of providers that tell of one."""
    yield _leads(trainers, "T_PRACT", lists)


def _leads(sample: Sample, question: str, _lists: Lists) -> Cell:
    everybody = np.ones(sample.answers.size, bool)
    told = sample.answers.answered(question)
    return share_cell(blank("IND31", sample, measure="leads"), sample, told, everybody)


def _blank(territory: str, **by: str) -> Cell:
    return Cell(
        indicator="IND31", territory=territory, audience=Further.PRACTICES, by=by_codes(**by)
    )


def _counts(territory: str, known: Sequence[Practice]) -> Iterator[Cell]:
    """How many there are, in each state, learnt from, and how experiments came out."""
    n = len(known)
    yield _count(_blank(territory, measure="practices"), n, n)
    for state, count in sorted(Counter(each.state for each in known).items()):
        yield _count(_blank(territory, measure="practices", state=state), count, n)
    learnt = sum(bool(LEARNT & set(each.entered)) for each in known)
    yield _count(_blank(territory, measure="learnt"), learnt, n)
    outcomes = Counter(outcome for each in known for outcome in each.outcomes)
    for outcome, count in sorted(outcomes.items()):
        cell = _blank(territory, measure="experiments", outcome=outcome)
        yield _count(cell, count, outcomes.total())


def _count(cell: Cell, count: int, n: int) -> Cell:
    """All there are: a count without error."""
    value = float(count)
    return told_openly(cell, Found(value=value, low=value, high=value, n=n, step=WHOLE))


def _steps(territory: str, known: Sequence[Practice]) -> Iterator[Cell]:
    """How many came to each step, what share of those of the step before, in how many days."""
    before: list[Practice] = []
    for place, step in enumerate(STEPS):
        here = [each for each in known if step in each.entered]
        yield _count(_blank(territory, measure="reached", step=step), len(here), len(known))
        if place:
            cell = _blank(territory, measure="conversion", step=step)
            if before:
                yield _share(
                    cell, len([each for each in before if step in each.entered]), len(before)
                )
            if here:
                yield _days(territory, step, STEPS[place - 1], here)
        before = here


def _share(cell: Cell, count: int, n: int) -> Cell:
    """With the exact interval of Clopper and Pearson: what the next practices may do alike."""
    low, high = beta_interval(count / n, n)
    found = Found(value=count / n, low=low, high=high, n=n, step=SHARE)
    return told_openly(cell, found, is_estimated=True)


def _days(territory: str, step: str, before: str, here: Sequence[Practice]) -> Cell:
    """The median of days between two steps; interval by the order of the days (exact sign test),
    from the least to the most where they are fewer than six."""
    days = sorted(
        float((each.entered[step] - each.entered[before]).days)
        for each in here
        if before in each.entered
    )
    n = len(days)
    rank = max(_lowest_rank(n), 1) if n >= LEAST_DAYS else 1
    found = Found(
        value=float(np.median(days)), low=days[rank - 1], high=days[n - rank], n=n, step=WHOLE
    )
    return told_openly(_blank(territory, measure="days", step=step), found, is_estimated=True)


def _lowest_rank(n: int) -> int:
    """2.5 % quantile of the binomial distribution of n halves: the sign test's."""
    return int(np.argmax(special.bdtr(np.arange(n + 1), n, 0.5) >= TAIL))


def _lasting(territory: str, known: Sequence[Practice]) -> Cell:
    """Of all practices, those that another territory took over and still runs after a year."""
    lasting = sum(
        any(to != each.territory and state == LASTING for to, state in each.transfers)
        for each in known
    )
    return _share(_blank(territory, measure="transfer_rate"), lasting, len(known))


def _fit(territory: str, known: Sequence[Practice]) -> Iterator[Cell]:
    """Mean marks of observers, 0 to 4, by criterion; observers are people: five at least."""
    marks: dict[str, list[int]] = {}
    for each in known:
        for seen in each.fit:
            for criterion, mark in seen.items():
                marks.setdefault(criterion, []).append(mark)
    for criterion, given in sorted(marks.items()):
        cell = _blank(territory, criterion=criterion, measure="fit")
        yield told_back(cell, _mean(given) if len(given) >= LEAST_ANSWERS else None)


def _mean(given: Sequence[int]) -> Found:
    value, n = float(np.mean(given)), len(given)
    reach = float(t_quantile(n - 1) * np.std(given, ddof=1) / np.sqrt(n))
    low, high = max(value - reach, 0.0), min(value + reach, HIGHEST_MARK)
    return Found(value=value, low=low, high=high, n=n, step=MARK)
