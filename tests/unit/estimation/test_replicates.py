"""Replicate weights against linearised errors, and what they refuse."""

import numpy as np
import pytest

from app.estimation import Design, calibrate, mean, replicate, replicated, total
from app.estimation.errors import CalibrationError, LonelyStratumError, ReplicateError
from app.estimation.hadamard import hadamard, order_above
from app.estimation.joining import joined
from app.estimation.replicates import Replicates

RANDOM = np.random.default_rng(5)
STRATA = np.repeat(["a", "b", "c"], [30, 20, 10])
SIZES = {"a": 300.0, "b": 60.0, "c": 20.0}
WEIGHTS = np.array([SIZES[each] / n for each, n in zip("abc", (30, 20, 10), strict=True)])
DESIGN = Design(np.repeat(WEIGHTS, [30, 20, 10]), strata=STRATA, population=SIZES)
Y = RANDOM.gamma(2, 10, 60)


def total_of(weights: np.ndarray) -> float:
    return float(weights @ Y)


def mean_of(weights: np.ndarray) -> float:
    return float(weights @ Y / weights.sum())


def test_the_jackknife_is_exact_for_totals_and_knows_the_population() -> None:
    found = replicated(total_of, DESIGN, replicate(DESIGN))
    assert found.std_error == pytest.approx(total(Y, DESIGN).std_error)
    assert found.value == pytest.approx(total(Y, DESIGN).value)
    assert (found.df, found.n) == (57, 60)


def test_the_jackknife_of_a_ratio_comes_near_the_linearised_error() -> None:
    design = Design(RANDOM.uniform(1, 5, 60), population=600)
    found = replicated(mean_of, design, replicate(design))
    assert found.std_error == pytest.approx(mean(Y, design).std_error, rel=0.03)


def test_the_bootstrap_comes_near_the_linearised_error_and_is_the_same_again() -> None:
    one, again = (replicate(DESIGN, "bootstrap", 3000, seed=11) for _ in range(2))
    assert np.array_equal(one, again)
    assert one.shape == (60, 3000)
    found = replicated(total_of, DESIGN, one)
    assert found.std_error == pytest.approx(total(Y, DESIGN).std_error, rel=0.05)


def test_a_census_leaves_replicates_nothing_to_vary() -> None:
    census = Design(np.ones(60), strata=STRATA, population={"a": 30, "b": 20, "c": 10})
    assert replicated(mean_of, census, replicate(census)).std_error == 0
    drawn = replicate(census, "bootstrap", 20, seed=1)
    assert replicated(mean_of, census, drawn).std_error == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("fay", [0.0, 0.3])
def test_balanced_halves_are_exact_for_totals(fay: float) -> None:
    pairs = np.repeat([f"s{each}" for each in range(30)], 2)
    sizes = dict.fromkeys(pairs.tolist(), 8.0)
    design = Design(np.full(60, 4.0), strata=pairs, population=sizes)
    replicates = replicate(design, "brr", fay=fay)
    assert replicates.shape == (60, 32)
    assert replicated(total_of, design, replicates).std_error == pytest.approx(
        total(Y, design).std_error
    )
    assert replicate(design, "brr", 40).shape == (60, 40)


def test_halves_without_a_population_leave_one_of_each_pair_out() -> None:
    design = Design(np.full(4, 2.0), strata=np.array(["a", "a", "b", "b"]))
    replicates = np.asarray(replicate(design, "brr"))
    assert np.unique(replicates).tolist() == [0.0, 4.0]
    assert (replicates[0] + replicates[1] == 4).all()
    assert replicates[0] @ replicates[2] == pytest.approx(2 * 2 * 4)  # as often alike as not


@pytest.mark.parametrize("order", [1, 2, 4, 8, 12, 20, 24, 28, 36, 60, 76, 84, 96, 104])
def test_columns_of_a_balanced_matrix_are_at_right_angles(order: int) -> None:
    found = hadamard(order)
    assert np.array_equal(found.T @ found, order * np.eye(order))
    assert (found[:, 0] == 1).all()
    assert set(np.unique(found)) <= {-1.0, 1.0}


def test_a_balanced_matrix_is_larger_than_the_strata() -> None:
    assert [order_above(each) for each in (1, 3, 4, 11, 51)] == [4, 4, 8, 12, 56]
    with pytest.raises(ReplicateError, match="92"):
        hadamard(92)
    with pytest.raises(ReplicateError, match="jackknife"):
        order_above(5000)


