"""Votes on statements: agree, pass, disagree, not seen; who votes enough, and who one way only."""

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from app.estimation.arrays import Bools, Floats
from app.foresight.errors import VoteError

AGREE, PASS, DISAGREE = 1.0, 0.0, -1.0
FEWEST_VOTES = 7
OneWay = Literal["agree", "pass", "disagree"]
WAYS: Final[tuple[tuple[float, OneWay], ...]] = (
    (AGREE, "agree"),
    (PASS, "pass"),
    (DISAGREE, "disagree"),
)


def checked(votes: ArrayLike) -> Floats:
    """Shape (voters, statements): 1 agree, 0 pass, -1 disagree, nan not seen. Raises VoteError."""
    try:
        table = np.asarray(votes, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise VoteError("Votes are a table of numbers: a row a voter, nan where not seen.") from (
            error
        )
    if table.ndim != 2:
        raise VoteError("Votes are a table: a row a voter, a column a statement.")
    is_vote = np.isnan(table) | np.isin(table, (AGREE, PASS, DISAGREE))
    if not is_vote.all():
        voter, statement = np.argwhere(~is_vote)[0].tolist()
        raise VoteError(
            f"{table[voter, statement]:g} is no vote (voter {voter}, statement {statement}, "
            "from 0): write 1, 0, -1, or nan where not seen."
        )
    return table


def fewest_votes(statements: int) -> int:
    """Votes that a voter needs to be placed among the others: 7, or all where there are fewer."""
    return max(1, min(FEWEST_VOTES, statements))


def votes_enough(table: Floats) -> Bools:
    """Shape (voters,)."""
    return np.asarray((~np.isnan(table)).sum(axis=1) >= fewest_votes(table.shape[1]))


def one_way(table: Floats) -> tuple[OneWay | None, ...]:
    """A voter each: the way of all votes, of those who voted enough to tell; None otherwise.

    Such voters make a group of their own that no view holds together: they are flagged, not
    removed.
    """
    enough, seen = votes_enough(table), ~np.isnan(table)
    found: list[OneWay | None] = [None] * table.shape[0]
    for vote, way in WAYS:
        for voter in np.flatnonzero(enough & ((table == vote) | ~seen).all(axis=1)).tolist():
            found[voter] = way
    return tuple(found)
