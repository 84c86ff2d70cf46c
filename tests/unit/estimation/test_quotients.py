"""Quotients of shares: by hand, by loops over what may be, and simulated."""

import math

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.differences import quotient
from app.estimation.errors import DesignError, SmallAreaError
from app.estimation.estimates import Estimate
from app.estimation.pooling import FLAT, RATIOS
from app.estimation.quotients import shrunk_quotients
from app.estimation.shares import share, share_size


def known(value: float, n: int = 100, reach: float = 0.05) -> Estimate:
    return Estimate(value, reach / 2, value - reach, value + reach, n, n, n - 1, 1.0)


def shares(values: list[float]) -> list[Estimate]:
    return [known(each) for each in values]


def test_as_many_here_as_elsewhere_is_one() -> None:
    alike = shares([0.2, 0.5, 0.35])
    sizes = np.full(3, 100.0)
    for each in shrunk_quotients(alike, alike, (sizes, sizes)):
        assert each.value == pytest.approx(1)
        assert each.low < 1 < each.high


def by_loops(logs: list[float], variances: list[float]) -> list[float]:
    """The middle of what each may be, over the same spreads, without a matrix."""
    scale = len(variances) / sum(1 / each for each in variances)
    chances, means = [], []
    for ratio, flat in zip(RATIOS.tolist(), FLAT.tolist(), strict=True):
        between = scale * ratio**2
        likely = flat
        for log, noise in zip(logs, variances, strict=True):
            whole = between + noise
            likely -= (math.log(whole) + log * log / whole) / 2
        chances.append(likely)
        means.append(
            [between / (between + noise) * log for log, noise in zip(logs, variances, strict=True)]
        )
    top = max(chances)
    chances = [math.exp(each - top) for each in chances]
    kept = [(c, m) for c, m in zip(chances, means, strict=True) if c > 1e-4]
    whole = sum(c for c, _ in kept)
    return [sum(c * m[place] for c, m in kept) / whole for place in range(len(logs))]


def test_values_are_those_of_plain_loops() -> None:
    here, elsewhere = [0.3, 0.05, 0.0, 0.22], [0.1, 0.06, 0.03, 0.2]
    n, m = 80.0, 300.0
    found = shrunk_quotients(shares(here), shares(elsewhere), (np.full(4, n), np.full(4, m)))
    logs = [
        math.log((n * p + 0.5) / (n + 0.5) / ((m * q + 0.5) / (m + 0.5)))
        for p, q in zip(here, elsewhere, strict=True)
    ]
    variances = [
        1 / (n * p + 0.5) - 1 / (n + 0.5) + 1 / (m * q + 0.5) - 1 / (m + 0.5)
        for p, q in zip(here, elsewhere, strict=True)
    ]
    expected = [math.exp(each) for each in by_loops(logs, variances)]
    assert [each.value for each in found] == pytest.approx(expected, rel=1e-9)


def test_few_answers_are_drawn_to_one() -> None:
    here, elsewhere = shares([0.3, 0.1, 0.2, 0.2]), shares([0.1, 0.1, 0.2, 0.2])
    many, few = (
        shrunk_quotients(here, elsewhere, (np.full(4, n), np.full(4, n)))[0] for n in (4000, 40)
    )
    assert many.value == pytest.approx(3, rel=0.05)
    assert 1 < few.value < 2.5
    assert many.low > 2.5


def test_shares_without_a_size_each_are_refused() -> None:
    three = shares([0.1, 0.2, 0.3])
    with pytest.raises(SmallAreaError):
        shrunk_quotients(three, three[:2], (np.full(3, 9.0), np.full(3, 9.0)))


def drawn(random: np.random.Generator, chances: np.ndarray, n: int) -> list[Estimate]:
    design = Design(np.ones(n))
    return [share(random.random(n) < chance, design) for chance in chances]


@pytest.mark.parametrize(("n", "least"), [(40, 0.7), (80, 0.9)])
def test_specific_skills_are_found_and_common_ones_seldom_called_so(n: int, least: float) -> None:
    """Thirty skills that differ as territories do and two specific ones, named 3.7 times as often
    as by 320 firms elsewhere: found as often as docs/methods says, or oftener."""
    random = np.random.default_rng(n)
    elsewhere = np.linspace(0.05, 0.2, 32)
    false = held = caught = rare = 0
    for _ in range(25):
        truth = np.exp([1.3, 1.3, *random.normal(0, 0.4, 30)])
        pair = drawn(random, elsewhere[::-1] * truth, n), drawn(random, elsewhere[::-1], 320)
        sizes = [np.array([share_size(e, Design(np.ones(e.n))) for e in side]) for side in pair]
        found = shrunk_quotients(*pair, (sizes[0], sizes[1]))
        above = np.array([each.low > 1 for each in found])
        rare += int((truth <= 1).sum())
        false += int((above & (truth <= 1)).sum())
        caught += int(above[:2].sum())
        held += sum(e.low <= t <= e.high for e, t in zip(found, truth.tolist(), strict=True))
    assert false <= 0.02 * rare
    assert held >= 0.93 * 25 * 32
    assert caught >= least * 25 * 2


def test_a_quotient_of_two_samples_combines_their_limits() -> None:
    one, other = known(0.4, reach=0.1), known(0.2, reach=0.05)
    found = quotient(one, other)
    up = math.hypot(math.log(0.5 / 0.4), math.log(0.2 / 0.15))
    down = math.hypot(math.log(0.4 / 0.3), math.log(0.25 / 0.2))
    assert found.value == pytest.approx(2)
    assert found.high == pytest.approx(2 * math.exp(up))
    assert found.low == pytest.approx(2 * math.exp(-down))
    assert found.std_error == pytest.approx(2 * math.hypot(0.05 / 0.4, 0.025 / 0.2))


def test_nobody_here_has_an_upper_limit_and_nobody_elsewhere_is_refused() -> None:
    nobody = Estimate(0.0, 0.0, 0.0, 0.04, 90, 90, 89, 1.0)
    found = quotient(nobody, known(0.2))
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(0.04 / 0.15)
    with pytest.raises(DesignError):
        quotient(known(0.2), nobody)
