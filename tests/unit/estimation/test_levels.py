"""Levels are those of a sort, whatever the labels are made of."""

import numpy as np
import pytest

from app.estimation.arrays import Labels
from app.estimation.levels import firsts_of, levels_of, places_of

RANDOM = np.random.default_rng(7)
LABELS = {
    "few texts": np.array(["b", "a", "", "ab", "é", "z10_49", "b"]),
    "long texts": np.char.add("activity ", RANDOM.integers(0, 900, 5000).astype("U3")),
    "unlike texts": RANDOM.integers(33, 0x10FFFF, (50, 6), dtype=np.uint32).view("U6").ravel(),
    "numbers": RANDOM.integers(-5, 40, 3000),
    "numbers far apart": np.array([2**62, -(2**62), 0, 2**62]),
    "bytes": np.array([250, 3, 3, 7], dtype=np.uint8),
    "whether": RANDOM.random(100) > 0.5,
    "decimals": np.array([0.5, -1.0, 0.5]),
    "one": np.array(["same"] * 4),
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS.keys())
def test_levels_are_those_of_a_sort(labels: Labels) -> None:
    found, level = levels_of(labels)
    expected, places = np.unique(labels, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert level.tolist() == places.tolist()


def test_codes_far_apart_have_the_same_places() -> None:
    codes = np.array([10**12, 0, 5, 10**12])
    assert [each.tolist() for each in map(np.asarray, places_of(codes))] == [[2, 0, 1, 2], 3]


def test_what_is_first_seen_late_is_found() -> None:
    places = np.zeros(120_000, dtype=np.intp)
    places[110_000:] = 1
    assert firsts_of(places, 2).tolist() == [0, 110_000]
