"""Forms in plain text: the sheets of a workbook as Markdown tables, or one below the other in CSV.

The first column names a sheet, where one begins. Cells have the address that the file would have
in a spreadsheet: the line, and the column with that of the names as A.
"""

import csv
import io
import re
from collections.abc import Iterable

from app.formats.xlsform.grid import Line, Sheet, Workbook
from app.questionnaire.reading.problems import Position, Problem, UnreadableError

BAR = re.compile(r"(?<!\\)\|")
RULER = re.compile(r"[\s|:-]*-[\s|:-]*")
DELIMITERS = (",", ";", "\t")


def read_markdown(text: str) -> Workbook:
    lines = (
        Line(number, cells_of(line))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.lstrip().startswith("|") and not RULER.fullmatch(line)
    )
    return Workbook("md", sheets_of(lines))


def cells_of(line: str) -> tuple[str, ...]:
    r"""What stands between the bars; `\|` is a bar inside a cell."""
    cells = BAR.split(line.strip().removeprefix("|"))
    last = cells.pop().strip()
    found = [each.strip().replace("\\|", "|") for each in cells]
    return tuple([*found, last] if last else found)


def read_csv_form(text: str, file: str) -> Workbook:
    """Raises UnreadableError where quotes are not closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    lines: list[Line] = []
    try:
        for number, cells in enumerate(reader, start=1):
            lines.append(Line(number, tuple(each.strip() for each in cells)))
    except csv.Error as error:
        raise UnreadableError([broken(file, reader.line_num, str(error))]) from error
    return Workbook("csv", sheets_of(lines))


def broken(file: str, line: int, reason: str) -> Problem:
    return Problem(
        file=file,
        code="broken-csv",
        position=Position(line),
        message=f"The row cannot be read ({reason}).",
        mend='Close its quotes; write a quote inside a text twice: "".',
    )


def delimiter_of(text: str) -> str:
    """After the first line that has more than the name of a sheet."""
    for line in text.splitlines():
        often = {each: line.count(each) for each in DELIMITERS}
        if any(often.values()):
            return max(often, key=often.__getitem__)
    return ","


def sheets_of(lines: Iterable[Line]) -> tuple[Sheet, ...]:
    """A line whose first cell is filled begins a sheet; what else stands in it is its header."""
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in lines:
        name = line.cell(1)
        if name:
            current = found.setdefault(name, [])
        rest = Line(line.number, ("", *line.cells[1:]))
        if current is not None and not rest.is_empty:
            current.append(rest)
    return tuple(Sheet(name, tuple(rows)) for name, rows in found.items())
