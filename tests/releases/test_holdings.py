"""Firms of one owner count as one: behind a number, and in a total that they add up to."""

import numpy as np
import pytest

from app.estimation.design import Design
from app.estimation.disclosure import Hidden
from app.estimation.tables import AnswerTable
from app.reference import paradata
from app.reference.cells import Cell
from app.releases.indicators.measuring import blank, dominated, share_cell
from app.releases.samples import Sample

FIRMS = 12
ALL = np.ones(FIRMS, dtype=np.bool_)
HALF = np.arange(FIRMS) % 2 == 0


def sample(owners: str) -> Sample:
    """owners: a letter a firm, "." for a firm that is its owner's only one."""
    rows = ({paradata.HOLDING: each} if each != "." else {} for each in owners)
    design = Design(np.full(FIRMS, 20.0), population=20.0 * FIRMS)
    return Sample("firms", "north", AnswerTable.of(rows), design)


def share_of_half(owners: str) -> Cell:
    firms = sample(owners)
    return share_cell(blank("IND01", firms), firms, HALF, ALL)


@pytest.mark.parametrize(
    ("owners", "hidden"),
    [
        ("............", None),
        ("aaaabbbbcccc", Hidden.BASE),
        ("aaaabbbbcc..", None),
        ("aaaaaaaaaa..", Hidden.BASE),
    ],
)
def test_five_owners_stand_behind_a_number(owners: str, hidden: Hidden | None) -> None:
    assert share_of_half(owners).hidden == hidden


def test_only_the_owners_of_those_who_answered_count() -> None:
    firms = sample("aaaabbbbcc..")
    assert firms.holdings_of(ALL) == 5
    assert firms.holdings_of(np.arange(FIRMS) < 10) == 3
    assert sample("." * FIRMS).holdings_of(ALL) is None


def test_firms_of_one_owner_add_up_before_one_is_looked_for_in_a_total() -> None:
    """Ten firms of 5 jobs and two of 40, all of them asked: 130. Of the two largest owners (80 and
    45 jobs) the reader who is one knows the other; two firms of 40 leave 50 to all others."""
    jobs = np.array([5.0] * 10 + [40.0] * 2)
    census = Design(np.ones(FIRMS), population=float(FIRMS))
    assert not dominated(sample("." * FIRMS), census, jobs)
    assert dominated(sample(".bbbbbbbbbaa"), census, jobs)
    assert not dominated(sample(".bbbbbbbbbaa"), Design(np.full(FIRMS, 20.0)), jobs)


def test_what_owners_add_is_the_same_total() -> None:
    jobs = np.arange(float(FIRMS))
    added = sample("..aabb..aab.").by_holding(jobs)
    assert added.sum() == jobs.sum()
    assert sorted(added) == sorted([0, 1, 2 + 3 + 8 + 9, 4 + 5 + 10, 6, 7, 11])
