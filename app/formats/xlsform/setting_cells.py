"""One setting of a workbook, read or written where the sheet of settings may be missing."""

from dataclasses import replace

from app.formats.xlsform.grid import Line, Sheet, Workbook, plain_name

SETTINGS = "settings"


def setting(workbook: Workbook, key: str) -> str:
    """'' where it is not written."""
    sheet = workbook.sheet(SETTINGS)
    if sheet is None or not sheet.lines:
        return ""
    column = column_of(sheet, key)
    values = sheet.lines[1] if len(sheet.lines) > 1 else Line(0, ())
    return values.cell(column) if column else ""


def column_of(sheet: Sheet, key: str) -> int:
    """0 where there is none."""
    names = [plain_name(each) for each in sheet.lines[0].cells]
    return names.index(key) + 1 if key in names else 0


def with_setting(workbook: Workbook, key: str, text: str) -> Workbook:
    sheet = workbook.sheet(SETTINGS)
    if sheet is None or not sheet.lines:
        made = Sheet(SETTINGS, (Line(1, (key,)), Line(2, (text,))))
        others = tuple(each for each in workbook.sheets if plain_name(each.name) != SETTINGS)
        return replace(workbook, sheets=(*others, made))
    header = sheet.lines[0]
    values = sheet.lines[1] if len(sheet.lines) > 1 else Line(header.number + 1, ())
    column = column_of(sheet, key) or len(header.cells) + 1
    lines = (with_cell(header, column, key), with_cell(values, column, text), *sheet.lines[2:])
    made = replace(sheet, lines=lines)
    sheets = tuple(made if each is sheet else each for each in workbook.sheets)
    return replace(workbook, sheets=sheets)


def with_cell(line: Line, column: int, text: str) -> Line:
    cells = [*line.cells, *[""] * (column - len(line.cells))]
    cells[column - 1] = text
    return replace(line, cells=tuple(cells))
