"""Composite scores: closed forms, and errors against those drawn by simulation."""

import numpy as np
import pytest

from app.estimation import Design
from app.estimation.composite import Source, composite, scores_of
from app.estimation.errors import EmptyDomainError


def test_a_score_is_fifty_for_the_average_and_ten_points_a_standard_deviation() -> None:
    assert scores_of(np.array([[1.0, 2.0, 3.0]])) == pytest.approx(
        np.array([50 - 10 * np.sqrt(1.5), 50.0, 50 + 10 * np.sqrt(1.5)])
    )
    assert scores_of(np.array([[4.0, 4.0], [0.0, 1.0]])) == pytest.approx(np.array([45.0, 55.0]))


def test_the_unit_of_a_number_does_not_matter() -> None:
    numbers = np.array([[0.1, 0.4, 0.2], [3.0, 1.0, 2.0]])
    other = numbers * np.array([[100.0], [0.5]]) + np.array([[7.0], [-1.0]])
    assert scores_of(other) == pytest.approx(scores_of(numbers))


def test_numbers_known_without_error_have_scores_without_error() -> None:
    source = Source(Design(np.ones(5), population=5), np.ones((5, 1, 2)), 4.0)
    first, second = composite(np.array([[1.0, 2.0]]), [source], seed=1)
    assert (first.value, first.low, first.high) == (40.0, 40.0, 40.0)
    assert second.value == 60.0


def test_scores_hold_the_truth_as_often_as_they_say() -> None:
    """Means of three items in a sample of 60, drawn 300 times."""
    truth, random = np.array([1.0, 2.0, 4.0]), np.random.default_rng(5)
    true_scores = scores_of(truth[None, :])
    hits = 0
    for draw in range(300):
        seen = truth + 2 * random.standard_normal((60, 3))
        means = seen.mean(axis=0)
        scores = ((seen - means) / 60)[:, None, :]
        found = composite(means[None, :], [Source(Design(np.ones(60)), scores, 59.0)], seed=draw)
        hits += sum(
            each.low <= true <= each.high
            for each, true in zip(found, true_scores.tolist(), strict=True)
        )
    assert hits / 900 > 0.92


def test_the_same_seed_gives_the_same_and_a_single_item_is_refused() -> None:
    source = Source(Design(np.ones(6)), np.arange(12.0).reshape(6, 1, 2) / 10, 5.0)
    numbers = np.array([[1.0, 2.0]])
    assert composite(numbers, [source], seed=3) == composite(numbers, [source], seed=3)
    with pytest.raises(EmptyDomainError):
        composite(np.array([[1.0]]), [], seed=1)
