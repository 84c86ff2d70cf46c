"""Means, totals and ratios against closed forms and against R survey 4.1-1."""

import numpy as np
import pytest

from app.estimation import Design, mean, ratio, total
from app.estimation.errors import (
    DesignError,
    EmptyDomainError,
    LonelyStratumError,
)
from tests.unit.estimation.api_schools import clustered, plain_api00, stratified

WEIGHTS = {"E": 44.2099990844727, "H": 15.1000003814697, "M": 20.3600006103516}
TYPES = {"E": 4421, "H": 755, "M": 1018}


def weighted(types: np.ndarray) -> np.ndarray:
    return np.array([WEIGHTS[each] for each in types])


def test_a_stratified_mean_is_that_of_r_survey() -> None:
    schools = stratified()
    design = Design(weighted(schools.stype), strata=schools.stype, population=TYPES)
    found = mean(schools.api00, design)
    assert found.value == pytest.approx(662.287363159321, rel=1e-12)
    assert found.std_error == pytest.approx(9.408940802785, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((643.732188272086, 680.842538046555), rel=1e-9)
    assert (found.df, found.n) == (197, 200)
    assert found.deff == pytest.approx(1.204457268538, rel=1e-6)


def test_without_a_population_the_error_is_larger() -> None:
    schools = stratified()
    found = mean(schools.api00, Design(weighted(schools.stype), strata=schools.stype))
    assert found.std_error == pytest.approx(9.536132296925, rel=1e-9)
    assert found.deff == pytest.approx(1.237241445022, rel=1e-6)


def test_a_stratified_total_is_that_of_r_survey() -> None:
    schools = stratified()
    design = Design(weighted(schools.stype), strata=schools.stype, population=TYPES)
    found = total(schools.enroll, design)
    assert found.value == pytest.approx(3687177.53243828, rel=1e-12)
    assert found.std_error == pytest.approx(114641.71610078, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((3461095.00771954, 3913260.05715701), rel=1e-9)
    assert found.deff == pytest.approx(0.3620181223634, rel=1e-6)


def test_a_ratio_is_that_of_r_survey() -> None:
    schools = stratified()
    design = Design(weighted(schools.stype), strata=schools.stype, population=TYPES)
    found = ratio(schools.api00, schools.api99, design)
    assert found.value == pytest.approx(1.052260546218, rel=1e-11)
    assert found.std_error == pytest.approx(0.003643922230843, rel=1e-9)


def test_a_plain_sample_is_that_of_r_survey() -> None:
    found = mean(plain_api00(), Design(np.full(200, 30.97), population=6194))
    assert found.value == pytest.approx(656.585)
    assert found.std_error == pytest.approx(9.249722039283, rel=1e-10)
    assert (found.low, found.high) == pytest.approx((638.344950092127, 674.825049907873))


def test_clusters_vary_as_in_r_survey() -> None:
    schools = clustered()
    design = Design(np.full(183, 33.846996307373), clusters=schools.district, population=757)
    found = mean(schools.api00, design)
    assert found.value == pytest.approx(644.169398907104, rel=1e-12)
    assert found.std_error == pytest.approx(23.542240693781, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((593.676314463326, 694.662483350882), rel=1e-9)
    assert found.df == 14
    assert found.deff == pytest.approx(9.345869450591, rel=1e-6)


@pytest.mark.parametrize(
    ("level", "value", "error"),
    [("E", 676.906666666667, 13.804923443591), ("H", 668.352941176471, 29.492252672783)],
)
def test_a_domain_keeps_the_rows_outside_it(level: str, value: float, error: float) -> None:
    schools = stratified()
    design = Design(weighted(schools.stype), strata=schools.stype, population=TYPES)
    found = mean(schools.api00, design, schools.improved & (schools.stype == level))
    assert found.value == pytest.approx(value, rel=1e-12)
    assert found.std_error == pytest.approx(error, rel=1e-9)


def test_sixty_in_a_hundred_of_the_population_is_nearly_all_of_it() -> None:
    schools = stratified()
    population = {"E": 167, "H": 83, "M": 83}
    sampled = {"E": 100, "H": 50, "M": 50}
    weights = np.array([population[each] / sampled[each] for each in schools.stype])
    found = mean(schools.api00, Design(weights, strata=schools.stype, population=population))
    assert found.value == pytest.approx(652.884894894895, rel=1e-12)
    assert found.std_error == pytest.approx(5.3442086179, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((642.345693127397, 663.424096662393))


def test_a_census_mean_has_no_sampling_error() -> None:
    found = mean(stratified().api00, Design(np.ones(200), population=200))
    assert (found.value, found.std_error) == (pytest.approx(652.82), 0.0)
    assert (found.low, found.high) == (found.value, found.value)


def test_a_small_plain_sample_follows_the_closed_form() -> None:
    found = mean(np.array([1.0, 2.0, 4.0, 5.0]), Design(np.full(4, 2.5), population=10))
    assert found.value == 3.0
    assert found.std_error == pytest.approx(np.sqrt((1 - 4 / 10) * (10 / 3) / 4))
    assert found.n_eff == pytest.approx(4)


def test_a_stratum_of_one_unit_is_refused_by_name() -> None:
    design = Design(np.ones(3), strata=np.array(["a", "a", "b"]), population={"a": 9, "b": 9})
    with pytest.raises(LonelyStratumError, match="'b'"):
        mean(np.arange(3.0), design)


def test_a_stratum_whose_only_unit_was_asked_adds_no_error() -> None:
    design = Design(np.ones(3), strata=np.array(["a", "a", "b"]), population={"a": 2, "b": 1})
    assert mean(np.arange(3.0), design).std_error == 0.0


def test_an_empty_domain_is_refused() -> None:
    with pytest.raises(EmptyDomainError):
        mean(np.arange(3.0), Design(np.ones(3)), np.zeros(3, dtype=bool))


def test_a_gap_inside_the_domain_is_refused_and_outside_it_is_not() -> None:
    y, design = np.array([1.0, np.nan, 3.0]), Design(np.ones(3))
    with pytest.raises(DesignError, match="missing"):
        mean(y, design)
    assert mean(y, design, ~np.isnan(y)).value == 2.0


@pytest.mark.parametrize(
    ("design", "word"),
    [
        ({"weights": [1.0, np.nan]}, "gaps"),
        ({"weights": [0.0, 0.0]}, "sum to nothing"),
        ({"weights": [1.0, 1.0], "strata": ["a"]}, "strata"),
        ({"weights": [1.0, 1.0], "population": 1}, "population of 1"),
        ({"weights": [1.0, 1.0], "population": {"a": 5}}, "dict by stratum"),
        ({"weights": [1.0, 1.0], "strata": ["a", "b"], "population": {"a": 5}}, "'b' has no"),
    ],
)
def test_a_design_that_contradicts_itself_is_refused(design: dict[str, object], word: str) -> None:
    with pytest.raises(DesignError, match=word):
        Design(**design)  # type: ignore[arg-type]  # faults on purpose
