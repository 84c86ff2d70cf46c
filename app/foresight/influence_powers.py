"""Sums of rows and columns of the powers of a matrix, exact: nothing overflows, ties are ties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, islice
from math import lcm
from typing import Literal, TypeAlias

from app.estimation.arrays import Floats
from app.foresight.errors import SquareError
from app.foresight.square import Table, square

Definition: TypeAlias = Literal["power", "sum", "damped"]
LARGEST_PART = 1000  # averages of up to so many experts are read as the fractions they are
LARGEST_SCALE = 10**9
DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Sums:
    """Sum of each row (influence) and column (dependence), shape (n,).

    Whole numbers of any size where the matrix is whole, floats elsewhere.
    """

    influence: tuple[float, ...]
    dependence: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Places from 1, the largest sum; equal sums share the better place, shape (n,)."""

    influence: tuple[int, ...]
    dependence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A matrix times `scale`, in whole numbers: rows and columns as (place, number) pairs."""

    scale: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    columns: tuple[tuple[tuple[int, int], ...], ...]


Counts: TypeAlias = tuple[int, ...]


def indirect_sums(
    matrix: Table, power: int, *, definition: Definition = "power", damping: float = 0.5
) -> Sums:
    """Influence and dependence by paths of `power` steps.

    matrix: shape (n, n), not below 0, diagonal 0. definition: "power", M^k alone, is Godet's and
    ours; "sum" is M + ... + M^k; "damped" is the sum of damping^(i-1) M^i, 0 < damping <= 1.
    Source: Godet 2001, Creating Futures, ch. 5; Duperrin and Godet 1973.
    Raises SquareError.
    """
    if power < 1:
        raise SquareError(f"The power is {power}", "give at least 1")
    if not 0 < damping <= 1:
        raise SquareError(f"The damping is {damping}", "give a number above 0 and at most 1")
    whole = in_whole_numbers(square(matrix))
    steps = list(islice(powers(whole), power))
    weights = [Fraction(0)] * (power - 1) + [Fraction(1)]
    if definition != "power":
        factor = Fraction(str(damping)) if definition == "damped" else Fraction(1)
        weights = [factor**place for place in range(power)]
    return Sums(*(_weighted(whole, [step[side] for step in steps], weights) for side in (0, 1)))


def powers(whole: Whole) -> Iterator[tuple[Counts, Counts]]:
    """Row sums and column sums of M, M^2, ..., each times scale^k; without end."""
    rows: Counts = (1,) * len(whole.rows)
    columns = rows
    while True:
        rows, columns = _times(whole.rows, rows), _times(whole.columns, columns)
        yield rows, columns


def sums_of(whole: Whole, power: int, step: tuple[Counts, Counts]) -> Sums:
    """A step of powers() in the unit of the matrix."""
    return Sums(*(tuple(_plain(Fraction(n, whole.scale**power)) for n in side) for side in step))


def ranks_of(step: tuple[Sequence[float], Sequence[float]]) -> Ranks:
    return Ranks(*(places(side) for side in step))


def places(sums: Sequence[float]) -> tuple[int, ...]:
    """1 for the largest; equal ones share the better place."""
    order = sorted(sums, reverse=True)
    first = {value: place for place, value in zip(count(len(order), -1), order[::-1], strict=False)}
    return tuple(first[value] for value in sums)


def in_whole_numbers(matrix: Floats) -> Whole:
    """Fractions as they are meant: 1.3333333333333333 is 4/3, so that equal means stay equal.

    Numbers that are no fractions of small parts count to twelve decimals.
    """
    cells = [[_meant(cell) for cell in row] for row in matrix.tolist()]
    scale = _common(cells)
    if scale == 0:
        scale = 10**DECIMALS
        cells = [[round(Fraction(cell) * scale) / Fraction(scale) for cell in r] for r in cells]
    numbers = [[int(cell * scale) for cell in row] for row in cells]
    return Whole(scale, _sparse(numbers), _sparse(list(zip(*numbers, strict=True))))


def _meant(number: float) -> Fraction:
    near = Fraction(number).limit_denominator(LARGEST_PART)
    return near if float(near) == number else Fraction(number)


def _common(cells: list[list[Fraction]]) -> int:
    """The least common denominator, 0 where it is too large to work with."""
    found = 1
    for row in cells:
        found = lcm(found, *(cell.denominator for cell in row))
        if found > LARGEST_SCALE:
            return 0
    return found


def _sparse(rows: Sequence[Sequence[int]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple((place, n) for place, n in enumerate(row) if n) for row in rows)


def _times(rows: tuple[tuple[tuple[int, int], ...], ...], sums: Counts) -> Counts:
    return tuple(sum(n * sums[place] for place, n in row) for row in rows)


def _weighted(whole: Whole, steps: list[Counts], weights: list[Fraction]) -> tuple[float, ...]:
    scales = [weight / whole.scale**power for power, weight in enumerate(weights, start=1)]
    each = zip(*steps, strict=True)
    return tuple(
        _plain(sum((n * scale for n, scale in zip(sums, scales, strict=True)), Fraction(0)))
        for sums in each
    )


def _plain(number: Fraction) -> float:
    """A whole number as it is, whatever its size; others as float, without decimals if huge."""
    if number.denominator == 1:
        return int(number)
    try:
        return float(number)
    except OverflowError:
        return int(number)
