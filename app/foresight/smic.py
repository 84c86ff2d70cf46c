"""SMIC: probabilities of scenarios out of experts' probabilities of events, made coherent.

Experts' conditional probabilities mostly contradict one another. The scenario probabilities that
come nearest to them give net probabilities of the events, which are unique; the scenario
probabilities themselves are not. Each is known within an interval only, and a single number for it
is a choice: here the one of the largest entropy, which adds no opinion of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog, nnls

from app.estimation.arrays import Bools, Floats
from app.foresight.errors import EventError

MOST_EVENTS = 8  # 256 scenarios
STEPS, CLOSE = 200, 1e-10
RIDGE, SHORTEST = 1e-12, 1e-10
NOTHING = 1e-9  # a probability below is taken as zero


@dataclass(frozen=True, slots=True)
class ScenarioChance:
    """events: which of them occur. low and high: all that the experts' answers leave open.
    likeliest: the point of the largest entropy. Probabilities in [0, 1]."""

    events: tuple[bool, ...]
    low: float
    high: float
    likeliest: float


@dataclass(frozen=True, slots=True)
class Coherent:
    """net: probability of each event. joint: (i, j), i before j, from 0, to the probability of
    both. objective: sum of the squared misses of the experts' answers, 0 if they are coherent."""

    net: tuple[float, ...]
    joint: Mapping[tuple[int, int], float]
    scenarios: tuple[ScenarioChance, ...]
    objective: float


