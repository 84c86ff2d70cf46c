"""Why each state of a scenario stands: who promotes it, who hinders it, and its best rival."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.cross_impact.matrix import Matrix, balances, checked_states, margins


@dataclass(frozen=True, slots=True)
class Influence:
    """What one descriptor's state gives to the state explained; descriptor and state from 1."""

    descriptor: int
    state: int
    impact: float


@dataclass(frozen=True, slots=True)
class Reason:
    """descriptor, state, rival: counted from 1. margin: of the state's score above its rival's;
    None, as the rival, where the descriptor has no second state. undetermined: no judgement
    prefers any of the descriptor's states. pros and cons: the strongest first, none at 0."""

    descriptor: int
    state: int
    score: float
    rival: int | None
    margin: float | None
    undetermined: bool
    pros: tuple[Influence, ...]
    cons: tuple[Influence, ...]


def reasons(matrix: Matrix, scenario: Sequence[int]) -> tuple[Reason, ...]:
    """A reason for each descriptor. scenario: states counted from 1. Raises MatrixError."""
    states = checked_states(matrix, scenario)
    scores = balances(matrix, matrix.grid, states)[0]
    active, above = margins(matrix, states)
    rows = (states + matrix.starts)[0]
    given = matrix.impacts[np.ix_(rows, rows)]
    return tuple(
        _reason(
            matrix,
            (place, int(states[0, place])),
            scores[:, place],
            (float(active[0, place]), float(above[0, place])),
            _influences(given[:, place], states[0].tolist()),
        )
        for place in range(len(matrix.sizes))
    )


def _reason(
    matrix: Matrix,
    at: tuple[int, int],
    scores: Floats,
    standing: tuple[float, float],
    influences: list[Influence],
) -> Reason:
    descriptor, state = at
    score, margin = standing
    has_rival = matrix.sizes[descriptor] > 1
    others = np.where(np.arange(len(scores)) == state, -np.inf, scores)
    return Reason(
        descriptor=descriptor + 1,
        state=state + 1,
        score=score,
        rival=int(others.argmax()) + 1 if has_rival else None,
        margin=margin if has_rival else None,
        undetermined=descriptor in matrix.undetermined,
        pros=tuple(each for each in influences if each.impact > 0),
        cons=tuple(each for each in reversed(influences) if each.impact < 0),
    )


def _influences(impacts: Floats, states: list[int]) -> list[Influence]:
    """From the strongest promoting to the strongest hindering."""
    order = np.argsort(-impacts, kind="stable").tolist()
    return [Influence(place + 1, states[place] + 1, float(impacts[place])) for place in order]
