"""Cross-impact matrices made at random, and what plain counting finds in them."""

from itertools import product

import numpy as np

from app.foresight.cross_impact import Matrix


def made(seed: int, sizes: tuple[int, ...], *, density: float = 1.0, step: float = 1.0) -> Matrix:
    """Judgements from -3 to 3 in steps, in about `density` of the sections."""
    generator = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    most = round(3 / step)
    impacts = generator.integers(-most, most + 1, (len(owner), len(owner))) * step
    judged = generator.random((len(sizes), len(sizes))) < density
    np.fill_diagonal(judged, val=False)
    return Matrix(impacts * judged[owner][:, owner], sizes)


def scores(matrix: Matrix, scenario: tuple[int, ...]) -> list[list[float]]:
    """By descriptor, what each of its states receives; states from 0."""
    starts = matrix.starts.tolist()
    rows = [start + state for start, state in zip(starts, scenario, strict=True)]
    sums = [
        sum(float(matrix.impacts[row, each]) for row in rows) for each in range(sum(matrix.sizes))
    ]
    return [sums[start : start + size] for start, size in zip(starts, matrix.sizes, strict=True)]


def counted(matrix: Matrix, tolerance: float) -> set[tuple[int, ...]]:
    """Every scenario looked at, states from 1."""
    return {
        tuple(state + 1 for state in scenario)
        for scenario in product(*map(range, matrix.sizes))
        if all(
            max(given) - given[state] <= tolerance + 1e-7
            for given, state in zip(scores(matrix, scenario), scenario, strict=True)
        )
    }


def followed(matrix: Matrix) -> dict[tuple[int, ...], int]:
    """Starts by their end, states from 1; cycles under ()."""
    found: dict[tuple[int, ...], int] = {}
    for start in product(*map(range, matrix.sizes)):
        seen: list[tuple[int, ...]] = []
        now = start
        while now not in seen:
            seen.append(now)
            now = tuple(
                state if max(given) - given[state] < 1e-7 else first_best(given)
                for given, state in zip(scores(matrix, now), now, strict=True)
            )
        end = tuple(state + 1 for state in now) if now == seen[-1] else ()
        found[end] = found.get(end, 0) + 1
    return found


def first_best(given: list[float]) -> int:
    return next(place for place, each in enumerate(given) if max(given) - each < 1e-7)
