"""The study of power in small, and what it rests on."""

import numpy as np
import pytest

from app.reference.cells import Verdict
from tests.power.study import Sample, Seen, sample
from tests.power.tally import Tally, tally
from tests.power.territories import (
    FIRMS,
    LEAST,
    MOST,
    NULLS,
    SKILLS,
    TERRITORIES,
    answers,
    territories,
)

ROUNDS = 12
FEW, MANY = (40, 200), (150, 500)


@pytest.fixture(scope="module")
def samples() -> dict[tuple[int, int], list[Sample]]:
    return {size: [sample(*size, seed) for seed in range(ROUNDS)] for size in (FEW, MANY)}


@pytest.fixture(scope="module")
def gaps(samples: dict[tuple[int, int], list[Sample]]) -> dict[tuple[int, int], Tally]:
    return {
        size: tally(seen for each in found for seen in each.gaps) for size, found in samples.items()
    }


def test_respondents_name_skills_as_often_as_the_truth_says() -> None:
    random = np.random.default_rng(5)
    territory = territories(random)[0]
    found = answers(territory.need, territory.shares, 20_000, FIRMS, random)
    many = found.named.sum(axis=1)
    assert (many.min(), many.max()) == (LEAST, MOST)
    shares = found.design.weights @ found.named / found.design.weights.sum()
    expected = territory.need * (LEAST + MOST) / 2
    errors = np.sqrt(expected * (1 - expected) / 10_000)
    assert (np.abs(shares - expected) < 4 * errors).all()


def test_true_nulls_are_mixed_in_and_one_territory_has_nothing_else() -> None:
    found = territories(np.random.default_rng(6))
    assert [int(each.has_gap.sum()) for each in found] == [SKILLS - NULLS] * (TERRITORIES - 1) + [0]
    for each in found:
        assert not each.gaps[~each.has_gap].any()
        assert np.abs(each.gaps).max() < 100 * SKILLS
    assert np.abs(found[0].gaps).max() > 50


@pytest.mark.parametrize("size", [FEW, MANY])
def test_of_those_called_clear_at_most_one_in_twenty_is_false(
    gaps: dict[tuple[int, int], Tally], size: tuple[int, int]
) -> None:
    found = gaps[size]
    assert found.clear > 1
    assert found.false_clear <= 0.05
    assert found.mean_false_clear <= 0.05
    assert found.likely > found.clear
    assert found.false_likely <= 0.20


@pytest.mark.parametrize("size", [FEW, MANY])
def test_plain_intervals_would_call_more_of_the_false_ones(
    gaps: dict[tuple[int, int], Tally], size: tuple[int, int]
) -> None:
    assert gaps[size].false_apart > 0.05


def test_more_answers_find_more_of_what_is_there(gaps: dict[tuple[int, int], Tally]) -> None:
    few, many = (gaps[size] for size in (FEW, MANY))
    assert few.large < 0.6 < many.large
    assert few.middling < many.middling
    assert many.large <= many.large_likely


def test_differences_to_the_others_keep_the_promise_too(
    samples: dict[tuple[int, int], list[Sample]],
) -> None:
    found = tally(seen for each in samples[MANY] for seen in each.headlines)
    assert found.clear > 1
    assert found.false_clear <= 0.05


def test_the_tally_of_four_differences_counted_by_hand() -> None:
    words = (Verdict.CLEAR, Verdict.CLEAR, Verdict.LIKELY, Verdict.NOT_CLEAR)
    seen = Seen(
        truth=np.array([60.0, 0, 30, 0]),
        is_false=np.array([False, True, False, True]),
        words=words,
        is_apart=np.array([True, True, True, False]),
    )
    found = tally([seen])
    assert (found.clear, found.likely) == (2, 3)
    assert (found.false_clear, found.mean_false_clear) == (0.5, 0.5)
    assert (found.false_likely, found.false_apart) == pytest.approx((1 / 3, 1 / 3))
    assert (found.large, found.middling, found.nulls_apart) == (1, 0, 0.5)
