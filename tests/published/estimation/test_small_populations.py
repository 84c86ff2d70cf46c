"""How often 95 % intervals of a share hold the truth in small populations, counted exactly.

Every sample that can be drawn and every truth, so nothing is left to chance.
"""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from scipy import stats

from app.estimation import Design, share
from app.estimation.intervals import (
    Z_95,
    beta_interval,
    exact_interval,
    size_at_the_edge,
    t_quantile,
)

Limits = tuple[float, float]
SIZES = [(20, 12), (60, 18), (60, 36), (60, 54), (200, 60), (200, 120)]


def wald(chosen: int, n: int, left: float) -> Limits:
    p = chosen / n
    reach = t_quantile(n - 1) * np.sqrt(left * p * (1 - p) / (n - 1))
    return p - reach, p + reach


def wilson(chosen: int, n: int, left: float) -> Limits:
    """With finite population on its effective size and t, else as Wilson 1927 had it."""
    size, t = (n, Z_95) if left == 1 else ((n - 1) / left, t_quantile(n - 1))
    p = chosen / n
    middle = (p + t**2 / (2 * size)) / (1 + t**2 / size)
    reach = t * np.sqrt(p * (1 - p) / size + (t / (2 * size)) ** 2) / (1 + t**2 / size)
    return middle - reach, middle + reach


def logit(chosen: int, n: int, left: float) -> Limits:
    p = chosen / n
    if p in {0, 1}:
        return p, p
    middle = np.log(p / (1 - p))
    reach = t_quantile(n - 1) * np.sqrt(left / ((n - 1) * p * (1 - p)))
    return 1 / (1 + np.exp(reach - middle)), 1 / (1 + np.exp(-reach - middle))


def beta(chosen: int, n: int, left: float) -> Limits:
    return beta_interval(chosen / n, size_at_the_edge(n, 1 - left))


def ours(chosen: int, n: int, population: int) -> Limits:
    found = share(np.arange(n) < chosen, Design(np.full(n, population / n), population=population))
    return found.low, found.high


def covered(population: int, n: int, limits: list[Limits]) -> np.ndarray:
    """By truth from 1 to population - 1: the chance of a sample whose interval holds it."""
    truths = np.arange(1, population)
    low, high = np.array(limits).T
    chances = stats.hypergeom.pmf(np.arange(n + 1), population, truths[:, None], n)
    shares = truths[:, None] / population
    return (chances * ((low <= shares + 1e-12) & (shares <= high + 1e-12))).sum(axis=1)


TABLE: dict[str, tuple[Callable[[int, int, float], Limits], bool, list[Limits]]] = {
    "wald, no population": (
        wald, False, [(.60, .932), (.30, .906), (.60, .972), (.90, .996), (.30, .953), (.60, .987)],
    ),
    "wald": (
        wald, True, [(.60, .897), (.30, .886), (.60, .927), (.81, .951), (.30, .924), (.60, .942)],
    ),
    "wilson, no population": (
        wilson, False, [(1, .999), (.97, .983), (1, .999), (1, 1), (.97, .982), (1, .998)],
    ),
    "wilson": (
        wilson, True, [(.95, .981), (.91, .972), (.93, .961), (.90, .961), (.91, .957),
                       (.92, .955)],
    ),
    "logit": (
        logit, True, [(.60, .923), (.30, .907), (.60, .943), (.90, .961), (.30, .939), (.60, .950)],
    ),
    "beta": (
        beta, True, [(.95, .981), (.95, .980), (.94, .965), (.89, .958), (.94, .967), (.94, .960)],
    ),
}  # fmt: skip
EXACT = [(0.96, 0.986), (0.95, 0.980), (0.96, 0.977), (0.97, 0.989), (0.95, 0.971), (0.95, 0.969)]


# Limits of 5, and of none, in 36 of 60, to their sixth digit.
FIVE_OF_36 = {
    "wald, no population": (0.020217, 0.257561),
    "wald": (0.063834, 0.213944),
    "wilson": (0.080008, 0.230257),
    "logit": (0.079285, 0.232010),
    "beta": (0.074228, 0.229358),
}
NONE_OF_36 = {"wilson": (0.0, 0.044982), "beta": (0.0, 0.041282)}


@pytest.mark.parametrize(("chosen", "known"), [(5, FIVE_OF_36), (0, NONE_OF_36)])
def test_limits_are_those_that_were_measured(chosen: int, known: dict[str, Limits]) -> None:
    for name, limits in known.items():
        method, knows_population, _ = TABLE[name]
        found = method(chosen, 36, 1 - 36 / 60 if knows_population else 1.0)
        assert found == pytest.approx(limits, abs=6e-7), name
    assert ours(5, 36, 60) == pytest.approx((5 / 60, 14 / 60))
    assert ours(0, 36, 60) == pytest.approx((0, 3 / 60))
    assert ours(21, 60, 60) == (0.35, 0.35)  # all were asked


