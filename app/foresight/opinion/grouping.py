"""Groups of opinion: voters who vote alike, shown as two, three, four and five groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.delphi.answers import FEWEST_SHOWN
from app.foresight.errors import VoteError
from app.foresight.opinion.agreeing import (
    Representative,
    Votes,
    consensus_of,
    rejection_of,
    representatives,
)
from app.foresight.opinion.clustering import distinct, k_means, mean_silhouettes
from app.foresight.opinion.projection import plane
from app.foresight.opinion.votes import OneWay, checked, one_way, votes_enough

FEWEST_GROUPS, MOST_GROUPS = 2, 5
VOTERS_A_GROUP = 12
MOST_COMPARED = 5_000  # voters between whom distances are taken


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grouping:
    """The voters in k groups, the largest first.

    labels: shape (voters,), 0 to k - 1, -1 for whoever takes no part. silhouette: mean, in
    [-1, 1]; about 0.3 to 0.4 comes out of pure chance too. consensus, rejection: shape
    (statements,), see group_informed_consensus(). one_way: voters of each group that vote one
    way only.
    """

    k: int
    labels: Ints
    sizes: tuple[int, ...]
    one_way: tuple[int, ...]
    silhouette: float
    consensus: Floats
    rejection: Floats
    representatives: tuple[tuple[Representative, ...], ...]

    @property
    def too_small(self) -> tuple[int, ...]:
        """Groups of fewer than 5 voters: nothing of them may be shown apart."""
        return tuple(group for group, size in enumerate(self.sizes) if size < FEWEST_SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opinion:
    """Every grouping there is, from two groups up; () where voters do not differ.

    suggested: the number of groups set apart best, of up to 2 + voters / 12, and rather without a
    group of fewer than 5; None without groupings. points: shape (voters, 2), nan for whoever
    takes no part. explained: share of all spread on each axis. takes_part: shape
    (voters,). one_way: a voter each, see one_way().
    """

    groupings: tuple[Grouping, ...]
    suggested: int | None
    points: Floats
    explained: tuple[float, float]
    takes_part: Bools
    one_way: tuple[OneWay | None, ...]

    def of(self, k: int) -> Grouping:
        """Raises VoteError where the voters can't be parted into so many."""
        for each in self.groupings:
            if each.k == k:
                return each
        raise VoteError(f"There is no grouping in {k}: take one of those found, or more voters.")


def groups(votes: ArrayLike, seed: int, *, left_out: ArrayLike | None = None) -> Opinion:
    """The mathematics of Polis, with all of two to five groups and no memory of a last time.

    votes: shape (voters, statements), 1 agree, 0 pass, -1 disagree, nan not seen. Voters with 7
    votes (or all, of fewer statements) take part. left_out: shape (voters,), who shall not, such
    as those who vote one way only. The same votes and seed give the same groups. Among more than
    5 000 voters the silhouettes are those of 5 000 drawn with the seed.
    Source: Small and others 2021, Polis, Recerca 26. Raises VoteError.
    """
    table = checked(votes)
    takes_part = votes_enough(table) & ~_mask(left_out, table.shape[0])
    random = np.random.default_rng(seed)
    points = np.full((table.shape[0], 2), np.nan)
    found = plane(table[takes_part])
    points[takes_part] = found.points
    ways = one_way(table)
    most = min(MOST_GROUPS, distinct(found.points))
    labelled = [k_means(found.points, k, random) for k in range(FEWEST_GROUPS, most + 1)]
    compared = _compared(found.points.shape[0], random)
    apart = mean_silhouettes(found.points[compared], [labels[compared] for labels in labelled])
    counted = Votes.of(table)
    groupings = tuple(
        _grouping(counted, _everyone(labels, takes_part), silhouette, ways)
        for labels, silhouette in zip(labelled, apart, strict=True)
    )
    return Opinion(
        groupings=groupings,
        suggested=_suggested(groupings),
        points=points,
        explained=found.explained,
        takes_part=takes_part,
        one_way=ways,
    )


def _mask(left_out: ArrayLike | None, voters: int) -> Bools:
    mask = np.zeros(voters, bool) if left_out is None else np.asarray(left_out)
    if mask.shape != (voters,) or mask.dtype != np.bool_:
        raise VoteError("Who is left out is told by one yes or no a voter: correct it.")
    return mask


def _compared(voters: int, random: np.random.Generator) -> Ints:
    if voters <= MOST_COMPARED:
        return np.arange(voters)
    return np.sort(random.choice(voters, MOST_COMPARED, replace=False))


def _everyone(labels: Ints, takes_part: Bools) -> Ints:
    found = np.full(takes_part.size, -1, dtype=np.intp)
    found[takes_part] = labels
    return found


def _grouping(
    votes: Votes, labels: Ints, silhouette: float, ways: tuple[OneWay | None, ...]
) -> Grouping:
    k, counts = int(labels.max()) + 1, votes.by_group(labels)
    is_one_way = np.array([way is not None for way in ways])
    return Grouping(
        k=k,
        labels=labels,
        sizes=tuple(np.bincount(labels[labels >= 0], minlength=k).tolist()),
        one_way=tuple(np.bincount(labels[(labels >= 0) & is_one_way], minlength=k).tolist()),
        silhouette=silhouette,
        consensus=consensus_of(counts),
        rejection=rejection_of(counts),
        representatives=tuple(representatives(counts, group) for group in range(k)),
    )


def _suggested(groupings: tuple[Grouping, ...]) -> int | None:
    """The number of groups with the best silhouette, of equals the smaller.

    Only of as many groups as there are dozens of voters and two, and, where there is one, of
    groupings without a group too small to be shown.
    """
    fitting = [
        each for each in groupings if each.k <= FEWEST_GROUPS + sum(each.sizes) // VOTERS_A_GROUP
    ]
    whole = [each for each in fitting if not each.too_small] or fitting
    return max(whole, key=lambda each: each.silhouette).k if whole else None
