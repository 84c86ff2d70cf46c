"""Actors' strategies (MACTOR): who can act on whom, who is with whom, and on what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.square import Table, refuse_first, square

Variant: TypeAlias = Literal["diagonal-excluded", "diagonal-in-second-factor"]
Joined: TypeAlias = Callable[[Floats, Floats], Floats]
STRONGEST = 4  # how much an objective matters to an actor, and how hard one actor can press another


@dataclass(frozen=True, slots=True, eq=False)
class Power:
    """Direct and indirect means of action. reach: shape (n, n), in the unit of the direct ones;
    its diagonal is what comes back to an actor. influence, dependence: sums without the diagonal.
    strength: shape (n,), mean 1 where anybody acts at all, 0 for an actor without any relation."""

    reach: Floats
    influence: Floats
    dependence: Floats
    strength: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """convergence, divergence: shape (n, n), diagonal 0. ambivalence: shape (n,), 0 (always with,
    or always against, each other actor) to 1 (as much with as against); nan for an actor that
    shares no objective with another."""

    convergence: Floats
    divergence: Floats
    ambivalence: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Objectives:
    """For each objective, shape (m,): weighted positions for it, against it (a size), both."""

    support: Floats
    opposition: Floats
    mobilisation: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strategies:
    """power: sums over all intermediaries (MDII, R). strongest_path: by the best intermediary
    alone (MMDII, Q). positions: 2MAO times strength (3MAO), shape (n, m).

    by_sign, by_value, by_strength: convergence and divergence of orders 1, 2 and 3.
    """

    power: Power
    strongest_path: Power
    positions: Floats
    by_sign: Sides
    by_value: Sides
    by_strength: Sides
    objectives: Objectives


def strategies(
    influences: Table, positions: Table, variant: Variant = "diagonal-excluded"
) -> Strategies:
    """influences: MDI, shape (n, n), n >= 2, 0 to 4, row acts on column, diagonal 0.
    positions: 2MAO, shape (n, m), -4 (vital against) to 4 (vital for).

    MDII_ij = MDI_ij + sum over k other than i, j of min(MDI_ik, MDI_kj). I and D are its sums
    without the diagonal; r_i = I_i / sum(I) * I_i / (I_i + D_i); R = n r / sum(r).
    variant "diagonal-in-second-factor": I_i + MDII_ii and D_i + MDII_ii in the second factor.
    Convergence of orders 2 and 3 is the mean of both sizes over objectives of one sign.
    Source: Godet 2001, Creating Futures, ch. 6. Raises SquareError.
    """
    direct = square(influences, "The matrix of influences")
    if len(direct) < 2:
        raise SquareError("One actor has nobody to act on", "name two or more")
    refuse_first(direct > STRONGEST, "The matrix of influences exceeds 4", "write 0 to 4")
    wanted = _positions(positions, len(direct))
    power = _power(_reach(direct, _over_all), variant)
    weighted = power.strength[:, None] * wanted
    return Strategies(
        power=power,
        strongest_path=_power(_reach(direct, _over_best), variant),
        positions=weighted,
        by_sign=_sides(np.sign(wanted)),
        by_value=_sides(wanted),
        by_strength=_sides(weighted),
        objectives=_objectives(weighted),
    )


def _positions(positions: Table, actors: int) -> Floats:
    try:
        found = np.array(positions, dtype=np.float64)
    except ValueError as error:
        raise SquareError("The positions have rows of different lengths", "fill them") from error
    if found.ndim != 2 or len(found) != actors or found.shape[1] == 0:
        mend = f"give a row for each of the {actors} actors and a column an objective"
        raise SquareError(f"The positions have the shape {found.shape}", mend)
    is_outside = ~(np.abs(found) <= STRONGEST)
    refuse_first(is_outside, "A position lies outside -4 to 4", "write 0 for no position")
    return found


def _over_all(direct: Floats, through: Floats) -> Floats:
    found: Floats = direct + through.sum(axis=1)
    return found


def _over_best(direct: Floats, through: Floats) -> Floats:
    found: Floats = np.maximum(direct, through.max(axis=1))
    return found


def _reach(direct: Floats, joined: Joined) -> Floats:
    """through[i, k, j]: what i can do to j by k. The diagonal of `direct` is 0, so k = i and
    k = j add nothing."""
    through = np.minimum(direct[:, :, None], direct[None, :, :])
    return joined(direct, through)


def _power(reach: Floats, variant: Variant) -> Power:
    back = np.diag(reach)
    influence, dependence = reach.sum(axis=1) - back, reach.sum(axis=0) - back
    extra = back if variant == "diagonal-in-second-factor" else np.zeros_like(back)
    both = influence + dependence + 2 * extra
    part = np.divide(influence + extra, both, out=np.zeros_like(both), where=both > 0)
    raw = influence * part
    total = float(raw.sum())
    strength = len(raw) * raw / total if total > 0 else np.zeros_like(raw)
    return Power(reach, influence, dependence, strength)


def _sides(positions: Floats) -> Sides:
    sizes = np.abs(positions)
    means = (sizes[:, None, :] + sizes[None, :, :]) / 2
    signs = np.sign(positions[:, None, :] * positions[None, :, :])
    signs[np.diag_indices(len(positions))] = 0
    convergence, divergence = (means * (signs > 0)).sum(axis=2), (means * (signs < 0)).sum(axis=2)
    both = (convergence + divergence).sum(axis=1)
    net = np.abs(convergence - divergence).sum(axis=1)
    parts = np.divide(net, both, out=np.full_like(both, np.nan), where=both > 0)
    return Sides(convergence, divergence, 1 - parts)


def _objectives(weighted: Floats) -> Objectives:
    support = np.maximum(weighted, 0).sum(axis=0)
    opposition = np.maximum(-weighted, 0).sum(axis=0)
    return Objectives(support, opposition, support + opposition)
