"""How many starting scenarios end in each consistent one: exactly, or from seeded draws."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.estimation.arrays import Ints
from app.foresight.cross_impact.matrix import Matrix
from app.foresight.cross_impact.succession import ends, successors, successors_of_all
from app.foresight.errors import MatrixError
from app.foresight.proportions import wilson_interval

MOST_EXACT = 2_000_000  # combinations that are all followed to their end
DRAWS, SEED = 100_000, 1


@dataclass(frozen=True, slots=True)
class Weight:
    """Starting scenarios; low and high: interval of 95 %, equal to the value where exact."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Weights:
    """by_scenario: states counted from 1 to the weight, heaviest first; who is not in it was
    reached from no start that was followed. cycles: starts that end in no scenario. draws and
    seed: None where all combinations were followed."""

    by_scenario: Mapping[tuple[int, ...], Weight]
    cycles: Weight
    combinations: int
    draws: int | None
    seed: int | None

    @property
    def are_exact(self) -> bool:
        return self.draws is None

    def of(self, states: tuple[int, ...]) -> Weight:
        """The weight of one scenario, states counted from 1."""
        return self.by_scenario.get(states) or _weight(0, self.combinations, self.draws)


def weights(matrix: Matrix, draws: int | None = None, seed: int | None = None) -> Weights:
    """Starts by the consistent scenario that succession leads them to (rule: succession.py).

    draws None: exact up to 2 million combinations, beyond from 100 000 starts drawn with
    replacement. A number of draws is always followed. seed None: 1, so that runs agree. Weights
    count starts of all combinations; drawn ones have Wilson's interval. Raises MatrixError.
    """
    if draws is not None and draws < 1:
        raise MatrixError(f"{draws} draws say nothing: give at least 1, or none for all starts.")
    if draws is None and matrix.combinations <= MOST_EXACT:
        return _exact(matrix)
    drawn, chosen = draws or DRAWS, SEED if seed is None else seed
    starts = np.random.default_rng(chosen).integers(0, matrix.sizes, (drawn, len(matrix.sizes)))
    visited, following, hits = _followed(matrix, starts)
    reached = np.bincount(ends(following) + 1, weights=hits, minlength=len(visited) + 1)
    return _counted(matrix, visited, reached.astype(np.intp), (drawn, chosen))


def _exact(matrix: Matrix) -> Weights:
    reached = np.bincount(ends(successors_of_all(matrix)) + 1, minlength=matrix.combinations + 1)
    places = np.flatnonzero(reached[1:])
    visited = np.stack(np.unravel_index(places, matrix.sizes), axis=1)
    counts = np.concatenate([reached[:1], reached[1:][places]])
    return _counted(matrix, visited, counts, None)


def _followed(matrix: Matrix, starts: Ints) -> tuple[Ints, Ints, Ints]:
    """Every scenario on the way from the starts, the place of its next, and starts in each."""
    place: dict[bytes, int] = {}
    places, latest = _placed(place, starts)
    hits, visited, following = np.bincount(places), [latest], []
    while len(latest):
        places, latest = _placed(place, successors(matrix, latest))
        following.append(places)
        visited.append(latest)
    hits = np.concatenate([hits, np.zeros(len(place) - len(hits), np.intp)])
    return np.concatenate(visited), np.concatenate(following), hits


def _placed(place: dict[bytes, int], states: Ints) -> tuple[Ints, Ints]:
    """The place of each scenario, new ones after the known, and the new ones, each once."""
    known = len(place)
    short = states.astype(np.int16)
    places = np.array([place.setdefault(each.tobytes(), len(place)) for each in short])
    distinct, first = np.unique(places, return_index=True)
    return places, states[first[distinct >= known]]


def _counted(matrix: Matrix, visited: Ints, counts: Ints, drawn: tuple[int, int] | None) -> Weights:
    """counts: of starts that end in a cycle, then in each scenario visited."""
    draws, seed = drawn or (None, None)
    whole = matrix.combinations
    ended = np.flatnonzero(counts[1:])
    ended = ended[np.argsort(-counts[1:][ended], kind="stable")]
    rows = zip((visited[ended] + 1).tolist(), counts[1:][ended].tolist(), strict=True)
    found = {tuple(row): _weight(hits, whole, draws) for row, hits in rows}
    return Weights(found, _weight(int(counts[0]), whole, draws), whole, draws, seed)


def _weight(hits: int, combinations: int, draws: int | None) -> Weight:
    if draws is None:
        return Weight(hits, hits, hits)
    low, high = wilson_interval(hits, draws)
    return Weight(combinations * hits / draws, combinations * low, combinations * high)
