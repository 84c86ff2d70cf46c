"""A sheet under its headers: rows whose cells are asked for by the one name of their column."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.xlsform.faults import Faults, Place
from app.formats.xlsform.grid import Line, Sheet
from app.formats.xlsform.headers import (
    CHOICES,
    CHOICES_KNOWN,
    ENTITIES,
    ENTITIES_KNOWN,
    SETTINGS,
    SETTINGS_KNOWN,
    SURVEY,
    SURVEY_KNOWN,
    TRANSLATED,
    Header,
    header_of,
    plain,
)
from app.questionnaire.reading.problems import Position


@dataclass(frozen=True, slots=True)
class Kind:
    """The columns that a sheet of a kind has: other spellings of their names, and the names."""

    aliases: Mapping[str, str]
    known: Collection[str]


SURVEY_SHEET: Final = Kind(SURVEY, SURVEY_KNOWN)
CHOICES_SHEET: Final = Kind(CHOICES, CHOICES_KNOWN)
SETTINGS_SHEET: Final = Kind(SETTINGS, SETTINGS_KNOWN)
ENTITIES_SHEET: Final = Kind(ENTITIES, ENTITIES_KNOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header. columns: header to the column it stands in."""

    sheet: str
    line: Line
    columns: Mapping[Header, int]

    def text(self, key: str, language: str = "") -> str:
        column = self.columns.get(Header(key, language))
        return "" if column is None else self.line.cell(column)

    def texts(self, key: str) -> dict[str, str]:
        """Language as written to text, where one stands."""
        found = {each.language: self.text(key, each.language) for each in self.columns_of(key)}
        return {language: text for language, text in found.items() if text}

    def columns_of(self, key: str) -> Iterator[Header]:
        return (each for each in self.columns if each.key == key)

    def place(self, key: str, language: str = "") -> Place:
        """The cell; where the sheet has no such column, that of its type or list."""
        column = self.columns.get(Header(key, language))
        if column is None:
            wanted = (*self.columns_of(key), Header("type"), Header("list_name"))
            column = next((self.columns[each] for each in wanted if each in self.columns), 0)
        return Place(self.sheet, Position(self.line.number, column))

    def others(self, known: Collection[str]) -> dict[str, str]:
        """The filled cells of columns that have no meaning of their own, by name as written."""
        return {
            each.key: self.line.cell(column)
            for each, column in self.columns.items()
            if each.key not in known and self.line.cell(column)
        }


@dataclass(frozen=True, slots=True)
class Table:
    """unnamed: the header cell of each column that holds something under no name."""

    name: str
    columns: Mapping[Header, int]
    rows: tuple[Row, ...]
    header_row: int
    unnamed: tuple[Place, ...] = ()

    def has(self, key: str) -> bool:
        return any(each.key == key for each in self.columns)

    def place(self, key: str = "") -> Place:
        """The header of a column; of none, the whole header row."""
        found = (column for each, column in self.columns.items() if each.key == key)
        return Place(self.name, Position(self.header_row, next(found, 0)))

    def translated(self) -> tuple[Header, ...]:
        """The columns whose texts are in a language."""
        return tuple(each for each in self.columns if each.key in TRANSLATED)


def table_of(sheet: Sheet, of: Kind, faults: Faults) -> Table:
    """The first line that holds something is the header; rows above and without text are none."""
    header = sheet.lines[0] if sheet.lines else Line(0, ())
    columns = columns_of(sheet.name, header, of, faults=faults)
    lines = (each for each in sheet.lines[1:] if any(map(each.cell, columns.values())))
    rows = tuple(Row(sheet.name, each, columns) for each in lines)
    return Table(sheet.name, columns, rows, header.number, unnamed_of(sheet, header))


def unnamed_of(sheet: Sheet, header: Line) -> tuple[Place, ...]:
    filled = {
        column
        for line in sheet.lines[1:]
        for column, cell in enumerate(line.cells, start=1)
        if cell and not header.cell(column)
    }
    return tuple(Place(sheet.name, Position(header.number, each)) for each in sorted(filled))


def columns_of(sheet: str, header: Line, of: Kind, *, faults: Faults) -> Mapping[Header, int]:
    found: dict[Header, int] = {}
    for column, written in enumerate(header.cells, start=1):
        if not written:
            continue
        each = header_of(written, of.aliases, of.known)
        if of is CHOICES_SHEET and plain(written) in CHOICES and each.key in header.cells:
            each = Header(" ".join(written.split()))  # `value` beside `name`
        if each in found:
            place = Place(sheet, Position(header.number, column))
            first = Place(sheet, Position(header.number, found[each]))
            message = f"The column {written} stands twice, first in {first}."
            faults.problem(
                place, "repeated-column", message=message, mend="Rename or remove one of them."
            )
        else:
            found[each] = column
    return found
