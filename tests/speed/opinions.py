"""How long opinion groups take among 5,000 voters on 500 statements."""

import statistics
import time
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight import opinion

VOTERS, STATEMENTS, CAMPS = 5_000, 500, 3
SEEN, LOYAL = 0.3, 0.5
MOST_SECONDS = 5.0
SEED = 2026


@dataclass(frozen=True, slots=True)
class OpinionGroups:
    """Seconds by the clock, a round each."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    @property
    def is_kept(self) -> bool:
        return self.median <= MOST_SECONDS

    def __str__(self) -> str:
        return (
            f"opinion groups of {VOTERS:,} voters on {STATEMENTS} statements: {self.median:.1f} s"
        )


def opinion_groups(rounds: int) -> OpinionGroups:
    votes = made_votes()
    return OpinionGroups(tuple(one_round(votes) for _round in range(rounds)))


def one_round(votes: Floats) -> float:
    start = time.perf_counter()
    opinion.groups(votes, seed=SEED)
    return time.perf_counter() - start


def made_votes() -> Floats:
    """Camps that vote their line half the time and else by chance; most votes are not cast."""
    random = np.random.default_rng(SEED)
    lines = random.choice([-1.0, 0.0, 1.0], size=(CAMPS, STATEMENTS), p=[0.4, 0.2, 0.4])
    shape = (VOTERS, STATEMENTS)
    own = lines[random.integers(0, CAMPS, VOTERS)]
    votes = np.where(random.random(shape) < LOYAL, own, random.choice([-1.0, 0.0, 1.0], shape))
    return np.where(random.random(shape) < SEEN, votes, np.nan)
