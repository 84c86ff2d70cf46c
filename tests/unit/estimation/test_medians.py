"""Medians of times known by classes: closed forms, edges, and intervals that keep their promise."""

from dataclasses import replace

import numpy as np
import pytest

from app.estimation import Design, calibrate
from app.estimation.errors import DesignError
from app.estimation.medians import Median, median, ratio_of_medians
from app.estimation.turnbull import Spans

LIMITS = np.array([4.0, 13.0, 26.0, 52.0, 104.0, np.inf])
EDGES = np.array([0.0, *LIMITS])
CLASSES = len(LIMITS)


def of_classes(places: np.ndarray) -> Spans:
    return Spans(EDGES[places], EDGES[places + 1])


def census(*counts: int) -> Median:
    places = np.repeat(np.arange(len(counts)), counts)
    return median(of_classes(places), LIMITS, Design(np.ones(places.size), population=places.size))


def test_times_that_are_known_give_the_ordinary_weighted_median() -> None:
    """Narrow classes around 1, 2, 3, 4 of weights 1, 1, 1, 4: half the weight is passed at 4."""
    times = np.array([1.0, 2.0, 3.0, 4.0])
    step = 1e-6
    spans, limits = Spans(times - step, times), np.sort(np.concatenate([times - step, times]))
    found = median(spans, limits, Design(np.array([1.0, 1.0, 1.0, 4.0])))
    assert found.estimate.value == pytest.approx(4.0, abs=2e-6)
    even = median(spans, limits, Design(np.array([3.0, 1.0, 1.0, 1.0])))
    assert even.estimate.value == pytest.approx(1.0, abs=2e-6)


def test_inside_its_class_the_median_lies_as_if_times_were_spread_evenly() -> None:
    found = census(1, 2, 4, 1)  # 3 of 8 up to 13 weeks; a quarter of the next class is missing
    assert found.estimate.value == pytest.approx(13 + 13 / 4)
    assert (found.is_beyond, found.is_open) == (False, False)


def test_of_two_classes_the_median_is_the_limit_where_they_hold_half_each() -> None:
    assert census(5, 5).estimate.value == pytest.approx(4.0)


def test_where_everybody_answered_the_interval_is_the_median() -> None:
    found = census(2, 5, 8, 3, 1, 1).estimate
    assert found.low == pytest.approx(found.value)
    assert found.high == pytest.approx(found.value)


def test_a_median_beyond_the_last_limit_says_so() -> None:
    found = census(1, 1, 1, 1, 1, 10)
    assert (found.estimate.value, found.is_beyond, found.is_open) == (104.0, True, True)


def test_an_interval_that_reaches_beyond_the_last_limit_is_open() -> None:
    places = np.repeat(np.arange(CLASSES), (2, 2, 2, 2, 3, 9))
    found = median(of_classes(places), LIMITS, Design(np.ones(20)))
    assert (found.is_beyond, found.is_open) == (False, True)
    assert found.estimate.high == 104.0


def test_where_all_answer_one_class_the_interval_stays_inside_but_is_not_a_point() -> None:
    found = median(of_classes(np.full(20, 2)), LIMITS, Design(np.ones(20))).estimate
    assert found.value == pytest.approx(19.5)
    assert 13 < found.low < 18.2
    assert 20.8 < found.high < 26


def test_a_scale_with_an_end_has_no_open_interval_however_few_answer() -> None:
    weights = np.array([100.0, *np.ones(9)])
    found = median(wait_spans(np.full(10, 3)), WAITS, Design(weights))
    assert (found.is_open, found.estimate.high <= 52) == (False, True)


def test_a_domain_looks_at_nobody_else() -> None:
    places = np.array([0, 1, 2, 2, 2, 3, 5, 5, 5, 5])
    members = np.arange(10) < 6
    whole = Design(np.ones(10), population=10)
    found = median(of_classes(places), LIMITS, whole, members)
    assert found.estimate.value == pytest.approx(13 + 13 / 3)
    assert found.estimate.n == 6


def test_limits_that_do_not_rise_are_refused() -> None:
    for limits in ([4.0, 4.0], [0.0, 4.0], [np.inf], []):
        with pytest.raises(DesignError, match="rising"):
            median(of_classes(np.array([0, 1])), np.array(limits), Design(np.ones(2)))


def test_a_ratio_of_medians_is_refused_where_the_second_has_no_end() -> None:
    open_one = census(0, 0, 0, 0, 0, 9)
    with pytest.raises(DesignError, match="both limits"):
        ratio_of_medians(census(5, 5), open_one)


