"""Ranks are those of scipy.stats, ties and all."""

import numpy as np
import pytest
from scipy import stats

from app.estimation.arrays import Floats
from app.foresight.delphi.ranks import ranked

DRAWN = np.random.default_rng(5).integers(0, 9, size=200).astype(float)


def test_ties_share_the_mean_of_their_ranks() -> None:
    assert ranked(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]


@pytest.mark.parametrize("values", [np.array([]), np.array([2.0]), DRAWN, -DRAWN / 3])
def test_they_are_scipys(values: Floats) -> None:
    assert ranked(values).tolist() == stats.rankdata(values).tolist()