@pytest.mark.parametrize("name", TABLE)
def test_other_intervals_cover_as_was_measured(name: str) -> None:
    """To the digits of the table: lowest over all truths to 0.01, mean to 0.001."""
    method, knows_population, expected = TABLE[name]
    for (population, n), (lowest, middle) in zip(SIZES, expected, strict=True):
        left = 1 - n / population if knows_population else 1.0
        found = covered(population, n, [method(each, n, left) for each in range(n + 1)])
        assert (found.min(), found.mean()) == (
            pytest.approx(lowest, abs=0.0051),
            pytest.approx(middle, abs=0.00051),
        ), (population, n)


@pytest.mark.parametrize(("size", "expected"), list(zip(SIZES, EXACT, strict=True)))
def test_our_interval_covers_as_was_measured(
    size: tuple[int, int], expected: tuple[float, float]
) -> None:
    population, n = size
    found = covered(population, n, [ours(each, n, population) for each in range(n + 1)])
    assert found.min() == pytest.approx(expected[0], abs=0.0051)
    assert found.mean() == pytest.approx(expected[1], abs=0.00051)


@pytest.mark.parametrize(
    ("population", "n"), [(13, 12), (30, 12), (100, 12), (45, 40), (500, 25), (900, 80)]
)
def test_our_interval_never_covers_under_94_in_a_hundred(population: int, n: int) -> None:
    found = covered(population, n, [exact_interval(k, n, population) for k in range(n + 1)])
    assert found.min() >= 0.94


# --- Unequal weights: the beta route ------------------------------------------------------------

DESIGNS = {
    "residents of three districts": ((300, 200, 100), (20, 20, 15)),
    "firms, small and larger": ((400, 160), (30, 18)),
    "trainers of two kinds, most of them asked": ((40, 24), (22, 16)),
    "four villages": ((180, 150, 120, 90), (12, 12, 10, 9)),
}
SHARES = (0.1, 0.2, 0.35, 0.5)
ROUNDS = 400
TILTS = ("alike", "rising", "falling")


def strata_that_chose(population: tuple[int, ...], part: float, tilt: str) -> np.ndarray:
    """How many of each stratum have what is asked for."""
    ends = {"alike": (1.0, 1.0), "rising": (0.6, 1.5), "falling": (1.3, 0.4)}[tilt]
    parts = np.minimum(part * np.linspace(*ends, len(population)), 1.0)
    return np.round(parts * population).astype(int)


def design_of(population: tuple[int, ...], drawn: tuple[int, ...]) -> Design:
    labels = np.repeat([f"h{each}" for each in range(len(drawn))], drawn)
    sizes = {f"h{each}": float(whole) for each, whole in enumerate(population)}
    return Design(np.repeat(np.array(population) / drawn, drawn), strata=labels, population=sizes)


@pytest.mark.parametrize("name", DESIGNS)
def test_shares_of_unequal_weights_cover_and_stay_narrow(name: str) -> None:
    """Drawn samples: never under 93 in a hundred, 95 on the mean; on the mean at most a tenth
    wider than the exact interval of a plain sample of as many."""
    population, drawn = DESIGNS[name]
    design = design_of(population, drawn)
    random = np.random.default_rng(20302035)
    held, widths = [], []
    for part, tilt in product(SHARES, TILTS):
        have = strata_that_chose(population, part, tilt)
        truth = have.sum() / sum(population)
        counts = random.hypergeometric(
            have, np.array(population) - have, drawn, size=(ROUNDS, len(drawn))
        )
        found, times = np.unique(counts, axis=0, return_counts=True)
        limits = np.array([limits_of(each, drawn, design) for each in found])
        holds = (limits[:, 0] <= truth + 1e-12) & (truth <= limits[:, 1] + 1e-12)
        held.append(float(times @ holds) / ROUNDS)
        width = float(times @ (limits[:, 1] - limits[:, 0])) / ROUNDS
        widths.append(width / plain_width(sum(drawn), sum(population), int(have.sum())))
    assert min(held) >= 0.93
    assert np.mean(held) >= 0.95
    assert np.mean(widths) <= 1.1


def limits_of(counts: np.ndarray, drawn: tuple[int, ...], design: Design) -> Limits:
    chose = np.concatenate([np.arange(n) < chosen for chosen, n in zip(counts, drawn, strict=True)])
    found = share(chose, design)
    return found.low, found.high


def plain_width(n: int, population: int, have: int) -> float:
    """Mean width of the exact interval of a simple random sample."""
    chances = stats.hypergeom.pmf(np.arange(n + 1), population, have, n)
    widths = [np.diff(exact_interval(each, n, population))[0] for each in range(n + 1)]
    return float(chances @ widths)
