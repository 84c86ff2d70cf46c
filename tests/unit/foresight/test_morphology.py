"""Fields: counted as by hand, conflicts that are minimal, and combinations that differ."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foresight.errors import FieldError
from app.foresight.morphology import Field, morphology
from app.foresight.morphology.choosing import best
from app.foresight.morphology.possible import is_possible


def made(seed: int, sizes: tuple[int, ...], least: int) -> Field:
    scores = np.random.default_rng(seed).integers(least, 4, (sum(sizes), sum(sizes)))
    upper = np.triu(scores, 1)
    return Field(upper + upper.T, sizes)


def by_hand(field: Field) -> list[tuple[float, tuple[int, ...]]]:
    found = []
    for options in product(*map(range, field.sizes)):
        rows = [start + option for start, option in zip(field.starts, options, strict=True)]
        pairs = list(combinations(rows, 2))
        if not any(field.excluded[pair] for pair in pairs):
            score = sum(float(field.scores[pair]) for pair in pairs)
            found.append((score, tuple(option + 1 for option in options)))
    return found


def kept_by_hand(
    whole: list[tuple[float, tuple[int, ...]]], keep: int, distance: int
) -> list[tuple[float, tuple[int, ...]]]:
    kept: list[tuple[float, tuple[int, ...]]] = []
    for each in sorted(whole, key=lambda one: (-one[0], one[1])) * keep:
        apart = [sum(a != b for a, b in zip(each[1], k[1], strict=True)) for k in kept]
        if len(kept) < keep and all(differ >= distance for differ in apart):
            kept.append(each)
    return kept


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(st.integers(1, 4), min_size=1, max_size=5).map(tuple),
    st.integers(-4, 0),
    st.data(),
)
def test_counts_and_kept_combinations_are_those_found_by_hand(
    seed: int, sizes: tuple[int, ...], least: int, data: st.DataObject
) -> None:
    field = made(seed, sizes, least)
    distance = data.draw(st.integers(1, len(sizes)))
    found, whole = morphology(field, keep=4, distance=distance), by_hand(field)
    assert (found.possible, found.combinations) == (len(whole), field.combinations)
    kept = [(each.score, each.options) for each in found.kept]
    assert kept == kept_by_hand(whole, 4, distance)
    assert found.is_complete
    assert bool(found.conflict) == (not whole)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 3), min_size=2, max_size=4).map(tuple))
def test_a_conflict_closes_the_field_alone_and_none_of_its_pairs_can_be_spared(
    seed: int, sizes: tuple[int, ...]
) -> None:
    found = morphology(made(seed, sizes, -9))
    if found.conflict:
        assert not is_possible(found.conflict, sizes)
        for pair in found.conflict:
            assert is_possible([each for each in found.conflict if each != pair], sizes)


def test_a_large_free_field_is_counted_exactly() -> None:
    scores = np.zeros((120, 120))
    scores[0, 3] = scores[3, 0] = -1
    found = morphology(Field(scores, (3,) * 40), keep=0)
    assert found.possible == 3**40 - 3**38
    assert (found.kept, found.conflict) == ((), ())


def test_pairs_may_be_excluded_apart_from_their_score() -> None:
    field = Field([[0, -1], [-1, 0]], (1, 1), excluded=[[False, False], [False, False]])
    assert morphology(field).kept[0].score == -1
    closed = morphology(Field([[0, 1], [1, 0]], (1, 1), excluded=[[False, True], [True, False]]))
    assert closed.conflict == (((1, 1), (2, 1)),)


def test_a_search_cut_short_says_so() -> None:
    found = best(made(1, (4, 4, 4, 4), 0), [], 1, most_steps=3)
    assert not found.is_complete
    assert best(made(1, (2, 2), 0), [], 1).is_complete


@pytest.mark.parametrize(
    ("scores", "sizes", "told"),
    [
        ([[0]], (), "no option"),
        ([[0]], (1, 1), "shape"),
        ([[0, float("nan")], [0, 0]], (1, 1), "missing"),
        ([[0, 1], [2, 0]], (1, 1), "1 and 2"),
    ],
)
def test_what_is_no_field_is_refused(
    scores: list[list[float]], sizes: tuple[int, ...], told: str
) -> None:
    with pytest.raises(FieldError, match=told):
        Field(scores, sizes)


@pytest.mark.parametrize(("keep", "distance"), [(-1, 1), (2, 0), (2, 3)])
def test_keeping_what_can_not_be_is_refused(keep: int, distance: int) -> None:
    with pytest.raises(FieldError, match="keep 0 or more"):
        morphology(Field([[0, 1], [1, 0]], (1, 1)), keep=keep, distance=distance)
