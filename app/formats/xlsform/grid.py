"""Sheets of texts that keep the address of every cell, whatever file they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.questionnaire.reading.problems import Position


@dataclass(frozen=True, slots=True)
class Line:
    """One row. number: from 1, as spreadsheets count; cells: from column A."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)

    def cell(self, column: int) -> str:
        """column: from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """name: as written. lines: those that hold something, in order."""

    name: str
    lines: tuple[Line, ...]

    def changed(self, texts: Mapping[Position, str]) -> "Sheet":
        """With other texts in some of its cells."""
        return replace(self, lines=tuple(changed_line(each, texts) for each in self.lines))


@dataclass(frozen=True, slots=True)
class Workbook:
    """kind: xlsx, xls, md or csv, after the content and not after the name of the file."""

    kind: str
    sheets: tuple[Sheet, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, whatever its capitals, spaces around it and underscores."""
        wanted = plain_name(name)
        return next((each for each in self.sheets if plain_name(each.name) == wanted), None)


def plain_name(name: str) -> str:
    return "_".join(name.replace("_", " ").lower().split())


def changed_line(line: Line, texts: Mapping[Position, str]) -> Line:
    cells = (
        texts.get(Position(line.number, column), cell)
        for column, cell in enumerate(line.cells, start=1)
    )
    return replace(line, cells=tuple(cells))


def sheet_of(name: str, rows: "list[list[str]]") -> Sheet:
    """rows: all rows from the first, empty ones too."""
    lines = (Line(number, tuple(cells)) for number, cells in enumerate(rows, start=1))
    return Sheet(name, tuple(each for each in lines if not each.is_empty))
