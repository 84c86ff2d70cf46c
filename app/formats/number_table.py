"""A table of numbers under names, out of a CSV file: each method of foresight says what it means.

The first row names the columns. Numbers may be negative; a decimal comma is understood where
commas do not part the cells. Every faulty cell is told by line and column.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from app.formats.csv_file import CsvFile
from app.questionnaire.reading import Position, Problem, UnreadableError

NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTable:
    """header: the names of the columns of numbers. names: the first cell of each row, () where
    rows have no names. lines: of the file, a row each. rows: None is an empty cell."""

    file: str
    header: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[float | None, ...], ...]

    def at(self, row: int, column: int) -> Position:
        """Where a number stands in the file; row and column from 0."""
        return Position(self.lines[row], column + 1 + bool(self.names))

    def refuse(self, at: Position, code: str, *, message: str, mend: str) -> UnreadableError:
        """To be raised: a fault that only the method can see."""
        problem = Problem(file=self.file, position=at, code=code, message=message, mend=mend)
        return UnreadableError([problem])


def read_number_table(path: Path, *, has_names: bool, allows_gaps: bool = False) -> NumberTable:
    """has_names: the first column names the rows. Raises UnreadableError with every problem."""
    file = CsvFile(str(path))
    text = file.text(path)
    lines = list(file.parsed(*file.without_sep_line(text))) if text is not None else []
    if text is not None and len(lines) < 2 and not file.problems:
        file.empty()
    table = _table(file, lines, has_names=has_names, allows_gaps=allows_gaps)
    if file.problems or table is None:
        raise UnreadableError(file.problems)
    return table


def _table(
    file: CsvFile, lines: list[tuple[int, list[str]]], *, has_names: bool, allows_gaps: bool
) -> NumberTable | None:
    if file.problems:
        return None
    top, first = lines[0][0], _trimmed(lines[0][1])
    start = 1 if has_names else 0
    _check_names(file, top, first[start:], start)
    file.header = tuple(first)
    body = [(line, cells) for line, cells in lines[1:] if file.has_its_length(line, cells)]
    rows = [
        tuple(
            _number(file, Position(line, place + 1), cells[place], allows_gaps=allows_gaps)
            for place in range(start, len(first))
        )
        for line, cells in body
    ]
    names = tuple(cells[0] for _, cells in body) if has_names else ()
    _check_rows(file, names, [line for line, _ in body])
    return NumberTable(
        file=file.name,
        header=tuple(first[start:]),
        names=names,
        lines=tuple(line for line, _ in body),
        rows=tuple(rows),
    )


def _trimmed(names: list[str]) -> list[str]:
    """A spreadsheet's empty columns at the end are none."""
    found = [" ".join(each.split()) for each in names]
    while found and not found[-1]:
        found.pop()
    return found


def _check_names(file: CsvFile, line: int, names: list[str], start: int) -> None:
    if not names:
        message = "The header names no column."
        mend = "Write a name above each column of numbers."
        file.problem(Position(line), "missing-column", message=message, mend=mend)
    for place, name in enumerate(names):
        at = Position(line, place + 1 + start)
        if not name:
            file.problem(at, "no-name", message="A column has no name.", mend="Name or remove it.")
        elif name in names[:place]:
            message = f"The column {name} stands twice."
            file.problem(at, "repeated-column", message=message, mend="Rename or remove one.")


def _check_rows(file: CsvFile, names: tuple[str, ...], lines: list[int]) -> None:
    for place, (name, line) in enumerate(zip(names, lines, strict=False)):
        at = Position(line, 1)
        if not name:
            file.problem(at, "no-name", message="A row has no name.", mend="Name or remove it.")
        elif name in names[:place]:
            message = f"The row {name} stands twice."
            file.problem(at, "repeated-row", message=message, mend="Rename or remove one.")


def _number(file: CsvFile, at: Position, found: str, *, allows_gaps: bool) -> float | None:
    if not found:
        if not allows_gaps:
            file.problem(at, "empty", message="Nothing stands here.", mend="Write a number.")
        return None
    plain = found.replace("\u2212", "-")
    plain = plain.replace(",", ".") if file.delimiter != "," else plain
    if NUMBER.fullmatch(plain) and math.isfinite(float(plain)):
        return float(plain)
    mend = "Write digits only, with a point before decimals."
    file.problem(at, "number", message=f"{found!r} is no number.", mend=mend)
    return None
