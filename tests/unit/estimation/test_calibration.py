"""Calibration against R survey 4.1-1 and against what its methods promise."""

import numpy as np
import pytest

from app.estimation import Design, calibrate, mean, share, total
from app.estimation.calibration import for_small_samples, raked
from app.estimation.errors import CalibrationError, MarginError
from tests.unit.estimation.api_schools import clustered

TYPES = {"E": 4421, "H": 755, "M": 1018}
WIDE = {"False": 1072, "True": 5122}


def districts() -> Design:
    schools = clustered()
    return Design(np.full(183, 33.846996307373), clusters=schools.district, population=757)


def test_post_stratification_is_that_of_r_survey() -> None:
    schools = clustered()
    design = calibrate(districts(), {"stype": (schools.stype, TYPES)})
    for level, weight in {"E": 30.701388888889, "H": 53.928571428571, "M": 40.72}.items():
        assert design.weights[schools.stype == level] == pytest.approx(weight, rel=1e-10)
    found = mean(schools.api00, design)
    assert (found.value, found.std_error) == pytest.approx((642.310788211582, 23.92048644509))
    found = total(schools.enroll, design)
    assert (found.value, found.std_error) == pytest.approx((3680892.94511905, 406292.636294802))


def test_raking_to_two_margins_is_that_of_r_survey() -> None:
    schools = clustered()
    margins = {"stype": (schools.stype, TYPES), "wide": (schools.wide, WIDE)}
    design = calibrate(districts(), margins)
    expected = {
        ("E", False): 39.839236246935,
        ("E", True): 29.870675492628,
        ("H", False): 67.125529241263,
        ("H", True): 50.329401116241,
        ("M", False): 49.069072164124,
        ("M", True): 36.79102486438,
    }
    for (level, wide), weight in expected.items():
        cell = (schools.stype == level) & (schools.wide == wide)
        assert design.weights[cell] == pytest.approx(weight, rel=1e-9)
    found = mean(schools.api00, design)
    assert found.value == pytest.approx(641.2303209268, rel=1e-9)
    assert found.std_error == pytest.approx(23.703616887929, rel=1e-7)
    found = total(schools.enroll, design)
    assert found.value == pytest.approx(3647280.14807054, rel=1e-9)
    assert found.std_error == pytest.approx(400603.256861826, rel=1e-7)


@pytest.mark.parametrize(
    ("method", "value", "error", "lowest", "highest"),
    [
        ("linear", 665.30907116578, 3.441753116405, 0.418592462214, 1.83329488317),
        ("raking", 665.39379600015, 3.437753539835, 0.534231368667, 1.994761240738),
    ],
)
def test_a_numeric_margin_is_that_of_r_survey(
    method: str, value: float, error: float, lowest: float, highest: float
) -> None:
    schools, before = clustered(), districts()
    margins = {"stype": (schools.stype, TYPES), "api99": (schools.api99, 3914069)}
    design = calibrate(before, margins, method)
    factors = design.weights / before.weights
    assert (factors.min(), factors.max()) == pytest.approx((lowest, highest), rel=1e-7)
    found = mean(schools.api00, design)
    assert (found.value, found.std_error) == pytest.approx((value, error), rel=1e-7)


@pytest.mark.parametrize("method", ["truncated", "logit"])
def test_bounds_hold_and_totals_are_still_reached(method: str) -> None:
    schools, before = clustered(), districts()
    margins = {"stype": (schools.stype, TYPES), "api99": (schools.api99, 3914069)}
    design = calibrate(before, margins, method, bounds=(0.5, 1.8))
    factors = design.weights / before.weights
    assert factors.min() >= 0.5 - 1e-9
    assert factors.max() <= 1.8 + 1e-9
    assert (design.weights * schools.api99).sum() == pytest.approx(3914069)
    assert design.weights[schools.stype == "H"].sum() == pytest.approx(755)


def test_raking_within_bounds_reaches_the_totals() -> None:
    schools, before = clustered(), districts()
    margins = {"stype": (schools.stype, TYPES), "wide": (schools.wide, WIDE)}
    design = calibrate(before, margins, "raking", bounds=(0.8, 2.1))
    assert np.ptp(design.weights - calibrate(before, margins).weights) < 1e-6


def test_bounds_that_are_too_tight_are_refused() -> None:
    schools = clustered()
    margins = {"stype": (schools.stype, TYPES)}
    with pytest.raises(CalibrationError, match="stype"):
        calibrate(districts(), margins, "truncated", bounds=(0.99, 1.01))


def test_a_share_of_a_margin_is_known_without_sampling_error() -> None:
    schools = clustered()
    design = calibrate(districts(), {"stype": (schools.stype, TYPES)})
    found = share(schools.stype == "H", design)
    assert found.value == pytest.approx(755 / 6194)
    assert found.std_error == pytest.approx(0, abs=1e-9)


