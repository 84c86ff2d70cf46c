"""Change between two waves: independent samples, and samples that share people."""

from itertools import combinations

import numpy as np
import pytest

from app.estimation.design import Design
from app.estimation.differences import difference_interval
from app.estimation.waves import Weighed, change_interval, correlation, weighed

NOBODY = np.empty((0, 2), dtype=np.intp)


def pairs(one: tuple[int, ...], other: tuple[int, ...]) -> np.ndarray:
    """Rows of the people who are in both samples."""
    both = [(one.index(each), other.index(each)) for each in one if each in other]
    return np.array(both, dtype=np.intp).reshape(len(both), 2)


def test_samples_drawn_apart_do_not_depend_on_each_other() -> None:
    limits = (0.8, 0.69183, 0.87695), (0.6, 0.49045, 0.70038)
    assert change_interval(*limits) == pytest.approx(difference_interval(*limits))
    wave = weighed(np.arange(8.0), np.ones(8), Design(np.ones(8)))
    assert correlation(wave, wave, NOBODY) == 0.0


def test_the_same_people_with_the_same_answers_show_no_change_at_all() -> None:
    design = Design(np.full(40, 10.0), population=400)
    wave = weighed(np.arange(40.0), np.ones(40), design)
    everybody = np.column_stack([np.arange(40)] * 2)
    r = correlation(wave, wave, everybody)
    assert r == pytest.approx(1.0)
    assert change_interval((19.5, 16.0, 23.0), (19.5, 16.0, 23.0), r) == pytest.approx((0.0, 0.0))


def test_the_same_people_make_a_paired_comparison() -> None:
    """Closed form: the variance of a mean of differences, s_d^2/n."""
    random = np.random.default_rng(3)
    before = random.normal(size=60)
    now = before * 0.7 + random.normal(size=60)
    design = Design(np.ones(60))
    one, other = (weighed(each, np.ones(60), design) for each in (now, before))
    r = correlation(one, other, np.column_stack([np.arange(60)] * 2))
    assert r == pytest.approx(np.corrcoef(now, before)[0, 1])
    errors = now.std(ddof=1) / np.sqrt(60), before.std(ddof=1) / np.sqrt(60)
    limits = [(m, m - e, m + e) for m, e in zip((now.mean(), before.mean()), errors, strict=True)]
    low, high = change_interval(limits[0], limits[1], r)
    assert (high - low) / 2 == pytest.approx((now - before).std(ddof=1) / np.sqrt(60))


def test_a_partial_overlap_has_the_covariance_of_all_possible_samples() -> None:
    """Every pair of samples of 6 and 5 out of 9 that share 4 people, one by one: the mean product
    of errors is (m / (n1 n2) - 1/N) S12 (Tam 1984), and ours is near that on average."""
    then = np.array([2.0, 3, 5, 8, 1, 7, 4, 9, 6])
    now = np.array([3.0, 3, 6, 9, 1, 5, 6, 8, 7])
    exact, ours = [], []
    for one in combinations(range(9), 6):
        for other in combinations(range(9), 5):
            both = pairs(one, other)
            if len(both) != 4:
                continue
            later, earlier = wave(now, one), wave(then, other)
            errors = [float(np.sqrt((each.drawn**2).sum())) for each in (later, earlier)]
            ours.append(correlation(later, earlier, both) * errors[0] * errors[1])
            exact.append((later.value - now.mean()) * (earlier.value - then.mean()))
    tam = (4 / 30 - 1 / 9) * np.cov(now, then)[0, 1]
    assert np.mean(exact) == pytest.approx(tam, rel=1e-9)
    assert np.mean(ours) == pytest.approx(tam, rel=0.2)


def wave(values: np.ndarray, rows: tuple[int, ...]) -> Weighed:
    """A simple random sample of nine people."""
    n = len(rows)
    return weighed(values[list(rows)], np.ones(n), Design(np.full(n, 9 / n), population=9))


def test_intervals_hold_the_change_of_an_overlapping_panel() -> None:
    """2000 pairs of samples of 120 out of 100,000, half of them the same people, who agree with
    themselves at 0.8: nineteen intervals of twenty hold the change, and they are the shorter."""
    random = np.random.default_rng(11)
    design = Design(np.full(120, 1.0))
    both = np.column_stack([np.arange(60)] * 2)
    held, shorter = [], []
    for _ in range(2000):
        before = random.normal(size=120)
        fresh = random.normal(size=120)
        now = np.where(np.arange(120) < 60, 0.8 * before + 0.6 * fresh, fresh) + 0.3
        one, other = (weighed(each, np.ones(120), design) for each in (now, before))
        reach = [1.98 * float(np.sqrt((each.drawn**2).sum())) for each in (one, other)]
        limits = [
            (w.value, w.value - h, w.value + h) for w, h in zip((one, other), reach, strict=True)
        ]
        low, high = change_interval(limits[0], limits[1], correlation(one, other, both))
        apart = change_interval(limits[0], limits[1])
        held.append(low <= 0.3 <= high)
        shorter.append((high - low) / (apart[1] - apart[0]))
    assert 0.94 <= np.mean(held) <= 0.965
    assert np.mean(shorter) == pytest.approx(np.sqrt(1 - 0.8 * 0.5), abs=0.02)
