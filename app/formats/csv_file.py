"""A CSV file as spreadsheets write it, to rows that know their line; every fault is listed.

UTF-8 with or without its mark, commas, semicolons or tabs, any line end, quoted line breaks.
A position's column is the number of the field in its row, from 1.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.questionnaire.nearest import nearest
from app.questionnaire.reading import Position, Problem

MAX_BYTES = 50_000_000
DELIMITERS = (";", "\t", ",")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a file must and may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.needed, *self.optional)


@dataclass(slots=True)
class CsvFile:
    """One file while it is read: its header, the delimiter found, and every problem.

    mends: column and unknown code to its mend: a wrong code often stands in many rows.
    """

    name: str
    header: tuple[str, ...] = ()
    delimiter: str = ","
    problems: list[Problem] = field(default_factory=list)
    mends: dict[tuple[str, str], str] = field(default_factory=dict)

    def problem(self, at: Position, code: str, *, message: str, mend: str) -> None:
        found = Problem(file=self.name, position=at, code=code, message=message, mend=mend)
        self.problems.append(found)

    def rows(self, path: Path, columns: Columns) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of each row that is as long as the header; empty rows are passed over."""
        text = self.text(path)
        if text is None:
            return
        body, skipped = self.without_sep_line(text)
        lines = self.parsed(body, skipped)
        first = next(lines, None)
        if first is None:
            self.empty()
            return
        self.header = header_of(first[1])
        self.check_header(first[0], columns)
        has_rows = False
        for line, cells in lines:
            has_rows = True
            if self.has_its_length(line, cells):
                yield line, cells[: len(self.header)]
        if not has_rows and not any(each.code == "broken-csv" for each in self.problems):
            self.empty()

    def text(self, path: Path) -> str | None:
        """The file's text, or None with a problem."""
        try:
            raw = self.bytes_of(path)
        except OSError as error:
            message = f"The file cannot be read ({error.strerror})."
            self.problem(Position(), "no-file", message=message, mend="Check its name and folder.")
            return None
        if raw is None:
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.not_utf_8(raw.count(b"\n", 0, error.start) + 1)
            return None
        lost = next((place for place, each in enumerate(text) if each in "\x00\ufffd"), None)
        if lost is not None:
            self.not_utf_8(text.count("\n", 0, lost) + 1)
            return None
        return text

    def bytes_of(self, path: Path) -> bytes | None:
        if path.stat().st_size > MAX_BYTES:
            message = f"The file is over {MAX_BYTES // 1_000_000} MB."
            self.problem(Position(), "too-big", message=message, mend="Check that it is the file.")
            return None
        raw = path.read_bytes()
        if raw.startswith(UTF_16_MARKS):
            self.not_utf_8(1)
            return None
        return raw

    def not_utf_8(self, line: int) -> None:
        mend = "Save it as “CSV UTF-8”, from the sheet where the accents are still right."
        message = "The file is not UTF-8: letters with accents would be lost."
        self.problem(Position(line), "not-utf-8", message=message, mend=mend)

    def without_sep_line(self, text: str) -> tuple[str, int]:
        """Finds the delimiter; the line sep=; that a spreadsheet wrote is left out."""
        first = next((line for line in text.splitlines() if line.strip()), "")
        if first.startswith("sep=") and first[4:5] in DELIMITERS:
            self.delimiter = first[4:5]
            place = text.index(first) + len(first)
            return text[place:].removeprefix("\r").removeprefix("\n"), 1
        often = {each: first.count(each) for each in DELIMITERS}
        self.delimiter = max(often, key=often.__getitem__) if any(often.values()) else ","
        return text, 0

    def parsed(self, text: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
        """Line of its first character and cells of each row that holds something."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        line = 1 + skipped
        try:
            for cells in reader:
                if any(each.strip() for each in cells):
                    yield line, [each.strip() for each in cells]
                line = reader.line_num + 1 + skipped
        except csv.Error as error:
            message = f"The row cannot be read ({error})."
            mend = 'Close its quotes; write a quote inside a text twice: "".'
            self.problem(Position(line), "broken-csv", message=message, mend=mend)

    def empty(self) -> None:
        message = "The file holds no row."
        self.problem(Position(), "empty-file", message=message, mend="Fill it, below its header.")

    def check_header(self, line: int, columns: Columns) -> None:
        for place, name in enumerate(self.header, start=1):
            if name and name in self.header[: place - 1]:
                message = f"The column {name} stands twice."
                at = Position(line, place)
                self.problem(at, "repeated-column", message=message, mend="Remove one.")
            elif name not in columns.known:
                self.unknown_column(Position(line, place), name, columns.known)
        for name in columns.needed:
            if name not in self.header:
                message = f"The column {name} is missing."
                mend = f"Add it to the header: {', '.join(columns.known)}."
                self.problem(Position(line), "missing-column", message=message, mend=mend)

    def unknown_column(self, at: Position, name: str, known: Collection[str]) -> None:
        message = f"No column is called {name!r}." if name else "A column has no name."
        mend = f"{nearest(name, known)} Rename or remove it."
        self.problem(at, "unknown-column", message=message, mend=mend)

    def has_its_length(self, line: int, cells: list[str]) -> bool:
        expected = len(self.header)
        if len(cells) == expected or (len(cells) > expected and not any(cells[expected:])):
            return True
        message = f"The row has {len(cells)} cells, the header {expected}."
        mend = f"Write one cell a column; put a text that holds {self.delimiter!r} in quotes."
        self.problem(Position(line), "row-length", message=message, mend=mend)
        return False


def header_of(cells: list[str]) -> tuple[str, ...]:
    """Names in small letters; a spreadsheet's empty columns at the end are none."""
    names = [" ".join(each.split()).lower() for each in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
