"""A form is what its content says: old and new workbooks, Markdown and CSV read the same."""

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook as ExcelWorkbook

from app.formats.xlsform.excel import MAX_UNPACKED
from app.formats.xlsform.form import read_xlsform
from app.formats.xlsform.opening import is_mislabelled, kind_of, read_workbook
from app.formats.xlsform.saving import to_bytes
from app.questionnaire.reading import UnreadableError
from tests.unit.formats.xlsform.forms import YES_NO, survey
from tests.unit.formats.xlsform.old_excel import old_excel

FORM = (survey("select_one yn | q | “Ça va ?”", "text | r | a \\| b") + YES_NO).encode()
SHEETS = {
    "survey": [["type", "name", "label"], ["select_one yn", "q", "“Ça va ?”"]],
    "choices": [["list_name", "name", "label"], ["yn", "yes", "Oui"]],
}


def excel(sheets: dict[str, list[list[object]]]) -> bytes:
    made = ExcelWorkbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.mark.parametrize("suffix", [".xlsx", ".md", ".csv"])
def test_a_form_reads_the_same_however_it_is_written(suffix: str) -> None:
    first = read_xlsform(FORM, "form.md").needed()
    content = to_bytes(read_workbook(FORM, "form.md"), suffix)
    assert kind_of(content) == suffix.removeprefix(".")
    assert read_xlsform(content, f"form{suffix}").needed() == first


def test_an_old_workbook_reads_as_a_new_one_even_under_its_name() -> None:
    old = old_excel(SHEETS)
    assert kind_of(old) == "xls"
    read = read_xlsform(old, "form.xlsx")
    assert read.problems == ()
    assert read.questionnaire == read_xlsform(excel(SHEETS), "form.xlsx").questionnaire
    assert is_mislabelled(Path("form.xlsx"), "xls")
    assert not is_mislabelled(Path("form.XLS"), "xls")


def test_cells_are_read_as_people_see_them() -> None:
    row = [
        3.0,
        2.5,
        True,
        date(2026, 11, 23),
        datetime.fromisoformat("2026-11-23T08:30"),
        time(8, 30),
        " a\u00a0b ",
    ]
    (sheet,) = read_workbook(excel({"survey": [["type"], row]}), "form.xlsx").sheets
    assert sheet.lines[1].cells == (
        "3",
        "2.5",
        "TRUE",
        "2026-11-23",
        "2026-11-23T08:30:00",
        "08:30:00",
        "a b",
    )


def test_of_a_formula_the_computed_value_is_read() -> None:
    """As spreadsheets store it beside =GOOGLETRANSLATE(…): openpyxl writes no value, so by hand."""
    content = excel({"survey": [["type", "name", "label"], ["text", "q", "=1+1"]]})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                body = re.sub(rb"<f>1\+1</f><v ?(?:/>|></v>)", b"<f>1+1</f><v>Bonjour</v>", body)
                body = body.replace(b'r="C2"', b'r="C2" t="str"')
            new.writestr(name, body)
    found = read_xlsform(packed.getvalue(), "form.xlsx").needed().question("q")
    assert found is not None
    assert found.text.texts == {"en": "Bonjour"}


def test_the_address_of_a_cell_counts_empty_rows_and_columns() -> None:
    rows: list[list[object]] = [
        [None, None, None, None],
        [None, "type", "name", "label"],
        [None, None, None, None],
        [None, "tekst", "q", "Q"],
    ]
    (problem,) = read_xlsform(excel({"survey": rows}), "form.xlsx").problems
    assert problem.where == "form.xlsx:survey!B4"


def test_a_formula_or_a_number_in_a_text_is_written_as_text() -> None:
    form = survey("text | q | =1+1").encode()
    again = read_xlsform(to_bytes(read_workbook(form, "form.md"), ".xlsx"), "form.xlsx")
    found = again.needed().question("q")
    assert found is not None
    assert found.text.texts == {"en": "=1+1"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 not a workbook", "broken-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "broken-workbook"),
        (b"| survey |\n| | type | name |\n| | text | caf\xe9 |", "not-utf-8"),
        (b'survey\n,type,name\n,text,"q', "broken-csv"),
        (b"nothing at all", "no-survey"),
    ],
)
def test_a_file_that_is_no_form_is_refused_by_name(content: bytes, code: str) -> None:
    assert [each.code for each in read_xlsform(content, "form.xlsx").problems] == [code]


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", bytes(MAX_UNPACKED + 1))
    with pytest.raises(UnreadableError) as error:
        read_workbook(packed.getvalue(), "form.xlsx")
    assert [each.code for each in error.value.problems] == ["too-big"]
