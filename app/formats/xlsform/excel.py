"""Workbooks of spreadsheets, old and new, as sheets of texts; of formulas the computed values."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from app.formats.xlsform.faults import of_file
from app.formats.xlsform.grid import Sheet, Workbook, sheet_of
from app.questionnaire.reading.problems import UnreadableError

MAX_UNPACKED = 300_000_000
Cell: TypeAlias = "str | float | bool | date | datetime | time | timedelta"


def read_excel(content: bytes, file: str, kind: str) -> Workbook:
    """Raises UnreadableError when no spreadsheet program could open it either."""
    if kind == "xlsx":
        refuse_bomb(content, file)
    try:
        found = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(read_sheet(found, name) for name in found.sheet_names)
    except PasswordError as error:
        message, mend = "The workbook is locked by a password.", "Save it without one."
        raise UnreadableError([of_file(file, "locked", message, mend)]) from error
    except (CalamineError, ValueError, OSError) as error:
        message = f"The workbook cannot be read ({error})."
        mend = "Open it in a spreadsheet program and save it again as .xlsx."
        raise UnreadableError([of_file(file, "broken-workbook", message, mend)]) from error
    return Workbook(kind, sheets)


def read_sheet(workbook: CalamineWorkbook, name: str) -> Sheet:
    rows: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return sheet_of(name, [[text_of(cell) for cell in row] for row in rows])


def text_of(cell: Cell) -> str:
    """What a person reads in the cell: 3 and not 3.0, dates as 2026-11-23."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).replace("\u00a0", " ").strip()


def refuse_bomb(content: bytes, file: str) -> None:
    """A small file may unpack to one that fills the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        mend = "Open it in a spreadsheet program and save it again as .xlsx."
        message = "The workbook is damaged."
        raise UnreadableError([of_file(file, "broken-workbook", message, mend)]) from error
    if unpacked > MAX_UNPACKED:
        message = f"The workbook unpacks to over {MAX_UNPACKED // 1_000_000} MB."
        mend = "Copy its sheets into a new workbook, without pictures and empty rows."
        raise UnreadableError([of_file(file, "too-big", message, mend)])
