"""What estimates must not depend on, whatever the sample."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.estimation import Design, calibrate, mean, ratio, replicate, replicated, share, total
from app.estimation.estimates import Estimate
from app.estimation.quantiles import quantile

SEEDS = st.integers(0, 2**32 - 1)
whatever_the_sample = settings(max_examples=25, deadline=None)


def sample(seed: int) -> tuple[np.random.Generator, np.ndarray, Design]:
    """Up to 40 respondents of two or three strata of known size."""
    random = np.random.default_rng(seed)
    drawn = random.integers(3, 14, random.integers(2, 4))
    strata = np.repeat([f"s{each}" for each in range(drawn.size)], drawn)
    sizes = {f"s{each}": float(n * random.integers(2, 9)) for each, n in enumerate(drawn.tolist())}
    weights = random.uniform(1, 6, int(drawn.sum()))
    return random, random.normal(20, 6, weights.size), Design(weights, strata, population=sizes)


def same(one: Estimate, other: Estimate) -> bool:
    return astuple(one) == pytest.approx(astuple(other), rel=1e-9, abs=1e-9, nan_ok=True)


def all_of(y: np.ndarray, design: Design) -> list[Estimate]:
    return [
        mean(y, design),
        total(y, design),
        share(y > 22, design),
        ratio(y, y**2, design),
        quantile(y, 0.4, design),
    ]


@whatever_the_sample
@given(SEEDS)
def test_the_order_of_respondents_changes_nothing(seed: int) -> None:
    random, y, design = sample(seed)
    order = random.permutation(y.size)
    assert design.strata is not None
    turned = Design(design.weights[order], design.strata[order], population=design.population)
    pairs = zip(all_of(y, design), all_of(y[order], turned), strict=True)
    assert all(same(one, other) for one, other in pairs)


@whatever_the_sample
@given(SEEDS, st.floats(0.1, 50))
def test_the_scale_of_weights_changes_no_mean_and_scales_totals(seed: int, factor: float) -> None:
    _, y, design = sample(seed)
    scaled = Design(design.weights * factor, design.strata, population=design.population)
    for one, other in (
        (mean(y, design), mean(y, scaled)),
        (share(y > 22, design), share(y > 22, scaled)),
        (total(y, design).times(factor), total(y, scaled)),
    ):
        assert (one.value, one.std_error, one.low, one.high) == pytest.approx(
            (other.value, other.std_error, other.low, other.high)
        )


@whatever_the_sample
@given(SEEDS)
def test_a_stratum_that_does_not_vary_may_be_split(seed: int) -> None:
    _, y, design = sample(seed)
    assert design.strata is not None
    names = np.append(design.strata, ["flat"] * 4)
    split = np.append(design.strata, ["flat", "flat", "other", "other"])
    weights, flat = np.append(design.weights, np.full(4, 5.0)), np.append(y, np.full(4, 20.0))
    sizes = dict(zip(design.names, design.whole.tolist(), strict=True))
    one = total(flat, Design(weights, names, population=sizes | {"flat": 20}))
    other = total(flat, Design(weights, split, population=sizes | {"flat": 10, "other": 10}))
    assert (one.value, one.std_error) == pytest.approx((other.value, other.std_error))


@whatever_the_sample
@given(SEEDS)
def test_a_domain_of_whole_strata_is_that_subset(seed: int) -> None:
    _, y, design = sample(seed)
    assert design.strata is not None
    inside = design.strata != "s0"
    sizes = dict(zip(design.names, design.whole.tolist(), strict=True))
    del sizes["s0"]
    alone = Design(design.weights[inside], design.strata[inside], population=sizes)
    assert same(mean(y, design, inside), mean(y[inside], alone))
    one, other = share(y > 22, design, inside), share((y > 22)[inside], alone)
    assert (one.value, one.std_error, one.n) == pytest.approx(
        (other.value, other.std_error, other.n)
    )


@whatever_the_sample
@given(SEEDS)
def test_domains_add_up_to_the_whole(seed: int) -> None:
    _, y, design = sample(seed)
    part = y > 20
    if 0 < part.sum() < y.size:
        sums = total(y, design, part).value + total(y, design, ~part).value
        assert sums == pytest.approx(total(y, design).value)


@whatever_the_sample
@given(SEEDS)
def test_the_jackknife_of_a_total_is_the_linearised_error(seed: int) -> None:
    _, y, design = sample(seed)
    found = replicated(lambda weights: float(weights @ y), design, replicate(design))
    assert found.std_error == pytest.approx(total(y, design).std_error)


def test_the_jackknife_of_a_mean_is_the_linearised_error_in_a_large_sample() -> None:
    random = np.random.default_rng(4)
    y, design = random.gamma(2, 5, 1500), Design(random.uniform(1, 4, 1500), population=6000)
    found = replicated(lambda w: float(w @ y / w.sum()), design, replicate(design))
    assert found.std_error == pytest.approx(mean(y, design).std_error, rel=2e-3)


@whatever_the_sample
@given(SEEDS)
def test_calibrating_to_what_is_reached_already_changes_no_weight(seed: int) -> None:
    random, y, design = sample(seed)
    sex = random.choice(np.array(["f", "m"]), y.size)
    reached = {each: float(design.weights[sex == each].sum()) for each in np.unique(sex).tolist()}
    for method in ("raking", "linear", "logit", "truncated"):
        bounds = (0.2, 4.0) if method in {"logit", "truncated"} else None
        found = calibrate(design, {"sex": (sex, reached)}, method, bounds)
        assert found.weights == pytest.approx(design.weights)


@whatever_the_sample
@given(SEEDS)
def test_methods_of_calibration_agree_to_the_first_order(seed: int) -> None:
    """Totals moved by a thousandth move weights by much the same, whatever the distance."""
    random, y, design = sample(seed)
    wanted = float(design.weights @ y) * (1 + random.uniform(-1e-3, 1e-3))
    margins = {"y": (y, wanted)}
    linear = calibrate(design, margins, "linear").weights
    for method, bounds in (("raking", None), ("logit", (0.3, 3.0)), ("truncated", (0.3, 3.0))):
        found = calibrate(design, margins, method, bounds).weights
        assert found == pytest.approx(linear, rel=1e-5)
