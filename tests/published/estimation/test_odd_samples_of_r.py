"""Samples at the edge of what is usual, against R 4.2.2 and its survey 4.1-1.

x <- data.frame(y = c(1, 2, 3, 4, 9), w = c(1, 2, 0, 3, 1.5))
d <- svydesign(~1, weights = ~w, data = x); few <- subset(d, y < 9)
c(SE(svymean(~y, d)), degf(d), deff(svymean(~y, d, deff = TRUE)))
c(coef(svymean(~y, few)), SE(svymean(~y, few)), degf(few), deff(svymean(~y, few, deff = TRUE)))

x$c <- x$y - 3; x$w <- 1:5
weights(calibrate(svydesign(~1, weights = ~w, data = x), ~c, c(`(Intercept)` = 15, c = 0)))

# numbers of those who may have it, of N, where k of n chose: the ends of what both tails allow
lowest <- function(k, n, N) by halving, the least K of phyper(k - 1, K, N - K, n, FALSE) > .025
highest <- function(k, n, N) by halving, the most K of phyper(k, K, N - K, n) > .025
binom.test(7, 30)$conf.int
"""

import numpy as np
import pytest

from app.estimation import Design, calibrate, mean, share

Y = np.array([1.0, 2.0, 3.0, 4.0, 9.0])


def test_somebody_without_weight_is_not_counted() -> None:
    design = Design(np.array([1.0, 2.0, 0.0, 3.0, 1.5]))
    found = mean(Y, design)
    assert (found.n, found.df) == (4, 3)
    assert found.std_error == pytest.approx(1.34403115778111, rel=1e-12)
    assert found.deff == pytest.approx(1.59905577898234, rel=1e-12)
    few = mean(Y, design, Y < 9)
    assert (few.n, few.df) == (3, 2)
    assert few.value == pytest.approx(2.833333333333333, rel=1e-12)
    assert few.std_error == pytest.approx(0.799063881313474, rel=1e-12)
    assert few.deff == pytest.approx(1.734800838574423, rel=1e-12)


def test_a_centred_amount_is_calibrated_to_nought() -> None:
    everybody = (np.array(["all"] * 5), {"all": 15.0})
    design = Design(np.arange(1.0, 6.0))
    found = calibrate(design, {"n": everybody, "c": (Y - 3, 0.0)}, method="linear")
    expected = [1.923076923076923, 3.384615384615385, 4.384615384615385, 4.923076923076923]
    assert found.weights == pytest.approx([*expected, 0.384615384615385], rel=1e-12)
    assert mean(Y, found).std_error == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("chosen", "n", "population", "lowest", "highest"),
    [
        (7, 30, 10**6, 99340, 422833),
        (7, 30, 10**8, 9933789, 42283649),
        (120, 1000, 67 * 10**6, 6733572, 9498369),
        (7, 30, 10**9, 99337867, 422836520),
        (0, 30, 10**9, 0, 115703306),
    ],
)
def test_an_exact_interval_holds_in_very_large_populations(
    chosen: int, n: int, population: int, lowest: int, highest: int
) -> None:
    found = share(np.arange(n) < chosen, Design(np.ones(n), population=population))
    assert found.low == pytest.approx(lowest / population, rel=1e-14)
    assert found.high == pytest.approx(highest / population, rel=1e-14)


@pytest.mark.parametrize("population", [1e12, 1e13, 1e18, 1e22])
def test_the_largest_populations_are_as_those_without_end(population: float) -> None:
    found = share(np.arange(30) < 7, Design(np.ones(30), population=population))
    limits = 0.0993378649580198, 0.422836522978219
    assert (found.low, found.high) == pytest.approx(limits, rel=1e-10)
