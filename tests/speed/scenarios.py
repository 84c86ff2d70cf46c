"""What the search for consistent scenarios costs beside looking at every combination in numpy,
and, where it is installed, beside OR-tools.

Brute force scores all combinations in blocks: the sums of the first half of the descriptors are
made once and added to those of the second half, in 16 bits.
"""

import importlib
import statistics
from dataclasses import dataclass
from time import perf_counter
from types import ModuleType

import numpy as np

from app.estimation.arrays import Ints
from app.foresight.cross_impact import Matrix, consistent_scenarios

DESCRIPTORS, STATES = 14, 3
SEEDS = (11, 23, 37, 53, 71)
LEAST_TIMES = 20.0
MOST_LARGE_SECONDS = 5.0
LARGE = (3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 4, 4, 3, 3, 3, 4)  # 408 million combinations
LARGE_DENSITY = 0.46


class UnequalError(Exception):
    """Two ways to the scenarios found other ones."""


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of the same matrix; solver: of OR-tools, None where it is not installed."""

    search: float
    brute: float
    solver: float | None


@dataclass(frozen=True, slots=True)
class Scenarios:
    """large: seconds of a search among 408 million combinations."""

    rounds: tuple[Round, ...]
    large: float

    @property
    def times(self) -> float:
        return statistics.median(each.brute / each.search for each in self.rounds)

    @property
    def is_kept(self) -> bool:
        return self.times >= LEAST_TIMES and self.large <= MOST_LARGE_SECONDS

    def __str__(self) -> str:
        search, brute = (
            1000 * statistics.median(getattr(each, name) for each in self.rounds)
            for name in ("search", "brute")
        )
        solvers = [each.solver for each in self.rounds if each.solver is not None]
        solver = f"{1000 * statistics.median(solvers):.0f} ms" if solvers else "not installed"
        return (
            f"{DESCRIPTORS} descriptors of {STATES} states: scenarios searched {self.times:.0f}"
            f" times as fast as brute force ({search:.0f} ms against {brute:.0f} ms;"
            f" OR-tools: {solver}); {len(LARGE)} descriptors in {self.large:.2f} s"
        )


def scenarios() -> Scenarios:
    large = made(SEEDS[0], LARGE, LARGE_DENSITY)
    began = perf_counter()
    if not consistent_scenarios(large).is_complete:
        raise UnequalError("The large matrix was not searched whole.")
    seconds = perf_counter() - began
    return Scenarios(tuple(one_round(seed) for seed in SEEDS), seconds)


def made(seed: int, sizes: tuple[int, ...], density: float = 1.0) -> Matrix:
    """Judgements from -3 to 3 in about `density` of the sections between two descriptors."""
    generator = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    judged = generator.random((len(sizes), len(sizes))) < density
    np.fill_diagonal(judged, val=False)
    impacts = generator.integers(-3, 4, (len(owner), len(owner)))
    return Matrix(impacts * judged[owner][:, owner], sizes)


def one_round(seed: int) -> Round:
    """Raises UnequalError."""
    matrix = made(seed, (STATES,) * DESCRIPTORS)
    began = perf_counter()
    search = [each.states for each in consistent_scenarios(matrix).scenarios]
    searched = perf_counter()
    brute = [tuple(row) for row in (by_brute_force(matrix) + 1).tolist()]
    looked = perf_counter()
    if search != brute:
        raise UnequalError(f"Seed {seed}: {search}, by brute force {brute}")
    solver = solver_seconds(matrix, search)
    return Round(searched - began, looked - searched, solver)


def by_brute_force(matrix: Matrix) -> Ints:
    """States from 0, shape (scenarios, descriptors)."""
    half = len(matrix.sizes) // 2
    impacts = matrix.impacts.astype(np.int16).reshape(-1, len(matrix.sizes), STATES)
    digits = np.indices((STATES,) * half).reshape(half, -1).T
    heads, tails = (
        sum(impacts[digits[:, place] + STATES * (place + first)] for place in range(half))
        for first in (0, half)
    )
    found = []
    each = np.arange(half)
    for number, head in enumerate(heads):
        scores = tails + head
        best = scores.max(axis=2)
        fits = (best[:, each] == scores[:, each, digits[number]]).all(axis=1)
        fits &= (
            best[:, half:] == np.take_along_axis(scores[:, half:], digits[:, :, None], 2)[..., 0]
        ).all(axis=1)
        found += [np.concatenate([digits[number], digits[row]]) for row in np.flatnonzero(fits)]
    return np.array(found, dtype=np.intp).reshape(-1, 2 * half)


def solver_seconds(matrix: Matrix, expected: list[tuple[int, ...]]) -> float | None:
    """OR-tools' constraint solver, one worker, all solutions; None where it is not installed."""
    try:
        cp_model = importlib.import_module("ortools.sat.python.cp_model")
    except ImportError:
        return None
    began = perf_counter()
    found = solved(cp_model, matrix)
    seconds = perf_counter() - began
    if sorted(found) != expected:
        raise UnequalError(f"{expected}, by OR-tools {sorted(found)}")
    return seconds


def solved(cp_model: ModuleType, matrix: Matrix) -> list[tuple[int, ...]]:
    """Each active state's score is at least each rival's."""
    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    active = [model.new_bool_var(f"s{row}") for row in range(len(matrix.impacts))]
    places = [range(start, start + STATES) for start in matrix.starts.tolist()]
    for block in places:
        model.add_exactly_one(active[row] for row in block)
        for state in block:
            for rival in block:
                gap = (matrix.impacts[:, state] - matrix.impacts[:, rival]).astype(int).tolist()
                terms = sum(each * row for each, row in zip(gap, active, strict=True))
                model.add(terms >= 0).only_enforce_if(active[state])
    found: list[tuple[int, ...]] = []

    class Each(cp_model.CpSolverSolutionCallback):  # type: ignore[misc, name-defined]
        def on_solution_callback(self) -> None:
            found.append(
                tuple(
                    1 + [bool(self.value(active[row])) for row in block].index(True)
                    for block in places
                )
            )

    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    solver.solve(model, Each())
    return found
