"""Territories that borrow strength, against numbers of others."""

import csv
from pathlib import Path

import numpy as np
import pytest

from app.estimation.comparisons import benjamini_hochberg
from app.estimation.fay_herriot import fay_herriot
from app.estimation.pooling import pooled_means

MILK = Path(__file__).with_name("milk.csv")


def test_milk_as_sae_estimates_it() -> None:
    """R sae 1.3, mseFH, REML, yi ~ factor(MajorArea)."""
    with MILK.open() as file:
        rows = list(csv.DictReader(file))
    areas = np.array([int(row["MajorArea"]) for row in rows])
    covariates = np.column_stack([np.ones(len(rows)), *(areas == each for each in (2, 3, 4))])
    found = fay_herriot(
        [float(row["yi"]) for row in rows], [float(row["SD"]) ** 2 for row in rows], covariates
    )
    assert found.model_variance == pytest.approx(0.01855022232272, abs=1e-6)
    expected = [1.021970342453, 1.04760182373, 1.067951258074, 0.7608170493764, 0.8461573568351,
                0.9743726781703, 1.058452284456, 1.097776181694, 1.221544940118,
                1.195145541568]  # fmt: skip
    assert found.values[:10] == pytest.approx(expected, abs=2e-6)


def test_eight_schools_are_drawn_together_as_in_the_book() -> None:
    """Gelman, Carlin, Stern and Rubin 2013, table 5.3: medians 10, 8, 7, 8, 5, 6, 10, 8 from 200
    draws, which are known to a unit or two; the 95 % of the first school -2 to 31."""
    found = pooled_means(
        np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    )
    assert [each.value for each in found] == pytest.approx([10, 8, 7, 8, 5, 6, 10, 8], abs=2)
    assert (found[0].low, found[0].high) == pytest.approx((-2, 31), abs=2)


def test_fifteen_tests_as_the_inventors_of_the_method_judge_them() -> None:
    """Benjamini and Hochberg 1995, section 3.2: four of fifteen at 5 %, Bonferroni three."""
    chances = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
                        0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])  # fmt: skip
    adjusted = benjamini_hochberg(chances)
    assert int((adjusted <= 0.05).sum()) == 4
    assert int((chances <= 0.05 / 15).sum()) == 3
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
