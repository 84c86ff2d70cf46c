"""Intervals keep their promise on biased samples of a small population, after raking."""

import numpy as np

from app.estimation import Design, calibrate, share

SIZE, DRAWN, ROUNDS = 1500, 120, 300


def test_intervals_of_raked_shares_cover_the_truth() -> None:
    random = np.random.default_rng(20302035)
    sex = random.choice(np.array(["f", "m"]), SIZE)
    age = random.choice(np.array(["young", "middle", "old"]), SIZE, p=[0.3, 0.4, 0.3])
    chance = 0.15 + 0.35 * (age == "old") + 0.15 * (sex == "f")
    stays = random.random(SIZE) < chance
    pull = 1 + 0.6 * (sex == "f") + 0.8 * (age == "old")
    covered = sum(
        _covers(random.choice(SIZE, DRAWN, replace=False, p=pull / pull.sum()), sex, age, stays)
        for _ in range(ROUNDS)
    )
    assert 0.92 <= covered / ROUNDS <= 0.99


def _covers(rows: np.ndarray, sex: np.ndarray, age: np.ndarray, stays: np.ndarray) -> bool:
    margins = {
        "sex": (sex[rows], {level: float((sex == level).sum()) for level in ("f", "m")}),
        "age": (age[rows], {each: float((age == each).sum()) for each in np.unique(age).tolist()}),
    }
    design = calibrate(Design(np.full(DRAWN, SIZE / DRAWN), population=SIZE), margins)
    found = share(stays[rows], design)
    return bool(found.low <= stays.mean() <= found.high)