def test_replicates_of_a_calibrated_design_reach_its_totals() -> None:
    sex = np.where(np.arange(60) % 3 == 0, "f", "m")
    margins = {"sex": (sex, {"f": 200.0, "m": 180.0}), "size": (Y, 8000.0)}
    design = calibrate(DESIGN, margins)
    replicates = replicate(design)
    assert np.asarray(replicates)[sex == "f"].sum(axis=0) == pytest.approx(np.full(60, 200.0))
    assert Y @ np.asarray(replicates) == pytest.approx(np.full(60, 8000.0))
    z = Y + RANDOM.normal(0, 5, 60)
    found = replicated(lambda weights: float(weights @ z), design, replicates)
    assert 1 <= found.std_error / total(z, design).std_error <= 1.2  # few: residuals are small
    assert found.std_error < 0.5 * total(z, DESIGN).std_error


def test_a_level_that_a_replicate_lost_is_spread_over_the_others() -> None:
    rare = np.where(np.arange(60) == 0, "x", "y")
    design = calibrate(DESIGN, {"rare": (rare, {"x": 5.0, "y": 375.0})})
    replicates = np.asarray(replicate(design))
    assert replicates.sum(axis=0) == pytest.approx(np.full(60, 380.0))


def test_samples_joined_after_calibration_are_calibrated_apart() -> None:
    sex = np.where(np.arange(60) % 3 == 0, "f", "m")
    one = calibrate(DESIGN, {"sex": (sex, {"f": 200.0, "m": 180.0})})
    both = joined({"here": one, "there": DESIGN})
    replicates = np.asarray(replicate(both))
    assert replicates.shape == (120, 120)
    assert replicates[:60][sex == "f"].sum(axis=0) == pytest.approx(np.full(120, 200.0))
    twice = np.concatenate([Y, Y])
    found = replicated(lambda weights: float(weights @ twice), both, replicate(both))
    assert found.std_error == pytest.approx(total(twice, both).std_error, rel=0.05)


def test_weights_from_elsewhere_come_with_their_scales() -> None:
    weights = np.array([[2.0, 0.0], [0.0, 2.0]])
    found = replicated(
        lambda w: float(w @ np.array([1.0, 3.0])),
        Design(np.ones(2)),
        Replicates.of(weights, np.full(2, 0.5)),
    )
    assert found.std_error == pytest.approx(2.0)


def test_what_cannot_be_replicated_is_refused() -> None:
    with pytest.raises(ReplicateError, match="magic"):
        replicate(DESIGN, "magic")
    with pytest.raises(ReplicateError, match="leave repeats out"):
        replicate(DESIGN, repeats=9)
    with pytest.raises(ReplicateError, match="two repeats"):
        replicate(DESIGN, "bootstrap", 1)
    with pytest.raises(ReplicateError, match="'a' does not hold two"):
        replicate(DESIGN, "brr")
    with pytest.raises(ReplicateError, match="fay"):
        replicate(DESIGN, "brr", fay=1.0)
    with pytest.raises(ReplicateError, match="all of them"):
        replicated(total_of, DESIGN, replicate(DESIGN)[:, :5])
    with pytest.raises(ReplicateError, match="all of them"):
        replicated(total_of, DESIGN, np.ones((60, 5)))
    with pytest.raises(ReplicateError, match="no value"):
        replicated(lambda _weights: float("nan"), DESIGN, replicate(DESIGN))


def test_samples_that_a_method_does_not_fit_are_refused() -> None:
    pair = Design(np.ones(4), strata=np.array(["a", "a", "b", "b"]))
    with pytest.raises(ReplicateError, match="do not balance"):
        replicate(pair, "brr", 2)
    with pytest.raises(ReplicateError, match="first stage"):
        replicate(Design(np.ones(4), clusters=np.arange(4), population=(9, 3)), "brr")
    alone = Design(np.ones(3), strata=np.array(["a", "a", "b"]), population={"a": 4, "b": 4})
    with pytest.raises(LonelyStratumError, match="'b'"):
        replicate(alone)
    with pytest.raises(LonelyStratumError, match="'b'"):
        replicate(alone, "bootstrap", 10)


def test_a_replicate_that_no_weights_reach_is_refused() -> None:
    x = np.where(np.arange(60) == 0, 1000.0, 1.0)
    design = calibrate(DESIGN, {"x": (x, 11_000.0)}, "truncated", (0.5, 2.0))
    with pytest.raises(CalibrationError, match="'x'"):
        replicate(design)
