"""How solid the answers of each audience are (IND35).

Facts of the sample come without an interval: low and high are the value. What would give away a
number of respondents that is only shown as a band is not shown either.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import floor

import numpy as np

from app.estimation.arrays import Bools, Labels
from app.estimation.disclosure import (
    FRAGILE_UNDER,
    SLACK,
    STEPS,
    Basis,
    Kind,
    has_base,
    hide,
    protect,
)
from app.estimation.estimates import Estimate
from app.estimation.medians import median
from app.estimation.tables import AnswerTable
from app.estimation.turnbull import Spans
from app.estimation.variance import kish_size
from app.reference import paradata
from app.reference.audiences import Audience
from app.reference.cells import NETWORK, Bound, Cell
from app.releases import sizes
from app.releases.indicators.grounds import Grounds, Known, Totals
from app.releases.indicators.measuring import blank, drafted, share_cell
from app.releases.indicators.training import timed
from app.releases.levels import Levels, with_unknown
from app.releases.lists import Lists
from app.releases.samples import Sample, territories
from app.releases.weighting import NEWCOMER_CODES, OTHER

STARTED = "started"  # the known total of those who began to answer
POPULATION = {"firms": "size", "residents": "age_sex", "trainers": "all"}  # a margin of everybody
HELP = "R_HELP"
HELPED = ("read", "transl")
MINUTES = np.array([*range(1, 31), *range(35, 61, 5), 90.0, 120.0, np.inf])  # ends of classes


def cells(grounds: Grounds) -> Iterator[Cell]:
    """IND35 of one territory. margins: of every territory, whatever the samples are of."""
    samples = grounds.samples
    for sample in (samples.firms, samples.residents, samples.trainers):
        if sample is not None:
            known = _totals(sample, grounds.margins)
            yield from _who_answered(sample, known)
            yield from _weighting(sample)
            yield from (_gap(sample, known, name) for name in LABELS.get(sample.audience, {}))
            yield from _how_answered(sample, grounds.lists)
    helped = samples.asked(Audience.RESIDENTS, HELP)
    if helped is not None:
        yield _helped(helped)


def _totals(sample: Sample, margins: Known) -> Totals:
    """Known totals of the sample's population; of the network: of the territories in it."""
    found: dict[str, dict[str, float]] = {}
    for place in dict.fromkeys(territories(sample).tolist()):
        for name, levels in margins.get(place, {}).get(sample.audience, {}).items():
            held = found.setdefault(name, {})
            for level, total in levels.items():
                held[level] = held.get(level, 0.0) + total
    return found


def _who_answered(sample: Sample, known: Totals) -> Iterator[Cell]:
    counted = sample.answers.size
    population = sum(known.get(POPULATION[sample.audience], {}).values())
    began = known.get(STARTED, {}).get(STARTED, 0.0)
    sent = int(sample.answers.chose(paradata.SENT, "yes").sum())
    for name, part, whole in (
        ("response", counted, population),
        ("counted", counted, began),
        ("sent", sent, began),
    ):
        yield _part_of(blank("IND35", sample, measure=name), sample, part, whole)


def _part_of(cell: Cell, sample: Sample, part: int, whole: float) -> Cell:
    """A part of a whole that others know: exact, it would tell how many answered."""
    if whole <= 0 or part > whole:
        return hide(cell)
    shown = _fact(cell, sample, part / whole, Kind.SHARE)
    if shown.hidden is not None:
        return shown
    if not _is_a_band(sample):
        is_tiny = shown.value == 0 < part
        return replace(shown, value=0.01, high=0.01, bound=Bound.UNDER) if is_tiny else shown
    if part / whole <= 0.5:
        return hide(cell)
    return replace(shown, value=0.5, low=0.5, high=1.0, bound=Bound.OVER)


def _is_a_band(sample: Sample) -> bool:
    """Whether the number of respondents is shown as a band, of itself or by subtraction."""
    if sample.territory != NETWORK:
        return sample.answers.size < FRAGILE_UNDER
    _, counts = np.unique(territories(sample), return_counts=True)
    return sample.answers.size < FRAGILE_UNDER or int((counts < FRAGILE_UNDER).sum()) == 1


def _fact(cell: Cell, sample: Sample, value: float, kind: Kind) -> Cell:
    """A number without error, rounded as its kind is."""
    n, step = sample.answers.size, STEPS[kind]
    rounded = floor(value / step + 0.5 + SLACK) * step
    found = Estimate(rounded, 0.0, rounded, rounded, n=n, n_eff=n, df=n, deff=1.0)
    return protect(drafted(cell, sample, np.ones(n, dtype=np.bool_)), found, Basis(kind=kind))


