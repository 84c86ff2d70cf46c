"""Square matrices out of CSV: the same names above and beside, every fault by line and column."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.estimation.arrays import Floats
from app.foresight.square import square
from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import Position, Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class NamedMatrix:
    """names of rows and columns alike; numbers of shape (n, n), diagonal 0."""

    names: tuple[str, ...]
    numbers: Floats


def read_square(path: Path) -> NamedMatrix:
    """An empty cell on the diagonal is 0. Raises UnreadableError with every problem."""
    table = read_number_table(path, has_names=True, allows_gaps=True)
    problems = [*_misnamed(table)] or [*_unfit(table)]
    if problems:
        raise UnreadableError(problems)
    return NamedMatrix(table.names, square([[cell or 0.0 for cell in row] for row in table.rows]))


def read_same(path: Path, names: tuple[str, ...]) -> Floats:
    """Another matrix of the same variables. Raises UnreadableError."""
    found = read_square(path)
    if found.names != names:
        message = f"It names {', '.join(found.names)}; the first file names {', '.join(names)}."
        mend = "Name the same things in the same order in all files."
        problem = Problem(
            file=str(path), position=Position(1), code="name-mismatch", message=message, mend=mend
        )
        raise UnreadableError([problem])
    return found.numbers


def _misnamed(table: NumberTable) -> Iterator[Problem]:
    if len(table.names) != len(table.header):
        message = f"There are {len(table.names)} rows and {len(table.header)} columns of numbers."
        mend = "Give each name a row and a column."
        yield _problem(table, Position(1), "not-square", message=message, mend=mend)
        return
    for row, (beside, above) in enumerate(zip(table.names, table.header, strict=True)):
        if beside != above:
            message = f"Row {row + 1} is {beside}, column {row + 1} is {above}."
            mend = "Name rows as columns, in the same order."
            at = Position(table.lines[row], 1)
            yield _problem(table, at, "name-mismatch", message=message, mend=mend)


def _unfit(table: NumberTable) -> Iterator[Problem]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            fault = _fault(cell, table.names[row], is_own=row == column)
            if fault is not None:
                code, message, mend = fault
                yield _problem(table, table.at(row, column), code, message=message, mend=mend)


def _fault(cell: float | None, name: str, *, is_own: bool) -> tuple[str, str, str] | None:
    """Code, message and mend of a cell; own: on the diagonal."""
    if is_own:
        return ("diagonal", f"{name} influences itself.", "Write 0.") if cell else None
    if cell is None:
        return "empty", "Nothing stands here.", "Write 0 for no influence."
    if cell < 0:
        return "negative", f"An influence is {cell:g}.", "Write its size."
    return None


def _problem(table: NumberTable, at: Position, code: str, *, message: str, mend: str) -> Problem:
    return Problem(file=table.file, position=at, code=code, message=message, mend=mend)
