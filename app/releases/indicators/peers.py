"""What firms of a size and of an activity plan, find hard and do, to be set beside one's own
answers: hiring (IND01), jobs hard to fill (IND03), training (IND22).

By size and by activity apart, never both at once: the crossing would leave few firms in a cell and
many sums to subtract from.
"""

from collections.abc import Iterator

import numpy as np

from app.estimation.arrays import Bools
from app.reference.cells import Cell
from app.releases import sizes
from app.releases.indicators.measuring import blank, share_cell
from app.releases.indicators.planned_hires import CHANCES
from app.releases.lists import Lists
from app.releases.samples import Sample

TRAINED = "F_TRAINED"


def plans(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND01; all firms together are told with the hires."""
    given = firms.answers.code("F_HIRE")
    answered = np.isin(given, list(CHANCES))
    for by, group in _groups(firms, lists):
        yield share_cell(blank("IND01", firms, **by), firms, given == "yes", answered & group)


def hard(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND03: of the firms that said of a planned job whether it is hard to fill, those with one."""
    jobs = firms.answers.roster("F_JOB_LOOP")
    judged = jobs.fields.code("hard")
    some, said = jobs.any_of(judged == "yes"), jobs.any_of(np.isin(judged, ("yes", "no")))
    yield share_cell(blank("IND03", firms, measure="firms"), firms, some, said)
    for by, group in _groups(firms, lists):
        cell = blank("IND03", firms, measure="firms", **by)
        yield share_cell(cell, firms, some, said & group)


def trained(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND22: of firms who took the part on training, weighted anew."""
    given = firms.answers.code(TRAINED)
    said = np.isin(given, ("yes", "no"))
    yield share_cell(blank("IND22", firms), firms, given == "yes", said)
    for by, group in _groups(firms, lists):
        yield share_cell(blank("IND22", firms, **by), firms, given == "yes", said & group)


def _groups(firms: Sample, lists: Lists) -> Iterator[tuple[dict[str, str], Bools]]:
    classes, activities = sizes.classes(firms.answers), firms.answers.code("F_ACT")
    yield from (({"size": code}, classes == code) for code in lists.sizes)
    yield from (({"activity": code}, activities == code) for code in lists.activities)
