"""Paths that change: what happened, who wants another trade, who would combine jobs (IND30)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Bools
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, by_choice, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

PAST, CHANGE, FORM, VALUE = "R_PAST", "R_CHANGE", "R_FORM30", "R_VALUE"
SEVERAL = 2  # transitions in five years
TRADE = "c_trade"
COMBINED = ("w_multi", "w_shared")


@dataclass(frozen=True, eq=False)
class Public:
    """Of one sample, who is meant by a measure, and who answered; shape (n,) each."""

    measure: str
    sample: Sample
    chose: Bools
    known: Bools


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Each public: all residents, then each age; then what happened, and what matters in work."""
    for public in _publics(samples, lists):
        sample = public.sample
        cell = blank("IND30", sample, measure=public.measure)
        yield share_cell(cell, sample, public.chose, public.known)
        ages = sample.answers.code("R_AGE")
        for age in lists.ages:
            cell = blank("IND30", sample, measure=public.measure, age=age)
            yield share_cell(cell, sample, public.chose, public.known & (ages == age))
    for question, dimension in ((PAST, "happened"), (VALUE, "value")):
        asked = samples.asked(Audience.RESIDENTS, question)
        if asked is not None:
            codes = lists.choices.get(question, ())
            yield from by_choice(
                blank("IND30", asked), asked, question=question, codes=codes, dimension=dimension
            )


def _publics(samples: Samples, lists: Lists) -> Iterator[Public]:
    """Of those who answered each question; who does not know whether to change is left out."""
    asked = samples.asked(Audience.RESIDENTS, PAST)
    if asked is not None:
        happened = asked.answers.chose_each(PAST, lists.kinds.get(PAST, ()))
        several: Bools = happened.sum(axis=1) >= SEVERAL
        yield Public("several", asked, several, asked.answers.answered(PAST))
    whole = samples.residents
    if whole is not None:
        change = whole.answers.code(CHANGE)
        known: Bools = np.isin(change, lists.choices.get(CHANGE, ()))
        yield Public("new_trade", whole, change == TRADE, known)
        combined: Bools = np.any(whole.answers.chose_each(FORM, COMBINED), axis=1)
        yield Public("combined", whole, combined, whole.answers.answered(FORM))
