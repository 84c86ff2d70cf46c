"""What groups of voters share, and what is their own."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.delphi.answers import FEWEST_SHOWN
from app.foresight.errors import VoteError
from app.foresight.opinion.votes import AGREE, DISAGREE, checked

Z_90 = 1.2816  # normal quantile, one-sided
MOST_STATEMENTS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Votes by group and statement, each of shape (k, statements); passes are seen."""

    agreed: Floats
    disagreed: Floats
    seen: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who agreed, disagreed, saw a statement; each of shape (voters, statements)."""

    agreed: Bools
    disagreed: Bools
    seen: Bools

    @classmethod
    def of(cls, table: Floats) -> "Votes":
        """table: votes as checked() gives them."""
        return cls(table == AGREE, table == DISAGREE, ~np.isnan(table))

    def by_group(self, labels: Ints) -> Tallies:
        """labels: shape (voters,), groups from 0 up; below 0: in no group."""
        members = [labels == group for group in range(int(labels.max(initial=-1)) + 1)]
        return Tallies(
            *(_counted(kind, members) for kind in (self.agreed, self.disagreed, self.seen))
        )


def _counted(votes: Bools, members: list[Bools]) -> Floats:
    counts = [votes[each].sum(axis=0) for each in members]
    return np.array(counts, dtype=np.float64).reshape(len(members), votes.shape[1])


def tallies(votes: ArrayLike, labels: ArrayLike) -> Tallies:
    """labels: shape (voters,), whole numbers; below 0: in no group. Raises VoteError.

    A row a group that has a voter, by rising label.
    """
    table, groups = checked(votes), np.asarray(labels)
    if groups.shape != (table.shape[0],) or not np.issubdtype(groups.dtype, np.integer):
        raise VoteError("Each voter has one whole number of a group, -1 for none: correct them.")
    used = np.unique(groups[groups >= 0])
    places = np.where(groups >= 0, np.searchsorted(used, groups), -1)
    return Votes.of(table).by_group(places.astype(np.intp))


def group_informed_consensus(votes: ArrayLike, labels: ArrayLike) -> Floats:
    """A statement each, in (0, 1): high only where every group agrees.

    Product over groups of (agreed + 1) / (seen + 2), the chance that a member agrees; passes
    count as seen, voters in no group do not count. Comparable only among the statements of one
    grouping. Source: Small and others 2021, Polis, Recerca 26. Raises VoteError.
    """
    return consensus_of(tallies(votes, labels))


def consensus_of(counts: Tallies) -> Floats:
    """As group_informed_consensus(), shape (statements,), in (0, 1)."""
    return np.asarray(((counts.agreed + 1) / (counts.seen + 2)).prod(axis=0), dtype=np.float64)


def rejection_of(counts: Tallies) -> Floats:
    """As consensus_of(), of disagreement; shape (statements,), in (0, 1)."""
    return np.asarray(((counts.disagreed + 1) / (counts.seen + 2)).prod(axis=0), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A statement that sets a group apart. statement: its place, from 0.

    share: (voted so + 1) / (seen + 2) in the group. ratio: that over the same of all others.
    z_share: against one half; z_ratio: against the others. is_clear: both above 1.2816 (90 %),
    and seen by 5 of the group; many statements are tried, so that some are clear by chance.
    """

    statement: int
    side: Literal["agree", "disagree"]
    seen: int
    share: float
    ratio: float
    z_share: float
    z_ratio: float
    is_clear: bool


class _Strengths(NamedTuple):
    """How much each statement sets a group apart, every field of shape (statements,)."""

    share: Floats
    ratio: Floats
    z_share: Floats
    z_ratio: Floats


def representatives(counts: Tallies, group: int) -> tuple[Representative, ...]:
    """Up to 5 clear statements of a group, strongest first; the one strongest if none is clear.

    Strength: share x z_share x ratio x z_ratio as in Polis; without a clear one, z_ratio. A side
    is taken where the group differs most. () where the group saw nothing.
    """
    agreeing = _strengths(counts.agreed, counts.seen, group)
    disagreeing = _strengths(counts.disagreed, counts.seen, group)
    agrees = agreeing.z_ratio >= disagreeing.z_ratio
    sides = zip(agreeing, disagreeing, strict=True)
    chosen = _Strengths._make(np.where(agrees, one, other) for one, other in sides)
    was_seen = counts.seen[group] > 0
    is_sure = (chosen.z_share > Z_90) & (chosen.z_ratio > Z_90)
    clear = is_sure & (counts.seen[group] >= FEWEST_SHOWN)
    pool = np.flatnonzero(clear) if clear.any() else np.flatnonzero(was_seen)
    product = chosen.share * chosen.z_share * chosen.ratio * chosen.z_ratio
    strength = product if clear.any() else chosen.z_ratio
    order = pool[np.argsort(-strength[pool], kind="stable")]
    return tuple(
        Representative(
            statement=place,
            side="agree" if agrees[place] else "disagree",
            seen=int(counts.seen[group, place]),
            share=float(chosen.share[place]),
            ratio=float(chosen.ratio[place]),
            z_share=float(chosen.z_share[place]),
            z_ratio=float(chosen.z_ratio[place]),
            is_clear=bool(clear[place]),
        )
        for place in order[: MOST_STATEMENTS if clear.any() else 1].tolist()
    )


def _strengths(voted: Floats, seen: Floats, group: int) -> _Strengths:
    inside, outside = voted[group], voted.sum(axis=0) - voted[group]
    n, others = seen[group], seen.sum(axis=0) - seen[group]
    share = (inside + 1) / (n + 2)
    return _Strengths(
        share=share,
        ratio=share / ((outside + 1) / (others + 2)),
        z_share=one_proportion(inside, n),
        z_ratio=two_proportions(inside, n, outside, others),
    )


def one_proportion(chosen: Floats, n: Floats) -> Floats:
    """z of a share against one half; one more is counted as chosen and as seen.

    chosen, n: of one shape, 0 <= chosen <= n. Source: Small and others 2021, Polis, Recerca 26.
    """
    found: Floats = 2 * np.sqrt(n + 1) * ((chosen + 1) / (n + 1) - 0.5)
    return found


def two_proportions(first: Floats, n: Floats, second: Floats, m: Floats) -> Floats:
    """z of two shares, first of n against second of m, with one more counted in all four; 0
    where everybody or nobody chose. All of one shape. Source: as one_proportion()."""
    one, other = (first + 1) / (n + 1), (second + 1) / (m + 1)
    both = (first + second + 2) / (n + m + 2)
    error = np.sqrt(np.maximum(both * (1 - both), 0.0) * (1 / (n + 1) + 1 / (m + 1)))
    found: Floats = np.where(error > 0, one - other, 0.0) / np.where(error > 0, error, 1.0)
    return found
