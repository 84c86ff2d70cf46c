"""The cells of one row, each read as what it must be; a fault names its place, cause and mend."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.formats.csv_file import Columns, CsvFile
from app.questionnaire.nearest import nearest
from app.questionnaire.reading import Position

NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)
COMMA_NUMBER = re.compile(r"\d{1,12},\d{1,9}", re.ASCII)
POWER = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f'.,]\d{3})+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    file: CsvFile
    line: int
    cells: dict[str, str]

    def at(self, column: str) -> Position:
        known = self.file.header
        return Position(self.line, known.index(column) + 1 if column in known else 0)

    def problem(self, column: str, code: str, *, message: str, mend: str) -> None:
        text = f"{column}: {message}" if column else message
        self.file.problem(self.at(column), code, message=text, mend=mend)

    def text(self, column: str) -> str:
        """White space as single spaces; '' where the cell is empty or the column is missing."""
        return " ".join(self.cells.get(column, "").split())

    def needed(self, column: str) -> str:
        """'' with a problem where nothing stands; a missing column was reported once already."""
        found = self.text(column)
        if not found and column in self.cells:
            self.problem(column, "empty", message="nothing stands here.", mend="Write a value.")
        return found

    def code(self, column: str, pattern: re.Pattern[str], *, rule: str) -> str:
        """A code that this file makes known; '' with a problem where it is none."""
        found = self.needed(column)
        if not found:
            return ""
        if POWER.fullmatch(found):
            self._mangled(column, found)
            return ""
        if not pattern.fullmatch(found):
            mend = f"Write {rule}."
            self.problem(column, "code-syntax", message=f"{found!r} is no code.", mend=mend)
            return ""
        return found

    def _mangled(self, column: str, found: str) -> None:
        message = f"{found!r} is a number that a spreadsheet shortened: digits are lost."
        mend = "Take the code from its source again, into a column formatted as text."
        self.problem(column, "mangled-code", message=message, mend=mend)

    def one_of(self, column: str, known: Collection[str], *, what: str) -> str:
        """A code that is known from elsewhere; '' with a problem where it is not."""
        found = self.needed(column)
        if not found or found in known:
            return found
        if POWER.fullmatch(found):
            self._mangled(column, found)
            return ""
        longer = sorted(each for each in known if found.isdigit() and is_padded(found, each))
        if longer:
            message = f"{found!r} has lost its leading zeros, as spreadsheets do."
            mend = f"Write {longer[0]}, in a column formatted as text."
            self.problem(column, "lost-zeros", message=message, mend=mend)
            return ""
        if (column, found) not in self.file.mends:
            self.file.mends[column, found] = nearest(found, known)
        mend = self.file.mends[column, found]
        message = f"no {what} is called {found!r}."
        self.problem(column, "unknown-code", message=message, mend=mend)
        return ""

    def number(self, column: str) -> float | None:
        """A number of 0 or more; None with a problem where it is none, or nothing stands."""
        found = self.needed(column)
        if not found:
            return None
        if not self._is_ambiguous(found):
            if NUMBER.fullmatch(found):
                return float(found)
            if COMMA_NUMBER.fullmatch(found) and self.file.delimiter != ",":
                return float(found.replace(",", "."))
        message, mend = self._wrong_number(found)
        self.problem(column, "number", message=message, mend=mend)
        return None

    def whole(self, column: str, *, most: int) -> int | None:
        """As number(), without decimals."""
        found = self.number(column)
        if found is None:
            return None
        if found.is_integer() and found <= most:
            return int(found)
        message = f"{self.text(column)!r} is no whole number from 0 to {most}."
        self.problem(column, "number", message=message, mend="Write a whole number.")
        return None

    def _is_ambiguous(self, found: str) -> bool:
        """Where commas do not part the cells, three digits behind a mark may be thousands."""
        return self.file.delimiter != "," and GROUPED.fullmatch(found) is not None

    def _wrong_number(self, found: str) -> tuple[str, str]:
        if GROUPED.fullmatch(found):
            plain = re.sub(r"\D", "", found)
            message = f"{found!r} may mean thousands or decimals."
            return message, f"Write {plain}, or another number of decimals."
        if COMMA_NUMBER.fullmatch(found):
            return f"{found!r} has a decimal comma.", f"Write {found.replace(',', '.')}."
        if found.startswith("-"):
            return f"{found!r} is negative.", "Write a number of 0 or more."
        if POWER.fullmatch(found):
            return f"{found!r} is written in powers of ten.", "Write out its digits."
        return f"{found!r} is no number.", "Write digits only, with a point before decimals."


def is_padded(short: str, whole: str) -> bool:
    """Whether zeros in front make one code the other."""
    return short != whole and short.zfill(len(whole)) == whole


def rows_of(file: CsvFile, path: Path, columns: Columns) -> Iterator[Row]:
    for line, cells in file.rows(path, columns):
        yield Row(file, line, dict(zip(file.header, cells, strict=True)))


class Firsts:
    """What must stand once: says where it stood first."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def is_repeated(self, row: Row, column: str, value: str, *, what: str) -> bool:
        first = self._lines.setdefault(value, row.line)
        if first == row.line:
            return False
        message = f"{what} stands twice, first in line {first}."
        row.problem(column, "repeated", message=message, mend="Remove or correct one.")
        return True
