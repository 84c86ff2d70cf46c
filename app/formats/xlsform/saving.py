"""A workbook of texts to a file: .xlsx, or Markdown or CSV as other programs take forms too."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from openpyxl import Workbook as ExcelWorkbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.formats.xlsform.grid import Line, Sheet, Workbook

WIDEST: Final = 60
NARROWEST: Final = 12
LONGEST_NAME: Final = 31


def to_bytes(workbook: Workbook, suffix: str) -> bytes:
    """suffix: .md or .csv; every other gives a workbook of a spreadsheet."""
    if suffix.lower() == ".md":
        return "".join(markdown_lines(workbook)).encode()
    return csv_text(workbook).encode() if suffix.lower() == ".csv" else excel_bytes(workbook)


def markdown_lines(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook.sheets:
        yield f"| {sheet.name} |\n"
        for cells in rows_without_sheet(sheet, workbook.kind):
            written = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
            yield f"| | {' | '.join(written)} |\n"


def csv_text(workbook: Workbook) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for sheet in workbook.sheets:
        writer.writerow([sheet.name])
        writer.writerows(["", *cells] for cells in rows_without_sheet(sheet, workbook.kind))
    return written.getvalue()


def rows_without_sheet(sheet: Sheet, kind: str) -> Iterator[list[str]]:
    """All rows as long as the longest; in plain text the first column names the sheet."""
    first = 1 if kind in {"md", "csv"} else 0
    longest = max((len(line.cells) for line in sheet.lines), default=0)
    for line in sheet.lines:
        cells = [*line.cells, *[""] * (longest - len(line.cells))]
        yield cells[first:]


def excel_bytes(workbook: Workbook) -> bytes:
    """Texts only: what looks like a formula or a number stays as it is written."""
    made = ExcelWorkbook()
    made.remove(made.worksheets[0])
    for sheet in workbook.sheets:
        lay_out(made.create_sheet(sheet.name[:LONGEST_NAME]), sheet, workbook.kind)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def lay_out(page: Worksheet, sheet: Sheet, kind: str) -> None:
    is_plain = kind in {"md", "csv"}
    shift = sheet.lines[0].number - 1 if is_plain and sheet.lines else 0
    for line in sheet.lines:
        moved = Line(line.number - shift, line.cells[1:]) if is_plain else line
        for column, text in enumerate(moved.cells, start=1):
            if text:
                write_cell(page.cell(moved.number, column), text, is_head=line is sheet.lines[0])
    set_widths(page, sheet, first=1 if is_plain else 0)
    page.freeze_panes = "A2"


def write_cell(cell: Cell | MergedCell, text: str, *, is_head: bool) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)


def set_widths(page: Worksheet, sheet: Sheet, *, first: int) -> None:
    longest = max((len(line.cells) for line in sheet.lines), default=0)
    for column in range(1, longest - first + 1):
        needed = max((len(line.cell(column + first)) for line in sheet.lines), default=0)
        width = min(WIDEST, max(NARROWEST, needed + 2))
        page.column_dimensions[get_column_letter(column)].width = width
