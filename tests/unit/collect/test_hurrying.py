"""Very fast answers: less than a third of the median, as counts."""

import pytest

from app.collect.hurrying import hurried
from app.collect.protecting import Kept

USUAL = [600.0] * 40


def test_under_a_third_of_the_median_is_very_fast() -> None:
    found = hurried({("en", "web"): [*USUAL, 199.9, 200.0, 30.0]})
    assert found is not None
    assert (found.median_seconds, found.under_seconds) == (600, pytest.approx(200))
    assert (found.timed, found.count) == (43, 2)


def test_few_fast_ones_are_not_split() -> None:
    found = hurried({("en", "web"): [*USUAL, *[10.0] * 5], ("fr", "paper"): [10.0] * 4})
    assert found is not None
    assert (found.count, found.languages, found.modes) == (9, {}, {})


def test_many_are_split_by_language_and_by_mode_and_never_crossed() -> None:
    seconds = {
        ("en", "web"): [*USUAL, *[10.0] * 8],
        ("fr", "web"): [10.0] * 6,
        ("fr", "paper"): [10.0] * 2,
    }
    found = hurried(seconds)
    assert found is not None
    assert found.languages == {"en": 8, "fr": 8}
    assert found.modes == {"web": Kept.COMPLEMENT, "paper": Kept.FEW}


def test_a_median_of_few_means_nothing() -> None:
    assert hurried({("en", "web"): [600.0] * 19}) is None
