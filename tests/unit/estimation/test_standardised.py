"""Groups compared as if they had the same ages: by hand, by loops, published, and simulated."""

import numpy as np
import pytest

from app.estimation import Design, calibrate
from app.estimation.arrays import Bools, Floats, Labels
from app.estimation.contrasts import mean_difference
from app.estimation.errors import EmptyDomainError
from app.estimation.standardised import joined_levels, standardised_difference

BERKELEY = {  # department: admitted and rejected men, admitted and rejected women
    "A": (512, 313, 89, 19),
    "B": (353, 207, 17, 8),
    "C": (120, 205, 202, 391),
    "D": (138, 279, 131, 244),
    "E": (53, 138, 94, 299),
    "F": (22, 351, 24, 317),
}


def applicants() -> tuple[Bools, Bools, Labels]:
    """Who was admitted, who is a woman, and the department."""
    rows = [
        (chose, woman, name)
        for name, counts in BERKELEY.items()
        for (chose, woman), count in zip(
            ((True, False), (False, False), (True, True), (False, True)), counts, strict=True
        )
        for _ in range(count)
    ]
    admitted, women, departments = zip(*rows, strict=True)
    return np.array(admitted), np.array(women), np.array(departments)


def test_women_were_admitted_more_often_at_equal_departments() -> None:
    """Freedman, Pisani and Purves, Statistics, ch. 2: 39 % of men and 43 % of women, where the
    plain shares are 45 % and 30 %. Source: Bickel, Hammel and O'Connell 1975, Science 187:398."""
    admitted, women, departments = applicants()
    design = Design(np.ones(admitted.size))
    found = standardised_difference(admitted, design, group=women, rest=~women, levels=departments)
    assert found.value == pytest.approx(0.43 - 0.387, abs=0.001)
    assert found.low > 0
    plain = mean_difference(admitted, design, women, ~women).estimate
    assert plain.value == pytest.approx(0.30 - 0.445, abs=0.005)


def made(seed: int, n: int = 160) -> tuple[Bools, Bools, Labels, Floats]:
    random = np.random.default_rng(seed)
    levels = random.choice(["g15", "g30", "g55"], n, p=[0.3, 0.4, 0.3])
    group = random.random(n) < np.where(levels == "g15", 0.5, 0.3)
    chose = random.random(n) < np.where(levels == "g55", 0.7, 0.3) + 0.1 * group
    return chose, group, levels, random.uniform(1, 4, n)


def test_value_and_error_are_those_of_plain_loops() -> None:
    chose, group, levels, weights = made(3)
    found = standardised_difference(chose, Design(weights), group=group, rest=~group, levels=levels)
    people = list(zip(chose, group, levels, weights, strict=True))
    whole = sum(weight for *_, weight in people)
    value, scores = 0.0, [0.0] * len(people)
    gaps = {}
    for level in sorted(set(levels.tolist())):
        part = sum(w for *_, each, w in people if each == level) / whole
        shares = []
        for side in (True, False):
            inside = [(c, w) for c, g, each, w in people if each == level and g == side]
            size = sum(w for _, w in inside)
            shares.append(sum(c * w for c, w in inside) / size)
            sign, stretch = (1 if side else -1), (len(inside) / (len(inside) - 1)) ** 0.5
            for place, (c, g, each, _) in enumerate(people):
                if each == level and g == side:
                    scores[place] += sign * part * stretch * (c - shares[-1]) / size
        gaps[level] = shares[0] - shares[1]
        value += part * gaps[level]
    for place, (_, _, level, _) in enumerate(people):
        scores[place] += (gaps[level] - value) / whole
    weighed = [w * each for (*_, w), each in zip(people, scores, strict=True)]
    middle, n = sum(weighed) / len(weighed), len(weighed)
    variance = n / (n - 1) * sum((each - middle) ** 2 for each in weighed)
    assert found.value == pytest.approx(value, abs=1e-12)
    assert found.std_error == pytest.approx(variance**0.5, rel=1e-9)


def test_one_level_is_the_plain_difference() -> None:
    chose, group, levels, weights = made(4)
    design = Design(weights, population=5000)
    found = standardised_difference(
        chose, design, group=group, rest=~group, levels=np.zeros(levels.size)
    )
    plain = mean_difference(chose, design, group, ~group).estimate
    assert found.value == pytest.approx(plain.value)
    assert found.std_error == pytest.approx(plain.std_error, rel=0.02)


def test_the_error_of_a_calibrated_sample_knows_it() -> None:
    """Calibrated to the ages and to who chose, nothing is left to vary but inside the sides."""
    chose, group, levels, weights = made(5)
    labels = np.array([f"{a}:{g}:{c}" for a, g, c in zip(levels, group, chose, strict=True)])
    totals = {label: float(weights[labels == label].sum()) for label in set(labels.tolist())}
    design = calibrate(Design(weights), {"all": (labels, totals)})
    found = standardised_difference(chose, design, group=group, rest=~group, levels=levels)
    assert found.std_error == pytest.approx(0, abs=1e-9)


def test_where_both_sides_all_agree_the_interval_is_not_a_point() -> None:
    chose, group, levels, weights = made(6)
    everybody = np.ones_like(chose)
    found = standardised_difference(
        everybody, Design(weights), group=group, rest=~group, levels=levels
    )
    assert found.value == 0
    assert found.low < -0.02
    assert found.high > 0.02


def test_nineteen_in_twenty_intervals_hold_the_truth() -> None:
    """Drawn anew 1,000 times; the truth is ten points in every level."""
    held = []
    for seed in range(1000):
        chose, group, levels, weights = made(1000 + seed, 110)
        bands = joined_levels(levels, ("g15", "g30", "g55"), group=group, rest=~group)
        found = standardised_difference(
            chose, Design(weights), group=group, rest=~group, levels=bands
        )
        held.append(found.low <= 0.1 <= found.high)
    assert 0.935 <= np.mean(held) <= 0.975


def test_a_level_with_few_of_a_side_joins_its_neighbour() -> None:
    levels = np.array(["g15"] * 12 + ["g20"] * 12 + ["g30"] * 12 + ["g45"] * 3)
    group = np.array(([True] * 3 + [False] * 9) * 3 + [True] * 3)
    found = joined_levels(levels, ("g15", "g20", "g30", "g45"), group=group, rest=~group)
    assert list(dict.fromkeys(found.tolist())) == ["g15+g20", "g30+g45"]
    group = np.array(([True] * 6 + [False] * 6) * 3 + [True] * 3)
    found = joined_levels(levels, ("g15", "g20", "g30", "g45"), group=group, rest=~group)
    assert list(dict.fromkeys(found.tolist())) == ["g15", "g20", "g30+g45"]


def test_a_level_without_a_side_is_refused() -> None:
    chose, group, levels, weights = made(7)
    with pytest.raises(EmptyDomainError):
        standardised_difference(
            chose, Design(weights), group=group, rest=~group & (levels != "g55"), levels=levels
        )
