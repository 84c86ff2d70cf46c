"""How alike the answers of two rounds are, expert by expert and as a whole."""

from dataclasses import dataclass
from itertools import permutations
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from app.estimation.arrays import Floats
from app.foresight.delphi.answers import paired
from app.foresight.delphi.ranks import ranked
from app.foresight.errors import AnswerError

KappaWeights = Literal["plain", "linear", "quadratic"]
POWERS: Final[dict[str, int]] = {"linear": 1, "quadratic": 2}
MOST_EXACT_RANKS = 8
NEAR = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCorrelation:
    """Spearman's rho in [-1, 1] and its p-value, two-sided; None where not defined.

    method exact: every order of the second row; t: Student's t with n - 2 degrees.
    """

    rho: float | None
    p: float | None
    n: int
    method: Literal["exact", "t"]


def spearman(before: ArrayLike, after: ArrayLike) -> RankCorrelation:
    """Of the pairs without gaps; ties share their mean rank; exact up to 8 pairs.

    None for fewer than three pairs, or where one row holds one answer only.
    Source: Spearman 1904; Kendall and Gibbons 1990. Raises AnswerError.
    """
    first, second = paired(before, after)
    n = first.size
    if n < 3 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return RankCorrelation(rho=None, p=None, n=n, method="exact")
    one, other = _standard_ranks(first), _standard_ranks(second)
    rho = float(np.clip(one @ other, -1, 1))
    if n <= MOST_EXACT_RANKS:
        orders = np.array(list(permutations(range(n))))
        far = np.abs(other[orders] @ one) >= abs(rho) - NEAR
        return RankCorrelation(rho=rho, p=float(far.mean()), n=n, method="exact")
    left = 1 - rho**2
    t = abs(rho) * np.sqrt((n - 2) / left) if left > 0 else np.inf
    return RankCorrelation(rho=rho, p=float(2 * special.stdtr(n - 2, -t)), n=n, method="t")


def _standard_ranks(values: Floats) -> Floats:
    ranks = ranked(values)
    away = ranks - ranks.mean()
    found: Floats = away / np.sqrt((away**2).sum())
    return found


def kappa(before: ArrayLike, after: ArrayLike, weights: KappaWeights = "plain") -> float | None:
    """Cohen's kappa of two rounds: 1 all kept their answer, 0 as by chance.

    weights: how much a change counts: plain any change alike, linear by its distance on the
    scale, quadratic by the square. None without pairs, or where all give one and the same answer.
    Source: Cohen 1968, Psychological Bulletin 70:213. Raises AnswerError.
    """
    if weights not in get_args(KappaWeights):
        raise AnswerError(f"{weights!r} are no weights: take one of {get_args(KappaWeights)}.")
    first, second = paired(before, after)
    if not first.size:
        return None
    power = POWERS.get(weights)
    crossed = first[:, None] - second[None, :]
    apart = (crossed != 0) * 1.0 if power is None else np.abs(crossed) ** power
    by_chance = float(apart.mean())
    return None if by_chance == 0 else float(1 - np.diagonal(apart).mean() / by_chance)


def net_change(before: ArrayLike, after: ArrayLike) -> float | None:
    """Scheibe's net change in [0, 1]: half the sum of |change of each level's share|.

    Of the experts with both answers; below 0.15 the distribution is held to be stable. Experts
    who swap answers change nothing of it. None without pairs.
    Source: Scheibe, Skutsch and Schofer 1975, in Linstone and Turoff. Raises AnswerError.
    """
    first, second = paired(before, after)
    if not first.size:
        return None
    rounds = crossed(first, second)
    return float(np.abs(rounds.sum(axis=1) - rounds.sum(axis=0)).sum() / (2 * first.size))


def crossed(first: Floats, second: Floats) -> Floats:
    """How many went from each answer to each; rows and columns: the answers that occur."""
    seen, places = np.unique(np.concatenate([first, second]), return_inverse=True)
    table = np.zeros((seen.size, seen.size))
    np.add.at(table, (places[: first.size], places[first.size :]), 1.0)
    return table