def test_a_second_calibration_keeps_the_variance_of_the_first() -> None:
    schools = clustered()
    once = calibrate(districts(), {"stype": (schools.stype, TYPES)})
    twice = calibrate(once, {"stype": (schools.stype, TYPES)})
    assert mean(schools.api00, twice).std_error == pytest.approx(
        mean(schools.api00, once).std_error
    )


@pytest.mark.parametrize(
    ("labels", "totals", "word"),
    [
        (["a", "a", "b"], {"a": 5}, "no total"),
        (["a", "a", "a"], {"a": 5, "b": 2}, "nobody is in level 'b'"),
        (["a", "a", "b"], {"a": 5, "b": 0}, "total 0"),
        (["a", "b"], {"a": 5, "b": 5}, "shape"),
    ],
)
def test_a_margin_that_cannot_be_used_is_named(
    labels: list[str], totals: dict[str, float], word: str
) -> None:
    with pytest.raises(MarginError, match=word):
        calibrate(Design(np.ones(3)), {"place": (np.array(labels), totals)})


def test_margins_of_different_sums_are_refused() -> None:
    labels = np.array(["a", "a", "b"])
    with pytest.raises(MarginError, match="sum to 11"):
        calibrate(
            Design(np.ones(3)), {"x": (labels, {"a": 5, "b": 5}), "y": (labels, {"a": 6, "b": 5})}
        )


def test_margins_that_contradict_each_other_cannot_be_raked() -> None:
    margins = {
        "size": (np.array(["z0", "z1"]), {"z0": 6, "z1": 4}),
        "activity": (np.array(["a1", "a2"]), {"a1": 9, "a2": 1}),
    }
    assert raked(Design(np.ones(2)), margins) is None
    with pytest.raises(CalibrationError):
        calibrate(Design(np.ones(2)), margins)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(MarginError, match="magic"):
        calibrate(Design(np.ones(2)), {"x": (np.array(["a", "b"]), {"a": 1, "b": 1})}, "magic")


def test_residuals_are_stretched_by_the_root_of_one_less_their_leverage() -> None:
    """Ten equal weights, one margin of two equal levels: leverage is 1/5 each."""
    levels = np.array(["a", "b"] * 5)
    design = calibrate(
        Design(np.full(10, 10.0), population=100), {"x": (levels, {"a": 50, "b": 50})}
    )
    y = np.arange(10.0)
    plain, small = mean(y, design).std_error, mean(y, for_small_samples(design)).std_error
    assert small == pytest.approx(plain / np.sqrt(1 - 1 / 5))


def test_without_a_calibration_there_is_nothing_to_stretch() -> None:
    design = Design(np.ones(3), population=9)
    assert for_small_samples(design).calibrations == ()


def test_margins_that_contradict_each_other_are_both_named_and_no_other() -> None:
    labels = np.array(["a", "b"] * 20)
    half = np.arange(40) < 20
    margins = {
        "age": (half, {"True": 50, "False": 50}),
        "sex": (labels, {"a": 50, "b": 50}),
        "sex again": (labels, {"a": 60, "b": 40}),
    }
    for method in ("raking", "linear"):
        with pytest.raises(CalibrationError, match=r"'sex' and 'sex again' contradict") as raised:
            calibrate(Design(np.ones(40)), margins, method)
        assert "age" not in str(raised.value)


def test_levels_may_be_numbers_and_totals_whole_ones() -> None:
    found = calibrate(Design(np.ones(4)), {"x": (np.array([1.0, 1, 2, 2]), {1: 6, 2: 2})})
    assert found.weights.tolist() == [3, 3, 1, 1]


def test_raking_of_many_rows_is_that_of_their_cells() -> None:
    random = np.random.default_rng(1)
    first, second = random.integers(0, 3, 5000), random.integers(0, 4, 5000)
    weights = random.uniform(1, 3, 5000)
    margins = {
        "first": (first, {"0": 3000, "1": 4000, "2": 3000}),
        "second": (second, {"0": 1000, "1": 2000, "2": 3000, "3": 4000}),
    }
    found = calibrate(Design(weights), margins).weights / weights
    cells = np.zeros((3, 4))
    np.add.at(cells, (first, second), weights)
    by_hand = cells.copy()
    for _ in range(200):
        by_hand *= (np.array([3000, 4000, 3000]) / by_hand.sum(axis=1))[:, None]
        by_hand *= np.array([1000, 2000, 3000, 4000]) / by_hand.sum(axis=0)
    assert found == pytest.approx((by_hand / cells)[first, second])
