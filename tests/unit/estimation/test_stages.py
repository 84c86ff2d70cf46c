"""Samples of several stages against closed forms, and strata of one unit."""

from itertools import combinations, product

import numpy as np
import pytest

from app.estimation import Design, mean, replicate, replicated, share, total
from app.estimation.errors import DesignError, LonelyStratumError

VILLAGES = np.repeat(["a", "b", "c"], 4)
STREETS = np.array(["1", "1", "2", "2"] * 3)
Y = np.array([3.0, 5, 2, 8, 4, 4, 9, 1, 7, 7, 6, 2])


def test_two_stages_follow_the_closed_form() -> None:
    """3 villages of 10, 2 streets of 5 in each, taken whole: Cochran 1977, equation 11.24."""
    design = Design(
        np.full(12, 10 / 3 * 5 / 2),
        clusters=(VILLAGES, STREETS),
        population=(10, dict.fromkeys("abc", 5)),
    )
    streets = Y.reshape(3, 2, 2).sum(axis=2)
    villages = 5 * streets.mean(axis=1)
    between = 10**2 * (1 - 3 / 10) * villages.var(ddof=1) / 3
    within = 10 / 3 * (5**2 * (1 - 2 / 5) * streets.var(axis=1, ddof=1) / 2).sum()
    found = total(Y, design)
    assert found.value == pytest.approx(10 * villages.mean())
    assert found.std_error == pytest.approx(np.sqrt(between + within))
    assert found.df == 2


def test_the_error_of_two_stages_is_right_on_the_mean_over_every_sample() -> None:
    """A population of 3 villages of 3 people; 2 of 2 drawn: 27 samples, all as likely."""
    people = np.array([[1.0, 4, 6], [2, 2, 9], [5, 7, 3]])
    values, variances = [], []
    for villages in combinations(range(3), 2):
        for first, second in product(combinations(range(3), 2), repeat=2):
            y = np.concatenate([people[villages[0], first], people[villages[1], second]])
            labels = np.repeat([str(each) for each in villages], 2)
            design = Design(np.full(4, 9 / 4), clusters=labels, population=(3, 3))
            found = total(y, design)
            values.append(found.value)
            variances.append(found.std_error**2)
    assert np.mean(values) == pytest.approx(people.sum())
    assert np.mean(variances) == pytest.approx(np.var(values))


@pytest.mark.parametrize("sizes", [5, dict.fromkeys("abc", 5), np.full(12, 5)])
def test_the_second_population_is_given_for_all_by_name_or_by_row(sizes: object) -> None:
    design = Design(np.full(12, 25 / 3), clusters=(VILLAGES, STREETS), population=(10, sizes))
    alike = Design(np.full(12, 25 / 3), clusters=(VILLAGES, STREETS), population=(10, 5.0))
    assert mean(Y, design) == mean(Y, alike)


def test_stages_without_a_population_were_taken_whole() -> None:
    design = Design(np.full(12, 10 / 3), clusters=(VILLAGES, STREETS), population=10)
    assert mean(Y, design) == mean(Y, Design(np.full(12, 10 / 3), clusters=VILLAGES, population=10))
    whole = Design(np.full(12, 10 / 3), clusters=(VILLAGES, STREETS), population=(10, 2))
    assert mean(Y, whole).std_error == pytest.approx(mean(Y, design).std_error)


def test_streets_of_the_same_name_in_two_villages_are_two() -> None:
    named = np.char.add(VILLAGES, STREETS)
    one = Design(np.ones(12), clusters=(VILLAGES, STREETS), population=(10, 5))
    other = Design(np.ones(12), clusters=(VILLAGES, named), population=(10, 5))
    assert mean(Y, one) == mean(Y, other)


def test_a_census_of_two_stages_has_no_error() -> None:
    design = Design(np.ones(12), clusters=(VILLAGES, STREETS), population=(3, 2))
    found = share(Y > 4, design)
    assert (found.std_error, found.low) == (pytest.approx(0, abs=1e-12), found.high)


def test_the_jackknife_of_two_stages_is_the_linearised_error_of_a_total() -> None:
    design = Design(np.full(12, 25 / 3), clusters=(VILLAGES, STREETS), population=(10, 5))
    found = replicated(lambda weights: float(weights @ Y), design, replicate(design))
    assert found.std_error == pytest.approx(total(Y, design).std_error)
    drawn = replicate(design, "bootstrap", 4000, seed=3)
    assert replicated(lambda weights: float(weights @ Y), design, drawn).std_error == (
        pytest.approx(total(Y, design).std_error, rel=0.05)
    )


def test_strata_of_stages_hold_their_own_populations() -> None:
    strata = np.repeat(["north", "south"], [8, 4])
    faulty = {"strata": strata, "clusters": (VILLAGES, STREETS), "population": ({"north": 9}, 5)}
    with pytest.raises(DesignError, match="'south'"):
        Design(np.ones(12), **faulty)  # type: ignore[arg-type]  # a fault on purpose
    with pytest.raises(DesignError, match="'a' holds 2 units of a population of 1"):
        Design(np.ones(12), clusters=(VILLAGES, STREETS), population=(9, {"a": 1, "b": 3, "c": 2}))
    with pytest.raises(DesignError, match="more stages"):
        Design(np.ones(12), clusters=VILLAGES, population=(9, 5, 5))


def test_a_lonely_street_is_refused_by_the_name_of_its_village() -> None:
    streets = np.array(["1"] * 4 + ["1", "1", "2", "2"] * 2)
    design = Design(np.ones(12), clusters=(VILLAGES, streets), population=(10, 5))
    with pytest.raises(LonelyStratumError, match="'a'"):
        mean(Y, design)
    alone = Design(
        np.ones(12), clusters=(VILLAGES, streets), population=(10, {"a": 1, "b": 5, "c": 5})
    )
    assert mean(Y, alone).std_error > 0


def test_lonely_strata_in_other_ways_by_argument() -> None:
    strata = np.repeat(["a", "b", "c"], [6, 5, 1])
    sizes = {"a": 60.0, "b": 50.0, "c": 10.0}
    errors = {
        lonely: mean(Y, Design(np.full(12, 10.0), strata=strata, population=sizes, lonely=lonely))
        for lonely in ("remove", "adjust", "average")
    }
    removed = errors["remove"].std_error
    assert errors["average"].std_error == pytest.approx(removed * np.sqrt(3 / 2))
    own = 0.9 * (10 * (Y[-1] - Y.mean()) / 120) ** 2
    assert errors["adjust"].std_error == pytest.approx(np.sqrt(removed**2 + own))
    with pytest.raises(DesignError, match="guess"):
        Design(np.ones(12), lonely="guess")
    with pytest.raises(LonelyStratumError):
        mean(Y[-1:], Design(np.ones(1), population=9, lonely="average"))