def _weighting(sample: Sample) -> Iterator[Cell]:
    """Effective number of answers, their part of all answers, and what weighting had to change."""
    effective, efficiency, joined, left_out = (
        blank("IND35", sample, measure=name)
        for name in ("effective", "efficiency", "joined", "left_out")
    )
    if sample.design is None:
        yield from map(hide, (effective, efficiency, joined, left_out))
        return
    n_eff = kish_size(sample.design.weights)
    shown = _fact(effective, sample, n_eff, Kind.INDEX)
    is_told = shown.hidden is None and not _is_a_band(sample)
    yield replace(shown, is_fragile=n_eff < FRAGILE_UNDER) if is_told else hide(effective)
    yield _fact(efficiency, sample, n_eff / sample.answers.size, Kind.SHARE)
    notes = [note for note in sample.notes if not note.startswith("strata")]
    for cell, word in ((joined, "joined"), (left_out, "left out")):
        yield _fact(cell, sample, float(sum(word in note for note in notes)), Kind.INDEX)


def _gap(sample: Sample, known: Totals, margin: str) -> Cell:
    """Largest distance, in points, of a level's share of the sample to that of the population.

    Before weighting. Which level it is stays unsaid: with few respondents that could show them.
    """
    cell = blank("IND35", sample, measure="gap", margin=margin)
    totals = dict(known.get(margin, {}))
    if not totals or not has_base(sample.answers.size):
        return hide(cell)
    labels = LABELS[sample.audience][margin](sample.answers, totals)
    levels = with_unknown(Levels.of(margin, labels, totals))
    size, counts = sum(levels.totals.values()), levels.counts()
    gaps = [
        100 * abs(counts[level] / sample.answers.size - total / size)
        for level, total in levels.totals.items()
    ]
    return _fact(cell, sample, max(gaps), Kind.GAP)


def _activities(answers: AnswerTable, totals: Mapping[str, float]) -> Labels:
    other = next((level for level in OTHER if level in totals), OTHER[0])
    codes = answers.code("F_ACT").tolist()
    return np.array([code if code in totals else other for code in codes])


def _ages_by_sex(answers: AnswerTable, _totals: Mapping[str, float]) -> Labels:
    pairs = zip(answers.code("R_AGE").tolist(), answers.code("R_SEX").tolist(), strict=True)
    return np.array([f"{age}:{sex}" for age, sex in pairs])


def _newcomers(answers: AnswerTable, _totals: Mapping[str, float]) -> Labels:
    codes = answers.code("R_LONG").tolist()
    return np.array(["yes" if code in NEWCOMER_CODES else "no" if code else "" for code in codes])


LABELS: Mapping[str, Mapping[str, Callable[[AnswerTable, Mapping[str, float]], Labels]]] = {
    "firms": {
        "size": lambda answers, _totals: sizes.classes(answers),
        "activity": _activities,
    },
    "residents": {
        "age_sex": _ages_by_sex,
        "education": lambda answers, _totals: answers.code("R_EDU"),
        "newcomer": _newcomers,
    },
}


def _helped(residents: Sample) -> Cell:
    """Part of the residents who had help to answer, among those who came to the question."""
    helped = np.isin(residents.answers.code(HELP), HELPED)
    answered = residents.answers.answered(HELP)
    return share_cell(blank("IND35", residents, measure="helped"), residents, helped, answered)


def _how_answered(sample: Sample, lists: Lists) -> Iterator[Cell]:
    """Minutes of those who sent, and questions left open."""
    yield _minutes(sample)
    for question, tells in lists.asked.get(sample.audience, {}).items():
        cell = blank("IND35", sample, measure="open", question=question)
        is_open = ~sample.answers.answered(question)
        yield share_cell(cell, sample, is_open, _saw(sample.answers, tells))


def _saw(answers: AnswerTable, tells: tuple[str, ...]) -> Bools:
    """Who answered one of the questions that tell it, shape (n,); all where there are none."""
    found = [answers.answered(question) for question in tells]
    return np.any(found, axis=0) if found else np.ones(answers.size, dtype=np.bool_)


def _minutes(sample: Sample) -> Cell:
    cell = blank("IND35", sample, measure="minutes")
    minutes = sample.answers.number(paradata.MINUTES)
    known = ~np.isnan(minutes)
    cell = drafted(cell, sample, known)
    if sample.design is None or not has_base(int(known.sum())):
        return hide(cell)
    edges = np.array([0.0, *MINUTES])
    places = np.searchsorted(MINUTES, np.maximum(np.where(known, minutes, 1.0), 1.0))
    spans = Spans(edges[places], edges[places + 1])
    return timed(cell, median(spans, MINUTES, sample.design, known), Kind.TIME)
