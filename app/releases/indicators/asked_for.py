"""What firms ask for: skills that they lack today (IND15), services that would help (IND19)."""

from collections.abc import Iterator

import numpy as np

from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, share_cell
from app.releases.lists import Lists
from app.releases.samples import Sample

LACKING = ("few", "lack")  # a little, a lot


def services(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND19: shares of all firms that named what would help them."""
    answered = firms.answers.answered("F_WANT")
    for service in lists.services:
        chose = firms.answers.chose("F_WANT", service)
        yield share_cell(blank("IND19", firms, service=service), firms, chose, answered)


def lacked(firms: Sample, lists: Lists) -> Iterator[Cell]:
    """IND15: shares of all firms that named their skills."""
    in_use = firms.answers.roster("F_SK_LOOP")
    lacking = np.isin(in_use.fields.code("today"), LACKING)
    chose = in_use.holding(lacking, lists.skills)
    answered = firms.answers.answered("F_SK")
    for place, skill in enumerate(lists.skills):
        cell = blank("IND15", firms, measure="lacking", skill=skill)
        yield share_cell(cell, firms, chose[:, place], answered)
