"""From one occupation to another."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from app.foresight.errors import AmountError, SquareError
from app.foresight.occupations import (
    cosine,
    jaccard,
    optimal_transport,
    transition_path,
    weighted_skills,
)

COOK = weighted_skills(["hygiene", "cooking"], ["buying"])
BAKER = weighted_skills(["hygiene", "baking"], ["cooking"])
NURSE = weighted_skills(["care"])
SKILLS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from([0.5, 1.0]), min_size=1)


def test_essential_skills_weigh_twice_optional_ones() -> None:
    assert weighted_skills(["a"], ["a", "b"]) == {"a": 1.0, "b": 0.5}
    assert jaccard(COOK, BAKER) == (1 + 0.5) / (1 + 1 + 0.5 + 1)
    assert cosine(COOK, BAKER) == pytest.approx((1 + 0.5) / 2.25)


@settings(max_examples=60, deadline=None)
@given(SKILLS, SKILLS, SKILLS)
def test_likeness_is_mutual_bounded_and_a_metric(
    one: dict[str, float], two: dict[str, float], three: dict[str, float]
) -> None:
    for like in (jaccard, cosine):
        assert like(one, two) == like(two, one)
        assert 0 <= like(one, two) <= 1
        assert like(one, one) == pytest.approx(1)
    direct = 1 - jaccard(one, three)
    assert direct <= 2 - jaccard(one, two) - jaccard(two, three) + 1e-12


def test_nothing_shared_is_no_likeness() -> None:
    assert (jaccard(COOK, NURSE), cosine(COOK, NURSE)) == (0, 0)


@pytest.mark.parametrize("skills", [{}, {"a": 0.0}, {"a": -1.0, "b": 3.0}])
def test_an_occupation_without_skills_is_refused(skills: dict[str, float]) -> None:
    for like in (jaccard, cosine):
        with pytest.raises(AmountError):
            like(COOK, skills)


LADDER = {
    "a": weighted_skills(["1", "2", "3"]),
    "b": weighted_skills(["2", "3", "4"]),
    "c": weighted_skills(["3", "4", "5"]),
    "far": weighted_skills(["9"]),
}


def test_the_straight_way_is_taken_unless_it_is_too_steep() -> None:
    straight = transition_path(LADDER, "a", "c")
    assert straight is not None
    assert [step.to for step in straight] == ["c"]
    assert straight[0].missing == ("4", "5")
    by_steps = transition_path(LADDER, "a", "c", least=0.4)
    assert by_steps is not None
    assert [(step.to, step.similarity, step.missing) for step in by_steps] == [
        ("b", 0.5, ("4",)),
        ("c", 0.5, ("5",)),
    ]


def test_ways_that_lead_nowhere() -> None:
    assert transition_path(LADDER, "a", "far") is None
    assert transition_path(LADDER, "a", "c", least=0.9) is None
    assert transition_path(LADDER, "a", "a") == ()
    with pytest.raises(AmountError, match="'z'"):
        transition_path(LADDER, "a", "z")
    with pytest.raises(AmountError, match="likeness"):
        transition_path(LADDER, "a", "c", least=2)


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_of_single_persons_is_the_best_assignment(seed: int) -> None:
    cost = np.random.default_rng(seed).random((7, 7))
    found = optimal_transport(cost, np.ones(7), np.ones(7))
    assert found.cost == pytest.approx(cost[linear_sum_assignment(cost)].sum())
    assert found.moves.sum(axis=0) == pytest.approx(np.ones(7))


def test_plans_that_cannot_be_are_refused() -> None:
    with pytest.raises(AmountError, match="3 persons have 2 places"):
        optimal_transport([[1, 2]], [3], [1, 1])
    with pytest.raises(SquareError, match="row 1, column 2"):
        optimal_transport([[1, -2]], [2], [1, 1])
    with pytest.raises(SquareError, match="shape"):
        optimal_transport([], [2], [1, 1])
    with pytest.raises(AmountError, match="Targets"):
        optimal_transport([[1, 2]], [2], [2])