def test_a_ratio_of_two_known_medians_is_their_quotient() -> None:
    found = ratio_of_medians(census(0, 0, 6), census(5, 5))
    assert found.estimate.value == pytest.approx(19.5 / 4)
    assert found.estimate.high == pytest.approx(19.5 / 4)


def test_a_ratio_follows_the_logarithms_of_both_intervals() -> None:
    one, other = census(0, 0, 6), census(5, 5)
    above = replace(one, estimate=replace(one.estimate, low=10.0, value=20.0, high=40.0))
    below = replace(other, estimate=replace(other.estimate, low=2.0, value=4.0, high=8.0))
    found = ratio_of_medians(above, below).estimate
    assert found.low == pytest.approx(5 * 2 ** -np.sqrt(2))
    assert found.high == pytest.approx(5 * 2 ** np.sqrt(2))


# Shares of the classes in surveys' synthetic answers: providers' lead, firms' lead, longest wait.
LEAD = np.array([0.08, 0.17, 0.27, 0.25, 0.12, 0.11])
WAIT = np.array([0.21, 0.41, 0.30, 0.08])
WAITS = np.array([2.0, 8.0, 26.0, 52.0])


def wait_spans(places: np.ndarray) -> Spans:
    ends = np.array([0.0, *WAITS])
    return Spans(ends[places], ends[places + 1])


def drawn(random: np.random.Generator, population: np.ndarray, n: int) -> np.ndarray:
    return random.choice(population, n, replace=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "n", "rounds"), [(18, 13, 300), (60, 30, 200), (1500, 80, 200), (1500, 400, 150)]
)
def test_intervals_of_a_median_cover_that_of_the_whole_population(
    size: int, n: int, rounds: int
) -> None:
    """The truth is what all would answer, read with the same convention inside a class."""
    random, covered = np.random.default_rng(20302035), 0
    for _ in range(rounds):
        population = random.choice(CLASSES, size, p=LEAD)
        truth = census(*np.bincount(population, minlength=CLASSES).tolist()).estimate.value
        design = Design(np.full(n, size / n), population=size)
        found = median(of_classes(drawn(random, population, n)), LIMITS, design)
        covered += found.estimate.low - 1e-9 <= truth <= found.estimate.high + 1e-9
    assert 0.93 <= covered / rounds <= 0.995


@pytest.mark.slow
def test_intervals_of_raked_medians_cover_the_truth_of_a_biased_sample() -> None:
    random, covered, rounds = np.random.default_rng(7), 0, 200
    large = random.random(1500) < 0.3
    places = np.where(
        large, random.choice(CLASSES, 1500, p=LEAD), random.choice(CLASSES, 1500, p=LEAD[::-1])
    )
    truth = median(of_classes(places), LIMITS, Design(np.ones(1500), population=1500))
    pull = np.where(large, 3.0, 1.0) / np.where(large, 3.0, 1.0).sum()
    for _ in range(rounds):
        rows = random.choice(1500, 120, replace=False, p=pull)
        totals = {"True": float(large.sum()), "False": float((~large).sum())}
        margins = {"size": (large[rows].astype(str), totals)}
        design = calibrate(Design(np.full(120, 12.5), population=1500), margins)
        found = median(of_classes(places[rows]), LIMITS, design).estimate
        covered += found.low <= truth.estimate.value <= found.high
    assert 0.93 <= covered / rounds <= 0.995


@pytest.mark.slow
def test_intervals_of_a_ratio_of_medians_cover_the_truth() -> None:
    """Sixteen providers of whom twelve answer, and eighty firms of 1,500."""
    random, covered, rounds = np.random.default_rng(23), 0, 200
    for _ in range(rounds):
        providers = random.choice(CLASSES, 16, p=LEAD)
        firms = random.choice(4, 1500, p=WAIT)
        all_of_them = ratio_of_medians(
            median(of_classes(providers), LIMITS, Design(np.ones(16), population=16)),
            median(wait_spans(firms), WAITS, Design(np.ones(1500), population=1500)),
        )
        some = Design(np.full(12, 16 / 12), population=16)
        few = Design(np.full(80, 1500 / 80), population=1500)
        found = ratio_of_medians(
            median(of_classes(drawn(random, providers, 12)), LIMITS, some),
            median(wait_spans(drawn(random, firms, 80)), WAITS, few),
        ).estimate
        covered += found.low <= all_of_them.estimate.value <= found.high
    assert 0.93 <= covered / rounds <= 0.995
