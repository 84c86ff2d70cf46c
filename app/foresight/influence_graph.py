"""Who can reach whom: the parts of a network of influences, and the beat of each."""

from collections import deque
from dataclasses import dataclass
from math import gcd

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from app.estimation.arrays import Bools, Floats

EQUAL = 1e-9  # growth rates that differ by less are one


@dataclass(frozen=True, slots=True)
class Part:
    """Variables that all reach one another. growth: largest eigenvalue. period: greatest common
    divisor of the lengths of its loops, 0 for a variable without a loop."""

    members: tuple[int, ...]
    growth: float
    period: int


def parts(matrix: Floats) -> tuple[Part, ...]:
    """matrix: shape (n, n), not below 0. Strongly connected components (Tarjan)."""
    number, labels = connected_components(
        csr_array((matrix > 0).astype(np.float64)), connection="strong"
    )
    groups = [np.flatnonzero(labels == label) for label in range(number)]
    return tuple(_part(matrix, group.tolist()) for group in groups)


def leading_period(found: tuple[Part, ...]) -> int:
    """Beat of the parts that grow fastest, which no power forgets; 1 where there is none."""
    fastest = max(part.growth for part in found)
    periods = [each.period for each in found if each.growth >= fastest * (1 - EQUAL)]
    return max(periods)


def perron(matrix: Floats) -> Floats:
    """Right eigenvector of the largest eigenvalue, parts of 1, shape (n,).

    matrix: irreducible and primitive. Every shape of the powers ends there (Perron 1907).
    """
    values, vectors = np.linalg.eig(matrix)
    found: Floats = np.abs(np.real(vectors[:, int(np.argmax(np.real(values)))]))
    shares: Floats = found / found.sum()
    return shares


def _part(matrix: Floats, members: list[int]) -> Part:
    inner = matrix[np.ix_(members, members)]
    if not inner.any():
        return Part(tuple(members), 0.0, 0)
    growth = float(np.abs(np.linalg.eigvals(inner)).max())
    return Part(tuple(members), growth, _period(inner > 0))


def _period(linked: Bools) -> int:
    """Steps from the first variable; every link closes a loop modulo the period (Denardo 1977)."""
    steps = {0: 0}
    waiting = deque([0])
    while waiting:
        here = waiting.popleft()
        for there in np.flatnonzero(linked[here]).tolist():
            if there not in steps:
                steps[there] = steps[here] + 1
                waiting.append(there)
    return gcd(*(steps[a] + 1 - steps[b] for a, b in np.argwhere(linked).tolist()))
