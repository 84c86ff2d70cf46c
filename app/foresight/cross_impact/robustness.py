"""How far a scenario depends on who was asked: experts drawn anew, scenarios judged again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.estimation.arrays import Bools, Floats, Ints
from app.foresight.cross_impact.matrix import Matrix, checked_states, margins
from app.foresight.errors import MatrixError
from app.foresight.proportions import wilson_interval

RUNS = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Experts:
    """What each expert judged.

    impacts: shape (experts, n, n), NaN where one did not judge; a descriptor's own cells that
    nobody judged are 0. sizes: as of a Matrix. Raises MatrixError.
    """

    impacts: Floats
    sizes: tuple[int, ...]

    def __init__(self, impacts: npt.ArrayLike, sizes: Sequence[int]) -> None:
        object.__setattr__(self, "impacts", np.array(impacts, dtype=np.float64))
        object.__setattr__(self, "sizes", tuple(int(each) for each in sizes))
        _check(self)

    @property
    def judged(self) -> Bools:
        return ~np.isnan(self.impacts)

    def mean(self) -> Matrix:
        """The mean of those who judged, cell by cell."""
        return Matrix(_mean(self, np.ones(len(self.impacts))), self.sizes)


@dataclass(frozen=True, slots=True)
class Robustness:
    """states: counted from 1. share: of runs in which the scenario stays consistent, in [0, 1];
    low and high: its interval of 95 %, as far as the number of runs goes."""

    states: tuple[int, ...]
    share: float
    low: float
    high: float


def robustness(
    experts: Experts,
    scenarios: Sequence[Sequence[int]],
    *,
    seed: int,
    tolerance: float = 0,
    runs: int = RUNS,
) -> tuple[Robustness, ...]:
    """The share of runs in which each scenario stays consistent (bootstrap over experts).

    scenarios: states counted from 1. Each run draws as many experts with replacement and takes
    their mean; a cell that none of the drawn judged keeps the mean of all who did, so what a
    single expert judged never varies. Raises MatrixError.
    """
    people = len(experts.impacts)
    if runs < 1 or people < 2:
        raise MatrixError(
            f"{runs} runs over {people} experts say nothing: give at least 1 run and 2 experts."
        )
    whole = experts.mean()
    if not scenarios:
        return ()
    asked = np.concatenate([checked_states(whole, each) for each in scenarios])
    count = np.zeros(len(asked), dtype=np.intp)
    generator = np.random.default_rng(seed)
    for _ in range(runs):
        drawn = np.bincount(generator.integers(0, people, people), minlength=people)
        mean = _mean(experts, drawn.astype(np.float64), whole.impacts)
        matrix = Matrix(mean, experts.sizes)
        count += margins(matrix, asked)[1].min(axis=1) >= -tolerance - matrix.noise
    return _shares(asked, count, runs)


def _shares(asked: Ints, count: Ints, runs: int) -> tuple[Robustness, ...]:
    rows = zip((asked + 1).tolist(), count.tolist(), strict=True)
    return tuple(
        Robustness(tuple(row), hits / runs, *wilson_interval(hits, runs)) for row, hits in rows
    )


def _mean(experts: Experts, times: Floats, otherwise: Floats | None = None) -> Floats:
    """Each expert taken `times` times; otherwise: for cells that none of them judged."""
    judged = experts.judged
    given = np.where(judged, experts.impacts, 0.0)
    sums, counts = (np.tensordot(times, each, axes=1) for each in (given, judged * 1.0))
    fallback = np.zeros_like(sums) if otherwise is None else otherwise.copy()
    return np.divide(sums, counts, out=fallback, where=counts > 0)


def _check(experts: Experts) -> None:
    wanted = sum(experts.sizes)
    found = experts.impacts
    if found.ndim != 3 or not len(found) or found.shape[1:] != (wanted, wanted):
        raise MatrixError(
            f"The experts' judgements have the shape {found.shape}, the descriptors {wanted} "
            "states: give each expert a row and a column for each state."
        )
    owner = np.repeat(np.arange(len(experts.sizes)), experts.sizes)
    missing = ~experts.judged.any(axis=0) & (owner[:, None] != owner)
    if missing.any():
        row, column = np.argwhere(missing)[0] + 1
        raise MatrixError(
            f"No expert judged the impact in row {row}, column {column}: ask one, or write 0."
        )
