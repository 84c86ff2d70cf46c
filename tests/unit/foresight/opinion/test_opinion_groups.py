"""Groups of opinion: found again when planted, the same with a seed, honest when there are none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist

from app.estimation.arrays import Floats, Ints
from app.foresight import opinion
from app.foresight.errors import VoteError
from app.foresight.opinion.clustering import k_means, mean_silhouettes, silhouettes
from app.foresight.opinion.projection import plane
from tests.speed.opinions import made_votes
from tests.unhurried import unhurried

GAP = float("nan")
CAMP = [1.0, 1, 1, 1, -1, -1, -1, -1, 1, 0]
OTHER = [-1.0, -1, -1, -1, 1, 1, 1, 1, 1, 0]


def planted(voters: int = 60, statements: int = 40, camps: int = 3) -> tuple[Floats, Ints]:
    """Votes of camps that keep to their line nine times in ten, a third of them unseen."""
    random = np.random.default_rng(11)
    camp = np.arange(voters) % camps
    lines = random.choice([-1.0, 1.0], size=(camps, statements))
    follows = random.random((voters, statements)) < 0.9
    votes = np.where(follows, lines[camp], random.choice([-1.0, 0, 1], (voters, statements)))
    return np.where(random.random(votes.shape) < 0.3, GAP, votes), camp


def test_planted_camps_are_found_and_suggested() -> None:
    votes, camp = planted()
    found = opinion.groups(votes, seed=4)
    assert found.suggested == 3
    labels = found.of(3).labels
    assert all(np.unique(labels[camp == each]).size == 1 for each in range(3))
    assert found.of(3).sizes == (20, 20, 20)
    assert [each.k for each in found.groupings] == [2, 3, 4, 5]


@pytest.mark.parametrize("seed", [0, 1, 99])
def test_the_same_seed_gives_the_same_groups(seed: int) -> None:
    votes = np.random.default_rng(2).choice([-1.0, 0, 1, GAP], (80, 30))
    first, again = opinion.groups(votes, seed), opinion.groups(votes, seed)
    for one, other in zip(first.groupings, again.groupings, strict=True):
        assert one.labels.tolist() == other.labels.tolist()
        assert one.silhouette == other.silhouette


def test_the_largest_group_comes_first() -> None:
    votes = np.array([OTHER] * 3 + [CAMP] * 9)
    found = opinion.groups(votes, seed=0).of(2)
    assert found.sizes == (9, 3)
    assert found.labels.tolist() == [1] * 3 + [0] * 9
    assert found.too_small == (1,)


def test_only_as_many_groups_as_there_are_views() -> None:
    found = opinion.groups(np.array([CAMP] * 10 + [OTHER] * 10), seed=0)
    assert [each.k for each in found.groupings] == [2]
    with pytest.raises(VoteError, match="no grouping in 3"):
        found.of(3)


@pytest.mark.parametrize(
    "votes",
    [
        np.empty((0, 0)),
        np.empty((0, 3)),
        np.empty((3, 0)),
        np.full((4, 2), GAP),
        np.ones((6, 8)),
        np.array([CAMP]),
    ],
)
def test_voters_who_do_not_differ_have_no_groups(votes: Floats) -> None:
    found = opinion.groups(votes, seed=0)
    assert (found.groupings, found.suggested) == ((), None)


def test_who_voted_too_little_takes_no_part() -> None:
    little = [1.0] * 6 + [GAP] * 4
    found = opinion.groups(np.array([CAMP] * 5 + [OTHER] * 5 + [little]), seed=0)
    assert found.takes_part.tolist() == [True] * 10 + [False]
    assert found.of(2).labels[-1] == -1
    assert np.isnan(found.points[-1]).all()
    assert not np.isnan(found.points[:-1]).any()


def test_who_only_agrees_is_flagged_and_can_be_left_out() -> None:
    votes = np.array([CAMP] * 6 + [OTHER] * 6 + [[1.0] * 10, [0.0] * 10, [-1.0] * 7 + [GAP] * 3])
    flagged = opinion.one_way(votes)
    assert flagged[-3:] == ("agree", "pass", "disagree")
    assert set(flagged[:-3]) == {None}
    kept = opinion.groups(votes, seed=0)
    assert sum(kept.of(2).one_way) == 3
    without = opinion.groups(votes, seed=0, left_out=np.array([way is not None for way in flagged]))
    assert sum(without.of(2).sizes) == 12
    assert without.of(2).one_way == (0, 0)
    assert opinion.one_way(np.array([[1.0, GAP, GAP, GAP, GAP, GAP, GAP, GAP]])) == (None,)


def test_consensus_needs_every_group() -> None:
    votes = np.array([CAMP] * 6 + [OTHER] * 6)
    found = opinion.groups(votes, seed=0).of(2)
    assert found.consensus[8] == pytest.approx((7 / 8) ** 2)
    assert found.consensus[0] == pytest.approx(7 / 8 * 1 / 8)
    assert found.consensus[9] == found.rejection[9] == pytest.approx(1 / 64)
    assert found.rejection[0] == found.consensus[0]


def test_a_label_that_nobody_has_is_no_group() -> None:
    votes = [[1, -1], [1, 0], [0, 1], [1, 1]]
    found = opinion.group_informed_consensus(votes, [0, 0, 7, -1])
    assert found == pytest.approx([3 / 4 * 1 / 3, 1 / 4 * 2 / 3])
    assert opinion.tallies(votes, [0, 0, 7, -1]).seen.tolist() == [[2, 2], [1, 1]]
    assert opinion.group_informed_consensus(votes, [-1] * 4).tolist() == [1, 1]


def test_a_group_is_told_by_what_sets_it_apart() -> None:
    found = opinion.groups(np.array([CAMP] * 9 + [OTHER] * 6), seed=0).of(2)
    first, second = found.representatives
    assert {(each.statement, each.side) for each in first} <= {
        (place, "agree" if CAMP[place] == 1 else "disagree") for place in range(8)
    }
    assert len(first) == len(second) == 5
    assert all(each.is_clear for each in (*first, *second))
    assert (first[0].seen, first[0].share, first[0].ratio) == (
        9,
        pytest.approx(10 / 11),
        pytest.approx(10 / 11 / (1 / 8)),
    )


def test_what_fewer_than_five_saw_is_never_clear() -> None:
    found = opinion.groups(np.array([CAMP] * 4 + [OTHER] * 8), seed=0).of(2)
    assert [len(each) for each in found.representatives] == [5, 1]
    assert not found.representatives[1][0].is_clear


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ([1, 0, -1], "table"),
        ([["yes"]], "table of numbers"),
        ([[1, 2]], r"2 is no vote \(voter 0, statement 1"),
        ([[0.5]], "0.5 is no vote"),
        ([[float("inf")]], "inf is no vote"),
    ],
)
def test_what_is_no_vote_is_named(votes: list[object], told: str) -> None:
    with pytest.raises(VoteError, match=told):
        opinion.groups(votes, seed=0)


def test_labels_and_masks_must_fit_the_voters() -> None:
    with pytest.raises(VoteError, match="one whole number"):
        opinion.group_informed_consensus([[1, 0]], [0, 1])
    with pytest.raises(VoteError, match="one whole number"):
        opinion.group_informed_consensus([[1, 0]], [0.5])
    with pytest.raises(VoteError, match="left out"):
        opinion.groups([[1, 0]], 0, left_out=[True, False])


@unhurried(40)
@given(
    arrays(
        np.float64,
        st.tuples(st.integers(0, 14), st.integers(0, 9)),
        elements=st.sampled_from([1.0, 0.0, -1.0, GAP]),
    )
)
def test_any_votes_give_whole_groupings(votes: Floats) -> None:
    found = opinion.groups(votes, seed=3)
    for each in found.groupings:
        part = each.labels[found.takes_part]
        assert each.sizes == tuple(np.bincount(part, minlength=each.k).tolist())
        assert min(each.sizes) > 0
        assert list(each.sizes) == sorted(each.sizes, reverse=True)
        assert -1 <= each.silhouette <= 1
        assert ((each.consensus > 0) & (each.consensus < 1)).all()


def test_the_plane_is_that_of_a_singular_value_decomposition() -> None:
    for shape in ((30, 8), (8, 30)):
        votes = np.random.default_rng(5).choice([-1.0, 0, 1], shape)
        away = votes - votes.mean(axis=0)
        _, lengths, axes = np.linalg.svd(away, full_matrices=False)
        found = plane(votes)
        assert np.abs(found.points) == pytest.approx(np.abs(away @ axes[:2].T), abs=1e-9)
        assert found.explained == pytest.approx(tuple(lengths[:2] ** 2 / (lengths**2).sum()))


def test_few_votes_are_moved_outwards() -> None:
    """One vote of two reaches half as far, times the root of two."""
    both = [[1.0, 1]] * 200 + [[-1.0, -1]] * 200
    points = plane(np.array([*both, [1.0, GAP], [-1.0, GAP]])).points[:, 0]
    assert points[400] == pytest.approx(points[0] / np.sqrt(2), rel=0.01)


def test_silhouettes_are_the_same_by_rows_and_at_once() -> None:
    random = np.random.default_rng(8)
    points = random.normal(size=(1203, 2))
    labels = k_means(points, 4, random)
    at_once = silhouettes(cdist(points, points), labels).mean()
    assert mean_silhouettes(points, [labels]) == pytest.approx([at_once])


def test_k_means_finds_the_best_of_small_sets() -> None:
    """Against every way to part eight points in two."""
    points = np.random.default_rng(1).normal(size=(8, 2))

    def within(labels: Ints) -> float:
        parts = [points[labels == group] for group in (0, 1)]
        return float(sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts))

    ways = [np.array([(code >> place) & 1 for place in range(8)]) for code in range(1, 255)]
    found = k_means(points, 2, np.random.default_rng(0))
    assert within(found) == pytest.approx(min(map(within, ways)))


def test_the_votes_that_speed_is_measured_on_hold_three_camps() -> None:
    votes = made_votes()
    assert votes.shape == (5_000, 500)
    assert opinion.groups(votes[:400], seed=0).suggested == 3
