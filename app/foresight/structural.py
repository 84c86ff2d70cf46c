"""Structural analysis: which variables drive a system, directly and along chains of influence."""

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.influence_graph import Part, leading_period, parts, perron
from app.foresight.influence_powers import (
    Counts,
    Ranks,
    Sums,
    Whole,
    in_whole_numbers,
    powers,
    ranks_of,
    sums_of,
)
from app.foresight.square import Table, square

Kind: TypeAlias = Literal["aperiodic", "cyclic", "nilpotent"]
EQUAL_ORDERS = 3
POWERS = 120  # looked at; more where the matrix is larger
CLEARLY = 1e-9  # parts of the limit that differ by less are not told apart


@dataclass(frozen=True, slots=True)
class Limit:
    """Where the shares of all powers go, shape (n,), each summing to 1."""

    influence: tuple[float, ...]
    dependence: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """direct: sums of the matrix. ranks: their order.

    kind: "nilpotent" without any loop, "cyclic" where the fastest loops beat together, else
    "aperiodic". stable: from `power` on, the order of influence and of dependence is one and the
    same in every power up to `looked_at`, in three at least. indirect, indirect_ranks: of that
    power; None where there is no stable order.
    limit: the shares at last, None unless every variable reaches every other without a beat.
    period: 2 for a bipartite network, 0 for a nilpotent matrix. oscillation: orders of the last
    powers, one beat of them, where there is no stable order. vanishes_at: the first power that is
    zero; last_sums: of the power before it; all_paths: of the sum of all powers. None otherwise.
    """

    direct: Sums
    ranks: Ranks
    kind: Kind
    stable: bool
    power: int | None
    indirect: Sums | None
    indirect_ranks: Ranks | None
    looked_at: int
    limit: Limit | None
    period: int
    oscillation: tuple[Ranks, ...] = ()
    vanishes_at: int | None = None
    last_sums: Sums | None = None
    all_paths: Sums | None = None

    @property
    def displacement(self) -> Ranks | None:
        """Places that each variable gains (above 0) or loses from the direct to the indirect."""
        if self.indirect_ranks is None:
            return None
        pairs = (
            (self.ranks.influence, self.indirect_ranks.influence),
            (self.ranks.dependence, self.indirect_ranks.dependence),
        )
        return Ranks(*(tuple(a - b for a, b in zip(*pair, strict=True)) for pair in pairs))


def analyse(matrix: Table) -> Analysis:
    """Direct and indirect influence and dependence (MICMAC).

    matrix: shape (n, n), row influences column, finite and not below 0, diagonal 0; usually 0 to 3,
    or means over experts. Orders are weak orders: equal sums share a place. Sums are exact.
    A matrix whose fastest loops all beat in one period (a cycle, a bipartite network) has no
    stable order, whatever its sums; nor has one whose order still changes among the last powers
    looked at, or disagrees with the limit. Source: Godet 2001, Creating Futures, ch. 5; on orders
    that never settle, Dema and Barbera 2010. Raises SquareError.
    """
    found = square(matrix)
    whole = in_whole_numbers(found)
    reached = parts(found)
    if all(part.period == 0 for part in reached):
        return _nilpotent(whole)
    return _with_loops(found, whole, reached)


def with_potential(direct: Table, potential: Table) -> Floats:
    """The matrix of direct and potential influences, shape (n, n).

    potential: shape (n, n), above 0 only where `direct` is 0: what may become an influence.
    Raises SquareError.
    """
    one = square(direct)
    other = square(potential, "The matrix of potential influences")
    if one.shape != other.shape:
        raise SquareError("The two matrices differ in size", "name the same variables in both")
    if ((one > 0) & (other > 0)).any():
        row, column = (np.argwhere((one > 0) & (other > 0))[0] + 1).tolist()
        raise SquareError(
            f"Row {row}, column {column} is a direct and a potential influence", "keep one"
        )
    return one + other


def _nilpotent(whole: Whole) -> Analysis:
    steps: list[tuple[Counts, Counts]] = []
    for step in powers(whole):
        if not any(step[0]):
            break
        steps.append(step)
    none = ((0,) * len(whole.rows),) * 2
    each = [sums_of(whole, power, step) for power, step in enumerate(steps, start=1)]
    direct = each[0] if each else Sums(*none)
    return Analysis(
        direct=direct,
        ranks=ranks_of(steps[0] if steps else none),
        kind="nilpotent",
        stable=False,
        power=None,
        indirect=None,
        indirect_ranks=None,
        looked_at=len(steps) + 1,
        limit=None,
        period=0,
        vanishes_at=len(steps) + 1,
        last_sums=each[-1] if each else direct,
        all_paths=Sums(
            _added([sums.influence for sums in each] or [direct.influence]),
            _added([sums.dependence for sums in each] or [direct.dependence]),
        ),
    )


def _added(sums: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(each) for each in zip(*sums, strict=True))


def _with_loops(matrix: Floats, whole: Whole, reached: tuple[Part, ...]) -> Analysis:
    looked_at = max(POWERS, 2 * len(matrix))
    orders = [ranks_of(step) for step in islice(powers(whole), looked_at)]
    start = _last_change(orders)
    period = leading_period(reached)
    limit = _limit(matrix) if len(reached) == 1 and period == 1 else None
    is_kept = looked_at - start >= max(EQUAL_ORDERS, len(matrix)) and _agrees(orders[-1], limit)
    is_stable = period == 1 and is_kept
    power = start + 1
    beat = orders[-max(period, 2) :]
    return Analysis(
        direct=sums_of(whole, 1, next(powers(whole))),
        ranks=orders[0],
        kind="cyclic" if period > 1 else "aperiodic",
        stable=is_stable,
        power=power if is_stable else None,
        indirect=_at(whole, power) if is_stable else None,
        indirect_ranks=orders[start] if is_stable else None,
        looked_at=looked_at,
        limit=limit,
        period=period,
        oscillation=() if is_stable else tuple(beat),
    )


def _at(whole: Whole, power: int) -> Sums:
    return sums_of(whole, power, deque(islice(powers(whole), power), maxlen=1)[0])


def _last_change(orders: list[Ranks]) -> int:
    """Place of the first order that all later ones equal."""
    start = len(orders) - 1
    while start > 0 and orders[start - 1] == orders[-1]:
        start -= 1
    return start


def _limit(matrix: Floats) -> Limit:
    return Limit(tuple(perron(matrix).tolist()), tuple(perron(matrix.T).tolist()))


def _agrees(order: Ranks, limit: Limit | None) -> bool:
    """Whether no pair that the limit tells apart stands the other way round, or as equals."""
    return limit is None or (
        _in_order(order.influence, limit.influence)
        and _in_order(order.dependence, limit.dependence)
    )


def _in_order(ranks: tuple[int, ...], shares: tuple[float, ...]) -> bool:
    rank, share = np.array(ranks), np.array(shares)
    is_larger = share[:, None] > share[None, :] + CLEARLY
    return bool((rank[:, None] < rank[None, :])[is_larger].all())