def smic(probabilities: npt.ArrayLike, given: npt.ArrayLike, given_not: npt.ArrayLike) -> Coherent:
    """The coherent probabilities nearest to what experts said, scenarios from all to no event.

    probabilities: shape (n,), n from 2 to 8. given[i][j]: probability of event i if j occurs;
    given_not[i][j]: if j does not; shape (n, n), the diagonal is not read. Minimises the squared
    misses of P(i|j) P(j) and P(i|not j) P(not j). Source: Duperrin and Godet 1974, Metra 13;
    the intervals are linear programmes over all solutions. Raises EventError.
    """
    asked = _Asked(*(np.array(each, float) for each in (probabilities, given, given_not)))
    _check(asked)
    occurs = _scenarios(len(asked.probabilities))
    rows, wanted = _answers(asked, occurs)
    found = _nearest(rows, wanted)
    margins = _margins(occurs)
    reached = margins @ found
    low, high = _intervals(margins, reached)
    likeliest = _largest_entropy(margins, reached, high > NOTHING)
    count = len(asked.probabilities)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    return Coherent(
        net=tuple(reached[:count].tolist()),
        joint=dict(zip(pairs, reached[count:].tolist(), strict=True)),
        scenarios=tuple(
            ScenarioChance(tuple(events), *chances)
            for events, *chances in zip(
                occurs.tolist(), low.tolist(), high.tolist(), likeliest.tolist(), strict=True
            )
        ),
        objective=float(((rows @ found - wanted) ** 2).sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    probabilities: Floats
    given: Floats
    given_not: Floats


def _check(asked: _Asked) -> None:
    count = len(np.atleast_1d(asked.probabilities))
    if asked.probabilities.ndim != 1 or not 2 <= count <= MOST_EVENTS:
        raise EventError(f"SMIC takes 2 to {MOST_EVENTS} events, {count} are given: choose some.")
    apart = ~np.eye(count, dtype=bool)
    for name, each in (("given", asked.given), ("given not", asked.given_not)):
        if each.shape != (count, count):
            raise EventError(
                f"The probabilities {name} have the shape {each.shape}: give {count} in each row."
            )
        _check_range(f"probability {name}", each[apart])
    _check_range("probability", asked.probabilities)


def _check_range(name: str, values: Floats) -> None:
    wrong = ~((values >= 0) & (values <= 1))
    if wrong.any():
        raise EventError(f"A {name} is {values[wrong][0]:g}: give a number from 0 to 1.")


def _scenarios(count: int) -> Bools:
    """Which events occur, shape (2 ** count, count), all first and none last."""
    numbers = np.arange(2**count)[::-1]
    bits = (numbers[:, None] >> np.arange(count)[::-1]) & 1
    return bits.astype(bool)


def _answers(asked: _Asked, occurs: Bools) -> tuple[Floats, Floats]:
    """For each answer the scenarios in which both hold, and the probability the experts gave it."""
    rows, wanted = [], []
    for i, j in np.argwhere(~np.eye(occurs.shape[1], dtype=bool)).tolist():
        chance = asked.probabilities[j]
        rows += [occurs[:, i] & occurs[:, j], occurs[:, i] & ~occurs[:, j]]
        wanted += [asked.given[i, j] * chance, asked.given_not[i, j] * (1 - chance)]
    return np.array(rows, dtype=np.float64), np.array(wanted)


def _nearest(rows: Floats, wanted: Floats) -> Floats:
    """Scenario probabilities with the least squared misses.

    Misses are written without a constant, which the sum of 1 allows; then any solution that may
    have another sum points in the direction of the right one, and is only to be scaled.
    """
    system = np.vstack([rows - wanted[:, None], np.ones(rows.shape[1])])
    found, _miss = nnls(system, np.append(np.zeros(len(wanted)), 1.0))
    return np.asarray(found / found.sum(), dtype=np.float64)


def _margins(occurs: Bools) -> Floats:
    """Rows that sum scenarios to the events, then to the pairs of events."""
    first, second = np.triu_indices(occurs.shape[1], 1)
    return np.hstack([occurs, occurs[:, first] & occurs[:, second]]).T.astype(np.float64)


def _intervals(margins: Floats, reached: Floats) -> tuple[Floats, Floats]:
    """Least and most of each scenario among all with the same events and pairs."""
    equal = np.vstack([margins, np.ones(margins.shape[1])])
    sums = np.append(reached, 1.0)
    units = np.eye(margins.shape[1])
    low = [_optimum(each, equal, sums) for each in units]
    high = [-_optimum(-each, equal, sums) for each in units]
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def _optimum(cost: Floats, equal: Floats, sums: Floats) -> float:
    done = linprog(cost, A_eq=equal, b_eq=sums, bounds=(0, None), method="highs")
    if done.fun is None:
        raise EventError(
            f"The interval of a scenario was not found ({done.message}): give probabilities with "
            "fewer decimals."
        )
    return float(done.fun)


def _largest_entropy(margins: Floats, reached: Floats, possible: Bools) -> Floats:
    """Newton's method on the multipliers of events and pairs, halving a step that does not help.

    Among all that is possible, the logarithms of the largest entropy are sums of multipliers.
    """
    rows = margins[:, possible]
    multipliers = np.zeros(len(rows))
    chances, value = _of_multipliers(rows, reached, multipliers)
    for _ in range(STEPS):
        miss = rows @ chances - reached
        if np.abs(miss).max() < CLOSE:
            break
        mean = rows @ chances
        curve = (rows * chances) @ rows.T - np.outer(mean, mean)
        step = np.linalg.solve(curve + RIDGE * np.eye(len(rows)), miss)
        length = 1.0
        while length > SHORTEST:
            chances, now = _of_multipliers(rows, reached, multipliers - length * step)
            if now <= value:
                break
            length /= 2
        multipliers, value = multipliers - length * step, now
    found = np.zeros(len(possible))
    found[possible] = chances
    return found


def _of_multipliers(rows: Floats, reached: Floats, multipliers: Floats) -> tuple[Floats, float]:
    """Chances, and the value that the right multipliers make smallest."""
    logs = multipliers @ rows
    top = float(logs.max())
    sizes = np.exp(logs - top)
    whole = float(sizes.sum())
    return sizes / whole, top + float(np.log(whole)) - float(multipliers @ reached)
