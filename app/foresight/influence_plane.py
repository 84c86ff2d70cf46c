"""The plane of influence and dependence: its four corners, and how sure places in it are."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias

import numpy as np

from app.estimation.arrays import Floats, Ints
from app.estimation.intervals import TAIL
from app.foresight.errors import SquareError
from app.foresight.influence_powers import Sums
from app.foresight.square import Table, square

Cut: TypeAlias = Literal["mean", "median"]
Quadrant: TypeAlias = Literal["driving", "relay", "result", "autonomous", "centre"]
CORNERS: dict[tuple[bool, bool], Quadrant] = {
    (True, False): "driving",
    (True, True): "relay",
    (False, True): "result",
    (False, False): "autonomous",
}
ROUNDING = 1e-12
SIGNIFICANT = 9  # figures to which two sums over a draw of experts count as equal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """cut: what the lines stand at. influence_cut, dependence_cut: in the unit of the sums."""

    cut: Cut
    influence_cut: float
    dependence_cut: float
    quadrants: tuple[Quadrant, ...]


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """Places from 1 that 95 % of the draws lie within, shape (n,) each."""

    influence_low: tuple[int, ...]
    influence_high: tuple[int, ...]
    dependence_low: tuple[int, ...]
    dependence_high: tuple[int, ...]


def plane(sums: Sums, cut: Cut = "mean", centre: float = 0.0) -> Plane:
    """Corner of each variable: driving (high influence, low dependence), relay (both high),
    result (low, high), autonomous (both low).

    A sum on the cut counts as high. centre: variables whose two sums both lie within this part of
    the cut (0.1: ten per cent) are "centre", the undecided bunch; 0 keeps only those on both lines.
    Raises SquareError.
    """
    if not 0 <= centre < 1:
        raise SquareError(f"The centre is {centre}", "give a part of the cut, from 0 to below 1")
    lines = (_line(sums.influence, cut), _line(sums.dependence, cut))
    pairs = zip(sums.influence, sums.dependence, strict=True)
    return Plane(
        cut=cut,
        influence_cut=lines[0],
        dependence_cut=lines[1],
        quadrants=tuple(_quadrant(pair, lines, centre) for pair in pairs),
    )


def rank_intervals(
    matrices: Sequence[Table], *, seed: int, power: int = 1, draws: int = 1000
) -> RankIntervals:
    """Which places a variable may have, had other experts of the same kind been asked.

    matrices: one of shape (n, n) an expert, two experts at least. Experts are drawn again with
    replacement, their mean is raised to `power` (1: direct), and the sums are ranked, equal ones
    sharing the better place. 2.5 and 97.5 per cent of the places. The same seed, the same result.
    Source: Efron and Tibshirani 1993, ch. 13. Raises SquareError.
    """
    if len(matrices) < 2:
        raise SquareError("One expert shows no spread", "give the matrices of two or more")
    if power < 1 or draws < 1:
        raise SquareError("The power or the number of draws is below 1", "give at least 1")
    given = [square(matrix) for matrix in matrices]
    if len({each.shape for each in given}) > 1:
        raise SquareError("Experts rated different numbers of variables", "give all the same")
    stack, random = np.stack(given), np.random.default_rng(seed)
    drawn = random.integers(len(given), size=(draws, len(given)))
    ranks = np.stack([_ranks(stack[each].mean(axis=0), power) for each in drawn])
    low, high = np.quantile(ranks, [TAIL, 1 - TAIL], axis=0, method="inverted_cdf").astype(int)
    return RankIntervals(*(tuple(each.tolist()) for each in (low[0], high[0], low[1], high[1])))


def _line(sums: tuple[float, ...], cut: Cut) -> float:
    return median(sums) if cut == "median" else sum(sums) / len(sums)


def _quadrant(pair: tuple[float, float], lines: tuple[float, float], centre: float) -> Quadrant:
    near = [
        abs(a - line) <= (centre + ROUNDING) * line for a, line in zip(pair, lines, strict=True)
    ]
    if all(near):
        return "centre"
    high = [a >= line * (1 - ROUNDING) for a, line in zip(pair, lines, strict=True)]
    return CORNERS[high[0], high[1]]


def _ranks(matrix: Floats, power: int) -> Ints:
    """Places of influence and dependence, shape (2, n); sums are scaled at each step."""
    return np.stack([_places(_path_sums(side, power)) for side in (matrix, matrix.T)])


def _path_sums(matrix: Floats, power: int) -> Floats:
    sums = np.ones(len(matrix))
    for _ in range(power):
        sums = matrix @ sums
        sums = sums / max(float(sums.max()), np.finfo(float).tiny)
    return sums


def _places(sums: Floats) -> Ints:
    rounded = np.round(sums, SIGNIFICANT)
    found: Ints = 1 + (rounded[None, :] > rounded[:, None]).sum(axis=1)
    return found
