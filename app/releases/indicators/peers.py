"""What firms of a size and of an activity plan, find hard and do, to be set beside one's own
answers: hiring (IND01), jobs hard to fill (IND03), training (IND22).

By size and by activity apart, never both at once: the crossing would leave few firms in a cell and
many sums to subtract from.
"""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.reference.audiences import Audience
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.hiring import CHANCES
from app.releases.indicators.measuring import blank, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample, Samples

TRAINED = "F_TRAINED"


def cells(samples: Samples, lists: Lists) -> Iterator[Cell]:
    """Of one territory; firms of IND22 are those who took the part on training, weighted anew."""
    if samples.firms is not None:
        yield from _hiring(samples.firms, lists)
        yield from _hard(samples.firms, lists)
    training = samples.asked(Audience.FIRMS, TRAINED)
    if training is not None:
        yield from _trained(training, lists)


def _hiring(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """All firms together are told with the hires."""
    plans = firms.answers.code("F_HIRE")
    answered = np.isin(plans, list(CHANCES))
    for by, group in _groups(firms, lists):
        yield share_cell(blank("IND01", firms, **by), firms, plans == "yes", answered & group)


def _hard(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """Of the firms that said of a planned job whether it will be hard to fill: those with one."""
    jobs = firms.answers.roster("F_JOB_LOOP")
    hard, easy = jobs.fields.chose("hard", "yes"), jobs.fields.chose("hard", "no")
    some, said = jobs.any_of(hard), jobs.any_of(hard | easy)
    yield share_cell(blank("IND03", firms, measure="firms"), firms, some, said)
    for by, group in _groups(firms, lists):
        cell = blank("IND03", firms, measure="firms", **by)
        yield share_cell(cell, firms, some, said & group)


def _trained(firms: Sample, lists: Lists) -> Iterator[Cell]:
    given = firms.answers.code(TRAINED)
    said = np.isin(given, ("yes", "no"))
    yield share_cell(blank("IND22", firms), firms, given == "yes", said)
    for by, group in _groups(firms, lists):
        yield share_cell(blank("IND22", firms, **by), firms, given == "yes", said & group)


def _groups(firms: Sample, lists: Lists) -> Iterator[tuple[dict[str, str], Bools]]:
    classes, activities = sizes.classes(firms.answers), firms.answers.code("F_ACT")
    yield from (({"size": code}, classes == code) for code in lists.sizes)
    yield from (({"activity": code}, activities == code) for code in lists.activities)
