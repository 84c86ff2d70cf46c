"""Rows of answers out of a .jsonl or a .csv file, one at a time."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.commands.cells import from_text
from app.commands.loading.problem import FileRow, unreadable
from app.errors import InvalidError
from app.questionnaire.loading.row import path_faults
from app.questionnaire.model import Questionnaire, Value
from app.questionnaire.outline import Outline, outline_of
from app.store.exports import ABOUT

BESIDE = ("synthetic", *ABOUT)
DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 100_000  # characters: beyond, a quotation mark is missing somewhere
Numbered = Iterator[tuple[int, list[str] | csv.Error]]
AS_UTF8 = "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)."


def rows_in(path: Path, questionnaire: Questionnaire) -> Iterator[FileRow]:
    """Raises InvalidError for a file of another kind, or one that is not UTF-8."""
    kinds = {".jsonl": _json_rows, ".csv": _csv_rows}
    read = kinds.get(path.suffix.lower())
    if read is None:
        raise InvalidError(f"{path} is neither .jsonl nor .csv: name it after what it holds.")
    try:
        yield from read(path, questionnaire)
    except UnicodeDecodeError as error:
        raise InvalidError(f"{path} is not UTF-8: {AS_UTF8}", file=str(path)) from error
    except OSError as error:
        raise InvalidError(f"{path} cannot be read ({error.strerror}).", file=str(path)) from error


def _json_rows(path: Path, _questionnaire: Questionnaire) -> Iterator[FileRow]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _json_row(number, line)


def _json_row(number: int, line: str) -> FileRow:
    try:
        found = json.loads(line, parse_constant=_refuse)
    except ValueError as error:
        return unreadable(number, f"is not JSON ({error})", "write one object a line.")
    match found:
        case {"answers": dict(answers), **about}:
            beside = {str(name): value for name, value in about.items()}
            unknown = [name for name in beside if name not in BESIDE]
            if unknown:
                mend = f"beside `answers` there may be {', '.join(BESIDE)}."
                return unreadable(number, "has no place here", mend, unknown[0])
            return FileRow(number, beside, answers)
    return unreadable(number, "holds no answers", 'write {"answers": {path: value}, …}.')


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _csv_rows(path: Path, questionnaire: Questionnaire) -> Iterator[FileRow]:
    csv.field_size_limit(LONGEST_CELL)
    outline = outline_of(questionnaire)
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = _delimiter(file.readline())
        file.seek(0)
        table = _numbered(csv.reader(file, delimiter=delimiter, strict=True))
        yield from _table_rows(table, outline, has_commas=delimiter == ";")


def _table_rows(table: Numbered, outline: Outline, *, has_commas: bool) -> Iterator[FileRow]:
    """A wrong header ends it; empty rows are passed over."""
    header: list[str] = []
    for number, cells in table:
        if isinstance(cells, csv.Error):
            mend = "close every quotation mark; double one inside a text."
            yield unreadable(number, f"is no row of a table ({cells})", mend)
        elif number == 1:
            header = [name.strip() for name in cells]
            wrong = tuple(_wrong_header(header, outline))
            yield from wrong
            if wrong:
                return
        elif any(cell.strip() for cell in cells):
            yield _csv_row(number, header, cells, outline, has_commas=has_commas)


def _numbered(table: Iterator[list[str]]) -> Numbered:
    """From 1 on, as a spreadsheet numbers them; what cannot be read is the last."""
    number = 1
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
            return
        yield number, cells
        number += 1


def _delimiter(line: str) -> str:
    """The one that the header is cut by most: spreadsheets write what their country does."""
    return max(DELIMITERS, key=line.count)


def _as_json_holds(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _wrong_header(header: Sequence[str], outline: Outline) -> Iterator[FileRow]:
    paths = {name: None for name in header if name and name not in BESIDE}
    for name in dict.fromkeys(filter(None, header)):
        if header.count(name) > 1:
            what = f"stands {header.count(name)} times"
            yield unreadable(1, what, "give each column one name.", name)
    for fault in path_faults(paths, outline):
        yield FileRow(1, {}, {}, (fault,))
    if not paths:
        yield unreadable(1, "names no question", "write a path at the head of each column.")


def _csv_row(
    number: int, header: Sequence[str], cells: Sequence[str], outline: Outline, *, has_commas: bool
) -> FileRow:
    if len(cells) > len(header):
        message = f"has {len(cells)} cells, the header {len(header)}"
        return unreadable(number, message, "put a text with separators in quotation marks.")
    given: Mapping[str, str] = dict(zip(header, cells, strict=False))
    answers = {
        path: _as_json_holds(from_text(cell, outline.question_at(path), has_commas=has_commas))
        for path, cell in given.items()
        if path not in BESIDE and cell.strip()
    }
    about = {name: given[name].strip() or None for name in BESIDE if name in given}
    return FileRow(number, about, answers)
